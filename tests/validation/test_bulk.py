"""A store validated in parts has the findings of one validated graph by graph, whatever the jobs and the parts."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from chippolitik.errors import InputError
from chippolitik.graph import Extractor, MemoryView, article_quads, derived_quads
from chippolitik.graph.terms import TYPE, chip
from chippolitik.model import ClaimLinks, Document, EntityRef, Quantity
from chippolitik.namespaces import KB_GRAPH, VOCAB, entity_iri
from chippolitik.ontology.names import RDF
from chippolitik.store import Manifest, open_store, open_writer
from chippolitik.validation import compiled_constraints
from chippolitik.validation.bulk import validate_in_parts
from chippolitik.validation.bulk_file import validate_ntriples, validate_text
from chippolitik.validation.change import judged_graphs
from chippolitik.validation.constraints import COMPONENT
from chippolitik.validation.fast import fast_engine_is_there
from chippolitik.validation.finding import in_order
from chippolitik.validation.whole import validate_graph, validate_view

from .conftest import ASCEND, TEXT, delivery, order

DECIMAL = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
needs_engine = pytest.mark.skipif(not fast_engine_is_there(), reason="the package shacl has no wheel here")
FEW = order("Ascend 910B chips", quantity=Quantity("chip", max=Decimal(10)))
CHINA = EntityRef("China", "Country", known="cn")


def quads() -> list[Quad]:
    """Six articles, odd ones with an order by a country, even ones with a delivery of too much; a faulty rule."""
    kb = [("cn", "Country"), ("bytedance", "Company"), ("ascend910b", "AIAccelerator"), ("rule", "ExportControl")]
    found = [Quad(NamedNode(entity_iri(name)), TYPE, chip(cls), NamedNode(KB_GRAPH)) for name, cls in kb]
    for number in range(6):
        bought = order(roles={"buyer": (CHINA,), "product": (ASCEND,)}) if number % 2 else order()
        name = f"orders {number}"
        document = Document(name=name, key=name, text=TEXT, language="en", source=f"Paper {number}")
        more = delivery(quantity=Quantity("chip", min=Decimal(20)), links=ClaimLinks(fulfils=(FEW.digest,)))
        claims = [bought] if number % 2 else [bought, delivery(), FEW, more]
        found += article_quads(document, claims, extractor=Extractor("frames", "1"), language="en")
        found += derived_quads(document.id, claims)
    return found


@pytest.mark.parametrize("part", [1, 4, 100])
def test_parts_find_what_graph_by_graph_finds(part: int) -> None:
    """The size of a part does not matter."""
    view = MemoryView(quads())
    wanted = in_order(validate_view(view))
    assert {"Order-buyer-class", "ExportControl-issuer"} <= {f.shape.rsplit("/", 1)[1] for f in wanted}
    assert validate_in_parts(lambda: view, part=part, jobs=1) == wanted


def test_jobs_do_not_matter(tmp_path: Path) -> None:
    """Two processes find what one finds, in the same order."""
    folder = tmp_path / "store"
    with open_writer(folder, Manifest(ontology="1", extractor="1", shapes="1", knowledge_base="1")) as writer:
        writer.parts.main.extend(quads())
    opened = partial(open_store, folder)
    found = validate_in_parts(opened, jobs=2, part=2)
    assert found == validate_in_parts(opened, jobs=1)
    assert found


def test_progress_is_told() -> None:
    """After each part it is told how many graphs are done, of how many."""
    view, told = MemoryView(quads()), list[tuple[int, int]]()
    validate_in_parts(partial(_same, view), part=3, jobs=1, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 7), (4, 7), (7, 7)]
    assert len(judged_graphs(view)) == 7


def test_nothing_has_no_finding() -> None:
    """An empty store has no part."""
    assert validate_in_parts(lambda: MemoryView([])) == []


def _same(view: MemoryView) -> MemoryView:
    return view


def test_big_graphs_are_asked_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """SPARQL constraints find the same in a big graph, where they are compiled, as in a small one."""
    data = quads()
    wanted = validate_graph(data)
    monkeypatch.setattr(compiled_constraints, "_BIG", 1)
    monkeypatch.setattr(compiled_constraints, "_BATCH", 2)
    assert validate_graph(data) == wanted
    assert {finding.component for finding in wanted} >= {COMPONENT}


def test_two_processes_find_what_one_finds() -> None:
    """Core constraints in one process and SPARQL constraints in another find what one process finds."""
    triples = [Triple(q.subject, q.predicate, q.object) for q in quads()]
    assert validate_text(triples, several=True) == validate_text(triples, several=False) == validate_graph(triples)


@needs_engine
def test_blank_nodes_keep_their_labels(tmp_path: Path) -> None:
    """Blank nodes at fault are named as in the file, in whichever process they are found."""
    path = tmp_path / "data.nt"
    amount, claim = BlankNode("amount"), BlankNode("claim")
    triples = [
        Triple(NamedNode("urn:a"), chip("related"), BlankNode("first")),
        *(Triple(q.subject, q.predicate, q.object) for q in quads()),
        Triple(amount, TYPE, chip("QuantityRange")),
        Triple(amount, chip("unit"), NamedNode(f"{VOCAB}unit/percent")),
        Triple(amount, chip("minValue"), Literal("150.50", datatype=DECIMAL)),
        Triple(claim, TYPE, chip("Claim")),
    ]
    serialize(triples, path, format=RdfFormat.N_TRIPLES)
    found = validate_ntriples(path)
    assert found == validate_graph(triples)
    assert {("_:amount", "LargePercentage-amount"), ("_:claim", "Claim-evidence")} <= {
        (f.focus, f.shape.rsplit("/", 1)[1]) for f in found
    }


@needs_engine
def test_lines_may_be_written_in_any_way(tmp_path: Path) -> None:
    """Comments, other blanks, escapes and numbers with leading zeros are read as the parser reads them."""
    path = tmp_path / "data.nt"
    name = "urn:amount"
    lines = [
        "# a comment",
        f"<{name}>\t<{RDF.type.value}> <{chip('QuantityRange').value}> . # another",
        f"<{name}>  <{chip('unit').value}>  <{VOCAB}unit/\\u0070ercent>  .",
        f'<{name}> <{chip("minValue").value}> "0150.0"^^<{DECIMAL.value}>.',
        f'<{name}> <{chip("maxValue").value}> "0151"^^<{DECIMAL.value}> .',
        f'<{name}> <{chip("approximat").value}> "a \\"word\\""@DE .',
        "",
    ]
    path.write_text("\r\n".join(lines), encoding="utf-8")
    triples = [Triple(q.subject, q.predicate, q.object) for q in parse(path=path, format=RdfFormat.N_TRIPLES)]
    found = validate_ntriples(path)
    assert found == validate_graph(triples)
    assert [f.value for f in found if f.shape.endswith("LargePercentage-amount")] == ["150", "151"]
    assert chip("approximat").value in {f.value for f in found}


@needs_engine
def test_a_syntax_error_is_told_with_its_line(tmp_path: Path) -> None:
    """A file that is no N-Triples is refused, with the line at fault."""
    path = tmp_path / "data.nt"
    path.write_text("<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b> c .\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        validate_ntriples(path)
    assert caught.value.line == 2
