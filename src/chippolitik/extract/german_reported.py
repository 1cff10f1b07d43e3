"""Demands in reported speech: "Deutschland solle den Ausschluss prüfen, forderte die Kommission" urges Germany to.

What is demanded stands in a clause of its own; it is made to hang on the verb of demanding as an infinitive would.
So is "wer …" on the clause that says of whoever does it that he needs a licence.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from chippolitik.extract.predication import Arg, Predication

__all__ = ["hang_conditions", "hang_demands"]

_DEMANDING = frozenset(
    {"fordern", "verlangen", "mahnen", "empfehlen", "raten", "appellieren", "drängen", "anregen", "warnen", "ermahnen"}
)
_OUGHT = frozenset({"solle", "sollten", "sollen", "müsse", "müssten"})


def hang_demands(preds: Sequence[Predication]) -> None:
    """Let clauses with "solle" or "müsse" hang on the verb of demanding of their sentence.

    Args:
        preds: The predications of a sentence, in text order; changed in place.
    """
    for demand in preds:
        if demand.verb not in _DEMANDING or demand.negated or any(p.parent is demand for p in preds):
            continue
        told = next((p for p in preds if p is not demand and _is_told(p)), None)
        subject = told.arg("obj" if told.passive else "subj") if told is not None else None
        if told is None or subject is None or demand.arg("subj") is None:
            continue
        told.parent, told.link, told.finite = demand, "inf", False
        demand.args.append(Arg(subject.phrases, ("von", "obj", "dat", "an"), subject.first, subject.last))


def hang_conditions(preds: Sequence[Predication]) -> None:
    """Let "wer den H20 ausführen will" hang on the clause after it.

    Args:
        preds: The predications of a sentence, in text order; changed in place.
    """
    for pred, after in pairwise(preds):
        if pred.subordinator == "wer" and pred.parent is None and after.link == "":
            pred.parent, after.first = after, min(pred.first, after.first)


def _is_told(pred: Predication) -> bool:
    """Whether a clause says, on nothing yet hanging, what somebody ought to do."""
    return pred.parent is None and pred.link in {"", "that"} and bool(_OUGHT & set(pred.modals))
