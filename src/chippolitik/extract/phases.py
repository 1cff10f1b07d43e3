"""Whether a state is over where its clause says so: "used to", "no longer", "früher"."""

from __future__ import annotations

from chippolitik.extract.context import Context
from chippolitik.extract.draft import Draft
from chippolitik.extract.extents import clause_words
from chippolitik.extract.predication import Predication
from chippolitik.model.kinds import KINDS, Kind, Phase

__all__ = ["phase_of"]

_ENDED = {
    "en": frozenset({"used to", "no longer", "once", "formerly", "previously"}),
    "de": frozenset({"früher", "ehemals", "einst", "nicht mehr", "war jahrelang", "zuvor", "in der vergangenheit"}),
}


def phase_of(draft: Draft, context: Context, pred: Predication) -> Phase | None:
    """Return the phase of what a draft says: that of its frame, else that of the words of its clause.

    Args:
        draft: The draft.
        context: The sentence.
        pred: What triggers it.
    """
    if draft.phase is not None or not KINDS[draft.kind].state or draft.kind is Kind.REGULATION:
        return draft.phase
    words = " " + clause_words(context, pred).lower() + " "
    return Phase.ENDED if any(f" {word} " in words for word in _ENDED[context.sentence.language]) else None
