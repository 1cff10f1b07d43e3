"""Amounts in words, as people of a language write numbers; what is in the graph is never rounded here."""

from __future__ import annotations

from decimal import Decimal

from chippolitik.serve.pages.wording import said

__all__ = ["amount_words", "number_words", "short_words"]


def number_words(number: Decimal, lang: str) -> str:
    """Return a number with marks between thousands.

    Example:
        >>> number_words(Decimal("100000"), "en"), number_words(Decimal("2.5"), "de")
        ('100,000', '2,5')
    """
    text = f"{number.normalize():,f}"
    return text.translate(str.maketrans(",.", ".,")) if lang == "de" else text


def short_words(number: Decimal, lang: str) -> str:
    """Return a number with the word for millions or billions where nothing is lost by it.

    Example:
        >>> short_words(Decimal("5500000000"), "en"), short_words(Decimal("5500000000"), "de")
        ('5.5 billion', '5,5 Milliarden')
        >>> short_words(Decimal("1234567"), "en")
        '1,234,567'
    """
    for size, word in ((10**9, "billion"), (10**6, "million")):
        share = number / size
        if abs(share) >= 1 and share == round(share, 2):
            return f"{number_words(share, lang)} {said(word, lang)}"
    return number_words(number, lang)


def amount_words(low: Decimal | None, high: Decimal | None, unit: str, lang: str, *, about: bool = False) -> str:
    """Return a range in words.

    Args:
        low: Least amount, or None for an open end.
        high: Greatest amount, or None for an open end.
        unit: The unit in words, as many of it as there are.
        lang: ``en`` or ``de``.
        about: Whether it is rounded.

    Example:
        >>> amount_words(Decimal(100000), None, "chips", "en")
        'at least 100,000 chips'
        >>> amount_words(Decimal(30000), Decimal(30000), "Chips", "de", about=True)
        'etwa 30.000 Chips'
    """
    numbers = [short_words(value, lang) for value in (low, high) if value is not None]
    if low is not None and low == high:
        words = numbers[0]
    elif low is not None and high is not None:
        words = "–".join(numbers)
    else:
        words = f"{said('at least' if high is None else 'at most', lang)} {numbers[0]}" if numbers else "?"
    return " ".join(filter(None, [said("roughly", lang) if about else "", words, unit]))
