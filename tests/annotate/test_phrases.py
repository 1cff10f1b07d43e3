"""Noun phrases of a sentence, with preposition, determiner, amount and possessor."""

from __future__ import annotations

import pytest

from .made import sentence, words

CASES = [
    (
        "en",
        "Chinese firms bought 100,000 Nvidia H20 chips in July 2024.",
        ["Chinese firms", "100,000 Nvidia H20 chips"],
    ),
    (
        "en",
        "The U.S. Commerce Department added SMIC to the Entity List.",
        ["The U.S. Commerce Department", "SMIC", "the Entity List"],
    ),
    ("en", "Huawei's Ascend 910B chips beat Nvidia's H20.", ["Huawei's", "Ascend 910B chips", "Nvidia's", "H20"]),
    (
        "de",
        "Der Chiphersteller TSMC liefert der Firma ByteDance Chips.",
        ["Der Chiphersteller TSMC", "der Firma ByteDance", "Chips"],
    ),
    ("de", "Huaweis Ascend 910B schlägt den H20 von Nvidia.", ["Huaweis", "Ascend 910B", "den H20", "Nvidia"]),
]


@pytest.mark.parametrize(("language", "text", "expected"), CASES, ids=[case[1][:30] for case in CASES])
def test_a_sentence_falls_into_its_phrases(language: str, text: str, expected: list[str]) -> None:
    """The phrases of a sentence are its nouns and names with what stands before them."""
    one = sentence(text, language)
    assert [words(one, phrase) for phrase in one.phrases] == expected
    assert [phrase.index for phrase in one.phrases] == list(range(len(expected)))


def test_a_phrase_has_its_preposition_and_determiner() -> None:
    """What governs a phrase and what opens it stand in lower case."""
    found = sentence("SMIC was added to the Entity List by the United States.", "en").phrases
    assert [(phrase.prep, phrase.det) for phrase in found] == [("", ""), ("to", "the"), ("by", "the")]


def test_a_genitive_is_the_possessor_of_the_next_phrase() -> None:
    """The genitive "Nvidia's" possesses "H20", in both languages."""
    assert [phrase.possessor for phrase in sentence("Nvidia's H20 sells.", "en").phrases] == [None, 0]
    assert [phrase.possessor for phrase in sentence("Huaweis Ascend 910B kommt.", "de").phrases] == [None, 0]


def test_a_phrase_has_its_amount() -> None:
    """The number in a phrase is its amount."""
    [_, chips] = sentence("ByteDance ordered 100,000 Ascend chips.", "en").phrases
    assert chips.amount is not None
    assert chips.amount.min == 100_000


def test_an_english_plural_is_told_by_its_form() -> None:
    """The form "firms" is a plural, "the firm" and "press" are not."""
    found = sentence("Firms told the firm of the press.", "en").phrases
    assert [phrase.plural for phrase in found] == [True, False, False]


def test_a_maker_and_its_product_are_one_phrase() -> None:
    """The words "Nvidia H20" are one phrase, since the knowledge base says who makes it."""
    one = sentence("Alibaba kauft den Nvidia H20.", "de")
    assert [[m.text for m in phrase.mentions] for phrase in one.phrases] == [["Alibaba"], ["Nvidia", "H20"]]


def test_a_german_sentence_opens_with_a_noun_rather_than_a_verb_without_a_subject() -> None:
    """The word "Berichte" is a noun before a later verb; an infinitive in front stays one."""
    assert sentence("Berichte über einen Stopp seien falsch.", "de").tags[0] == "N"
    assert sentence("Liefern will Nvidia erst im Mai.", "de").tags[0] == "V"
