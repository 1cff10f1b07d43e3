"""Find an article, a file or a claim by what people call it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chippolitik.graph import claims_of
from chippolitik.model import Claim
from chippolitik.namespaces import ARTICLE, ARTICLE_GRAPH, FILE_GRAPH
from chippolitik.store.contracts import Store
from chippolitik.store.record import Entry, Quarantined

__all__ = ["find_claims", "find_entries", "find_quarantined"]

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


def find_claims(store: Store, word: str) -> list[tuple[str, Claim]]:
    """Return the accepted claims that a word can mean, each with the id of its article.

    Args:
        store: Where they are.
        word: An IRI, a digest, or at least four characters of the beginning of a digest.
    """
    article, slash, digest = word.removeprefix(ARTICLE).rpartition("/claim/")
    if slash:
        return [(article, claim) for claim in claims_of(store, article) if claim.digest == digest]
    if len(word) < _LEAST:
        return []
    return [
        (entry.id, claim)
        for entry in store.entries()
        if entry.kind == "article"
        for claim in claims_of(store, entry.id)
        if claim.digest.startswith(word)
    ]


def _names(entry: Entry) -> tuple[str, ...]:
    return (entry.id, entry.name, *entry.keys)
