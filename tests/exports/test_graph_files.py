"""Property graphs as files: what leaves comes back from CSV, from networkx and from igraph."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from chippolitik.exports import Selection, select_claims
from chippolitik.exports.cells import harmless, original
from chippolitik.exports.columns import CLAIM, EDGE, NODE_COLUMNS, Type
from chippolitik.exports.graph_csv import DIALECTS, write_graph_csv
from chippolitik.exports.graphml import write_graphml
from chippolitik.exports.property_graph import Edge, Element, Node, elements_of
from chippolitik.graph import View
from chippolitik.graph.encode import filler_iri
from chippolitik.model import KINDS, Claim

from ..query.graphs import Known  # noqa: TID252 - tests have no absolute name


def elements(view: View, *, with_text: bool = False) -> list[Element]:
    return list(elements_of(view, select_claims(view, Selection()), whole=True, with_text=with_text))


def plain(value: object) -> object:
    """Return a value as files give it back: numbers as floats."""
    return float(value) if isinstance(value, Decimal) else value


def read_cell(text: str, kind: Type) -> object:
    if not text:
        return None
    match kind:
        case Type.BOOLEAN:
            return text == "true"
        case Type.INTEGER:
            return int(text)
        case Type.NUMBER:
            return float(text)
        case _:
            return original(text)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_csv_comes_back(dialect: str, small: Known, tmp_path: Path) -> None:
    """Each node and edge is a line of CSV, whose cells give back each property."""
    made = elements(small.view, with_text=True)
    write_graph_csv(made, tmp_path, DIALECTS[dialect])
    types = {column.name: column.type for columns in (*NODE_COLUMNS.values(), EDGE) for column in columns}
    found = {}
    for path in tmp_path.glob("*.csv"):
        for row in csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")):
            cells = {
                name: text for name, _, kind in (key.partition(":") for key in row) if (text := row[f"{name}:{kind}"])
            }
            head = tuple(row.get(name) for name in (":ID", ":LABEL", ":START_ID", ":END_ID", ":TYPE"))
            values = {name: read_cell(text, types[name]) for name, text in cells.items() if name}
            found[head] = values
    expected = {}
    for one in made:
        head = (one.id, ";".join(one.labels), None, None, None) if isinstance(one, Node) else (
            one.id if dialect == "neptune" else None, None, one.start, one.end, one.type
        )  # fmt: skip
        expected[head] = {name: plain(value) for name, value in one.properties.items()}
    assert found == expected


def test_headers_are_those_of_the_loaders(small: Known, tmp_path: Path) -> None:
    """Neo4j and Neptune name types differently, and Neptune wants ids of edges."""
    headers = {}
    for name, dialect in DIALECTS.items():
        (tmp_path / name).mkdir()
        write_graph_csv(elements(small.view), tmp_path / name, dialect)
        lines = {path.name: path.read_text(encoding="utf-8").split("\n")[0] for path in (tmp_path / name).glob("*.csv")}
        headers[name] = (
            lines["edges-links.csv"],
            lines["nodes-entity.csv"],
            lines["nodes-situation.csv"].split(",")[2:6],
        )
    assert headers["neo4j"] == (
        ":START_ID,:END_ID,:TYPE",
        ":ID,:LABEL,iri:string,label:string,label_de:string,class:string,origin:string",
        ["claim:string", "kind:string", "modality:string", "holds:boolean"],
    )
    assert headers["neptune"] == (
        ":ID,:START_ID,:END_ID,:TYPE",
        ":ID,:LABEL,iri:String,label:String,label_de:String,class:String,origin:String",
        ["claim:String", "kind:String", "modality:String", "holds:Bool"],
    )


@pytest.mark.parametrize("text", ["=1+1", "+49", "-", "@x", "\tx", "＝1", "'=x", "''+", "'s", "H20", ""])
def test_cells_are_harmless_and_come_back(text: str) -> None:
    """No cell begins as a formula does, and each can be read back."""
    cell = harmless(text)
    assert not cell or cell[0] not in "=+-@\t\r＝＋－＠"
    assert original(cell) == text


def test_two_things_are_an_edge_and_more_are_a_node(small: Known) -> None:
    """An order of one buyer and one product is an edge; a link, an attribution or a third filler makes it a node."""
    by_id = {one.id: one for one in elements(small.view)}
    names = {name: by_id[iri] for iri, name in small.claims.items()}
    order = names["a4"]
    assert isinstance(order, Edge)
    assert order.properties["quantity_min"] == Decimal(300)
    shown = [order.properties[name] for name in ("modality", "holds", "quantity_unit", "source_role", "target_role")]
    assert shown == ["asserted", True, "chip", "buyer", "product"]
    assert (order.type, order.start.rsplit("/", 1)[-1], order.end.rsplit("/", 1)[-1]) == ("Order", "Amt_Nord", "l7")
    nodes = {name for name, one in names.items() if isinstance(one, Node)}
    # With a supplier and a source; linked; said by somebody; three things take part.
    assert {"o1", "o2", "g2", "f6", "a1"} <= nodes
    assert {"a2", "o11", "f8", "l6"} & nodes == set()


def facts(article: str, claim: Claim, links: dict[str, list[str]]) -> dict[str, Any]:
    """Return what a claim says, in IRIs, for comparison with what came back."""
    amount, money, time = claim.quantity, claim.value, claim.time
    ends = {name: sorted(filler_iri(article, one).value for one in group) for name, group in claim.roles.items()}
    return {
        "kind": claim.kind.value,
        "roles": ends,
        "terms": dict(claim.terms),
        "modality": claim.modality.value,
        "quantity": amount and (plain(amount.min), plain(amount.max), amount.unit, amount.approximate),
        "value": money and (plain(money.min), plain(money.max), money.currency, money.approximate),
        "time": time and time.edtf,
        "status": claim.status,
        "phase": claim.phase and claim.phase.value,
        "attribution": claim.attribution and filler_iri(article, claim.attribution).value,
        "quote": claim.evidence.quote,
        "span": claim.evidence.span and (claim.evidence.span.start, claim.evidence.span.end),
        "links": {name: sorted(digests) for name, digests in links.items() if digests},
    }


def facts_of(graph: Any, data: dict[str, Any], node: str | None, ends: dict[str, str]) -> dict[str, Any]:
    """Return what a node or an edge of a property graph says as a claim."""
    out = [(end, attributes["type"]) for _, end, attributes in graph.out_edges(node, data=True)] if node else []
    properties = {role.property: role.name for role in KINDS[data["kind"]].roles}
    roles: dict[str, list[str]] = {}
    for end, name in [*out, *((end, None) for end in ends)]:
        role = properties.get(name) if name else ends[end]
        if role:
            roles.setdefault(role, []).append(end)
    links: dict[str, list[str]] = {}
    for end, name in out:
        if name in {"disputes", "fulfils", "causedBy"}:
            links.setdefault(name, []).append(end.rsplit("/", 1)[-1])

    def amount(name: str, unit: str) -> tuple[Any, ...] | None:
        got = data.get(f"{name}_{unit}")
        about = data.get(f"{name}_approximate", False)
        return (data.get(f"{name}_min"), data.get(f"{name}_max"), got, about) if got else None

    return {
        "kind": data["kind"],
        "roles": {name: sorted(group) for name, group in roles.items()},
        "terms": {name: data[name] for name in ("measure", "metric", "direction", "stance") if name in data},
        "modality": data["modality"],
        "quantity": amount("quantity", "unit"),
        "value": amount("value", "currency"),
        "time": data.get("time"),
        "status": data.get("status"),
        "phase": data.get("phase"),
        "attribution": next((end for end, name in out if name == "attributedTo"), None),
        "quote": data["quote"],
        "span": (data["quote_start"], data["quote_end"]) if "quote_start" in data else None,
        "links": {name: sorted(digests) for name, digests in links.items()},
    }


@pytest.mark.parametrize("graph", ["small", "seed"])
def test_networkx_gives_every_claim_back(graph: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Read by networkx, the file says of each claim all that the claim says."""
    known: Known = request.getfixturevalue(graph)
    path = tmp_path / "graph.graphml"
    with path.open("wb") as file:
        write_graphml(elements(known.view), file, note="Claims & <more>")
    read = nx.read_graphml(path, force_multigraph=True)
    found = {
        n: facts_of(read, data, n, {}) for n, data in read.nodes(data=True) if data["labels"].startswith("Situation")
    }
    for start, end, data in read.edges(data=True):
        if "claim" in data:
            found[data["claim"]] = facts_of(read, data, None, {start: data["source_role"], end: data["target_role"]})
    expected = {
        article.claim_iri(claim.digest): facts(
            article.ref.id,
            claim,
            {
                "disputes": [*claim.links.disputes],
                "fulfils": [*claim.links.fulfils],
                "causedBy": [*claim.links.caused_by],
            },
        )
        for article in select_claims(known.view, Selection())
        for claim in article.claims
    }
    assert found == expected


