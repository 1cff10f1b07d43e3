"""One article as rows of the claim table: what its quads say, counted claim by claim.

The graph of an article is a pure function of its claims: each claim has one situation, one modality, at most one time.
So a claim is a row; what other graphs say of claims makes no rows, see ``keeping``.
"""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from chippolitik.graph.terms import TYPE
from chippolitik.model import KINDS, Kind
from chippolitik.namespaces import ARTICLE, CHIP
from chippolitik.query.claimtable.keeping import Kept
from chippolitik.query.claimtable.schema import CLAIMS

__all__ = ["CLAIM_TABLE", "FACTS", "NAMED", "Writing"]

FACTS = {
    Kind.OWNERSHIP: ("owner", "ownedThing"),
    Kind.DEVELOPMENT: ("developer", "product"),
    Kind.MANUFACTURE: ("manufacturer", "product"),
    Kind.USAGE: ("user", "product"),
    Kind.TRAINING: ("trainedModel", "trainingHardware"),
    Kind.SUPPLY: ("supplier", "customer"),
    Kind.ORDER: ("buyer", "product"),
    Kind.DELIVERY: ("recipient", "product"),
    Kind.INVESTMENT: ("investor", "investmentTarget"),
    Kind.REGULATION: ("issuer", "controlledItem"),
    Kind.LICENSE: ("issuer", "licensee"),
    Kind.LISTING: ("issuer", "listedAgent"),
    Kind.PENALTY: ("issuer", "penalized"),
    Kind.RELEASE: ("releasedBy", "product"),
}
"""Kind → the properties of the two things that a fact is about, as the queries on facts list them."""

NAMED = """
    SELECT f.thing, COUNT(*), COUNT(DISTINCT f.article), COUNT(DISTINCT a.source), MIN(a.first)
    FROM filler AS f NOT INDEXED CROSS JOIN article AS a ON a.id = f.article {} GROUP BY f.thing
"""
"""How often things are named: claims, articles, sources, the first article; the planner's own order is slower."""

_NO_ROLES = {TYPE.value} | {
    CHIP + name for name in ("quantity", "value", "validTime", "status", "phase", "direction", "stance", "holds")
}
_EVENTS = {CHIP + kind.value for kind, spec in KINDS.items() if not spec.state}
_PAIRS = {CHIP + kind.value: (CHIP + one, CHIP + other) for kind, (one, other) in FACTS.items()}
_LINKS = {"causedBy": "cause", "fulfils": "fulfilment", "disputes": "dispute"}
_OF_CLAIM = ("quote", "role", "amount")
_OF_ARTICLE = ("claim", "filler", "fact", "cause", "fulfilment", "dispute", "comparison")
_COMPARISON = CHIP + Kind.COMPARISON.value
_Said = dict[str, list[NamedNode | Literal]]  # property → values
_NOTHING: _Said = {}


