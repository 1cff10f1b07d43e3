"""Who follows an advice and who acts against it: claims of acts beside claims of advice on the same thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from pyoxigraph import Literal, NamedNode, QuerySolutions

from chippolitik.graph.terms import LABEL, chip
from chippolitik.graph.view import Term
from chippolitik.namespaces import ARTICLE, CHIP, vocab_iri
from chippolitik.query.answer import Solution
from chippolitik.query.claimtable.asking import Asked, compact, literal, node
from chippolitik.query.claimtable.showing import CLAIM, JOINS, ORDER, shown

__all__ = ["against_advice", "followed_advice"]

_ACTS = (
    ("Usage", "user", "product"),
    ("Order", "buyer", "product"),
    ("Delivery", "recipient", "product"),
    ("Training", "developer", "trainingHardware"),
)
"""Kind → the properties of who acts and with what, as the queries list them."""

_MEMBERS = f"SELECT DISTINCT ?product ?advised WHERE {{ ?product <{CHIP}instanceOf>+ ?advised }}"
_DESIGNS = f"""
    SELECT DISTINCT ?product ?advised WHERE {{
      ?advised a <{CHIP}ProductGroup> ; <{CHIP}developedBy> ?vendor . ?product <{CHIP}designedBy> ?vendor
    }}
"""
_CIRCLES = f"""
    SELECT DISTINCT ?collective ?country WHERE {{ ?collective a <{CHIP}CollectiveAgent> ; <{CHIP}basedIn> ?country }}
