"""The Python API: reading and writing, typed results, frames, errors with hints."""

from __future__ import annotations

import builtins
import dataclasses
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import chippolitik
from chippolitik.api import Graph, Limits, Thing
from chippolitik.errors import ChippolitikError, MissingPartError, StoreError, UsageError
from chippolitik.model import Document, PartialDate

from ..cli.answers import Known, make_store  # noqa: TID252 - tests have no absolute name

ID = "https://w3id.org/chippolitik/id/"
NOTE = "Baidu ordered 1,600 Ascend 910B chips from Huawei."


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Known]:
    """Return the folder of a store and the graph that is in it."""
    folder = tmp_path_factory.mktemp("api") / "store"
    return folder, make_store(folder)


@pytest.fixture
def graph(store: tuple[Path, Known]) -> Iterator[Graph]:
    """Open the store for reading."""
    with Graph.open(store[0]) as opened:
        yield opened


def document(text: str = NOTE) -> Document:
    published = PartialDate("2023-11-07")
    return Document(name="note", key="note", text=text, language="en", published=published, source="Example Wire")


def test_the_package_hands_out_the_graph_lazily() -> None:
    """``chippolitik.Graph`` is the class, and importing the package alone loads none of it."""
    assert chippolitik.Graph is Graph
    code = "import sys, chippolitik; sys.exit('chippolitik.api' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    with pytest.raises(AttributeError, match="nothing"):
        _ = chippolitik.nothing  # type: ignore[attr-defined]  # that is the point


def test_articles_go_in_and_out(tmp_path: Path) -> None:
    """A writer makes the store, a second ingest changes nothing, a retraction takes all of it away."""
    with Graph.open(tmp_path / "store", write=True) as graph:
        done = graph.ingest(document(), tmp_path / "missing.txt")
        assert [article.name for article in done.articles] == ["note"]
        assert (done.summary()["added"], done.summary()["unreadable"], len(done.problems)) == (1, 1, 1)
        assert graph.ingest(document()).summary()["unchanged"] == 1
        orders = graph.claims(article="note", kind="Order")
        assert [row.claim.evidence.quote in NOTE for row in orders] == [True] * len(orders)
        assert len(orders) >= 1
        assert graph.retract("note") > 0
        assert graph.entries() == []


def test_a_graph_in_memory_is_as_good() -> None:
    """It answers questions and own SPARQL; limits need a store on disk."""
    with Graph.in_memory() as graph:
        graph.ingest(document())
        assert graph.sparql("ASK { ?order a chip:Order ; chip:buyer id:baidu }").boolean is True
        assert [row["article"].label for row in graph.query("order-fulfilment", buyer="Baidu")] == ["note"]  # type: ignore[union-attr]  # a thing
        with pytest.raises(UsageError, match="in memory"):
            graph.sparql("ASK { ?s ?p ?o }", limits=Limits(seconds=1))


def test_rows_are_typed(graph: Graph) -> None:
    """Things carry label and IRI, numbers are decimals, and a row is a mapping."""
    [row] = graph.query("order-fulfilment", buyer="Norddata", supplier="Lumen AG", known_at="2025-03-10")
    assert row["product"] == (Thing("L7", ID + "l7", "l7"),)
    assert (row["ordered_min"], row["share_max"]) == (Decimal(40000), Decimal("0.5"))
    result = graph.query("order-fulfilment", {"buyer": "Norddata", "supplier": "Lumen AG"}, known_at="2025-03-10")
    assert result.column("ordered_max") == [Decimal(50000)]
    assert result.records()[0]["product_iri"] == ID + "l7"
    with pytest.raises(dataclasses.FrozenInstanceError):
        result.name = "other"  # type: ignore[misc]  # that is the point
    with pytest.raises(UsageError, match="no column 'price'"):
        result.column("price")


def test_integers_language_and_evidence(graph: Graph) -> None:
    """A number need not be a text, labels follow the language, and each claim shows its words."""
    assert {thing.label for row in graph.query("chokepoints", at_most=1, lang="de") for thing in [row["product"]]} == {  # type: ignore[union-attr]  # a thing
        "Maske"
    }
    first = next(iter(graph.query("disputed-claims", evidence=True)))
    assert first["evidence_quote"] == ("the L7 could be slower than the K2", "Lumen called that wrong")


def test_an_empty_answer_says_why(graph: Graph) -> None:
    """Which parameter left nothing."""
    empty = graph.query("order-fulfilment", buyer="Norddata", known_at="2000-01-01")
    assert (len(empty), empty.why_empty) == (0, "no rows; without buyer=Norddata there are 1")


