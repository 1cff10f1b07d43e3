"""Amounts are read as the text bounds them, in the notation of each language."""

from __future__ import annotations

from decimal import Decimal

import pytest

from chippolitik.annotate.amounts import AmountReader
from chippolitik.annotate.anchors import Stretch
from chippolitik.lexicon import load_lexicon

READERS = {language: AmountReader(load_lexicon().data["numbers"], language) for language in ("en", "de")}

CASES = [
    ("en", "over 100,000 H20 chips", "over 100,000", "100000", None, None),
    ("en", "fewer than 30,000 chips", "fewer than 30,000", None, "30000", None),
    ("en", "between 200,000 and 300,000 chips", "between 200,000 and 300,000", "200000", "300000", None),
    ("en", "tens of thousands of chips", "tens of thousands", "10000", None, None),
    ("en", "up to 1.2 million users", "up to 1.2 million", None, "1200000", None),
    ("en", "about 60 percent", "about 60 percent", "60", "60", "percent"),
    ("en", "5 to 10 per cent", "5 to 10 per cent", "5", "10", "percent"),
    ("en", "two thirds of revenue", "two thirds", "66.666667", "66.666667", "percent"),
    ("en", "at least $2.5 billion", "at least $2.5 billion", "2500000000", None, "USD"),
    ("en", "$5bn", "$5bn", "5000000000", "5000000000", "USD"),
    ("en", "a 3nm process", "3nm", "3", "3", "nanometre"),
    ("de", "über 100.000 Chips", "über 100.000", "100000", None, None),
    ("de", "weniger als 30.000 Chips", "weniger als 30.000", None, "30000", None),
    ("de", "zwischen 200.000 und 300.000 Chips", "zwischen 200.000 und 300.000", "200000", "300000", None),
    ("de", "Zehntausende Chips", "Zehntausende", "10000", None, None),
    ("de", "300 000 Chips", "300 000", "300000", "300000", None),
    ("de", "rund 60 Prozent", "rund 60 Prozent", "60", "60", "percent"),
    ("de", "ein Viertel des Umsatzes", "ein Viertel", "25", "25", "percent"),
    ("de", "mindestens 2,5 Milliarden Dollar", "mindestens 2,5 Milliarden Dollar", "2500000000", None, "USD"),
    ("de", "500 Mio. Euro", "500 Mio. Euro", "500000000", "500000000", "EUR"),
    ("de", "120 Milliarden Yuan", "120 Milliarden Yuan", "120000000000", "120000000000", "CNY"),
]


@pytest.mark.parametrize(("language", "text", "words", "low", "high", "unit"), CASES, ids=[c[1] for c in CASES])
def test_an_amount_has_its_bounds_and_unit(
    language: str, text: str, words: str, low: str | None, high: str | None, unit: str | None
) -> None:
    """The words of an amount give its least and greatest value and its unit or currency."""
    [amount] = READERS[language].find(Stretch(text))
    assert text[amount.start : amount.end] == words
    assert (amount.min, amount.max) == (low and Decimal(low), high and Decimal(high))
    assert (amount.unit or amount.currency) == unit


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "a chip"), ("en", "In 2024"), ("en", "the chips"), ("de", "ein Chip"), ("de", "Jahr 2024")],
)
def test_articles_and_years_are_no_amounts(language: str, text: str) -> None:
    """An article before a noun counts nothing, and a year alone is a time."""
    assert READERS[language].find(Stretch(text)) == []


def test_only_rounded_amounts_are_approximate() -> None:
    """Words like "about" and "rund" round; "over" bounds."""
    found = {text: READERS["en"].find(Stretch(text))[0].approximate for text in ("about 500 chips", "over 500 chips")}
    assert found == {"about 500 chips": True, "over 500 chips": False}
    assert READERS["de"].find(Stretch("rund 500 Chips"))[0].approximate


def test_a_year_that_is_rounded_is_an_amount() -> None:
    """A number in the form of a year counts where the text rounds it."""
    [amount] = READERS["en"].find(Stretch("about 2024 chips"))
    assert amount.min == Decimal(2024)


def test_offsets_are_those_of_the_text() -> None:
    """An amount that is found in a part of the text has its offsets in the whole."""
    text = "ByteDance ordered 100,000 chips and 5,000 racks."
    assert [text[a.start : a.end] for a in READERS["en"].find(Stretch(text[32:], 32))] == ["5,000"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("revenue climbed 38 percent to $9.3 billion", [("38", "38", "percent"), ("9300000000", "9300000000", "USD")]),
        ("sales jumped 56% to 41.1 billion euros", [("56", "56", "percent"), ("41100000000", "41100000000", "EUR")]),
        ("its share fell from 95 percent to 50 percent", [("50", "50", "percent")]),
        ("its share dropped from 95 to 50 percent", [("50", "50", "percent")]),
        ("it costs from $10 to $15", [("10", "15", "USD")]),
        ("they cut prices by 10 to 15 percent", [("10", "15", "percent")]),
    ],
)
def test_a_change_and_what_it_leads_to_are_no_range(text: str, expected: list[tuple[str, str, str]]) -> None:
    """A percentage and a sum are two amounts; of "fell from A to B" the later figure is the amount."""
    found = READERS["en"].find(Stretch(text))
    assert [(a.min, a.max, a.unit or a.currency) for a in found] == [
        (Decimal(low), Decimal(high), unit) for low, high, unit in expected
    ]