"""
_DESCRIBED = "/described/"


def against_advice(asked: Asked) -> Iterator[Solution]:
    """Answer ``against-advice``: who uses or buys what a recommendation warns against."""
    return _Advice(asked, "discourages", ("asserted",), holding=True).solutions()


def followed_advice(asked: Asked) -> Iterator[Solution]:
    """Answer ``followed-advice``: who uses or buys what a recommendation favours, or plans to."""
    return _Advice(asked, "recommends", ("asserted", "planned"), holding=False).solutions()


@dataclass(frozen=True, slots=True)
class _Counsel:
    """A claim of advice that holds, on one thing.

    Attributes:
        told: What is shown of it.
        pairs: Who gives it, to whom.
        addressees: All whom it addresses.
        earliest: When its stated time begins.
        since: From when it stands: its stated time, or the day of its article.
        place: Its place among others.
    """

    told: dict[str, Term]
    pairs: list[dict[str, Term]]
    addressees: tuple[str, ...]
    earliest: str | None
    since: str | None
    place: tuple[bool, str, str]


class _Advice:
    """One of the two questions.

    Args:
        asked: The question with its terms.
        role: The property of what is advised.
        modalities: Those of the acts that count.
        holding: Whether only acts that hold count.
    """

    def __init__(self, asked: Asked, role: str, modalities: tuple[str, ...], *, holding: bool) -> None:
        self._asked, self._role, self._holding = asked, role, holding
        self._without = ("modality",) if len(modalities) == 1 else ()
        self._modalities = ", ".join(str(asked.term(vocab_iri("modality", name))) for name in modalities)
        self._addressed = lru_cache(None)(self._how_addressed)
        self._based = lru_cache(None)(self._countries)
        self._labels = lru_cache(None)(self._called)

    def solutions(self) -> Iterator[Solution]:
        """Yield a row for each act and each advice on what is used."""
        counsels: dict[str, list[tuple[_Counsel, NamedNode]]] = {}
        wanted = self._asked.value("product")
        for advised, digits, counsel in self._counsels():
            for product in self._ways(advised, digits):
                if wanted is None or wanted in {product, advised}:
                    counsels.setdefault(product, []).append((counsel, NamedNode(advised)))
        acts: dict[str, list[tuple[Any, ...]]] = {}
        for row in self._acts(list(counsels)):
            acts.setdefault(f"{row[-7]}/{row[-4]}", []).append(row)
        for rows in acts.values():
            found = [(pair, row) for row in rows for pair in counsels.get(row[2], ())]
            for (counsel, thing), row in sorted(found, key=lambda one: one[0][0].place):
                yield from self._joined(counsel, thing, row)

    def _joined(self, counsel: _Counsel, advised: NamedNode, row: tuple[Any, ...]) -> Iterator[dict[str, Term]]:
        relation, user, product, phase, *rest = row
        told, quote = shown(rest, "attribution", *self._without)
        earliest, latest = rest[1], rest[2]
        sequence = "not certain"
        if earliest and counsel.since and earliest >= counsel.since:
            sequence = "after"
        elif latest and counsel.earliest and latest <= counsel.earliest:
            sequence = "before"
        one = {
            **told,
            **counsel.told,
            **compact(user=NamedNode(user), relation=NamedNode(relation), product=NamedNode(product)),
            **compact(phase=node(phase), quote=quote, advised=advised, sequence=Literal(sequence)),
            "addressed": self._addressed(counsel.addressees, user),
        }
        for pair in counsel.pairs:
            yield {**one, **pair}

    def _counsels(self) -> Iterator[tuple[str, str, _Counsel]]:
        """Yield what is advised, the digits of the article, and the advice."""
        asked = self._asked
        start, numbers = "claim AS c CROSS JOIN role AS d ON d.claim = c.id AND d.property = :role", self._advised()
        if numbers is not None:
            start = f"""
                role AS d CROSS JOIN claim AS c ON d.thing IN ({numbers}) AND d.property = :role AND c.id = d.claim
            """
        begun = "TRUE" if not asked.timed else "(c.earliest IS NULL OR c.earliest <= :as_of)"
        sql = f"""
            SELECT c.id, t.iri, a.at, {CLAIM} FROM {start} CROSS JOIN term AS t ON t.id = d.thing {JOINS}
            WHERE c.kind = :kind AND c.holds AND {asked.articles} AND {begun}
        """  # noqa: S608 - our own words and numbers alone
        given = {"role": asked.term(CHIP + self._role), "kind": asked.term(CHIP + "Recommendation")}
        wanted = asked.value("issuer")
        for claim, advised, at, *rest in asked.rows(sql, **given).fetchall():
            issuers, addressees = self._filled(claim, "issuer"), self._filled(claim, "addressee")
            if wanted is not None and wanted not in issuers:
                continue
            when, earliest, latest, _, digits, _, day, digest, words, *_ = rest
            own = NamedNode(f"{ARTICLE}{digits}/claim/{digest}")
            told = compact(advice=own, advice_when=literal(when), advice_published=literal(day))
            told["advice_quote"] = Literal(words)
            pairs: list[dict[str, Term]] = [
                {"issuer": NamedNode(i), "addressee": NamedNode(a)} for i in issuers for a in addressees
            ]
            place = (at is not None, at or "", own.value)
            yield (
                advised,
                digits,
                _Counsel(told, pairs, tuple(addressees), earliest, latest or earliest or at, place),
            )

    def _advised(self) -> str | None:
        """Return the numbers of what an advice must be on for the product that is asked for; None if it may be all."""
        wanted = self._asked.value("product")
        if wanted is None or _DESCRIBED in wanted:
            return None
        groups = [advised for advised, products in self._products.items() if wanted in products]
        return ", ".join(str(self._asked.term(iri)) for iri in (wanted, *groups))

    def _ways(self, advised: str, digits: str) -> set[str]:
        """Return what an advice is on: the thing, those of the group, what the article describes by the same name."""
        found = {advised, *self._products.get(advised, ())}
        if _DESCRIBED in advised and (labels := self._labels(advised)):
            sql = """
                SELECT DISTINCT t.iri FROM article AS a CROSS JOIN filler AS f ON f.article = a.id
                CROSS JOIN term AS t ON t.id = f.thing WHERE a.hex = ?
            """
            base = advised.partition(_DESCRIBED)[0] + _DESCRIBED
            things = [iri for (iri,) in self._asked.table.execute(sql, (digits,)) if iri.startswith(base)]
            found |= {iri for iri in things if labels & self._labels(iri)}
        return found

    def _acts(self, products: list[str]) -> Iterator[tuple[Any, ...]]:
        """Yield acts with their users and products, in the order of the answer."""
        asked = self._asked
        values = ", ".join(
            f"({asked.term(CHIP + k)}, {asked.term(CHIP + u)}, {asked.term(CHIP + i)})" for k, u, i in _ACTS
        )
        if asked.value("user"):
            start = """
                role AS g ON g.thing = :user AND g.property = pair.user
                CROSS JOIN claim AS c ON c.id = g.claim AND c.kind = pair.kind
                CROSS JOIN role AS i ON i.claim = c.id AND i.property = pair.item
            """
        else:
            start = f"""
                role AS i ON i.thing IN ({", ".join(str(asked.term(iri)) for iri in products)})
                AND i.property = pair.item CROSS JOIN claim AS c ON c.id = i.claim AND c.kind = pair.kind
            """
        sql = f"""
            WITH pair (kind, user, item) AS (VALUES {values})
            SELECT k.iri, ut.iri, it.iri, h.iri, {CLAIM} FROM pair CROSS JOIN {start}
            CROSS JOIN role AS u ON u.claim = c.id AND u.property = pair.user
            CROSS JOIN term AS ut ON ut.id = u.thing CROSS JOIN term AS it ON it.id = i.thing
            CROSS JOIN term AS k ON k.id = c.kind {JOINS} LEFT JOIN term AS h ON h.id = c.phase
            WHERE c.modality IN ({self._modalities}) AND {"c.holds" if self._holding else "TRUE"}
            AND (c.phase IS NULL OR c.phase <> :ended) AND {asked.claims} AND {asked.articles} {ORDER}
        """  # noqa: S608 - our own words and numbers alone
        user, ended = asked.term(asked.value("user")), asked.term(vocab_iri("phase", "ended"))
        yield from asked.rows(sql, user=user, ended=ended)

    def _filled(self, claim: int, role: str) -> list[str]:
        sql = "SELECT t.iri FROM role AS r CROSS JOIN term AS t ON t.id = r.thing WHERE r.claim = ? AND r.property = ?"
        return [iri for (iri,) in self._asked.table.execute(sql, (claim, self._asked.term(CHIP + role)))]

    @cached_property
    def _products(self) -> dict[str, set[str]]:
        """What belongs to a group, and what the vendor of a group of products designed."""
        found: dict[str, set[str]] = {}
        for product, advised in [*self._pairs(_MEMBERS), *self._pairs(_DESIGNS)]:
            found.setdefault(advised, set()).add(product)
        return found

    @cached_property
    def _circles(self) -> list[tuple[str, str]]:
        return self._pairs(_CIRCLES)

    def _pairs(self, sparql: str) -> list[tuple[str, str]]:
        found = self._asked.view.query(sparql)
        assert isinstance(found, QuerySolutions), "SELECT was asked"
        rows = [tuple(solution) for solution in found]
        return [(a.value, b.value) for a, b in rows if isinstance(a, NamedNode) and isinstance(b, NamedNode)]

    def _how_addressed(self, addressees: tuple[str, ...], user: str) -> Literal:
        """Tell whether an advice addresses a user: by name, as one of a group, or not as far as is known."""
        if user in addressees:
            return Literal("named")
        member, view = NamedNode(user), self._asked.view
        if any(True for group in addressees for _ in view.match(NamedNode(group), chip("groupMember"), member, None)):
            return Literal("group")
        countries = self._based(user)
        called = {str(label.value) for one in addressees for label in self._labels(one)} if countries else set()
        for collective, country in self._circles if called else ():
            if country in countries and any(label.value in called for label in self._labels(collective)):
                return Literal("group")
        return Literal("not known")

    def _countries(self, user: str) -> frozenset[str]:
        found = self._asked.view.match(NamedNode(user), chip("basedIn"), None, None)
        return frozenset(quad.object.value for quad in found if isinstance(quad.object, NamedNode))

    def _called(self, thing: str) -> frozenset[Literal]:
        found = self._asked.view.match(NamedNode(thing), LABEL, None, None)
        return frozenset(quad.object for quad in found if isinstance(quad.object, Literal))
