"""What is needed of the dictionaries of the installed simplemma, one file of words for each need.

Reading such a dictionary takes a second or two and a hundred megabytes. So what is needed of it is kept in a file of
the user's cache folder, one for each version of simplemma; where that cannot be written, each process reads anew.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path

__all__ = ["dictionary_version", "kept_words"]


def kept_words(name: str, language: str, choose: Callable[[Iterable[str]], frozenset[str]]) -> frozenset[str]:
    """Return words of a dictionary.

    Args:
        name: What they are; the name of their file begins with it.
        language: ``en`` or ``de``.
        choose: Makes them of all words of the dictionary.
    """
    path = _folder() / f"{name}-simplemma-{dictionary_version()}.txt"
    with contextlib.suppress(OSError, UnicodeDecodeError):
        kept = frozenset(path.read_text(encoding="utf-8").split())
        if kept:
            return kept
    from simplemma.strategies.dictionaries.dictionary_factory import (  # noqa: PLC0415 - large, and read once a machine
        DefaultDictionaryFactory,
    )

    found = choose(DefaultDictionaryFactory().get_dictionary(language))
    with contextlib.suppress(OSError):
        _write(path, found)
    return found


def dictionary_version() -> str:
    """Return the version of simplemma, whose words the extraction depends on."""
    return version("simplemma")


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
