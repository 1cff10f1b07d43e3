"""Which claims leave a store: one filter for every format, with the meaning that the catalogue's parameters have.

What becomes of the chosen claims is the business of each format.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from chippolitik.graph import Extractor, View, claims_of
from chippolitik.graph.decode import article_ids, document_of, extractor_of, language_of
from chippolitik.graph.encode import filler_iri
from chippolitik.model import KINDS, Claim, ClaimLinks, Kind, Modality, TimeSpan
from chippolitik.model.flat import claim_to_flat
from chippolitik.namespaces import article_iri, claim_iri
from chippolitik.query.binding import day_of
from chippolitik.query.names import find_entities
from chippolitik.store import Store

__all__ = ["ArticleClaims", "ArticleRef", "Selection", "article_refs", "select_claims", "selection_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRef:
    """An article of a store, with what only the ledger knows of it.

    Attributes:
        id: Its id.
        name: Short name for people.
        title: Its headline, or None.
        url: Where it was published, or None.
    """

    id: str
    name: str
    title: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What a claim must be to leave; what is None or empty asks for nothing.

    Attributes:
        as_of: States that may hold at that instant and events that may have happened by it; unknown times stay in.
        known_at: Articles published by that instant, and those without a date.
        kinds: Kinds of claims.
        modalities: How the text presents them.
        entities: IRIs, one of which a claim must name in a role.
    """

    as_of: dt.datetime | None = None
    known_at: dt.datetime | None = None
    kinds: frozenset[Kind] = frozenset()
    modalities: frozenset[Modality] = frozenset()
    entities: frozenset[str] = frozenset()

    @property
    def everything(self) -> bool:
        """Whether it asks for nothing, so that all claims leave."""
        return self == Selection()

    def takes(self, article: ArticleClaims, claim: Claim) -> bool:
        """Return whether a claim of an article leaves.

        Source: the filters of ``queries/cq`` for as_of and known_at, and evidence-for for the things that are named.
        """
        if self.kinds and claim.kind not in self.kinds:
            return False
        if self.modalities and claim.modality not in self.modalities:
            return False
        if self.known_at and article.published_at and article.published_at > self.known_at:
            return False
        if self.as_of and not _may_be(claim, self.as_of):
            return False
        return not self.entities or any(
            filler_iri(article.ref.id, filler).value in self.entities
            for group in claim.roles.values()
            for filler in group
        )


@dataclass(frozen=True, kw_only=True)
class ArticleClaims:
    """An article and those of its claims that leave.

    Attributes:
        ref: The article.
        text: Its text, which only some formats give, and only on demand.
        published: Its day, month or year of publication in EDTF, or None.
        published_at: The first instant of that, or None.
        source: Who published it, or None.
        language: Language of the text, or None.
        extractor: Who made the claims.
        claims: The claims in text order, with links among themselves alone.
    """

    ref: ArticleRef
    text: str
    published: str | None
    published_at: dt.datetime | None
    source: str | None
    language: str | None
    extractor: Extractor
    claims: tuple[Claim, ...]

    @property
    def iri(self) -> str:
        """IRI of the article."""
        return article_iri(self.ref.id)

    @cached_property
    def text_hash(self) -> str:
        """SHA-256 of the text, in hexadecimal digits."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def claim_iri(self, digest: str) -> str:
        """Return the IRI of one of its claims."""
        return claim_iri(self.ref.id, digest)

    def row(self, claim: Claim) -> dict[str, object]:
        """Return a claim as a row of the flat table, under the article's name."""
        return claim_to_flat(claim, article=self.ref.name, iri=self.claim_iri)


def selection_of(
    view: View,
    *,
    as_of: str | None = None,
    known_at: str | None = None,
    kinds: Iterable[str] = (),
    modalities: Iterable[str] = (),
    entities: Iterable[str] = (),
) -> Selection:
    """Make a selection of what a user wrote.

    Args:
        view: The graph, which knows names.
        as_of: A day, YYYY-MM-DD, or None.
        known_at: A day, or None.
        kinds: Names of kinds.
        modalities: Names of modalities.
        entities: Labels, aliases, ids or IRIs; a name that several bear means all of them.

    Raises:
        UsageError: A day is none, or the graph knows no such thing.
    """
    return Selection(
        as_of=_instant("as_of", as_of),
        known_at=_instant("known_at", known_at),
        kinds=frozenset(map(Kind, kinds)),
        modalities=frozenset(map(Modality, modalities)),
        entities=frozenset(iri for name in entities for iri in find_entities(view, name)),
    )


def article_refs(store: Store) -> list[ArticleRef]:
    """Return the articles of a store in the order of their ids."""
    return [
        ArticleRef(id=entry.id, name=entry.name, title=entry.title, url=entry.url)
        for entry in store.entries()
        if entry.kind == "article"
    ]


def select_claims(
    view: View, selection: Selection, articles: Iterable[ArticleRef] | None = None
) -> Iterator[ArticleClaims]:
    """Yield articles with the claims that leave, one article in memory at a time.

    Args:
        view: The graph.
        selection: What a claim must be.
        articles: Where to look; None means every article of the graph, each under its id.

    Yields:
        Articles in the order given. Without any filter those without claims come too; with one, only those with some.
    """
    for ref in articles if articles is not None else (ArticleRef(id=i, name=i) for i in article_ids(view)):
        article = _article(view, ref)
        if article is None:
            continue
        claims = tuple(claim for claim in claims_of(view, ref.id) if selection.takes(article, claim))
        if claims or selection.everything:
            yield replace(article, claims=_closed(claims))


def _article(view: View, ref: ArticleRef) -> ArticleClaims | None:
    document, extractor = document_of(view, ref.id), extractor_of(view, ref.id)
    if document is None or extractor is None:
        return None
    return ArticleClaims(
        ref=ref,
        text=document.text,
        published=document.published.text if document.published else None,
        published_at=TimeSpan(start=document.published).earliest if document.published else None,
        source=document.source,
        language=language_of(view, ref.id),
        extractor=extractor,
        claims=(),
    )


def _may_be(claim: Claim, day: dt.datetime) -> bool:
    earliest = claim.time.earliest if claim.time else None
    latest = claim.time.latest if claim.time else None
    begun = earliest is None or earliest <= day
    return begun and (not KINDS[claim.kind].state or latest is None or latest > day)


def _closed(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Drop links to claims that stay behind, so that nothing points to what is not there."""
    kept = {claim.digest for claim in claims}
    names = ("disputes", "fulfils", "caused_by")
    return tuple(
        replace(
            claim,
            links=ClaimLinks(**{name: tuple(d for d in getattr(claim.links, name) if d in kept) for name in names}),
        )
        if claim.links != ClaimLinks()
        else claim
        for claim in claims
    )


def _instant(name: str, text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(day_of(name, text).value) if text is not None else None
