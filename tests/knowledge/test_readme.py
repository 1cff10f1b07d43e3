"""Figures, dates and lists that the README of the data states."""

from __future__ import annotations

import csv
import re

from chippolitik.assets import asset_path
from chippolitik.tables import ChipRow, EntityRow, EventRow, PolicyRow, RelationRow, ThresholdRow, load_tables

README = " ".join(asset_path("data/README.md").read_text(encoding="utf-8").split())
LINES = asset_path("data/README.md").read_text(encoding="utf-8")
TABLES = load_tables()


def test_the_readme_counts_the_rows_of_each_file() -> None:
    """Where the table of files gives a number of rows, the file has it; names come and go too often for one."""
    stated = {name: int(count) for name, count in re.findall(r"^\| `(\w+\.csv)` \| (\d+) \|", LINES, re.MULTILINE)}
    counted = {}
    for path in asset_path("data/kb").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            counted[path.name] = len(list(csv.DictReader(file)))
    assert stated == {name: count for name, count in counted.items() if name != "names.csv"}
    least = re.search(r"`names\.csv` \| more than (\d+)", LINES)
    assert least
    assert counted["names.csv"] > int(least[1])


def test_the_readme_counts_the_checked_policies() -> None:
    """The share of checked policies is the one that the file has."""
    checked = sum(row.provenance.checked for row in TABLES.policies.values())
    assert f"{checked} of {len(TABLES.policies)} are checked" in README


def test_the_readme_says_from_when_to_when_the_rows_reach() -> None:
    """First and last announcement are those stated; whatever step lies later was only scheduled."""
    announced = sorted(row.announced for row in TABLES.policies.values() if row.announced)
    assert (announced[0], announced[-1]) == ("2018-04-15", "2026-01-28")
    assert "The policies reach from 15 April 2018 to 28 January 2026" in README
    assert {event.scheduled for event in TABLES.events if event.date > announced[-1]} == {True}


def test_the_readme_names_each_citation_that_was_not_looked_up() -> None:
    """A citation of an unchecked row stands in the list, one of a checked row does not."""
    passage = README.partition("All citations were looked up")[2].partition("- Most entities")[0]
    for row in TABLES.policies.values():
        if row.citation:
            first = re.split(r"[;,] (?!No)", row.citation)[0]
            assert (first in passage) is not row.provenance.checked, row.id


def test_every_row_says_where_it_comes_from() -> None:
    """No row lacks a source, and none that rests on knowledge passes for checked."""
    rows: list[EntityRow | ChipRow | PolicyRow | RelationRow | EventRow | ThresholdRow] = [
        *TABLES.entities.values(), *TABLES.chips.values(), *TABLES.policies.values(), *TABLES.relations,
        *TABLES.events, *TABLES.thresholds.values(),
    ]  # fmt: skip
    assert [row for row in rows if not row.provenance.source] == []
    assert [row for row in rows if row.provenance.checked and "knowledge" in row.provenance.source] == []