def test_igraph_reads_the_same_graph(small: Known, tmp_path: Path) -> None:
    """Read by igraph, the file has the same nodes and edges with their types; igraph is under the GPL, so optional."""
    igraph = pytest.importorskip("igraph")
    path = tmp_path / "graph.graphml"
    made = elements(small.view)
    with path.open("wb") as file:
        write_graphml(made, file, note="")
    read = igraph.Graph.Read_GraphML(str(path))
    assert sorted(read.vs["id"]) == sorted(one.id for one in made if isinstance(one, Node))
    edges = [one for one in made if isinstance(one, Edge)]
    assert sorted(read.es["type"]) == sorted(edge.type for edge in edges)
    # igraph 1.0 mixes up its own ids of edges, so the property says which claim it is.
    amounts = {edge["claim"]: edge["quantity_min"] for edge in read.es if edge["claim"]}
    assert amounts[next(edge.id for edge in edges if edge.properties.get("quantity_min") == 300)] == 300.0


def test_texts_leave_on_demand_alone(small: Known) -> None:
    """Without the flag no article gives its text."""
    assert not any("text" in one.properties for one in elements(small.view))
    texts = [one.properties["text"] for one in elements(small.view, with_text=True) if "text" in one.properties]
    assert len(texts) == len(small.articles)


def test_every_property_has_its_column(small: Known) -> None:
    """No property is without a column that says what it means."""
    columns = {label: {column.name for column in found} for label, found in NODE_COLUMNS.items()}
    edge = {column.name for column in (*CLAIM, *EDGE)}
    for one in elements(small.view, with_text=True):
        assert set(one.properties) <= (columns[one.labels[0]] if isinstance(one, Node) else edge)


def test_line_ends_and_control_characters(tmp_path: Path) -> None:
    """A carriage return in a quote comes back as one; what XML cannot hold is dropped."""
    path = tmp_path / "graph.graphml"
    with path.open("wb") as file:
        write_graphml([Node("n", ("Situation", "Order"), {"quote": "H20\x0b,\r\n910B\r"})], file, note="")
    assert nx.read_graphml(path).nodes["n"]["quote"] == "H20,\r\n910B\r"
