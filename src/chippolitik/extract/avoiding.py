"""Advice to leave something: whether what is urged is to avoid a thing and not to take it."""

from __future__ import annotations

from chippolitik.extract.context import Context
from chippolitik.extract.matching import Filled
from chippolitik.extract.predication import Predication

__all__ = ["is_avoided"]

_AVOID = frozenset(
    """avoid stop halt cease refrain drop shun abandon suspend boycott quit limit reduce curb cut delay
    meiden vermeiden verzichten stoppen einstellen unterlassen absehen aussetzen boykottieren aufhören reduzieren
    verringern beschränken lassen""".split()  # noqa: SIM905 - words
)


def is_avoided(context: Context, pred: Predication, filled: Filled) -> bool:
    """Return whether what is urged is to leave something: "to refrain from ordering the H20".

    Args:
        context: The sentence.
        pred: What urges.
        filled: The roles of its frame.
    """
    arg = filled.args.get("recommended")
    if arg is None:
        return False
    queue = context.children(pred)
    for child in queue:
        queue += [other for other in context.children(child) if other not in queue]
    return any((child.negated or child.verb in _AVOID) and arg in child.args for child in queue)
