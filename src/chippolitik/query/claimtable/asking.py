"""What all questions to the claim table share: the terms that are bound, the filters of days, terms made of rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Literal, NamedNode, Variable

from chippolitik.graph.view import Term, View
from chippolitik.namespaces import ARTICLE

__all__ = ["Asked", "Terms", "article_node", "compact", "literal", "node"]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with its terms.

    Attributes:
        view: The graph that the table is of, for what is not about claims.
        table: The claim table.
        terms: The terms of the parameters.
    """

    view: View
    table: sqlite3.Connection
    terms: Mapping[Variable, Term]

    def value(self, name: str) -> str | None:
        """Return the value of a parameter, or None if it is not bound."""
        term = self.terms.get(Variable(f"in_{name}"))
        return term.value if isinstance(term, NamedNode | Literal) else None

    def number(self, name: str) -> int:
        """Return the value of a parameter that is a number; 0 if it is not bound."""
        return int(self.value(name) or 0)

    def term(self, iri: str | None) -> int:
        """Return the number of a term in the table; -1, which no term has, if it is not there."""
        found = self.table.execute("SELECT id FROM term WHERE iri = ?", (iri,)).fetchone()
        return -1 if found is None else int(found[0])

    def rows(self, sql: str, **more: object) -> sqlite3.Cursor:
        """Run a query; the days and what is given are bound by name."""
        days = {name: self.value(name) for name in ("as_of", "known_at")}
        return self.table.execute(sql, {**days, **more})

    @property
    def claims(self) -> str:
        """The condition that ``as_of`` puts on a claim ``c``, as in the catalogue; true without a day."""
        if self.value("as_of") is None:
            return "TRUE"
        return "(c.earliest IS NULL OR c.earliest <= :as_of) AND (c.latest IS NULL OR c.latest > :as_of OR c.event)"

    @property
    def articles(self) -> str:
        """The condition that ``known_at`` puts on an article ``a``; true without a day."""
        return "TRUE" if self.value("known_at") is None else "(a.at IS NULL OR a.at <= :known_at)"

    @property
    def timed(self) -> bool:
        """Whether a day of validity is asked for, so that single claims have to be looked at."""
        return self.value("as_of") is not None

    def quote(self, claim: str) -> Literal | None:
        """Return the words of a claim, given as ``<digits of the article>/claim/<its digits>``."""
        sql = """
            SELECT q.words FROM article AS a JOIN claim AS c ON c.article = a.id JOIN quote AS q ON q.claim = c.id
            WHERE a.hex = ? AND c.digest = ?
        """
        digits, _, digest = claim.split("/")
        return next((Literal(words) for (words,) in self.table.execute(sql, (digits, digest))), None)


class Terms(dict[Any, Term]):
    """Terms by their values, each made once for all rows that show it.

    Args:
        make: Makes a term of a value.

    Example:
        >>> terms = Terms(Literal)
        >>> terms["a"] is terms["a"]
        True
    """

    def __init__(self, make: Callable[[Any], Term]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, value: Any) -> Term:
        term = self[value] = self._make(value)
        return term


def compact(**terms: Term | None) -> dict[str, Term]:
    """Return a solution; what is None is not bound."""
    return {name: term for name, term in terms.items() if term is not None}


def node(iri: str | None) -> NamedNode | None:
    """Return an IRI of a row, or None."""
    return None if iri is None else NamedNode(iri)


def literal(value: Any) -> Literal | None:
    """Return a text or a whole number of a row as a literal, or None."""
    return None if value is None else Literal(value)


def article_node(digits: str) -> NamedNode:
    """Return the IRI of an article."""
    return NamedNode(ARTICLE + digits)