class Writing:
    """Writes articles into a claim table; within a transaction.

    Args:
        connection: The table, open for writing.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._run = connection.execute
        self._many = connection.executemany
        self._terms: dict[str, int] = {}
        self._touched: set[int] = set()  # things whose sums are to be told anew
        [(self._next,)] = self._run("SELECT COALESCE(MAX(id), 0) + 1 FROM claim").fetchall()

    def remove(self, identifier: str) -> None:
        """Take an article out; one that is not there is no error."""
        for (article,) in self._run("SELECT id FROM article WHERE hex = ?", (identifier,)).fetchall():
            self._touched.update(
                thing for (thing,) in self._run("SELECT thing FROM filler WHERE article = ?", (article,))
            )
            for table in _OF_CLAIM:
                own = "claim IN (SELECT id FROM claim WHERE article = ?)"
                self._run(f"DELETE FROM {table} WHERE {own}", (article,))  # noqa: S608 - our own words alone
            for table in _OF_ARTICLE:
                self._run(f"DELETE FROM {table} WHERE article = ?", (article,))  # noqa: S608 - our own words alone
            self._run("DELETE FROM article WHERE id = ?", (article,))

    def finish(self) -> None:
        """Sum up the things that articles named which came or went."""
        touched = [(thing,) for thing in sorted(self._touched)]
        self._many("DELETE FROM named WHERE thing = ?", touched)
        self._many(f"INSERT INTO named {NAMED.format('WHERE f.thing = ?')}", touched)
        self._touched.clear()

    def add(self, identifier: str, quads: Iterable[Quad]) -> None:
        """Put an article in that is not there.

        Args:
            identifier: Its id.
            quads: Its graph and what is derived from it.
        """
        said = _said(ARTICLE + identifier, quads)
        about = said.get("", _NOTHING)
        source, day = _one(about, "sourceName"), _one(about, "publishedEdtf")
        row = (identifier, self._maybe(source), day, _one(about, "publishedAt"), f"{day or '~'} {identifier}")
        added = self._run("INSERT INTO article (hex, source, published, at, first) VALUES (?, ?, ?, ?, ?)", row)
        article = added.lastrowid
        assert article is not None, "a row was inserted"
        disputed = {value.value for part in said.values() for value in part.get(CHIP + "disputes", ())}
        parts = [part for part in sorted(said) if part.startswith("/claim/") and part.count("/") == 2]  # noqa: PLR2004 - /claim/<digits>
        numbers = {part: number for number, part in enumerate(parts, self._next)}
        self._next += len(numbers)
        for part, number in numbers.items():
            situation = said.get(f"{part}/situation", _NOTHING)
            told = (number, article, part[7:], *self._claim(ARTICLE + identifier, part, said, disputed))
            self._run("INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", told)
            evidence, amount = (said.get(part + end, _NOTHING) for end in ("/evidence", "/quantity"))
            if (words := _one(evidence, "exactQuote")) is not None:
                self._run("INSERT INTO quote VALUES (?, ?, ?)", (number, words, _whole(evidence, "endOffset")))
            if amount:
                unit, low, high = (_one(amount, name) for name in ("unit", "minValue", "maxValue"))
                self._run("INSERT INTO amount VALUES (?, ?, ?, ?)", (number, self._maybe(unit), low, high))
            self._roles(number, article, situation)
        for table, number, other in _links(said, ARTICLE + identifier, numbers):
            self._run(f"INSERT OR IGNORE INTO {table} VALUES (?, ?, ?)", (number, other, article))  # noqa: S608 - our own words alone

    def _roles(self, number: int, article: int, situation: _Said) -> None:
        """Write what a claim names."""
        roles = {(number, self._term(role), self._term(iri)) for role, iri in _fillers(situation)}
        self._many("INSERT INTO role VALUES (?, ?, ?)", sorted(roles))
        fillers = {thing for _, _, thing in roles}
        self._touched |= fillers
        self._many("INSERT INTO filler VALUES (?, ?, ?)", [(thing, article, number) for thing in sorted(fillers)])
        facts = {(*map(self._term, fact), article, number) for fact in _facts(situation)}
        self._many("INSERT INTO fact VALUES (?, ?, ?, ?, ?)", sorted(facts))
        compared = {(number, *map(self._term, one), article) for one in _comparisons(situation)}
        self._many("INSERT INTO comparison VALUES (?, ?, ?, ?, ?)", sorted(compared))

    def _claim(self, base: str, part: str, said: dict[str, _Said], disputed: set[str]) -> tuple[object, ...]:
        """Return what is in the row of a claim behind its digest, in the order of the columns."""
        own, situation, time = (said.get(part + end, _NOTHING) for end in ("", "/situation", "/time"))
        kind = next((value.value for value in situation.get(TYPE.value, ())), "")
        return (
            self._term(kind),
            self._term(_one(own, "modality") or ""),
            self._maybe(_one(own, "attributedTo")),
            base + part in disputed,
            kind in _EVENTS,
            _one(time, "earliest"),
            _one(time, "latest"),
            _one(time, "edtf"),
            _whole(said.get(f"{part}/evidence", _NOTHING), "startOffset"),
            CHIP + "holds" in situation,
            self._maybe(_one(situation, "phase")),
        )

    def _maybe(self, text: str | None) -> int | None:
        return None if text is None else self._term(text)

    def _term(self, iri: str) -> int:
        if iri not in self._terms:
            self._run("INSERT OR IGNORE INTO term (iri) VALUES (?)", (iri,))
            [(self._terms[iri],)] = self._run("SELECT id FROM term WHERE iri = ?", (iri,)).fetchall()
        return self._terms[iri]


CLAIM_TABLE = Kept("claims.sqlite", 2, CLAIMS, Writing, "counting claims, once")
"""The file of the claim table."""


def _said(base: str, quads: Iterable[Quad]) -> dict[str, _Said]:
    """Return what is said of an article's own nodes, by the end of their IRI."""
    found: dict[str, _Said] = {}
    size = len(base)
    for quad in quads:
        subject, value = quad.subject, quad.object
        if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
            name = subject.value
            if name.startswith(base):
                found.setdefault(name[size:], {}).setdefault(quad.predicate.value, []).append(value)
    return found


def _one(said: _Said, name: str) -> str | None:
    return next((value.value for value in said.get(CHIP + name, ())), None)


def _whole(said: _Said, name: str) -> int | None:
    value = _one(said, name)
    return None if value is None else int(value)


def _links(said: dict[str, _Said], base: str, numbers: dict[str, int]) -> Iterator[tuple[str, int, int]]:
    """Yield what links two claims: the table, the claim, and its cause, its delivery or its denial."""
    for part, number in numbers.items():
        for name, table in _LINKS.items():
            for value in said[part].get(CHIP + name, ()):
                other = numbers.get(value.value.removeprefix(base))
                if other is not None:
                    yield (table, number, other) if name == "causedBy" else (table, other, number)


def _fillers(situation: _Said) -> Iterator[tuple[str, str]]:
    for role, values in situation.items():
        if role not in _NO_ROLES:
            yield from ((role, value.value) for value in values if isinstance(value, NamedNode))


def _facts(situation: _Said) -> Iterator[tuple[str, str, str]]:
    if CHIP + "holds" in situation:
        for kind in (value.value for value in situation.get(TYPE.value, ())):
            one, other = _PAIRS.get(kind, ("", ""))
            for subject in situation.get(one, ()):
                for target in situation.get(other, ()):
                    yield kind, subject.value, target.value


def _comparisons(situation: _Said) -> Iterator[tuple[str, str, str]]:
    if any(value.value == _COMPARISON for value in situation.get(TYPE.value, ())):
        roles = ("comparedSubject", "direction", "comparedObject")
        one, how, other = ([value.value for value in situation.get(CHIP + role, ())] for role in roles)
        yield from itertools.product(one, how, other)
