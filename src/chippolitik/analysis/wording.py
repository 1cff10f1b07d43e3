"""Analyses in words and as rows: why a thing has its rank, and tables for every format of ``query.render``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from chippolitik.analysis.chokepoints import Chokepoint, Chokepoints, Place
from chippolitik.analysis.exposure import Exposure, Step
from chippolitik.analysis.network import Dependency, Node
from chippolitik.query import Answer, Column, ColumnType, Thing
from chippolitik.query.answer import Cell

__all__ = ["chokepoint_json", "chokepoint_rows", "explained", "exposure_json", "exposure_rows"]

_SHOWN = 3  # names that a list in a sentence gives
_EXPOSURE = (
    ("direction", ColumnType.STRING),
    ("level", ColumnType.NUMBER),
    ("dependent", ColumnType.ENTITY),
    ("provider", ColumnType.ENTITY),
    ("relation", ColumnType.STRING),
    ("product", ColumnType.WORDS),
    ("when", ColumnType.STRING),
    ("timing", ColumnType.STRING),
    ("disputed", ColumnType.BOOLEAN),
    ("quote", ColumnType.STRING),
    ("article", ColumnType.STRING),
    ("source", ColumnType.SOURCE),
    ("published", ColumnType.PUBLISHED),
    ("basis", ColumnType.WORDS),
    ("claim", ColumnType.CLAIM),
)
_CHOKEPOINTS = (
    ("rank", ColumnType.NUMBER),
    ("chokepoint", ColumnType.ENTITY),
    ("dependents", ColumnType.NUMBER),
    ("cut_off", ColumnType.NUMBER),
    ("betweenness", ColumnType.NUMBER),
    ("sole_source", ColumnType.NUMBER),
    ("why", ColumnType.STRING),
)


def explained(point: Chokepoint) -> str:
    """Return why a thing has its rank, in sentences."""
    return " ".join(_reasons(point))


def exposure_rows(found: Exposure) -> Answer:
    """Return one row for each edge and each thing that it rests on."""
    rows = [
        _exposure_row(direction, step, basis)
        for direction, steps in (("upstream", found.upstream), ("downstream", found.downstream))
        for step in steps
        for basis in range(len(step.dependency.bases))
    ]
    return _answer(_EXPOSURE, rows)


def chokepoint_rows(points: Iterable[Chokepoint]) -> Answer:
    """Return one row for each chokepoint, with the explanation of its rank."""
    rows: list[tuple[Cell, ...]] = [
        (
            _number(point.rank),
            _thing(point.node),
            _number(len(point.dependents)),
            _number(len(point.cut_off)),
            _number(round(point.betweenness, 4)),
            _number(len(point.sole_source)),
            explained(point),
        )
        for point in points
    ]
    return _answer(_CHOKEPOINTS, rows)


def exposure_json(found: Exposure) -> dict[str, Any]:
    """Return an exposure as plain JSON: each edge with all that it rests on."""
    return {
        "entities": [_node_json(node) for node in found.entities],
        "as_of": found.as_of or None,
        "known_at": found.known_at or None,
        "upstream": [{"level": step.level, **_edge_json(step.dependency)} for step in found.upstream],
        "downstream": [{"level": step.level, **_edge_json(step.dependency)} for step in found.downstream],
        "further": found.further,
    }


def chokepoint_json(found: Chokepoints, points: Iterable[Chokepoint]) -> dict[str, Any]:
    """Return chokepoints as plain JSON, each with the things that its measures count."""
    return {
        "as_of": found.network.as_of or None,
        "known_at": found.network.known_at or None,
        "things": len(found.network.nodes),
        "dependencies": len(found.network.dependencies),
        "chokepoints": [
            {
                "rank": point.rank,
                **_node_json(point.node),
                "why": explained(point),
                "dependents": [_node_json(node) for node in point.dependents],
                "cut_off": [_node_json(node) for node in point.cut_off],
                "betweenness": point.betweenness,
                "sole_source": [_node_json(node) for node in point.sole_source],
                "second_sources": [
                    {"product": _node_json(product), "others": [_node_json(node) for node in others]}
                    for product, others in point.second_sources.items()
                ],
            }
            for point in points
        ],
    }


def _reasons(point: Chokepoint) -> Iterator[str]:
    count = len(point.dependents)
    yield f"{count or 'No'} agent{'s depend' if count != 1 else ' depends'} on it, directly or through others."
    if point.cut_off:
        number = len(point.cut_off)
        lose = "things lose" if number > 1 else "thing loses"
        yield f"Without it {number} {lose} every link to the rest{_place(point.by_cut_off)}: {_names(point.cut_off)}."
    else:
        yield "Without it nothing loses its link to the rest."
    if point.by_betweenness.of:
        share = f"{100 * point.betweenness:.1f} %"
        yield f"{share} of the shortest paths between others lead through it{_place(point.by_betweenness)}."
    if point.sole_source:
        number = len(point.sole_source)
        products = "products" if number > 1 else "product"
        only = f"It is the only known source of {number} {products}{_place(point.by_sole_source)}"
        yield f"{only}: {_names(point.sole_source)}."
    for product, others in point.second_sources.items():
        yield f"{product.label} can also be had from {_names(others)}."


def _place(place: Place) -> str:
    return f" (place {place.place} of {place.of})"


def _names(nodes: tuple[Node, ...]) -> str:
    labels = [node.label for node in nodes]
    more = len(labels) - _SHOWN
    return ", ".join(labels) if more <= 1 else f"{', '.join(labels[:_SHOWN])} and {more} more"


def _exposure_row(direction: str, step: Step, number: int) -> tuple[Cell, ...]:
    edge = step.dependency
    basis = edge.bases[number]
    return (
        direction,
        _number(step.level),
        _thing(edge.dependent),
        _thing(edge.provider),
        basis.relation,
        basis.products or None,
        basis.when or None,
        basis.timing,
        basis.disputed,
        basis.quote or None,
        basis.article or None,
        basis.source or None,
        basis.published or None,
        basis.rows or None,
        Thing(basis.claim, basis.claim) if basis.claim else None,
    )


def _edge_json(edge: Dependency) -> dict[str, Any]:
    return {
        "dependent": _node_json(edge.dependent),
        "provider": _node_json(edge.provider),
        "bases": [
            {
                "relation": basis.relation,
                "claim": basis.claim or None,
                "quote": basis.quote or None,
                "article": basis.article or None,
                "source": basis.source or None,
                "published": basis.published or None,
                "when": basis.when or None,
                "timing": basis.timing,
                "disputed": basis.disputed,
                "products": list(basis.products),
                "rows": list(basis.rows),
            }
            for basis in edge.bases
        ],
    }


def _node_json(node: Node) -> dict[str, str]:
    return {"label": node.label, "iri": node.iri, "sort": node.sort}


def _answer(columns: tuple[tuple[str, ColumnType], ...], rows: list[tuple[Cell, ...]]) -> Answer:
    return Answer(tuple(Column(name=name, type=type_) for name, type_ in columns), tuple(rows))


def _thing(node: Node) -> Thing:
    return Thing(node.label, node.iri)


def _number(value: float) -> Cell:
    return Decimal(str(value))
