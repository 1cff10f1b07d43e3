"""Which amounts of a clause belong to its claim, and what they count."""

from __future__ import annotations

from typing import Any

import pytest
from tests.extract.made import rows

UNITS = [
    ("en", "Baidu ordered nine etchers from Lam Research.", "Order", {"min": 9, "max": 9, "unit": "unit"}),
    (
        "de",
        "Baidu kaufte bei Lam Research sechs gebrauchte Plasmaätzer.",
        "Order",
        {"min": 6, "max": 6, "unit": "unit"},
    ),
    ("en", "Baidu ordered 5,000 chips from Huawei.", "Order", {"min": 5000, "max": 5000, "unit": "chip"}),
    (
        "de",
        "Am Montag hatten die USA 140 Firmen auf ihre Entity List gesetzt, darunter Naura und Piotech.",
        "Listing",
        {"min": 140, "max": 140, "unit": "company"},
    ),
]


@pytest.mark.parametrize(("language", "text", "kind", "expected"), UNITS, ids=[c[1][:30] for c in UNITS])
def test_a_number_counts_what_stands_beside_it(language: str, text: str, kind: str, expected: dict[str, Any]) -> None:
    """The number before what is bought or listed has its unit, machines that have none are units."""
    assert [row.get("quantity") for row in rows(text, language, kind)] == [expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Baidu ordered 5,000 H20s from Nvidia at $27,000 apiece."),
        ("de", "Baidu bestellte bei Nvidia 5.000 H20, Stückpreis rund 27.000 Dollar."),
    ],
)
def test_the_price_of_a_piece_is_no_value_of_an_order(language: str, text: str) -> None:
    """What one chip costs is not what the order is worth."""
    assert [row.get("value") for row in rows(text, language, "Order")] == [None]


def test_ueber_after_an_order_is_of() -> None:
    """An order "über" a sum is worth that sum, while "über" alone is more than it."""
    [exact] = rows("Baidu gab bei Nvidia einen Auftrag über 3 Milliarden Dollar für H20 ab.", "de", "Order")
    assert exact["value"] == {"min": 3000000000, "max": 3000000000, "currency": "USD"}


def test_a_generation_of_radio_is_no_number() -> None:
    """The four of "4G chips" counts nothing."""
    [row] = rows("Qualcomm beliefert Huawei nur mit 4G-Prozessoren.", "de", "Supply")
    assert "quantity" not in row


def test_a_tariff_has_its_rate() -> None:
    """The percentage of a tariff is the quantity of the rule."""
    [row] = rows("The United States imposed a tariff of 25 percent on chips from China.", "en", "Regulation")
    assert row["quantity"] == {"min": 25, "max": 25, "unit": "percent"}


def test_further_ones_are_counted_where_they_are_ordered() -> None:
    """A number of further chips is what is ordered, not the stock after it."""
    text = "Nvidia gab bei TSMC 300.000 weitere H20 in Auftrag, zusätzlich zu einem Bestand von bis zu 700.000 Stück."
    assert rows(text, "de", "Order")[0]["quantity"] == {"min": 300000, "max": 300000, "unit": "chip"}
