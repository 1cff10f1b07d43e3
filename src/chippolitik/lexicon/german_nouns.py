"""The words that German writes with a capital letter, by the dictionary of the installed simplemma.

Reading that dictionary takes a second or two and a hundred megabytes. So what is needed of it is kept in a file of the
user's cache folder, one for each version of simplemma; where that folder cannot be written, each process reads anew.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from functools import cache
from importlib.metadata import version
from pathlib import Path

__all__ = ["dictionary_version", "german_nouns", "is_form", "shortened"]

_ENDINGS = ("e", "en", "er", "s", "es", "n", "ern", "em", "innen", "in", "nen")
_SHORTEST = 3  # code points of a word, and of the first part of a compound
_SHORTEST_TAIL = 4


@cache
def german_nouns() -> frozenset[str]:
    """Return the nouns in lower case, without forms with an ending and compounds whose last part is there as well."""
    path = _folder() / f"german-nouns-1-simplemma-{dictionary_version()}.txt"
    with contextlib.suppress(OSError, UnicodeDecodeError):
        kept = frozenset(path.read_text(encoding="utf-8").split())
        if kept:
            return kept
    from simplemma.strategies.dictionaries.dictionary_factory import (  # noqa: PLC0415 - large, and read once a machine
        DefaultDictionaryFactory,
    )

    found = shortened(DefaultDictionaryFactory().get_dictionary("de"))
    with contextlib.suppress(OSError):
        _write(path, found)
    return found


def dictionary_version() -> str:
    """Return the version of simplemma, whose words the extraction depends on."""
    return version("simplemma")


def shortened(words: Iterable[str]) -> frozenset[str]:
    """Return the words with a capital letter, in lower case, that no shorter one of them stands for.

    Example:
        >>> sorted(shortened(["Markt", "Märkte", "Markts", "Schwarzmarkt", "Glas", "gehen"]))
        ['glas', 'markt', 'märkte']
    """
    nouns = {word.lower() for word in words if len(word) >= _SHORTEST and word[0].isupper() and word.isalpha()}
    kept: set[str] = set()
    for word in sorted(nouns, key=lambda noun: (len(noun), noun)):
        if not is_form(word, kept) and not any(
            word[cut:] in kept for cut in range(_SHORTEST, len(word) - _SHORTEST_TAIL + 1)
        ):
            kept.add(word)
    return frozenset(kept)


def is_form(word: str, nouns: AbstractSet[str]) -> bool:
    """Whether a word is a noun, or one with an ending.

    Args:
        word: The word, in lower case.
        nouns: The nouns, in lower case.
    """
    return word in nouns or any(word.endswith(ending) and word[: -len(ending)] in nouns for ending in _ENDINGS)


def _folder() -> Path:
    """Return the folder for what can be made again, by the XDG base directory specification."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "chippolitik"


def _write(path: Path, words: frozenset[str]) -> None:
    """Write the file wholly or not at all, whoever else writes it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write("\n".join(sorted(words)) + "\n")
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
