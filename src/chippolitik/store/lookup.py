"""Find an article, a file or a quarantined claim by what people call it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chippolitik.namespaces import ARTICLE, ARTICLE_GRAPH, FILE_GRAPH
from chippolitik.store.record import Entry, Quarantined

__all__ = ["find_entries", "find_quarantined"]

_LEAST = 4  # characters of the beginning of an id or a digest


def find_entries(entries: Iterable[Entry], word: str) -> list[Entry]:
    """Return the entries that a word can mean: one if it is clear, none if it is unknown.

    Args:
        entries: Those of the store.
        word: An id, the IRI of an article or of a graph, a key or a name; else the beginning of one of them, which has
            at least four characters.

    Returns:
        All that the word is the id, key or name of; only if there is none, all that begin with it.
    """
    entries = list(entries)
    short = word
    for prefix in (ARTICLE, ARTICLE_GRAPH, FILE_GRAPH):
        short = short.removeprefix(prefix)
    exact = [entry for entry in entries if short in _names(entry)]
    if exact or len(short) < _LEAST:
        return exact
    return [entry for entry in entries if any(name.startswith(short) for name in _names(entry))]


def find_quarantined(quarantined: Sequence[Quarantined], word: str) -> list[Quarantined]:
    """Return the claims that a word can mean: an IRI, a digest, or the beginning of a digest.

    Args:
        quarantined: Those of the store.
        word: What the user says; a beginning has at least four characters.
    """
    digest = word.rsplit("/claim/", 1)[-1]
    exact = [item for item in quarantined if word == item.iri]
    if exact or "/claim/" in word or len(digest) < _LEAST:
        return exact
    return [item for item in quarantined if item.claim.digest.startswith(digest)]


def _names(entry: Entry) -> tuple[str, ...]:
    return (entry.id, entry.name, *entry.keys)
