"""The parts of a group of patterns in SPARQL, and the order in which they are gone through; ``compiled_query`` does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chippolitik.validation.compiled_values import UnsupportedError
from chippolitik.validation.query_footprint import Pattern, chosen_by

if TYPE_CHECKING:
    from rdflib.plugins.sparql.parserutils import CompValue

__all__ = ["LOOSE", "Group", "is_variable", "order_of", "variables_of"]

LOOSE = 4  # order of a pattern that does not hang together with what is bound


class Group:
    """The parts of a group of patterns."""

    def __init__(self) -> None:
        self.patterns: list[Pattern] = []
        self.unions: list[CompValue] = []
        self.filters: list[Any] = []
        self.binds: list[CompValue] = []
        self.listed: dict[object, frozenset[str]] = {}

    @classmethod
    def of(cls, part: CompValue) -> Group:
        """Take a group apart.

        Raises:
            UnsupportedError: It has a part that is not compiled.
        """
        found = cls()
        found._gather(part)
        return found

    def variables(self) -> set[object]:
        """Return what its patterns and BIND give values to."""
        return {*variables_of(self.patterns), *variables_of(self.unions), *(bind.var for bind in self.binds)}

    def _gather(self, part: CompValue) -> None:
        if part.name == "BGP":
            self.patterns += part.triples or ()
        elif part.name == "Join":
            self._gather(part.p1)
            self._gather(part.p2)
        elif part.name == "Union":
            self.unions.append(part)
        elif part.name == "Filter":
            self._gather(part.p)
            self.listed |= chosen_by(part.expr)
            parts = part.expr
            is_and = getattr(parts, "name", "") == "ConditionalAndExpression"
            self.filters += [parts.expr, *parts.other] if is_and else [parts]
        elif part.name == "Extend":
            self._gather(part.p)
            self.binds.append(part)
        else:
            raise UnsupportedError(part.name)


def order_of(triple: Pattern, bound: set[object]) -> int:
    """How soon to read a pattern: checks first, then along the triples, against them, from a class to its members."""
    subject, predicate, value = triple
    if subject in bound:
        return 0 if value in bound or not is_variable(value) else 1
    if value not in bound:
        return LOOSE
    return LOOSE - 1 if str(predicate).endswith("#type") else LOOSE - 2


def is_variable(term: object) -> bool:
    """Whether it can have a value: a variable, or a blank node of a pattern."""
    return type(term).__name__ in {"Variable", "BNode"}


def variables_of(part: Any) -> set[object]:
    """Return all variables within parts of a query."""
    if is_variable(part):
        return {part}
    if isinstance(part, dict):
        return {found for key, value in part.items() if key != "_vars" for found in variables_of(value)}
    if isinstance(part, list | tuple | set):
        return {found for value in part for found in variables_of(value)}
    return set()
