"""One article → everything it brings into a store; a pure function that any process can run.

It knows no store: the judgements that concern the article are handed in.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pyoxigraph import Quad

from chippolitik.errors import InputError
from chippolitik.graph import Extractor, article_quads, derived_quads
from chippolitik.model import Claim, ClaimLinks, Document, claim_from_flat
from chippolitik.model.flat import Resolver
from chippolitik.namespaces import SHAPES
from chippolitik.pipeline.extraction import in_its_language, without_duplicates
from chippolitik.pipeline.given import GIVEN
from chippolitik.pipeline.parts import OwnParts, Parts, tables
from chippolitik.resolve import LabelResolver
from chippolitik.store.judgements import Judgement, Revision, Verdict, revise
from chippolitik.store.record import ArticleRecord, Counts, Quarantined, Reason

__all__ = ["REJECTED", "UNREADABLE", "ProcessedArticle", "Work", "edited_claim", "process", "work_on"]

REJECTED = SHAPES + "Rejected"
"""Stands for the shape where a person, not a shape, refused a claim."""

UNREADABLE = SHAPES + "UnreadableEdit"
"""Stands for the shape where what a person wrote is no claim any more."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a worker gets.

    Attributes:
        document: The article.
        claims: Claims made elsewhere, or None to extract them.
        judgements: Decisions about claims of this article, oldest first.
        extractor: Who made the claims that were made elsewhere.
    """

    document: Document
    claims: tuple[Claim, ...] | None = None
    judgements: tuple[Judgement, ...] = ()
    extractor: Extractor = GIVEN


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessedArticle:
    """What became of an article.

    Attributes:
        document: The article, with its language.
        accepted: Claims that passed the gate, with the links among them.
        duplicates: Claims that say again what another one says.
        quarantined: Claims that did not pass, with the reasons.
        quads: The article's graph.
        derived: What follows from it.
    """

    document: Document
    accepted: tuple[Claim, ...]
    duplicates: tuple[Claim, ...]
    quarantined: tuple[Quarantined, ...]
    quads: tuple[Quad, ...]
    derived: tuple[Quad, ...]

    @property
    def counts(self) -> Counts:
        """How many claims were offered, and what became of them."""
        accepted, quarantined, duplicate = len(self.accepted), len(self.quarantined), len(self.duplicates)
        return Counts(
            offered=accepted + quarantined + duplicate,
            accepted=accepted,
            quarantined=quarantined,
            duplicate=duplicate,
        )

    def record(self) -> ArticleRecord:
        """Return what goes into a store."""
        document = self.document
        return ArticleRecord(
            id=document.id,
            key=document.key,
            name=document.name,
            quads=self.quads,
            derived=self.derived,
            quarantined=self.quarantined,
            counts=self.counts,
            url=document.url,
            title=document.title,
            path=document.path or (document.key if document.key != document.url else None),
            author=document.author,
        )


def process(
    document: Document,
    claims: Sequence[Claim] | None = None,
    *,
    judgements: Iterable[Judgement] = (),
    using: Parts | None = None,
    maker: Extractor = GIVEN,
) -> ProcessedArticle:
    """Extract the claims of an article, judge them, and make its graphs.

    Args:
        document: The article.
        claims: Claims made elsewhere; None extracts them.
        judgements: Decisions about claims of this article, oldest first.
        using: Extractor and gate; those of this process by default.
        maker: Who made claims that were made elsewhere.

    Raises:
        InputError: The language of the article is not supported, or cannot be told.
    """
    document = in_its_language(document)
    using = using or OwnParts()
    if claims is None:
        own = using.extractor
        extractor, claims = Extractor(own.name, own.version), own.extract(document)
    else:
        extractor = maker
    revised = revise(judgements, document.id, claims, lambda row: edited_claim(row, document))
    offered, duplicates = without_duplicates(revised.claims)
    reasons = _reasons(document, offered, revised, extractor, using)
    accepted = _linked([claim for claim in offered if claim.digest not in reasons])
    return ProcessedArticle(
        document=document,
        accepted=tuple(accepted),
        duplicates=tuple(duplicates),
        quarantined=tuple(
            Quarantined(article=document.id, claim=claim, reasons=reasons[claim.digest])
            for claim in offered
            if claim.digest in reasons
        ),
        quads=tuple(article_quads(document, accepted, extractor=extractor, language=document.language or "")),
        derived=tuple(derived_quads(document.id, accepted)),
    )


def work_on(work: Work) -> ArticleRecord | InputError:
    """Do the work of one article; for worker processes, so an error about the article is a value."""
    try:
        return process(work.document, work.claims, judgements=work.judgements, maker=work.extractor).record()
    except InputError as error:
        return error


def edited_claim(row: Mapping[str, Any], document: Document) -> Claim:
    """Read a claim as a person wrote it.

    Raises:
        ValueError: It is no claim; the message names the field.
    """
    return claim_from_flat(row, text=document.text, resolve=_resolver())


@functools.cache
def _resolver() -> Resolver:
    return LabelResolver(tables())


def _reasons(
    document: Document, claims: list[Claim], revised: Revision, extractor: Extractor, using: Parts
) -> dict[str, tuple[Reason, ...]]:
    """Return why claims do not pass, by their digests: what people decided comes before what the shapes say."""
    found = using.gate.judge(document, claims, extractor)
    for digest, judgement in revised.decided.items():
        if judgement.verdict is Verdict.REJECT:
            found[digest] = (Reason(REJECTED, f"rejected: {judgement.reason}"),)
        elif judgement.verdict is not Verdict.EDIT:
            found.pop(digest, None)
    for digest, problem in revised.broken.items():
        found[digest] = (Reason(UNREADABLE, f"its edit cannot be read: {problem}"),)
    return found


def _linked(claims: list[Claim]) -> list[Claim]:
    """Drop links to claims that are not among these."""
    known = {claim.digest for claim in claims}

    def kept(digests: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(digest for digest in digests if digest in known)

    return [
        replace(
            claim,
            links=ClaimLinks(kept(claim.links.disputes), kept(claim.links.fulfils), kept(claim.links.caused_by)),
        )
        for claim in claims
    ]
