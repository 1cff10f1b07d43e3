# The README's two commands are `make demo` and `make test`; each sets up what it needs on a machine with Python 3.11.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# Exact versions, for the build environment too.
export PIP_CONSTRAINT := $(CURDIR)/constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1
PIP_INSTALL := $(BIN)/python -m pip install --quiet

.PHONY: demo test lint types format docs bench score soak ontology clean

$(VENV)/core.stamp: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP_INSTALL) --editable .
	touch $@

$(VENV)/dev.stamp: $(VENV)/core.stamp
	$(PIP_INSTALL) --editable '.[dev]'
	touch $@

demo: $(VENV)/core.stamp
	$(BIN)/chippolitik demo

test: $(VENV)/dev.stamp
	$(BIN)/python -m pytest -n auto -q

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

clean:
	rm -rf $(VENV) dist build
