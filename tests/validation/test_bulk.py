"""A store validated in parts has the findings of one validated graph by graph, whatever the jobs and the parts."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from chippolitik.graph import Extractor, MemoryView, article_quads, derived_quads
from chippolitik.graph.terms import TYPE, chip
from chippolitik.model import Document, EntityRef
from chippolitik.namespaces import KB_GRAPH, entity_iri
from chippolitik.store import Manifest, open_store, open_writer
from chippolitik.validation.bulk import validate_in_parts
from chippolitik.validation.change import judged_graphs
from chippolitik.validation.finding import in_order
from chippolitik.validation.whole import validate_view

from .conftest import ASCEND, TEXT, delivery, order

CHINA = EntityRef("China", "Country", known="cn")


def quads() -> list[Quad]:
    """Six articles, each second one with an order by a country, and a knowledge base with a fault of its own."""
    kb = [("cn", "Country"), ("bytedance", "Company"), ("ascend910b", "AIAccelerator"), ("rule", "ExportControl")]
    found = [Quad(NamedNode(entity_iri(name)), TYPE, chip(cls), NamedNode(KB_GRAPH)) for name, cls in kb]
    for number in range(6):
        bought = order(roles={"buyer": (CHINA,), "product": (ASCEND,)}) if number % 2 else order()
        name = f"orders {number}"
        document = Document(name=name, key=name, text=TEXT, language="en", source=f"Paper {number}")
        claims = [bought] if number % 2 else [bought, delivery()]
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
