"""Cells of answers as pages show them: labels with links, numbers in the page's language, quotes as they are."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import BlankNode, Literal, NamedNode

from chippolitik.model import Kind
from chippolitik.namespaces import BASE
from chippolitik.query import Thing
from chippolitik.query.answer import Cell
from chippolitik.query.header import Column, ColumnType
from chippolitik.serve.pages.amounts import number_words
from chippolitik.serve.pages.claimrows import CLAIM
from chippolitik.serve.pages.desk import Desk, Link

__all__ = ["Shown", "shown", "shown_term"]

_CLAIMS = {ColumnType.CLAIM, ColumnType.CLAIMS}
_KINDS = {kind.value for kind in Kind}
_CODED = {"addressed", "confidence", "dependency", "end_type", "ground", "reason", "relation", "sequence", "timing"}
"""Columns of words that are ours, not an article's; pages say them in their language."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell of a table.

    Attributes:
        values: What stands in it.
        number: Whether it stands at the right.
    """

    values: tuple[Link, ...]
    number: bool = False


def shown(desk: Desk, cell: Cell, column: Column) -> Shown:
    """Return a cell of a typed answer.

    Args:
        desk: Where the page is written.
        cell: The cell.
        column: Its column.
    """
    if isinstance(cell, tuple):
        return Shown(tuple(_link(desk, one, column) for one in cell))
    if isinstance(cell, Decimal):
        rounded = cell if cell == cell.to_integral_value() else round(cell, 6)
        return Shown((Link(number_words(rounded, desk.lang), ""),), number=True)
    if cell is None:
        unknown = column.type in {ColumnType.SOURCE, ColumnType.PUBLISHED}
        return Shown((Link(desk.t("unknown"), ""),) if unknown else ())
    return Shown((_link(desk, cell, column),))


def shown_term(desk: Desk, term: object) -> Shown:
    """Return a term of an answer in SPARQL's own terms."""
    if isinstance(term, NamedNode):
        if match := CLAIM.match(term.value):
            part = term.value[match.end() :].lstrip("/") or "claim"
            return Shown((Link(f"{desk.t(part)} {match[2][:6]}", desk.page_of(match[0]), term.value),))
        ours = term.value.startswith(BASE)
        return Shown((desk.link(term.value) if ours else Link(term.value, "", term.value),))
    if isinstance(term, Literal):
        number = term.datatype.value.endswith(("#integer", "#decimal", "#double"))
        return Shown((Link(term.value, ""),), number=number)
    return Shown((Link(f"_:{term.value}", ""),) if isinstance(term, BlankNode) else ())


def _link(desk: Desk, one: Thing | str | bool, column: Column) -> Link:  # noqa: FBT001 - a cell's value
    if isinstance(one, Thing):
        if column.type in _CLAIMS:
            return Link(desk.t("claim") + " " + one.iri.partition("/claim/")[2][:6], desk.page_of(one.iri), one.iri)
        return Link(one.label, desk.page_of(one.iri), one.iri)
    if isinstance(one, bool):
        return Link(desk.t("yes" if one else "no"), "")
    if column.name in _CODED:
        return Link(desk.term(one) if one in _KINDS else desk.t(one), "")
    return Link(one, "")
