"""Questions of the catalogue in Cypher: the same rows from Ladybug as from SPARQL, with and without filters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode

from chippolitik.assets import asset_path
from chippolitik.exports import select_claims, selection_of
from chippolitik.exports.ladybug import write_ladybug
from chippolitik.exports.property_graph import elements_of
from chippolitik.namespaces import CHIP, VOCAB
from chippolitik.query import ColumnType, QuerySpec, find_query, run_query

from ..query.graphs import Known  # noqa: TID252 - tests have no absolute name

ladybug = pytest.importorskip("ladybug")
QUESTIONS = sorted(path.stem for path in asset_path("queries").glob("cypher/*.cypher"))
FOLDED = {ColumnType.ENTITIES, ColumnType.WORDS, ColumnType.CLAIMS}
# An export leaves out a reason that is yet to come on the day asked for; the catalogue asks for the day of the effect.
DAYLESS = {"causes"}
FILTERS: list[dict[str, str]] = [
    {},
    {"as_of": "2024-06-01"},
    {"as_of": "2025-05-15", "known_at": "2025-06-30"},
    {"known_at": "2024-12-31"},
]


def value(term: Any) -> object:
    """Return a term as the projection gives it: concepts and terms by their short names, numbers as floats."""
    if isinstance(term, NamedNode):
        short = term.value.rsplit("/", 1)[-1] if term.value.startswith(VOCAB) else term.value
        return short.removeprefix(CHIP)
    if isinstance(term, Literal):
        kind = term.datatype.value.rsplit("#", 1)[-1]
        if kind == "boolean":
            return term.value == "true"
        return round(float(term.value), 9) if kind in {"integer", "decimal"} else term.value
    return round(float(term), 9) if isinstance(term, int | float | Decimal) and not isinstance(term, bool) else term


def folded(rows: Iterable[Mapping[str, Any]], spec: QuerySpec) -> set[tuple[Any, ...]]:
    """Return rows as a set, with the things of one row together, as the catalogue shows them."""
    many = [column.name for column in spec.columns if column.type in FOLDED]
    single = [column.name for column in spec.columns if column.type not in FOLDED]
    found: dict[tuple[Any, ...], dict[str, set[object]]] = {}
    for row in rows:
        key = tuple(value(row.get(name)) for name in single)
        groups = found.setdefault(key, {name: set() for name in many})
        for name in many:
            if row.get(name) is not None:
                groups[name].add(value(row[name]))
    return {key + tuple(frozenset(groups[name]) for name in many) for key, groups in found.items()}


def from_cypher(known: Known, folder: Path, filters: Mapping[str, Any]) -> Any:
    """Load a graph into Ladybug, filtered as asked, and return a connection to it."""
    articles = select_claims(known.view, selection_of(known.view, **filters))
    write_ladybug(elements_of(known.view, articles, whole=not filters), folder / "graph.lbdb")
    return ladybug.Connection(ladybug.Database(str(folder / "graph.lbdb"), read_only=True))


def answered(connection: Any, name: str) -> list[dict[str, Any]]:
    result = connection.execute((asset_path("queries") / f"cypher/{name}.cypher").read_text(encoding="utf-8"))
    names = result.get_column_names()
    return [dict(zip(names, row, strict=True)) for row in result.get_all()]


@pytest.mark.parametrize("filters", FILTERS, ids=lambda one: "-".join(one.values()) or "all")
@pytest.mark.parametrize("graph", ["small", "seed", "advised"])
def test_cypher_gives_the_rows_of_sparql(
    graph: str, filters: dict[str, str], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Each question has the same rows in Cypher, over an export filtered by days, as in SPARQL with these days."""
    known: Known = request.getfixturevalue(graph)
    connection = from_cypher(known, tmp_path, filters)
    given = 0
    for name in QUESTIONS:
        if filters and name in DAYLESS:
            continue
        spec = find_query(name)
        expected = folded(run_query(known.view, spec, filters).solutions, spec)
        assert folded(answered(connection, name), spec) == expected, name
        given += len(expected)
    assert given > 0
    connection.close()


def test_ten_questions_have_rows(small: Known, tmp_path: Path) -> None:
    """The ten first questions of the catalogue are there in Cypher, and each finds something in the small graph."""
    connection = from_cypher(small, tmp_path, {})
    counts = {name: len(answered(connection, name)) for name in QUESTIONS}
    connection.close()
    ten = {path.stem.split("-", 1)[1] for path in asset_path("queries").glob("cq/*.rq") if path.stem < "11"}
    assert len(ten) == 10
    assert ten <= set(counts)
    assert all(counts.values()), counts


def test_advice_meets_what_belongs_to_a_group(advised: Known, tmp_path: Path) -> None:
    """Advice against a group meets its chips, also under a filter; times say what came first."""
    choices: list[dict[str, Any]] = [{}, {"kinds": ["Order", "Usage", "Recommendation"]}]
    for filters in choices:
        (tmp_path / str(len(filters))).mkdir()
        connection = from_cypher(advised, tmp_path / str(len(filters)), filters)
        rows = answered(connection, "against-advice")
        connection.close()
        found = {
            tuple(str(row[name]).rsplit("/", 1)[-1] for name in ("user", "product", "advised", "addressed", "sequence"))
            for row in rows
        }
        assert found == {
            ("lumen_user", "k2", "kappa_chips", "group", "after"),
            ("lumen_user", "l7", "lumen_chips", "group", "not certain"),
            ("austro", "older_accelerators", "older_accelerators", "not known", "not certain"),
            ("austro", "k2", "kappa_chips", "not known", "before"),
        }


def test_columns_are_those_of_the_catalogue(small: Known, tmp_path: Path) -> None:
    """Columns have the names that the question has in SPARQL."""
    connection = from_cypher(small, tmp_path, {})
    for name in QUESTIONS:
        text = (asset_path("queries") / f"cypher/{name}.cypher").read_text(encoding="utf-8")
        names = set(connection.execute(text).get_column_names())
        assert names == {column.name for column in find_query(name).columns}, name
    connection.close()
