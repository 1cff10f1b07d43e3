"""``claims``: the claims of a store in the flat form."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from .answers import FIXTURES, Asked, Known, make_store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Known]:
    """Return the folder of a store and the graph that is in it."""
    folder = tmp_path_factory.mktemp("answers") / "store"
    return folder, make_store(folder)


@pytest.fixture
def ask(store: tuple[Path, Known], capsys: pytest.CaptureFixture[str]) -> Asked:
    """Return what runs commands on the store."""
    return Asked(*store, capsys)


def test_jsonl_is_the_flat_form(ask: Asked) -> None:
    """Each claim is one line, in the order of the text, with its IRI as id, links by IRI, and offsets."""
    out, err = ask("claims", "--article", "orders-en", "--format", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert [row["id"] for row in rows[:2]] == [ask.iris["o1"], ask.iris["o2"]]
    gold = [json.loads(line) for line in (FIXTURES / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
    expected = {**gold[1], "id": ask.iris["o2"], "fulfils": [ask.iris["o1"]], "start": 109, "end": 186}
    assert rows[1] == expected
    assert err == "11 claims in 1 article\n"


def test_filters_join(ask: Asked) -> None:
    """Kind and modality narrow the list together, and may be repeated."""
    out, _ = ask("claims", "--kind", "order", "--kind", "Delivery", "--modality", "planned", "--format", "json")
    assert [row["id"] for row in json.loads(out)] == sorted(
        [ask.iris["l4"], ask.iris["o3"]], key=lambda iri: iri.split("/claim/")[0]
    )


def test_all_gold_claims_come_back(ask: Asked) -> None:
    """What went in comes out: the same kinds, roles and amounts as the gold file."""
    gold = [json.loads(line) for line in (FIXTURES / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
    found = {row["id"]: row for row in json.loads(ask("claims", "--format", "json")[0])}
    for row in gold:
        claim = found.pop(ask.iris[row["id"]])
        for key in ("article", "kind", "roles", "quantity", "value", "time", "status", "phase", "modality", "quote"):
            assert claim.get(key) == row.get(key)
    assert found == {}


def test_csv_and_markdown(ask: Asked) -> None:
    """Tables for spreadsheets and for documents."""
    [row] = csv.DictReader(io.StringIO(ask("claims", "--modality", "denied", "--format", "csv")[0]))
    assert (row["kind"], row["modality"]) == ("Order", "denied")
    out, _ = ask("claims", "--modality", "denied", "--format", "md")
    assert out.splitlines()[2] == (
        "| orders-en | Order | buyer = Norddata; product = L5 | denied | Norddata | It did not order the older L5 |"
    )


def test_an_unknown_article_gets_a_suggestion(ask: Asked) -> None:
    """A mistyped article is one clear error."""
    assert "did you mean orders-en" in ask("claims", "--article", "order-en", code=2)[1]


def test_an_unknown_kind_lists_the_kinds(ask: Asked) -> None:
    """A mistyped kind is one clear error."""
    assert "'Ordr' is not one of" in ask("claims", "--kind", "Ordr", code=2)[1]