def test_own_sparql_with_parameters_and_limits(graph: Graph) -> None:
    """The header declares parameters, which are bound as terms; limits run it in a process of its own."""
    text = """# title@en: What did somebody order?
# parameter: who (entity) Who.
# column: product (entity) What.
SELECT ?product ?in_who WHERE { ?order a chip:Order ; chip:buyer ?in_who ; chip:product ?product } ORDER BY ?product"""
    here = graph.sparql(text, {"who": "Amt Nord"})
    assert [thing.label for thing in here.column("product") if isinstance(thing, Thing)] == ["K2", "L7"]
    assert graph.sparql(text, {"who": "Amt Nord"}, limits=Limits(seconds=30)).rows == here.rows
    made = graph.sparql("CONSTRUCT { ?o chip:buyer ?b } WHERE { ?o a chip:Order ; chip:buyer ?b }")
    assert made.triples is not None
    assert len(made.triples) == len(made.rows)


@pytest.mark.parametrize(
    "text", ["DELETE WHERE { ?s ?p ?o }", "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", "SELECT nonsense"]
)
def test_own_sparql_only_reads(text: str, graph: Graph) -> None:
    """Updates, federation and what does not parse are refused before anything runs."""
    with pytest.raises(UsageError):
        graph.sparql(text)


def test_claims_explanations_ledger_and_networks(graph: Graph, store: tuple[Path, Known]) -> None:
    """The rest of what the command line does, as values."""
    assert len(graph.claims()) == len(store[1].claims)
    assert {row["kind"] for row in graph.claims(modality="denied").records()} == {"Order"}
    [why] = graph.explain("Norddata", "ordered", "L7")
    assert len(why.claims) == 3  # type: ignore[union-attr]  # a triple
    assert graph.ledger("Routo", metric="users")
    assert [thing.label for thing in graph.find("Lumen AG")] == ["Lumen"]
    assert [s.dependency.provider.label for s in graph.exposure("Oda", depth=1).upstream] == ["Kappa"]
    assert graph.chokepoints().ranked[0].node.label == "Lumen"
    assert graph.network(known_at="2025-03-10").digraph.has_edge(ID + "lumen_user", ID + "kappa")
    assert graph.quarantined() == []


def test_frames_have_the_types_of_parquet(graph: Graph) -> None:
    """Whole numbers are integers, several things a list, unknown is null; both libraries agree."""
    result = graph.query("order-fulfilment", buyer="Norddata")
    polars, pandas = result.to_polars(), result.to_pandas()
    assert polars.columns == list(pandas.columns)
    assert polars["ordered_min"].to_list() == [40000, None, None]
    assert (str(polars["ordered_min"].dtype), str(pandas["ordered_min"].dtype)) == ("Int64", "Int64")
    assert polars["product"].to_list() == list(pandas["product"]) == [["L7"]] * 3
    assert polars["disputed"].to_list() == [bool(value) for value in pandas["disputed"]]
    claims = graph.claims().to_pandas()
    assert len(claims) == len(graph.claims())
    assert claims.loc[claims["quote"] == "Lumen called that wrong", "kind"].tolist() == ["Statement"]
    assert graph.query("order-fulfilment", buyer="Norddata", known_at="2000-01-01").to_polars().height == 0


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_missing_extra_is_named(library: str, graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the library there is one clear error with the line for pip."""
    real = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.split(".", maxsplit=1)[0] == library:
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingPartError) as caught:
        getattr(graph.query("disputed-claims"), f"to_{library}")()
    assert caught.value.hint == f"pip install 'chippolitik[{library}]'"


def test_errors_have_hints(graph: Graph, tmp_path: Path) -> None:
    """What a user can do wrong is one error with a way out."""
    with pytest.raises(StoreError, match="there is no store"):
        Graph.open(tmp_path / "nothing")
    mistakes = (
        lambda: graph.ingest(document()),
        lambda: graph.query("order-fulfillment"),
        lambda: graph.claims(article="nothing"),
        lambda: graph.export(tmp_path / "a.pdf", form="pdf"),
    )
    for mistake in mistakes:
        with pytest.raises(ChippolitikError) as caught:
            mistake()
        assert caught.value.hint


def test_export_is_whole_and_sorted(graph: Graph, tmp_path: Path) -> None:
    """The canonical form has sorted lines and no full text."""
    graph.export(tmp_path / "graph.nq")
    lines = (tmp_path / "graph.nq").read_bytes().splitlines()
    assert lines == sorted(lines)
    assert not any(b"ontology#text>" in line for line in lines)


def test_the_package_is_typed() -> None:
    """Type checkers find the marker."""
    assert (Path(chippolitik.__file__).parent / "py.typed").is_file()
