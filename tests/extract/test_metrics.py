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


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Last year Infineon turned over 310 million euros.", ("Infineon", "revenue", 310_000_000)),
        ("en", "Revenue at SMIC: $2.17 billion.", ("SMIC", "revenue", 2_170_000_000)),
        ("en", "ASML booked orders of 3.9 billion euros.", ("ASML", "order intake", 3_900_000_000)),
        ("en", "Nvidia charges $12,000 for the H20.", ("H20", "price", 12_000)),
        ("en", "The H20 moves 4 terabytes per second.", ("H20", "memory bandwidth", 4)),
        ("en", "Nvidia is sitting on 300,000 unsold H20s.", ("Nvidia", "stock of H20", 300_000)),
        ("en", "Huawei can turn out 200,000 Ascend chips a year.", ("Huawei", "production", 200_000)),
        ("en", "800 million people use ChatGPT.", ("ChatGPT", "users", 800_000_000)),
        ("de", "Infineon wächst. Umsatz 2023: 58 Millionen Euro.", ("Infineon", "revenue", 58_000_000)),
        ("de", "Infineon meldete ein Umsatzplus von 12 Prozent.", ("Infineon", "revenue growth", 12)),
        ("de", "Ein H20 ist für 12.000 Dollar zu haben.", ("H20", "price", 12_000)),
        ("de", "Nvidia schrieb 5,5 Milliarden Dollar ab.", ("Nvidia", "charge", 5_500_000_000)),
        ("de", "SMIC belichtet monatlich 30.000 Scheiben.", ("SMIC", "capacity", 30_000)),
        ("de", "Bei SMIC sind nur 30 Prozent der Chips brauchbar.", ("SMIC", "yield", 30)),
    ],
)
def test_a_measure_may_be_named_by_a_verb_or_by_a_label(
    language: str, text: str, expected: tuple[str, str, float]
) -> None:
    """Verbs, labels before a colon and what is counted tell what a figure measures as nouns do."""
    assert expected in figures(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Shares in TSMC rose by 3.2% to 1,050 Taiwan dollars."),
        ("en", "Intel will cut 15,000 jobs."),
        ("de", "Nvidia muss 3 Millionen Dollar Strafe zahlen."),
        ("de", "Huawei bestellte bei TSMC 70.000 Wafer."),
    ],
)
def test_share_prices_jobs_fines_and_orders_are_no_figures(language: str, text: str) -> None:
    """What is paid, cut or bought once is no measure of a firm."""
    assert figures(text, language) == []
