"""Small words that commands share: suggestions for a mistyped name, counts with the right number."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

__all__ = ["counted", "did_you_mean"]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a suggestion to append to a message, or the empty string.

    Example:
        >>> did_you_mean("order-fulfillment", ["order-fulfilment", "causes"])
        '; did you mean order-fulfilment?'
        >>> did_you_mean("xyz", ["order-fulfilment"])
        ''
    """
    near = difflib.get_close_matches(word, list(known), n=2, cutoff=0.6)
    return f"; did you mean {' or '.join(near)}?" if near else ""


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun.

    Example:
        >>> counted(1, "claim"), counted(22, "claim"), counted(2, "entity", "entities")
        ('1 claim', '22 claims', '2 entities')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
