"""One thing that is wrong with a lexicon, with its place, and suggestions for mistyped words."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Finding", "nearest"]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """What is wrong at one place.

    Attributes:
        file: Path of the file below the folder of the lexicon.
        line: 1-based line.
        entry: Id of the frame, or key of the entry.
        message: What is wrong.
        level: ``error``, or ``warning`` for what is legal but should not stay.
    """

    file: str
    line: int
    entry: str
    message: str
    level: str = "error"


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a suggestion to append to a message, or the empty string.

    Example:
        >>> nearest("sbj", ["subj", "obj"]), nearest("xyz", ["subj"])
        ('; did you mean subj?', '')
    """
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean {near[0]}?" if near else ""
