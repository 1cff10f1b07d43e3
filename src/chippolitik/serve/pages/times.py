"""Times in words: what EDTF says of open and closed periods, without signs that people have to learn."""

from __future__ import annotations

__all__ = ["when_words"]

_WORDS = {"en": ("from {} to {}", "from {}", "until {}"), "de": ("von {} bis {}", "ab {}", "bis {}")}


def when_words(edtf: str, lang: str) -> str:
    """Return a time of EDTF in words; what is no period stays as it is.

    Example:
        >>> when_words("2022-10-07/", "en"), when_words("/2024-07", "de"), when_words("2024", "en")
        ('from 2022-10-07', 'bis 2024-07', '2024')
        >>> when_words("2023/2024", "en")
        'from 2023 to 2024'
    """
    start, slash, end = edtf.partition("/")
    if not slash or not (start or end):
        return edtf
    both, since, until = _WORDS[lang]
    return both.format(start, end) if start and end else since.format(start) if start else until.format(end)
