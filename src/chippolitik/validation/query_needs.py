"""What data must name for a query to have a row: tells queries apart that cannot find anything, without asking them."""

from __future__ import annotations

import functools
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from chippolitik.validation.query_footprint import NoFootprintError, chosen_by, parsed_query

__all__ = ["Needs", "needs_of"]

_PASSED = frozenset({"Distinct", "Reduced", "OrderBy", "SelectQuery", "Project", "Extend"})


@dataclass(frozen=True, slots=True)
class Needs:
    """IRIs that data must name.

    Attributes:
        all: Each of them.
        any: At least one of each set.
    """

    all: frozenset[str] = frozenset()
    any: frozenset[frozenset[str]] = frozenset()

    def are_met(self, named: AbstractSet[str]) -> bool:
        """Whether the query may have a row in data that name some IRIs, as subjects, predicates or objects."""
        return self.all <= named and not any(named.isdisjoint(options) for options in self.any)

    def __or__(self, other: Needs) -> Needs:
        return Needs(self.all | other.all, self.any | other.any)


@functools.lru_cache(maxsize=256)
def needs_of(query: str) -> Needs:
    """Return what a query needs; nothing where its text does not tell.

    Example:
        >>> needs_of("SELECT ?a WHERE { ?a <urn:p>/<urn:q>* ?b . FILTER NOT EXISTS { ?a <urn:r> ?c } }").all
        frozenset({'urn:p'})
    """
    try:
        return _of(parsed_query(query))
    except NoFootprintError:
        return Needs()


def _of(part: Any) -> Needs:
    name = getattr(part, "name", "")
    if name in _PASSED:
        return _of(part.p)
    if name == "Join":
        return _of(part.p1) | _of(part.p2)
    if name in {"LeftJoin", "Minus"}:
        return _of(part.p1)
    if name == "Union":
        left, right = _of(part.p1), _of(part.p2)
        return Needs(left.all & right.all, left.any & right.any)
    if name == "Filter":
        return _of(part.p) | Needs(any=frozenset(chosen_by(part.expr).values()))
    if name == "BGP":
        return Needs(frozenset(iri for triple in part.triples for iri in _named(triple)))
    return Needs()


def _named(triple: tuple[Any, Any, Any]) -> list[str]:
    """Return the IRIs of a pattern; a path that may be of no length needs nothing at its ends."""
    predicate = triple[1]
    kind = type(predicate).__name__
    if kind == "URIRef":
        return [str(term) for term in triple if type(term).__name__ == "URIRef"]
    if kind == "SequencePath":
        return [str(part) for part in predicate.args if type(part).__name__ == "URIRef"]
    return []
