"""Chips against the thresholds of rules."""

from __future__ import annotations

import csv
import dataclasses
from decimal import Decimal
from pathlib import Path

import pytest

from chippolitik.knowledge import Truth, chip_status
from chippolitik.tables import load_tables

TABLES = load_tables()
SHARED = Path(__file__).resolve().parents[2].parent / "shared"
# What the notes call a fact, and how the function says it. Consumer chips of 4800 and more are caught: note 2 to 3A090
# leaves out only what is both not made for data centres and below 4800.
RULE_2022 = {"controlled": "yes", "not controlled": "no"}
RULE_2023 = {
    "3A090.a": "3A090.a",
    "3A090.b": "3A090.b",
    "3A090.a performance but outside the data-centre scope": "3A090.a",
    "outside the data-centre scope": "no",
    "not controlled by 3A090": "no",
    "undecided: die area missing": "unknown",
}
RULE_2026 = {"case by case possible": "yes", "presumption of denial": "no"}


def said(chip: str, rule: str) -> str:
    """Return the paragraph that catches a chip, else whether one does."""
    status = chip_status(TABLES, TABLES.chips[chip], rule)
    return status.paragraph if status.met is Truth.YES and rule == "p2023_oct17_ac" else str(status.met)


@pytest.mark.parametrize(
    ("column", "rule", "words"),
    [
        ("rule_2022_computed", "p2022_oct7", RULE_2022),
        ("rule_2023_computed", "p2023_oct17_ac", RULE_2023),
        ("cn_2026_computed", "p2026_h200_rule", RULE_2026),
    ],
)
def test_all_chips_stand_as_the_domain_notes_compute(column: str, rule: str, words: dict[str, str]) -> None:
    """Wherever the notes have a result for a chip, the thresholds give the same one."""
    if not (SHARED / "domain" / "chips.csv").exists():
        pytest.skip("needs ../shared, which is not part of the repository")
    with (SHARED / "domain" / "chips.csv").open(encoding="utf-8", newline="") as file:
        expected = {row["id"]: words[row[column]] for row in csv.DictReader(file) if row[column]}
    assert {chip: said(chip, rule) for chip in expected} == expected
    assert len(expected) >= 34


@pytest.mark.parametrize(
    ("chip", "rule", "met"),
    [
        ("a800", "p2022_oct7", "no"),
        ("a800", "p2023_oct17_ac", "3A090.a"),
        ("h20", "p2023_oct17_ac", "no"),
        ("h20", "p2025_h20_licence", "yes"),
        ("h20", "eccn_3a090", "no"),
        ("rtx4090", "p2023_oct17_ac", "3A090.a"),
        ("rtx4090d", "p2023_oct17_ac", "no"),
        ("h200", "p2026_232_chips", "yes"),
        ("b200", "p2026_232_chips", "no"),
        ("mi308", "p2025_h20_licence", "unknown"),
        ("h100", "p2025_affiliates", "unknown"),
    ],
)
def test_the_planted_chips(chip: str, rule: str, met: str) -> None:
    """Rules of five years on chips made to pass one of them."""
    assert said(chip, rule) == met


def test_a_missing_figure_decides_only_where_it_matters() -> None:
    """Without a die area a chip of 4800 is caught, one below 1600 is free, and one between is open."""
    h100 = dataclasses.replace(TABLES.chips["h100"], performance_density=None)
    met = {}
    for tpp in (4800, 2000, 1500):
        chip = dataclasses.replace(h100, tpp=Decimal(tpp))
        met[tpp] = str(chip_status(TABLES, chip, "p2023_oct17_ac").met)
    assert met == {4800: "yes", 2000: "unknown", 1500: "no"}


def test_limits_are_met_or_missed_at_their_edge() -> None:
    """At least and less than differ at the limit itself."""
    h200 = TABLES.chips["h200"]
    edge = dataclasses.replace(h200, tpp=Decimal(21000))
    assert chip_status(TABLES, edge, "p2026_h200_rule").met is Truth.NO
    edge = dataclasses.replace(h200, tpp=Decimal(4800), interconnect_gbs=Decimal(600))
    assert chip_status(TABLES, edge, "p2022_oct7").met is Truth.YES


def test_a_rule_without_thresholds_decides_nothing() -> None:
    """An entity listing has no limits on chips."""
    status = chip_status(TABLES, TABLES.chips["h100"], "p2018_jinhua")
    assert (status.verdicts, status.met, status.paragraph) == ((), Truth.NO, "")
