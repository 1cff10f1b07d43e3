"""Patterns that are tried around their words find what they find everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chippolitik.annotate.amounts import AmountReader
from chippolitik.annotate.anchors import Stretch
from chippolitik.annotate.gazetteer import plain
from chippolitik.annotate.times import TimeReader
from chippolitik.lexicon import load_lexicon

TRAINING = Path(__file__).resolve().parents[2] / "data" / "training"


def lines(language: str) -> Iterator[str]:
    """Yield the lines of our own articles and of the examples of the lexicon."""
    for path in sorted((TRAINING / language).glob("*.txt")):
        yield from plain(path.read_text(encoding="utf-8")).splitlines()
    for frame in load_lexicon().frames:
        if frame.language == language:
            yield from (plain(example.text) for example in frame.examples)


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_time_is_missed_where_no_word_of_time_stands(language: str) -> None:
    """The pattern alone, tried at each place, gives the same matches."""
    pattern = TimeReader(load_lexicon().data["times"], language).pattern
    found = 0
    for line in lines(language):
        alone = [match.span() for match in pattern.pattern.finditer(line)]
        assert [match.span() for match in pattern.finditer(Stretch(line))] == alone, line
        found += len(alone)
    assert found


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_amount_is_missed_where_no_figure_stands(language: str) -> None:
    """The pattern alone, tried at each place, gives the same amounts; "a" and "one" alone are none."""
    reader = AmountReader(load_lexicon().data["numbers"], language)
    found = 0
    for line in lines(language):
        alone = [amount for match in reader.pattern.pattern.finditer(line) for amount in reader.read(match, 0)]
        assert reader.find(Stretch(line)) == alone, line
        found += len(alone)
    assert found


def test_what_is_read_already_is_masked_and_offsets_are_those_of_the_text() -> None:
    """A stretch lies somewhere in its article."""
    stretch = Stretch("300 H20 in May 2024", at=100).without([(104, 107)])
    assert stretch.text == "300 §§§ in May 2024"
    [time] = TimeReader(load_lexicon().data["times"], "en").find(stretch, None)
    assert (time.start, time.end) == (108, 119)
