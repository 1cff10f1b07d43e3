"""Names of tables are matched with our entities, with reasons; what differs in digits is never matched."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from chippolitik.graph import MemoryView
from chippolitik.graph.terms import LABEL, TYPE, chip
from chippolitik.namespaces import ID
from chippolitik.serve.nameindex import NameIndex, digits, fold
from chippolitik.serve.problem import Problem
from chippolitik.serve.reconcile import read_queries
from chippolitik.serve.reconciling import Query, candidates, extended, properties_of

from .serving import Served

GRAPH = NamedNode("https://example.org/g")
SUBCLASS = NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
THINGS = {
    "h20": ("Chip", "Nvidia H20", ["H20"]),
    "h200": ("Chip", "Nvidia H200", ["H200"]),
    "ascend910b": ("Chip", "Ascend 910B", ["昇腾910B"]),
    "ascend910c": ("Chip", "Ascend 910C", []),
    "nvidia": ("Company", "Nvidia", ["NVIDIA Corporation", "英伟达"]),
    "naura": ("Company", "NAURA", []),
    "us": ("Country", "United States", ["USA", "Washington"]),
    "washington": ("City", "Washington", []),
}


@pytest.fixture(scope="module")
def index() -> NameIndex:
    """Names of a few chips, firms and places."""
    quads = [
        Quad(chip("Company"), SUBCLASS, chip("Agent"), GRAPH),
        Quad(NamedNode(ID + "h20"), chip("developer"), NamedNode(ID + "nvidia"), GRAPH),
    ]
    for identifier, (cls, label, aliases) in THINGS.items():
        node = NamedNode(ID + identifier)
        quads += [Quad(node, TYPE, chip(cls), GRAPH), Quad(node, LABEL, Literal(label, language="en"), GRAPH)]
        quads += [Quad(node, chip("alias"), Literal(alias), GRAPH) for alias in aliases]
    return NameIndex(MemoryView(quads))


def found(index: NameIndex, text: str, **given: Any) -> list[tuple[str, bool]]:
    """Return the candidates for a text, and whether each counts as a match."""
    return [(one["id"], one["match"]) for one in candidates(index, Query(text=text, **given))]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Nvidia", ("nvidia", True)),
        ("NVIDIA", ("nvidia", True)),
        ("nvidia corporation", ("nvidia", True)),
        ("英伟达", ("nvidia", True)),
        ("H20", ("h20", True)),
        ("H200", ("h200", True)),
        ("ascend-910b", ("ascend910b", True)),
        ("Ascend 910C", ("ascend910c", True)),
        ("Ascend 910 C", ("ascend910c", False)),
        ("Nvidea", ("nvidia", False)),
        ("Washington", ("washington", True)),
    ],
)
def test_the_first_candidate(text: str, first: tuple[str, bool], index: NameIndex) -> None:
    """Labels, aliases and other spellings lead to the entity; only sure ones count as matches."""
    assert found(index, text)[0] == first


@pytest.mark.parametrize(
    "text",
    ["H2", "H100", "A20", "H20A", "Ascend 910", "Ascend 910D", "Ascend 910 D", "H20 A", "Ascend 920B", "Nvidia H2000"],
)
def test_digits_are_identity(text: str, index: NameIndex) -> None:
    """A name with other digits or another suffix has no candidate at all."""
    assert found(index, text) == []


def test_alike_names_match_nothing() -> None:
    """Two entities of one name are both told, and a person decides."""
    quads = [
        Quad(NamedNode(ID + name), LABEL, Literal("Horizon"), GRAPH) for name in ("horizon_robotics", "horizon_fund")
    ]
    twins = NameIndex(MemoryView(quads))
    assert found(twins, "Horizon") == [("horizon_fund", False), ("horizon_robotics", False)]


def test_types_and_their_subtypes_narrow(index: NameIndex) -> None:
    """A firm is an agent; a chip is none."""
    assert found(index, "Nvidia", types=("Agent",)) == [("nvidia", True)]
    assert found(index, "Nvidia", types=("Chip",)) == []


def test_scores_are_explained(index: NameIndex) -> None:
    """Each candidate says which name it was found by, and how near that is."""
    [best, *_] = candidates(index, Query(text="Nvidea", properties=(("alias", "NVIDIA Corporation"),)))
    assert best["features"] == [
        {"id": "name", "value": "Nvidia"},
        {"id": "is_alias", "value": False},
        {"id": "likeness", "value": 0.833},
        {"id": "same_digits", "value": True},
        {"id": "property_alias", "value": True},
    ]
    assert best["score"] == 80.8


def test_a_row_that_disagrees_costs(index: NameIndex) -> None:
    """Another cell that contradicts the candidate takes the match away."""
    assert found(index, "Nvidia H20", properties=(("developer", "Huawei"),)) == [("h20", False)]
    assert found(index, "Nvidia H20", properties=(("developer", "Nvidia"),)) == [("h20", True)]


def test_columns_are_given(index: NameIndex) -> None:
    """Things come with id and name, words as they are; full texts never."""
    rows = extended(index, ["h20", "nothing"], ["developer", "alias", "text"])["rows"]
    assert rows["h20"] == {"developer": [{"id": "nvidia", "name": "Nvidia"}], "alias": [{"str": "H20"}], "text": []}
    assert rows["nothing"] == {"developer": [], "alias": [], "text": []}
    assert [one["id"] for one in properties_of(index, "Chip", 9)] == ["alias", "developer"]


def test_names_are_suggested(index: NameIndex) -> None:
    """What begins with the text comes first, each entity once."""
    assert [name.iri.removeprefix(ID) for name in index.beginning("n")] == ["naura", "nvidia", "h20", "h200"]
    assert index.beginning("  ") == []


@pytest.mark.parametrize("text", ["H20", "A100-SXM4", "910B", "GB200 NVL72", "Kirin 9000S"])
def test_folding_keeps_digits(text: str) -> None:
    """Hyphens and case do not count, digits do."""
    assert digits(fold(text)) == digits(fold(text.replace(" ", "-").lower()))
    assert digits(fold(text)) != digits(fold(text + "0"))


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "1", '{"q": 1}', '{"q": {"query": 1}}', '{"q": {"query": "a", "type": {}}}', "[" * 9000]
)
def test_broken_queries_are_told(text: str) -> None:
    """A batch that is none is a problem of the request."""
    with pytest.raises(Problem):
        read_queries(text)


def test_the_service_answers(small: Served) -> None:
    """Manifest, queries by form, suggestions and columns, as OpenRefine asks for them."""
    manifest = small.client.get("/reconcile").json()
    assert manifest["identifierSpace"] == ID
    assert manifest["view"]["url"] == f"{small.url}/id/{{{{id}}}}"
    label = small.client.get(
        "/sparql", params={"query": "SELECT ?l { ?s a chip:Company ; rdfs:label ?l } LIMIT 1"}
    ).json()
    name = label["results"]["bindings"][0]["l"]["value"]
    queries = json.dumps({"q0": {"query": name, "type": "Company"}, "q1": {"query": "nobody of that name"}})
    answer = small.client.post("/reconcile", data={"queries": queries}).json()
    assert answer["q0"]["result"][0]["name"] == name
    assert answer["q0"]["result"][0]["match"] is True
    assert answer["q1"]["result"] == []
    identifier = answer["q0"]["result"][0]["id"]
    suggested = small.client.get("/reconcile/suggest/entity", params={"prefix": name[:4]}).json()
    assert identifier in [one["id"] for one in suggested["result"]]
    extend = json.dumps({"ids": [identifier], "properties": [{"id": "alias"}]})
    assert list(small.client.post("/reconcile", data={"extend": extend}).json()["rows"]) == [identifier]
    assert small.client.get("/reconcile/properties", params={"type": "Company"}).json()["properties"]
    assert small.client.get("/reconcile", params={"queries": "no JSON"}).status_code == 400
