"""The language of a line: German or English by its function words, with the article's language as prior."""

from __future__ import annotations

import re

__all__ = ["language_of"]

_WORD = re.compile(r"[a-zäöüß]+")
_GERMAN = frozenset(
    """der die das und nicht mit für auf ist dem ein eine einen sich auch wird werden nach bei aus zu im vom zum zur
    über sind wurde seit am noch einer eines von den des hat haben als wie sei auf an es wer will soll kann darf bis
    um durch gegen laut bereits sowie unter""".split()  # noqa: SIM905 - words
)
_ENGLISH = frozenset(
    """the and of to for with that is are was were has have had from by its it on at as be been will would which this
    not but or they their he said says after into about than more over could can may should who what does did an
    """.split()  # noqa: SIM905 - words
)
_SHORT = 4
_WEIGHT = 2


def language_of(text: str, prior: str | None) -> str | None:
    """Return ``de``, ``en``, or None where neither is likely.

    Args:
        text: A line or the beginning of an article.
        prior: The article's language, which decides where the line is short or even.

    Example:
        >>> language_of("The chips were delivered by Huawei.", None)
        'en'
        >>> language_of("Huawei hat die Chips geliefert.", None)
        'de'
        >>> language_of("Le Monde a écrit que les puces étaient là", None) is None
        True
    """
    words = _WORD.findall(text.lower())
    german = sum(map(_GERMAN.__contains__, words))
    english = sum(map(_ENGLISH.__contains__, words))
    if german == english:
        return prior if german or len(words) <= _SHORT or prior else None
    best = "de" if german > english else "en"
    if prior is not None and best != prior and max(german, english) < _WEIGHT * min(german, english) + 2:
        return prior
    return best
