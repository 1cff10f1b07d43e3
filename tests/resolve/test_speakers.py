"""Spokespeople without a word for whom they speak."""

from __future__ import annotations

import pytest

from .made import labels, referents


@pytest.mark.parametrize(
    ("text", "phrase", "employer"),
    [
        ("Infineon wächst. Ein Sprecher lehnte ab.", "Ein Sprecher", "Infineon"),
        ("Infineon wächst. Ein Sprecher von Bosch lehnte ab.", "Ein Sprecher", "Bosch"),
    ],
)
def test_a_spokesman_speaks_for_the_subject_of_the_sentence_before(text: str, phrase: str, employer: str) -> None:
    """An employer beside him goes first."""
    assert labels(referents(text, "de")[phrase])["agents"] == [employer]


def test_an_english_spokeswoman_does_too() -> None:
    """The words for it differ, the rule is the same."""
    found = referents("Infineon grows. A spokeswoman declined to comment.", "en")
    assert labels(found["A spokeswoman"])["agents"] == ["Infineon"]
