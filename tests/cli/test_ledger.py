"""``ledger``: one figure in eight articles as the table that was written by hand, in every format."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from .answers import FIXTURES, Asked, Known, make_store

FOLDER = FIXTURES / "ledger"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Known]:
    """Return the folder of a store with the eight articles."""
    folder = tmp_path_factory.mktemp("ledger") / "store"
    return folder, make_store(folder, FOLDER)


@pytest.fixture
def ask(store: tuple[Path, Known], capsys: pytest.CaptureFixture[str]) -> Asked:
    """Return what runs commands on the store."""
    return Asked(*store, capsys)


def test_eight_articles_give_the_table_written_by_hand(ask: Asked) -> None:
    """Each claim has its row; what cannot both be true, what is outside and what is not compared is told apart."""
    out, err = ask("ledger", "Kappa", "--metric", "K2 output", "--format", "md")
    assert out == (FOLDER / "expected.md").read_text(encoding="utf-8")
    assert err == "8 claims on 1 question\n"


def test_the_table_has_the_same_lines(ask: Asked) -> None:
    """The plain table has a line a claim under the question, and a line a panel."""
    lines = ask("ledger", "Kappa")[0].splitlines()
    assert lines[0] == "Metric: Kappa, k2 output"
    assert [line.split()[0] for line in lines[2:10]] == [str(n) for n in range(1, 9)]
    assert lines[10] == "2025, chip: consensus 400,000–450,000 by 2 origins, 1 outside"


def test_json_keeps_open_ends_open(ask: Asked) -> None:
    """An end that no claim closes is null; relations give the numbers of the other rows."""
    [account] = ask.json("ledger", "Kappa")
    panel = account["panels"][0]
    assert panel["consensus"] == {"min": 400000, "max": 450000}
    assert panel["span"] == {"min": None, "max": None}
    second = panel["claims"][1]
    assert (second["range"], second["relation"], second["against"]) == (
        {"min": 400000, "max": None}, "incompatible", [4],
    )  # fmt: skip


def test_csv_has_a_row_a_claim(ask: Asked) -> None:
    """CSV gives the question in each row, and the claim's IRI."""
    rows = list(csv.DictReader(io.StringIO(ask("ledger", "Kappa", "--format", "csv")[0], newline="")))
    assert [(row["n"], row["unit"], row["min"], row["max"]) for row in rows[5:]] == [
        ("6", "chip", "500000", "500000"), ("7", "wafer", "9000", "9000"), ("8", "chip", "410000", "410000"),
    ]  # fmt: skip
    assert rows[0]["claim"] == ask.iris["a"]


def test_an_unknown_subject_is_one_line_and_a_hint(ask: Asked) -> None:
    """A mistyped name exits 2 with a suggestion."""
    _, err = ask("ledger", "Kapa", code=2)
    assert "nothing called 'Kapa'; did you mean Kappa" in err
