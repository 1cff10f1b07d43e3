"""How far a rule or listing has come, where its words do not say: intended, issued but not yet effective, in force."""

from __future__ import annotations

from collections.abc import Iterable

from chippolitik.extract.draft import Draft
from chippolitik.model.kinds import Kind, Modality
from chippolitik.model.time import PartialDate

__all__ = ["with_stages"]

_RULES = frozenset({Kind.REGULATION, Kind.LISTING})


def with_stages(drafts: Iterable[Draft], published: PartialDate | None) -> list[Draft]:
    """Return drafts in which rules without a status have the one that follows from modality and time.

    A rule that may come is proposed; one that takes effect after the article is announced.

    Args:
        drafts: Drafts in any order; they are changed in place.
        published: The day of the article.
    """
    out = list(drafts)
    for draft in out:
        if draft.kind not in _RULES or draft.status is not None:
            continue
        if draft.modality in {Modality.SPECULATED, Modality.PLANNED}:
            draft.status = "proposed"
        elif draft.modality is Modality.ASSERTED and _lies_ahead(draft, published):
            draft.status = "announced"
    return out


def _lies_ahead(draft: Draft, published: PartialDate | None) -> bool:
    """Whether a rule starts after the day of the article."""
    start = draft.time.start if draft.time is not None else None
    first, day = start.first if start is not None else None, published.first if published is not None else None
    return first is not None and day is not None and first > day
