"""Where a pattern is said not to match, it does not match."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chippolitik.validation.compiled_patterns import cannot_match, words_of


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("(^|[^a-z])(may|might)($|[^a-z])", ("may", "might")),
        ("(könnten?|rumou?red)", ("könnte", "rumo")),
        ("x(abc|def)+", ("abc", "def")),
        ("(abc|def)?", ()),
        ("(abc|def){0,1}x", ()),
        ("(abc|d)", ()),
        ("(abc|def)|g", ()),
        ("((abc|def)|g)", ()),
        ("[)]((abc|def)|g)", ()),
        ("[(](abc|def)", ("abc", "def")),
        ("[]a](abc|def)", ()),
        ("abc", ()),
    ],
)
def test_words_that_a_match_holds(pattern: str, words: tuple[str, ...]) -> None:
    """They are the beginnings of alternatives that no match can do without, or none."""
    assert words_of(pattern) == words


PARTS = st.sampled_from(
    ["(abc|deb)", "(Abca?|de*b|bcd)", "[ab(]", "[^a]", "(abc|cab)+", "(abc|bca)*", "|", "a", "^", "(", ")"]
)
TEXTS = st.text(st.sampled_from("aAbBcdeſ K"), max_size=8)


@given(st.lists(PARTS, max_size=4), TEXTS, st.sampled_from(["", "i"]))
@settings(max_examples=300)
def test_what_cannot_match_does_not(parts: list[str], text: str, flags: str) -> None:
    """Looking for words first changes no outcome, whatever the pattern, the case and the letters."""
    pattern = "".join(parts)
    try:
        compiled = re.compile(pattern, re.IGNORECASE if flags else 0)
    except re.error:
        assert cannot_match(text, pattern, flags) is None
        return
    assert cannot_match(text, pattern, flags) is (compiled.search(text) is None)


def test_what_python_reads_otherwise_is_not_looked_into() -> None:
    """Escapes, look-ahead and other flags are left to the database."""
    assert [cannot_match("a", *one) for one in (("\\d", ""), ("(?=a)", ""), ("a", "x"))] == [None] * 3
