"""People name articles and claims in many ways; what can mean several things is not guessed."""

from __future__ import annotations

import pytest

from chippolitik.store import Entry
from chippolitik.store.lookup import find_entries, find_quarantined

from .made import held_record

FIRST = Entry(id="aaaa" + "0" * 20, keys=("https://example.org/1",), name="huawei")
SECOND = Entry(id="aaab" + "0" * 20, keys=("b.txt", "copy.txt"), name="huawei-again")
FILE = Entry(id="cccc" + "0" * 20, kind="file", keys=("file:///data/firms.ttl",), name="firms.ttl")
ENTRIES = [FIRST, SECOND, FILE]


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("huawei", [FIRST]),
        ("huawei-a", [SECOND]),
        ("huaw", [FIRST, SECOND]),
        ("copy.txt", [SECOND]),
        (f"https://w3id.org/chippolitik/id/article/{FIRST.id}", [FIRST]),
        (f"https://w3id.org/chippolitik/graph/article/{SECOND.id}", [SECOND]),
        (f"https://w3id.org/chippolitik/graph/file/{FILE.id}", [FILE]),
        ("aaa", []),
        ("aaab", [SECOND]),
        ("firms.ttl", [FILE]),
        ("baidu", []),
    ],
)
def test_words_for_entries(word: str, found: list[Entry]) -> None:
    """Whole names come before beginnings, and a beginning needs four characters."""
    assert find_entries(ENTRIES, word) == found


def test_words_for_claims() -> None:
    """An IRI, a digest or its beginning names a claim."""
    (held,) = held_record(1).quarantined
    for word in (held.iri, held.claim.digest, held.claim.digest[:4]):
        assert find_quarantined([held], word) == [held]
    for word in (held.claim.digest[:3], "zzzz", held.iri[:-1]):
        assert find_quarantined([held], word) == []
