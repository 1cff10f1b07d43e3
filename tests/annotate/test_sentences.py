"""Sentences end at marks and line breaks, not at abbreviations and ordinals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chippolitik.annotate.sentences import sentence_spans

from .made import annotated

CASES = [
    pytest.param("en", "Nvidia rose. AMD fell.", ["Nvidia rose.", "AMD fell."], id="two"),
    pytest.param(
        "en",
        "Nvidia Corp. sells to Inspur Inc. in the U.S. and abroad.",
        ["Nvidia Corp. sells to Inspur Inc. in the U.S. and abroad."],
        id="firms and countries",
    ),
    pytest.param(
        "en", "It left the U.S. The firm returned.", ["It left the U.S.", "The firm returned."], id="U.S. ends"
    ),
    pytest.param("en", "Revenue was $2.5 billion. It grew.", ["Revenue was $2.5 billion.", "It grew."], id="decimal"),
    pytest.param("en", '"We deny it." Huawei said no more.', ['"We deny it."', "Huawei said no more."], id="quotation"),
    pytest.param("de", "Am 7. Oktober 2022 kam das Paket.", ["Am 7. Oktober 2022 kam das Paket."], id="ordinal"),
    pytest.param(
        "de", "Das kostet ca. 5 Mrd. Euro. Mehr nicht.", ["Das kostet ca. 5 Mrd. Euro.", "Mehr nicht."], id="ca."
    ),
    pytest.param("de", "Darf Nvidia liefern? Ja!", ["Darf Nvidia liefern?", "Ja!"], id="question"),
    pytest.param("de", "Washington +++ Peking antwortet", ["Washington", "Peking antwortet"], id="ticker"),
    pytest.param("en", "  ", [], id="blank"),
]


@pytest.mark.parametrize(("language", "line", "expected"), CASES)
def test_a_line_falls_into_its_sentences(language: str, line: str, expected: list[str]) -> None:
    """The spans of a line cut out its sentences, without outer spaces."""
    spans = sentence_spans(line, language, 0, len(line))
    assert expected == [line[start:end] for start, end in spans]


@given(st.text(alphabet='aA1.!? "„“U.S', max_size=60), st.sampled_from(["en", "de"]))
def test_spans_are_in_order_and_lose_only_spaces(line: str, language: str) -> None:
    """Spans do not overlap, are not blank, and what lies between them is blank."""
    end = 0
    for start, stop in sentence_spans(line, language, 0, len(line)):
        assert not line[end:start].strip()
        assert line[start:stop].strip() == line[start:stop] != ""
        end = stop
    assert not line[end:].strip()


def test_offsets_are_those_of_the_article() -> None:
    """The sentences of later paragraphs have offsets into the whole text."""
    text = "Export controls\n\nNvidia may sell the H20. AMD may sell the MI308."
    found = annotated(text, "en").sentences
    assert [text[s.start : s.end] for s in found] == [
        "Export controls",
        "Nvidia may sell the H20.",
        "AMD may sell the MI308.",
    ]
    assert [s.paragraph for s in found] == [0, 1, 1]


def test_a_text_of_another_language_is_left_out() -> None:
    """A text that is neither German nor English has no sentences."""
    assert annotated("Le gouvernement a été informé dans une lettre que les puces sont là.").sentences == ()


def test_each_paragraph_has_its_language() -> None:
    """A German paragraph of an English article is read as German."""
    text = "Nvidia has sold the chips to China.\nDie Behörde hat der Firma die Lizenz für den Chip nicht erteilt."
    assert [s.language for s in annotated(text, "en").sentences] == ["en", "de"]


def test_a_question_is_marked() -> None:
    """A sentence that asks is known as a question, quotation marks or not."""
    found = annotated("Will Nvidia sell the H20? “Can it?” It can.", "en").sentences
    assert [s.question for s in found] == [True, True, False]
