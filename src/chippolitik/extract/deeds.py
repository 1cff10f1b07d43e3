"""What is urged to be done, in words, where no single thing stands for it."""

from __future__ import annotations

from itertools import islice

from chippolitik.extract.context import Context
from chippolitik.extract.predication import Predication
from chippolitik.model.entity import EntityRef

__all__ = ["AVOID", "deed"]

AVOID = frozenset(
    """avoid stop halt cease refrain drop shun abandon suspend boycott quit limit reduce curb cut delay
    meiden vermeiden verzichten stoppen einstellen unterlassen absehen aussetzen boykottieren aufhören reduzieren
    verringern beschränken lassen""".split()  # noqa: SIM905 - words
)
"""Verbs of leaving something."""

_TAKE = frozenset(
    """buy use adopt order purchase prefer choose favour favor switch turn deploy take rely source procure install
    embrace back stick rent pick select move migrate shift opt""".split()  # noqa: SIM905 - words
)
_LONGEST = 8  # words of a deed


def deed(context: Context, pred: Predication) -> tuple[EntityRef, ...]:
    """Return what is to be done, in words: "hand over customer list" of "urged it to hand over its customer list".

    Only English has words for it. To buy, use or avoid a thing is no deed: the thing itself is advised or discouraged.

    Args:
        context: The sentence.
        pred: What urges.
    """
    child = next((c for c in context.children(pred) if c.link == "inf" and not c.negated), None)
    if context.sentence.language != "en" or child is None or child.verb in _TAKE | AVOID - {"stop"}:
        return ()
    tokens, tags = context.sentence.tokens, context.sentence.tags
    if any(token.lower == "not" for token in tokens[max(0, child.at - 3) : child.at]):
        return ()
    last = child.at
    while last + 1 < len(tags) and tags[last + 1] not in ",;:.!?()–—CRST":
        last += 1
    words = [
        token.text
        for token, tag in zip(tokens[child.at : last + 1], tags[child.at :], strict=False)
        if tag not in "DHg"
    ]
    if len(words) == 1 and last + 1 < len(tags) and tags[last + 1] in "SR":  # "check whether its chips were smuggled"
        rest = zip(tokens[last + 1 :], tags[last + 1 :], strict=False)
        words += [token.text for token, tag in islice(rest, _LONGEST) if tag not in "DHg,;:.!?"]
    if not 1 < len(words) <= _LONGEST:
        return ()
    return (EntityRef(" ".join(words), "Entity", described=True),)
