"""Claims as pages show them: read from the graph piece by piece, without the rest of their articles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from pyoxigraph import Literal, NamedNode

from chippolitik.graph.terms import TYPE, chip
from chippolitik.model import KINDS, Fills, Kind
from chippolitik.namespaces import ARTICLE, CHIP, VOCAB, notation_of
from chippolitik.serve.pages.amounts import amount_words
from chippolitik.serve.pages.desk import Desk, Link
from chippolitik.serve.pages.units import counted

__all__ = ["CLAIM", "ClaimReader", "ClaimRow"]

CLAIM = re.compile(re.escape(ARTICLE) + r"([0-9a-f]{24})/claim/([0-9a-f]{16})")
"""The IRI of a claim, with its article's id and its own digits."""
_Values = dict[str, list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """A claim with all that a list of claims shows of it.

    Attributes:
        iri: The claim.
        digest: Its 16 digits.
        href: Its page.
        in_article: Where its quote stands in the page of its article.
        kind: Its kind.
        kind_label: The kind's label.
        roles: Label of a role → fillers.
        amount: Quantity and sum in words; may be empty.
        modality: How the text presents it.
        modality_label: That modality's label.
        who: Who says so, or None for the article itself.
        status: Label of where a rule stands; may be empty.
        phase: Label of the phase; may be empty.
        when: The time it is about, in EDTF; may be empty.
        earliest: First instant of that time; may be empty.
        latest: Its end, exclusive; may be empty.
        quote: The words.
        start: Where they begin in the text, or -1.
        end: Where they end, or -1.
        article: The article.
        source: Who published it; may be empty.
        published: When; may be empty.
        language: Language of the quote.
        disputed: Whether another claim disputes it.
        disputing: Whether it disputes another claim.
        holds: Whether the graph takes it as the case.
    """

    iri: str
    digest: str
    href: str
    in_article: str
    kind: str
    kind_label: str
    roles: tuple[tuple[str, tuple[Link, ...]], ...]
    amount: str
    modality: str
    modality_label: str
    who: Link | None
    status: str
    phase: str
    when: str
    earliest: str
    latest: str
    quote: str
    start: int
    end: int
    article: Link
    source: str
    published: str
    language: str
    disputed: bool
    disputing: bool
    holds: bool


class ClaimReader:
    """Reads claims for a page.

    Args:
        desk: Where the page is written.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk, self._store = desk, desk.store
        self._kinds: dict[str, str] = desk.kept("kinds", self._all_kinds)
        self._articles: dict[str, tuple[str, str, str]] = desk.kept("articles", dict)

    def about(self, iri: str, most: int = 5000) -> list[str]:
        """Return the claims in which a thing has a role, or that are attributed to it; newest articles first.

        Args:
            iri: The thing.
            most: How many at most.
        """
        quads = self._store.match(None, None, NamedNode(iri), None)
        subjects = (getattr(quad.subject, "value", "") for quad in quads)
        found = dict.fromkeys(islice((match[0] for subject in subjects if (match := CLAIM.match(subject))), most))
        return sorted(found, key=lambda claim: (self._article(claim)[1], claim), reverse=True)

    def kind(self, claim: str) -> str:
        """Return the kind of a claim."""
        return self._kinds.get(claim, "")

    def rows(self, claims: Iterable[str]) -> list[ClaimRow]:
        """Return claims as rows, in the order given; what is no claim is left out."""
        return [row for claim in claims if (row := self.row(claim))]

    def row(self, claim: str) -> ClaimRow | None:
        """Return one claim, or None if the store holds none of that IRI."""
        match, kind = CLAIM.fullmatch(claim), self.kind(claim)
        if match is None or not kind:
            return None
        desk, own = self._desk, self._values(claim)
        situation, evidence = self._values(f"{claim}/situation"), self._values(f"{claim}/evidence")
        time = self._values(_first(situation, "validTime"))
        source, published, language = self._article(claim)
        modality = notation_of(_first(own, "modality"))
        article = desk.link(ARTICLE + match[1])
        return ClaimRow(
            iri=claim,
            digest=match[2],
            href=desk.page_of(claim),
            in_article=f"{article.href}#c-{match[2]}",
            kind=kind,
            kind_label=desk.term(kind),
            roles=tuple(self._roles(Kind(kind), situation)),
            amount=self._amount(situation),
            modality=modality,
            modality_label=desk.concept("modality", modality),
            who=desk.link(_first(own, "attributedTo")) if "attributedTo" in own else None,
            status=self._concept(situation, "status"),
            phase=self._concept(situation, "phase"),
            when=_first(time, "edtf"),
            earliest=_first(time, "earliest"),
            latest=_first(time, "latest"),
            quote=" ".join(_first(evidence, "exactQuote").split()),
            start=int(_first(evidence, "startOffset") or -1),
            end=int(_first(evidence, "endOffset") or -1),
            article=article,
            source=source,
            published=published,
            language=language,
            disputed=any(True for _ in self._store.match(None, chip("disputes"), NamedNode(claim), None)),
            disputing="disputes" in own,
            holds="holds" in situation,
        )

    def _all_kinds(self) -> dict[str, str]:
        """Return the kind of every claim: one look at each kind is cheaper than one at each claim of many pages."""
        quads = ((kind.value, quad) for kind in Kind for quad in self._store.match(None, TYPE, chip(kind.value), None))
        return {match[0]: kind for kind, quad in quads if (match := CLAIM.match(getattr(quad.subject, "value", "")))}

    def _values(self, iri: str) -> _Values:
        found: _Values = defaultdict(list)
        if iri:
            for quad in self._store.match(NamedNode(iri), None, None, None):
                found[quad.predicate.value.removeprefix(CHIP)].append(getattr(quad.object, "value", ""))
        return dict(found)

    def _roles(self, kind: Kind, situation: _Values) -> Iterator[tuple[str, tuple[Link, ...]]]:
        for role in KINDS[kind].roles:
            values = sorted(set(situation.get(role.property, ())))
            if not values:
                continue
            plain = role.fills is Fills.TEXT
            links = (Link(v.replace("_", " "), "") if plain else self._desk.link(v) for v in values)
            yield self._desk.t(role.name), tuple(links)

    def _amount(self, situation: _Values) -> str:
        parts = []
        for name in ("quantity", "value"):
            if node := _first(situation, name):
                values = self._values(node)
                low, high = (Decimal(v) if (v := _first(values, side)) else None for side in ("minValue", "maxValue"))
                unit = _first(values, "unit")
                money = unit.startswith(VOCAB + "currency/")
                label = notation_of(unit) if money else self._desk.link(unit).label if unit.startswith(VOCAB) else unit
                unit_words = label if money else counted(label, self._desk.lang, low, high)
                about = _first(values, "approximate") == "true"
                parts.append(amount_words(low, high, unit_words, self._desk.lang, about=about))
        return ", ".join(parts)

    def _concept(self, values: _Values, name: str) -> str:
        iri = _first(values, name)
        return self._desk.link(iri).label if iri else ""

    def _article(self, claim: str) -> tuple[str, str, str]:
        article = claim.partition("/claim/")[0]
        if article not in self._articles:
            node = NamedNode(article)
            found = [
                next(
                    (
                        q.object.value
                        for q in self._store.match(node, chip(p), None, None)
                        if isinstance(q.object, Literal)
                    ),
                    "",
                )
                for p in ("sourceName", "publishedEdtf", "language")
            ]
            self._articles[article] = (found[0], found[1], found[2])
        return self._articles[article]


def _first(values: _Values, name: str) -> str:
    return next(iter(values.get(name, ())), "")
