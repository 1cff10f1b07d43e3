"""What patterns cannot do without is in all that they match."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chippolitik.lexicon import load_lexicon
from chippolitik.lexicon.literals import Gate, needed

PATTERNS = [
    r"(?i)\b(?:ban(?:s|ned)?|curbs?)\b (?:\w+ )?on",
    r"[Ll]icen[cs]e(?!d)|permit",
    r"(?:export|import)[- ]?(?:controls?|stops?)",
    r"(?=un)un(?:able|willing)|(?<!not )refus\w+",
    r"(a|b)c\1d+",
]


@pytest.mark.parametrize("source", PATTERNS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_all_that_a_pattern_matches_passes_its_gate(source: str, data: st.DataObject) -> None:
    """Texts made from the pattern itself pass, in any surroundings."""
    pattern = re.compile(source)
    text = data.draw(st.from_regex(pattern))
    assert Gate([pattern]).passes(text.lower())


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (r"\bto (?:ship|sell)\b", {"to ship", "to sell"}),
        (r"(?:ship|sell)\w* (?:of|to)", {"ship", "sell"}),
        (r"ship|\d+", set()),
        (r"(?:\w+ )*", set()),
        (r"[A-Z]\w+ (?i:AG)", {" ag"}),
    ],
)
def test_the_longest_words_are_needed(source: str, words: set[str]) -> None:
    """Of several words that must be there the longest are chosen; figures and loops need none."""
    assert needed(re.compile(source)) == words


def test_a_gate_of_patterns_without_words_lets_all_pass() -> None:
    """One pattern that needs no word opens the gate."""
    assert Gate([re.compile("ship"), re.compile(r"\d")]).passes("nothing of the kind")
    assert not Gate([re.compile("ship"), re.compile("sell")]).passes("nothing of the kind")


def test_the_examples_of_the_lexicon_pass_the_gates_of_what_they_match() -> None:
    """No phrase or veto that an example matches is held back."""
    seen = 0
    for frame in load_lexicon().frames:
        for pattern in (frame.phrase, frame.veto):
            for example in frame.examples if pattern is not None else ():
                if pattern is not None and pattern.search(example.text):
                    assert Gate([pattern]).passes(example.text.lower()), (frame.id, example.text)
                    seen += 1
    assert seen
