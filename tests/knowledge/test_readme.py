"""Figures that the README of the data states."""

from __future__ import annotations

import csv
import re

from chippolitik.assets import asset_path

README = asset_path("data/README.md").read_text(encoding="utf-8")


def test_the_readme_counts_the_rows_of_each_file() -> None:
    """Where the table of files gives a number of rows, the file has it; names come and go too often for one."""
    stated = {name: int(count) for name, count in re.findall(r"^\| `(\w+\.csv)` \| (\d+) \|", README, re.MULTILINE)}
    counted = {}
    for path in asset_path("data/kb").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            counted[path.name] = len(list(csv.DictReader(file)))
    assert stated == {name: count for name, count in counted.items() if name != "names.csv"}


def test_the_readme_counts_the_checked_policies() -> None:
    """The share of checked policies is the one that the file has."""
    with asset_path("data/kb/policies.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    checked = sum(row["checked"] == "checked" for row in rows)
    assert f"{checked} of {len(rows)} are checked" in README
