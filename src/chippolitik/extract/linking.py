"""Links between the claims of an article: a denial and what it denies, delivery and order, decision and cause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from chippolitik.extract.draft import Draft
from chippolitik.model.claim import Claim, ClaimLinks
from chippolitik.model.kinds import Kind, Modality
from chippolitik.model.resolved import ResolvedDocument

__all__ = ["linked"]

_FAR = 3  # sentences that the denied claim may lie back
_ORDER_FAR = 4
_CAUSE = re.compile(
    r"\b(?:notwendig,? nachdem|nachdem|weil|wegen|aufgrund|because|as a result of|prompted by|in response to|after)\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"^\W*(?:diese[r]? (?:Entscheidung|Schritt|Wechsel|Maßnahme)|the (?:decision|move|switch|step)|"
    r"this (?:decision|move|step))",
    re.IGNORECASE,
)
_DENIABLE = frozenset(
    {
        Kind.COMPARISON,
        Kind.ORDER,
        Kind.DELIVERY,
        Kind.USAGE,
        Kind.TRAINING,
        Kind.SUPPLY,
        Kind.METRIC,
        Kind.RELEASE,
        Kind.INVESTMENT,
        Kind.OWNERSHIP,
    }
)


def linked(drafts: Sequence[Draft], claims: Sequence[Claim], resolved: ResolvedDocument) -> list[Claim]:
    """Return the claims with their links.

    Args:
        drafts: The drafts that the claims were made of, in the same order.
        claims: The claims.
        resolved: Their document.
    """
    pairs = list(zip(drafts, claims, strict=True))
    out = []
    for draft, claim in pairs:
        links = ClaimLinks(_disputes(draft, pairs), _fulfils(draft, pairs), _causes(draft, pairs, resolved))
        out.append(replace(claim, links=links) if links != ClaimLinks() else claim)
    return out


def _disputes(draft: Draft, pairs: Sequence[tuple[Draft, Claim]]) -> tuple[str, ...]:
    """A denial disputes the nearest claim before it that somebody else makes about the speaker or its things."""
    if draft.kind is not Kind.STATEMENT or draft.terms.get("stance") != "denies":
        return ()
    speakers = {e.label for e in draft.roles.get("speaker", ())}
    for other, claim in reversed([p for p in pairs if p[0].start < draft.start]):
        if draft.sentence - other.sentence > _FAR:
            break
        if (
            other.kind in _DENIABLE
            and other.modality is not Modality.DENIED
            and (other.attribution or other.modality is Modality.SPECULATED)
        ):
            about = " ".join(e.label for group in other.roles.values() for e in group)
            if any(speaker in about for speaker in speakers) or other.sentence == draft.sentence - 1:
                return (claim.digest,)
    return ()


def _fulfils(draft: Draft, pairs: Sequence[tuple[Draft, Claim]]) -> tuple[str, ...]:
    """A delivery fulfils the nearest order before it of the same product by its recipient."""
    if draft.kind is not Kind.DELIVERY:
        return ()
    products = {e.label for e in draft.roles.get("product", ())}
    recipients = {e.label for e in draft.roles.get("recipient", ())}
    for other, claim in reversed([p for p in pairs if p[0].kind is Kind.ORDER]):
        if not 0 <= draft.sentence - other.sentence <= _ORDER_FAR or other.start > draft.start:
            continue
        buyers = {e.label for e in other.roles.get("buyer", ())}
        if products & {e.label for e in other.roles.get("product", ())} and (not recipients or recipients & buyers):
            return (claim.digest,)
    return ()


def _causes(draft: Draft, pairs: Sequence[tuple[Draft, Claim]], resolved: ResolvedDocument) -> tuple[str, ...]:
    """The rule of a sentence like "This decision became necessary after …" causes the plan of the one before."""
    if draft.modality is not Modality.PLANNED:
        return ()
    sentences = resolved.annotated.sentences
    if draft.sentence + 1 >= len(sentences):
        return ()
    after = sentences[draft.sentence + 1]
    words = resolved.annotated.document.text[after.start : after.end]
    if not (_POINTS_BACK.search(words) and _CAUSE.search(words)):
        return ()
    return tuple(c.digest for d, c in pairs if d.sentence == after.index and d.kind in {Kind.REGULATION, Kind.LISTING})[
        :1
    ]
