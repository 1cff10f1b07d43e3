"""Graphs that the tests of exports write: the small one of the queries and the one of the seed's gold claims."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from chippolitik.namespaces import KB_GRAPH

from ..cli.answers import Known as Answers  # noqa: TID252 - tests have no absolute name
from ..cli.answers import make_store  # noqa: TID252 - as above
from ..query.graphs import Known, build, seed_graph, small_graph, small_knowledge, small_resolver  # noqa: TID252 - tests have no absolute name


@pytest.fixture(scope="session")
def small() -> Known:
    """The small fixed graph: articles of our own on firms that do not exist."""
    return small_graph()


@pytest.fixture(scope="session")
def seed() -> Known:
    """The graph of the seed's gold claims, resolved by the shipped knowledge base."""
    return seed_graph()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Answers]:
    """A store with the small graph."""
    folder = tmp_path_factory.mktemp("exports") / "store"
    known = make_store(folder)
    return str(folder), known


ADVICE = """On 1 March 2024 the ministry advised German firms to avoid Kappa chips. \
It warned them of Lumen chips too. It warned them of older accelerators. \
Oda ordered 20 K2 chips in May 2024. Oda uses L7. Austro uses older accelerators. Austro ordered K2 chips in 2023."""
GROUPS = """
@prefix chip: <https://w3id.org/chippolitik/ontology#> .
@prefix id: <https://w3id.org/chippolitik/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
id:kappa_chips a chip:ProductGroup ; rdfs:label "Kappa chips"@en .
id:kappa_series a chip:ProductGroup ; rdfs:label "Kappa series"@en ; chip:instanceOf id:kappa_chips .
id:k2 chip:instanceOf id:kappa_series .
id:lumen_chips chip:developedBy id:lumen .
id:german_firms a chip:CollectiveAgent ; rdfs:label "German firms"@en ; chip:basedIn id:germany .
id:oda_group a chip:CollectiveAgent ; rdfs:label "Austrian circle"@en ; chip:groupMember id:austro .
"""


@pytest.fixture(scope="session")
def advised(tmp_path_factory: pytest.TempPathFactory) -> Known:
    """A graph in which advice meets a chip by its group, by its vendor and by its description alone."""
    folder = tmp_path_factory.mktemp("advised")
    (folder / "advised-en.txt").write_text(ADVICE + "\n", encoding="utf-8")
    told = {"issuer": "Ministry", "addressee": "German firms"}
    day = {"time": {"start": "2024-03-01", "end": "2024-03-01"}}
    rows: list[tuple[str, dict[str, str], dict[str, Any], str]] = [
        ("Recommendation", {**told, "discouraged": "Kappa chips"}, day, "On 1 March 2024 the ministry advised"),
        ("Recommendation", {**told, "discouraged": "Lumen chips"}, {}, "It warned them of Lumen chips too"),
        ("Recommendation", {**told, "discouraged": "older accelerators"}, {}, "It warned them of older accelerators"),
        (
            "Order",
            {"buyer": "Oda", "product": "K2"},
            {"time": {"start": "2024-05", "end": "2024-05"}, "quantity": {"min": 20, "max": 20, "unit": "chip"}},
            "Oda ordered 20 K2 chips in May 2024",
        ),
        ("Usage", {"user": "Oda", "product": "L7"}, {}, "Oda uses L7"),
        ("Usage", {"user": "Austro", "product": "older accelerators"}, {}, "Austro uses older accelerators"),
        (
            "Order",
            {"buyer": "Austro", "product": "K2"},
            {"time": {"start": "2023", "end": "2023"}},
            "Austro ordered K2 chips in 2023",
        ),
    ]
    lines = [
        {"id": f"w{i}", "article": "advised-en", "kind": kind, "roles": roles, "modality": "asserted", "quote": quote}
        | more
        for i, (kind, roles, more, quote) in enumerate(rows)
    ]
    (folder / "claims.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    graph = NamedNode(KB_GRAPH)
    extra = [Quad(t.subject, t.predicate, t.object, graph) for t in parse(GROUPS.encode(), format=RdfFormat.TURTLE)]
    quads = [*small_knowledge(), *extra]
    return build(folder, small_resolver(quads), quads)
