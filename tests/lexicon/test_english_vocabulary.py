"""English words that begin a sentence are told from names by the installed dictionary."""

from __future__ import annotations

import pytest

from chippolitik.lexicon.english_vocabulary import is_common, is_national


@pytest.mark.parametrize(
    ("word", "common"),
    [("inflation", True), ("farmers", True), ("elsewhere", True), ("silo", True), ("brennix", False), ("tovik", False)],
)
def test_a_word_of_the_dictionary_is_common(word: str, *, common: bool) -> None:
    """Words of the dictionary and their forms are no names; names are in none."""
    assert is_common(word) is common


@pytest.mark.parametrize(
    ("word", "national"),
    [("Welsh", True), ("Norwegian", True), ("Nordic", True), ("Infineon", False), ("Brennian", False)],
)
def test_an_adjective_of_a_people_is_no_name(word: str, *, national: bool) -> None:
    """Adjectives of peoples have capital letters in the dictionary; a name with their ending is none of them."""
    assert is_national(word) is national
