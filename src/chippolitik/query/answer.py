"""Answers as typed rows: solutions of a query folded, labelled and typed by the header. Printing is in ``render``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import BlankNode, Literal, NamedNode

from chippolitik.graph.terms import LABEL, chip
from chippolitik.graph.view import Term, View
from chippolitik.namespaces import ARTICLE, CHIP, notation_of, unslug
from chippolitik.query.header import Column, ColumnType
from chippolitik.query.names import LABELS

__all__ = ["Answer", "Cell", "Labels", "Solution", "Thing", "answer_of"]

_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = {_XSD + name for name in ("integer", "decimal", "double", "float")}


@dataclass(frozen=True, slots=True, order=True)
class Thing:
    """Something with an IRI in a cell.

    Attributes:
        label: What people read.
        iri: What machines read.
        notation: The short name of a concept, a kind or an article; empty for the rest.
    """

    label: str
    iri: str
    notation: str = ""


_FOLDED = {ColumnType.ENTITIES, ColumnType.WORDS, ColumnType.CLAIMS}

Cell = None | str | bool | Decimal | Thing | tuple[Thing, ...] | tuple[str, ...]
Solution = Mapping[str, Term]


@dataclass(frozen=True, slots=True)
class Answer:
    """Typed rows and the solutions that they were made from.

    Attributes:
        columns: The columns.
        rows: One tuple of cells a row, in the query's order.
        solutions: The solutions as the engine gave them, for SPARQL's own result formats.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    solutions: tuple[Solution, ...] = ()


class Labels:
    """Labels of things in one language, looked up once.

    Args:
        view: The graph.
        lang: ``en`` or ``de``; a thing without a label in it gets one of another language.
        article_name: Gives the name of an article for people from its id, or None; ids stand for themselves without it.
    """

    def __init__(self, view: View, lang: str, article_name: Callable[[str], str | None] | None = None) -> None:
        self._view, self._lang, self._article_name = view, lang, article_name
        self._made: dict[str, Thing] = {}

    def thing(self, iri: str) -> Thing:
        """Return an IRI with its label; a government goes by the name of its country, as in the flat table."""
        if iri not in self._made:
            self._made[iri] = self._thing(iri)
        return self._made[iri]

    def _thing(self, iri: str) -> Thing:
        if iri.startswith(ARTICLE) and "/" not in (short := iri.removeprefix(ARTICLE)):
            return Thing((self._article_name and self._article_name(short)) or short, iri, short)
        node = NamedNode(iri)
        countries = [quad.object for quad in self._view.match(node, chip("governmentOf"), None, None)]
        label = self._label(countries[0] if countries and isinstance(countries[0], NamedNode) else node)
        notation = notation_of(iri.replace("#", "/"))
        return Thing(label or unslug(iri.replace("#", "/").rsplit("/", 1)[-1]), iri, notation)

    def _label(self, node: NamedNode) -> str | None:
        for predicate in LABELS:
            found = [q.object for q in self._view.match(node, predicate, None, None) if isinstance(q.object, Literal)]
            for language in (self._lang, None, "en"):
                fitting = sorted({literal.value for literal in found if literal.language == language})
                if fitting:
                    return fitting[0]
            if found:
                return min(literal.value for literal in found)
        return None


def answer_of(columns: Sequence[Column], solutions: Iterable[Solution], labels: Labels, *, fold: bool = True) -> Answer:
    """Make typed rows of solutions.

    Solutions that differ only in columns of type ``entities``, ``words`` or ``claims`` are one row, whose cells hold
    all of them in the order of their labels; a row comes where its first solution came.

    Args:
        columns: The columns wanted; other variables are dropped.
        solutions: What the engine gave.
        labels: Gives labels.
        fold: Whether to fold; False gives one row a solution, equal ones too.
    """
    kept = [{c.name: term for c in columns if (term := solution.get(c.name)) is not None} for solution in solutions]
    if not fold:
        plain = tuple(tuple(_cell(c, solution.get(c.name), labels) for c in columns) for solution in kept)
        return Answer(tuple(columns), plain, tuple(kept))
    many = [column.name for column in columns if column.type in _FOLDED]
    claims = {column.name for column in columns if column.type is ColumnType.CLAIMS}
    folded: dict[tuple[Term | None, ...], dict[str, dict[str, Thing]]] = {}
    first: list[Solution] = []
    for solution in kept:
        key = tuple(solution.get(column.name) for column in columns if column.name not in many)
        if key not in folded:
            folded[key] = {name: {} for name in many}
            first.append(solution)
        for name in many:
            if (term := solution.get(name)) is not None:
                folded[key][name][term.value] = _folded_thing(name in claims, term, labels)
    rows = tuple(
        tuple(
            _several(column, groups[column.name].values())
            if column.name in groups
            else _cell(column, solution.get(column.name), labels)
            for column in columns
        )
        for solution, groups in zip(first, folded.values(), strict=True)
    )
    return Answer(tuple(columns), rows, tuple(kept))


def _folded_thing(claim: bool, term: Term, labels: Labels) -> Thing:  # noqa: FBT001 - private, and clear where it is called
    if claim:
        return Thing(str(term.value), str(term.value), _short(str(term.value)))
    return labels.thing(term.value) if isinstance(term, NamedNode) else Thing(str(term.value), "")


def _several(column: Column, things: Iterable[Thing]) -> Cell:
    ordered = tuple(sorted(things))
    return (tuple(thing.label for thing in ordered) if column.type is ColumnType.WORDS else ordered) or None


def _cell(column: Column, term: Term | None, labels: Labels) -> Cell:
    if term is None:
        return None
    if isinstance(term, Literal):
        return _literal(term)
    if isinstance(term, BlankNode):
        return f"_:{term.value}"
    if column.type in {ColumnType.ANY, ColumnType.CLAIM}:
        return Thing(term.value, term.value, _short(term.value))
    return labels.thing(term.value)


def _literal(term: Literal) -> str | bool | Decimal:
    datatype = term.datatype.value
    if datatype in _NUMBERS and term.value not in {"INF", "-INF", "NaN"}:
        return Decimal(term.value)
    if datatype == _XSD + "boolean":
        return term.value in {"true", "1"}
    return term.value


def _short(iri: str) -> str:
    """Shorten an IRI for people.

    Example:
        >>> _short("https://w3id.org/chippolitik/ontology#Order")
        'chip:Order'
    """
    for prefix, namespace in (("chip", CHIP), ("rdfs", LABEL.value.removesuffix("label"))):
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
