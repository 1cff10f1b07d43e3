"""Every row of the domain notes has its row here, under the same id or, for two predicates, in the word that we use."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from chippolitik.tables import load_tables

NOTES = Path(__file__).resolve().parents[2].parent / "shared" / "domain"
TABLES = load_tables()


def noted(name: str) -> list[dict[str, str]]:
    path = NOTES / name
    if not path.exists():
        pytest.skip("needs ../shared, which is not part of the repository")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", ["entities", "chips", "policies"])
def test_no_noted_thing_is_missing(name: str) -> None:
    """All ids of the notes are ids of the knowledge base, in the same file."""
    rows = getattr(TABLES, name)
    assert [row["id"] for row in noted(f"{name}.csv") if row["id"] not in rows] == []


def test_no_noted_relation_is_missing() -> None:
    """Relations that are not derived are there; who invests is ``investedIn``, who publishes a list is its parent."""
    known = {(row.subject, row.predicate, row.object) for row in TABLES.relations}
    known |= {(str(row.parent), "publishes", row.id) for row in TABLES.entities.values() if row.cls == "ControlList"}
    words = {"invests": "investedIn"}
    assert [
        row
        for row in noted("relations.csv")
        if row["derived"] != "yes"
        and (row["subject"], words.get(row["predicate"], row["predicate"]), row["object"]) not in known
    ] == []
