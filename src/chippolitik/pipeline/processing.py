"""One article → everything it brings into a store; a pure function that any process can run.

It knows no store: the judgements that concern the article are handed in.
"""

from __future__ import annotations

import functools
import logging
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from pyoxigraph import Quad

from chippolitik.errors import ChippolitikError, InputError
from chippolitik.graph import Extractor, article_quads, derived_quads
from chippolitik.model import Claim, ClaimLinks, Document, claim_from_flat
from chippolitik.model.flat import Resolver
from chippolitik.namespaces import SHAPES
from chippolitik.pipeline.extraction import in_its_language, without_duplicates
from chippolitik.pipeline.given import GIVEN
from chippolitik.pipeline.parts import OwnParts, Parts, tables
from chippolitik.resolve import LabelResolver
from chippolitik.store import PackedArticle, pack
from chippolitik.store.judgements import Judgement, Revision, Verdict, revise
from chippolitik.store.record import ArticleRecord, Counts, Quarantined, Reason

__all__ = [
    "REJECTED",
    "UNREADABLE",
    "ArticleFailedError",
    "ProcessedArticle",
    "Work",
    "edited_claim",
    "isolated",
    "packed_work",
    "process",
    "work_on",
]

_Made = TypeVar("_Made")

_LOG = logging.getLogger(__name__)
_WORDS = 200  # characters of an error that are told

REJECTED = SHAPES + "Rejected"
"""Stands for the shape where a person, not a shape, refused a claim."""

UNREADABLE = SHAPES + "UnreadableEdit"
"""Stands for the shape where what a person wrote is no claim any more."""


class ArticleFailedError(InputError):
    """An article that our own code tripped over, with the kind and the place of the error; no other is concerned."""


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
    quads = article_quads(document, offered, extractor=extractor, language=document.language or "")
    reasons = _reasons(document, offered, quads, revised, using)
    accepted = _linked([claim for claim in offered if claim.digest not in reasons])
    if accepted != offered:
        quads = article_quads(document, accepted, extractor=extractor, language=document.language or "")
    return ProcessedArticle(
        document=document,
        accepted=tuple(accepted),
        duplicates=tuple(duplicates),
        quarantined=tuple(
            Quarantined(article=document.id, claim=claim, reasons=reasons[claim.digest])
            for claim in offered
            if claim.digest in reasons
        ),
        quads=tuple(quads),
        derived=tuple(derived_quads(document.id, accepted)),
    )


def work_on(work: Work) -> ArticleRecord | InputError:
    """Do the work of one article; for worker processes, so an error about the article is a value; see ``isolated``."""
    return isolated(lambda: _record(work), work.document.key)


def packed_work(work: Work) -> PackedArticle | InputError:
    """Do the work of one article, and make it ready to be written; see ``work_on``."""
    return isolated(lambda: pack(_record(work)), work.document.key)


def isolated(make: Callable[[], _Made], key: str) -> _Made | InputError:
    """Do something for one article so that what it trips over stops no other article.

    Args:
        make: What is done.
        key: The article's key, which the error names.

    Returns:
        What was made, or what is wrong; an error in our own code is an ``ArticleFailedError``.

    Raises:
        ChippolitikError: What is wrong concerns all articles, as when a part of the installation is missing.
    """
    try:
        return make()
    except InputError as error:
        return error
    except ChippolitikError:
        raise
    except Exception as error:  # noqa: BLE001 - the border of one article: whatever it trips over, the others go on
        _LOG.debug("article failed key=%s", key, exc_info=error)
        last = traceback.extract_tb(error.__traceback__)[-1]
        words = " ".join(str(error).split())[:_WORDS]
        told = f"{type(error).__name__} in {Path(last.filename).name}:{last.lineno}{': ' if words else ''}{words}"
        hint = "report it with the text; the next run tries again"
        return ArticleFailedError(f"could not be worked on: {told}", hint, file=key)


def edited_claim(row: Mapping[str, Any], document: Document) -> Claim:
    """Read a claim as a person wrote it.

    Raises:
        ValueError: It is no claim; the message names the field.
    """
    return claim_from_flat(row, text=document.text, resolve=_resolver())


def _record(work: Work) -> ArticleRecord:
    return process(work.document, work.claims, judgements=work.judgements, maker=work.extractor).record()


@functools.cache
def _resolver() -> Resolver:
    return LabelResolver(tables())


def _reasons(
    document: Document, claims: list[Claim], quads: list[Quad], revised: Revision, using: Parts
) -> dict[str, tuple[Reason, ...]]:
    """Return why claims do not pass, by their digests: what people decided comes before what the shapes say."""
    found = using.gate.judge(document, claims, quads)
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

    def linked(claim: Claim) -> Claim:
        links = claim.links
        told = (links.disputes, links.fulfils, links.caused_by)
        kept = [tuple(digest for digest in digests if digest in known) for digests in told]
        return claim if kept == [*told] else replace(claim, links=ClaimLinks(*kept))

    return [linked(claim) for claim in claims]
