"""Which candidates become drafts: by what their features weigh, a threshold per kind, one claim for each trigger."""

from __future__ import annotations

from collections.abc import Sequence

from chippolitik.extract.candidates import Candidate
from chippolitik.extract.draft import Draft
from chippolitik.extract.weights import Weights

__all__ = ["decided", "refused"]


def decided(candidates: Sequence[Candidate], weights: Weights) -> list[Draft]:
    """Return the drafts of the candidates of one sentence that are likely enough.

    What a frame or another reader has found needs less than what stands loose. Of the loose candidates of a trigger the
    likeliest is kept, and none where the trigger gives a strict one.

    Args:
        candidates: The candidates of one sentence.
        weights: What features weigh.
    """
    kept: list[Draft] = []
    taken: set[int] = set()
    for candidate in candidates:
        if candidate.strict and weights.accepts(candidate.draft.kind, candidate.features):
            kept.append(candidate.draft)
            if candidate.pred is not None:
                taken.add(id(candidate.pred))
    kinds = {draft.kind for draft in kept}
    best: dict[int, tuple[float, Draft]] = {}
    for candidate in candidates:
        key = id(candidate.pred)
        if candidate.strict or key in taken:
            continue
        likely = weights.probability(candidate.features)
        wanted = weights.wanted(candidate.draft.kind, beside=candidate.draft.kind in kinds)
        if likely >= wanted and (key not in best or likely > best[key][0]):
            best[key] = (likely, candidate.draft)
    for likely, draft in best.values():
        draft.trace += f" {likely:.2f}"
    return kept + [draft for _, draft in best.values()]


def refused(candidate: Candidate, rivals: Sequence[Candidate], weights: Weights) -> str:
    """Return why a candidate that was not decided for is no claim.

    Args:
        candidate: The candidate.
        rivals: The candidates of its sentence.
        weights: What features weigh.
    """
    likely, kind = weights.probability(candidate.features), candidate.draft.kind
    table = weights.strict if candidate.strict else weights.loose
    if likely < table[kind.value]:
        return f"decider: {likely:.2f} is less than {table[kind.value]:.2f}"
    kept = [other for other in rivals if other.strict and weights.accepts(other.draft.kind, other.features)]
    if any(other.pred is candidate.pred for other in kept):
        return "decider: its word gives a strict claim"
    if likely < weights.wanted(kind, beside=any(other.draft.kind is kind for other in kept)):
        return f"decider: {likely:.2f} is too little beside a strict claim of its kind"
    return "decider: its word gives a likelier claim"
