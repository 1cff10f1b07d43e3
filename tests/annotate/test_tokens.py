"""Tokens of a sentence and their signs: names, amounts and times are one token each."""

from __future__ import annotations

import pytest

from chippolitik.annotate.tagging import Tagger
from chippolitik.annotate.tokens import tokenize
from chippolitik.lexicon import load_lexicon

from .made import sentence

CASES = [
    (
        "en",
        "Chinese firms bought 100,000 Nvidia H20 chips in July 2024.",
        "Chinese/J firms/N bought/V 100,000/Q Nvidia/M H20/M chips/N in July 2024/T ./.",
    ),
    (
        "en",
        "The maker of chips said it would not deliver them to Iran.",
        "The/D maker/N of/P chips/N said/V it/E would/O not/G deliver/V them/E to/P Iran/M ./.",
    ),
    (
        "en",
        "Nvidia was forced to stop selling the chips that Huawei makes.",
        "Nvidia/M was/A forced/V to/Z stop/V selling/V the/D chips/N that/R Huawei/M makes/V ./.",
    ),
    (
        "de",
        "Das US-Handelsministerium setzte SMIC auf die Entity List.",
        "Das/D US-Handelsministerium/M setzte/V SMIC/M auf/P die/D Entity List/M ./.",
    ),
    (
        "de",
        "ByteDance setzt die Chips in ihren Labors ein, um Modelle zu trainieren.",
        "ByteDance/M setzt/V die/D Chips/N in/P ihren/H Labors/N ein/K ,/, um/P Modelle/N zu/Z trainieren/V ./.",
    ),
    (
        "de",
        "Die Firma, die den Chip entwickelt hat, darf ihn nicht verkaufen.",
        "Die/D Firma/N ,/, die/R den/D Chip/N entwickelt/V hat/A ,/, darf/O ihn/E nicht/G verkaufen/V ./.",
    ),
]


@pytest.mark.parametrize(("language", "text", "expected"), CASES, ids=[case[1][:30] for case in CASES])
def test_a_sentence_has_its_signs(language: str, text: str, expected: str) -> None:
    """Each token has the sign that its neighbours leave of those it may have."""
    one = sentence(text, language)
    assert " ".join(f"{token.text.strip()}/{token.tag}" for token in one.tokens) == expected
    assert one.tags == "".join(token.tag for token in one.tokens)


def test_tokens_cut_out_the_text() -> None:
    """The offsets of each token are those of the article."""
    text = "ByteDance's order for 100,000 Ascend 910B isn't final."
    one = sentence(text, "en")
    assert [text[token.start : token.end] for token in one.tokens][:3] == ["ByteDance's", "order", "for"]
    assert all(text[token.start : token.end] == token.text for token in one.tokens)


def test_a_verb_knows_its_lemma() -> None:
    """The token of a verb carries the infinitives that it may be a form of."""
    bought = sentence("Chinese firms bought chips.", "en").tokens[2]
    assert [form.lemma for form in bought.verbs] == ["buy", "buy"]
    assert {form.tag for form in bought.verbs} == {"d", "n"}


def test_a_compound_is_what_its_last_part_is() -> None:
    """The noun of "Chiphersteller" is a company, that of "H20-Chips" a product."""
    one = sentence("Der Chiphersteller verkauft H20-Chips.", "de")
    assert [noun.cls for token in one.tokens for noun in token.nouns] == ["company", "product"]


def test_a_sentence_without_words_has_no_tokens() -> None:
    """An empty stretch gives nothing."""
    words = load_lexicon().words["en"]
    assert tokenize("   ", 0, 3, [], words, Tagger(words)) == ([], "")
