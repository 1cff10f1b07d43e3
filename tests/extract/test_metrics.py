"""Figures: what they measure, what they are about, and which of two amounts is which."""

from __future__ import annotations

import pytest
from tests.extract.made import rows


def figures(text: str, language: str) -> list[tuple[object, object, object]]:
    """Return subject, measure and least amount of each metric."""
    return [
        (row["roles"]["subject"], row["roles"]["metric"], (row.get("quantity") or row["value"])["min"])
        for row in rows(text, language)
        if row["kind"] == "Metric"
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "Micron's revenue climbed 38 percent to $9.3 billion.",
            [("Micron", "revenue growth", 38), ("Micron", "revenue", 9_300_000_000)],
        ),
        ("en", "Wolfspeed carries debt of $6.5 billion.", [("Wolfspeed", "debt", 6_500_000_000)]),
        ("en", "Renting an H100 costs $2.10 an hour.", [("H100", "rent per hour", 2.1)]),
        ("de", "Gallium kostet in Rotterdam 725 Dollar je Kilogramm.", [("Gallium", "price", 725)]),
        ("de", "Für den H20 verlangen Händler 12.000 Dollar.", [("H20", "price", 12_000)]),
        ("de", "Samsung büßte 2,3 Milliarden Dollar ein.", [("Samsung Electronics", "loss", 2_300_000_000)]),
    ],
)
def test_a_figure_is_of_what_the_wording_measures(
    language: str, text: str, expected: list[tuple[str, str, float]]
) -> None:
    """The word for a measure and its subject are read off the sentence."""
    assert figures(text, language) == expected


def test_of_two_measures_the_nearer_is_meant() -> None:
    """A word in another clause does not name what an amount measures."""
    text = "Cambricon, which used to make losses, booked revenue of 2.88 billion yuan."
    assert figures(text, "en") == [("Cambricon", "revenue", 2_880_000_000)]


def test_who_estimates_is_not_the_subject() -> None:
    """The firm that a researcher puts a figure on is its subject; who puts it is not."""
    text = "Counterpoint sieht Huawei bei 15,5 Prozent des chinesischen Marktes."
    assert figures(text, "de") == [("Huawei", "market share", 15.5)]


def test_a_share_of_production_says_of_what() -> None:
    """What is produced is part of the measure, and a country may be its subject."""
    assert figures("SK hynix makes 40 percent of its DRAM in Wuxi.", "en") == [("SK hynix", "share of DRAM output", 40)]
    text = "Auf China entfallen 98 Prozent der globalen Galliumförderung."
    assert figures(text, "de") == [("China", "share of gallium production", 98)]


def test_a_bare_number_repeats_the_measure_before_it() -> None:
    """The words "waren es" repeat measure, subject, currency and scale of the figure before."""
    text = "Infineon peilt 950 Millionen Euro Umsatz an, bisher waren es 900."
    assert figures(text, "de") == [("Infineon", "revenue", 950_000_000), ("Infineon", "revenue", 900_000_000)]
    assert figures("Bisher waren es 900.", "de") == []
