"""Origins in the answers of queries: names and number for the claims of each row, and rows with too few left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from pyoxigraph import Literal, Variable

from chippolitik.graph.view import Term, View
from chippolitik.query.answer import Answer, Cell, Solution, Thing
from chippolitik.query.header import ColumnType, QuerySpec
from chippolitik.query.origins.reading import Tracer

__all__ = ["with_origins"]


def with_origins(view: View, spec: QuerySpec, answer: Answer, bound: Mapping[Variable, Term]) -> Answer:
    """Fill the columns on origins, leave out rows with too few of them, and put rows with most of them first.

    Args:
        view: The graph.
        spec: A query with such columns.
        answer: Its answer, whose columns on origins are empty.
        bound: The terms of its parameters; ``known_at`` hides later articles from the tracing too.
    """
    known_at, least = (bound.get(Variable(f"in_{name}")) for name in ("known_at", spec.least or "least"))
    tracer = Tracer(view, known_at.value if isinstance(known_at, Literal) else "")
    at_least = int(least.value) if isinstance(least, Literal) else 0
    place = next(i for i, column in enumerate(spec.columns) if column.type is ColumnType.CLAIMS)
    rows: list[tuple[tuple[str, ...], tuple[Cell, ...]]] = []
    with tracer.reading():
        for row in answer.rows:
            origins = tuple(sorted(set(tracer.names(_iris(row[place])).values())))
            if len(origins) >= at_least:
                rows.append((origins, row))
    rows.sort(key=lambda pair: -len(pair[0]))
    kept = {iri: len(origins) for origins, row in rows for iri in _iris(row[place])}
    filled = tuple(_filled(spec, origins, row) for origins, row in rows)
    name = spec.columns[place].name
    solutions = tuple(_counted(spec, one, kept[one[name].value]) for one in answer.solutions if one[name].value in kept)
    return replace(answer, rows=filled, solutions=solutions)


def _iris(cell: Cell) -> list[str]:
    return [one.iri for one in cell if isinstance(one, Thing)] if isinstance(cell, tuple) else []


def _filled(spec: QuerySpec, origins: tuple[str, ...], row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    values: dict[ColumnType, Cell] = {
        ColumnType.ORIGINS: origins or None,
        ColumnType.ORIGIN_COUNT: Decimal(len(origins)),
    }
    return tuple(values.get(column.type, cell) for column, cell in zip(spec.columns, row, strict=True))


def _counted(spec: QuerySpec, solution: Solution, number: int) -> Solution:
    names = [column.name for column in spec.columns if column.type is ColumnType.ORIGIN_COUNT]
    return {**solution, **{name: Literal(number) for name in names}}
