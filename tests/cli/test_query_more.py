"""``query`` with evidence and as Parquet, reasons of empty answers, completion, and ``lint-query``."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.shell_completion import ShellComplete

from chippolitik.cli.root import cli, run

from .answers import Asked, Known, make_store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Known]:
    """Return the folder of a store and the graph that is in it."""
    folder = tmp_path_factory.mktemp("more") / "store"
    return folder, make_store(folder)


@pytest.fixture
def ask(store: tuple[Path, Known], capsys: pytest.CaptureFixture[str]) -> Asked:
    """Return what runs commands on the store."""
    return Asked(*store, capsys)


def completed(*words: str) -> list[str]:
    """Return what a shell offers for the last word of a command line."""
    *before, last = words
    items = ShellComplete(cli, {}, "chippolitik", "_X").get_completions(before, last)
    return [item.value for item in items]


def test_evidence_is_added_to_each_row(ask: Asked) -> None:
    """--evidence gives quote, article, day and source of the claim, by the article's name."""
    [row] = ask.json("query", "penalties", "--evidence")
    assert row["evidence_article"] == "figures-en"
    assert row["evidence_published"] == "2025-07-01"
    assert "fined it 5 million euros" in row["evidence_quote"]


def test_rows_without_claims_say_so(ask: Asked) -> None:
    """Rows of the knowledge base have no evidence in articles, and the summary counts them."""
    _, err = ask("query", "chokepoints", "--evidence")
    assert "without evidence: no claim is named there" in err


def test_own_queries_have_evidence_too(ask: Asked, tmp_path: Path) -> None:
    """A situation in a column is enough to find the claim."""
    file = tmp_path / "mine.rq"
    file.write_text("SELECT ?order { ?order a chip:Order ; chip:quantity ?q } ORDER BY ?order")
    rows = ask.json("query", str(file), "--evidence")
    assert all(row["evidence_quote"] for row in rows)


def test_an_empty_own_answer_names_unknown_terms(ask: Asked, tmp_path: Path) -> None:
    """A mistyped term is why nothing is found."""
    file = tmp_path / "mine.rq"
    file.write_text("SELECT ?x { ?x a chip:Ordre }")
    _, err = ask("query", str(file))
    assert "no rows; the ontology has no chip:Ordre; did you mean chip:Order" in err
    file.write_text('SELECT ?x { ?x rdfs:label "nobody" }')
    _, err = ask("query", str(file))
    assert "no rows; the store holds nothing that fits the query" in err


def test_names_parameters_and_values_are_completed() -> None:
    """Query names, their parameters, and kinds and terms as values."""
    assert completed("query", "order") == ["order-fulfilment"]
    assert completed("query", "evidence-for", "-p", "ki") == ["kind="]
    assert completed("query", "evidence-for", "-p", "kind=Or") == ["kind=Order"]
    assert completed("query", "evidence-for", "-p", "subject=bytedan") == ["subject=ByteDance"]
    assert completed("query", "evidence-for", "-p", "subject=") == []
    assert completed("query", "evidence-for", "-p", "modality=pl") == ["modality=planned"]
    assert completed("query", "evidence-for", "-p", "nothing=") == []
    assert completed("queries", "open") == ["open-orders"]
    assert "lint-query" in completed("lint")


def test_lint_query_finds_slips_and_exits_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each slip is a line with file, line and code, and a hint; JSON says the same."""
    file = tmp_path / "mine.rq"
    file.write_text("SELECT ?x ?y {\n  ?x a chip:Ordre .\n  ?y a chip:Metric }")
    assert run(["lint-query", str(file)]) == 1
    out, err = capsys.readouterr()
    assert [line.split(": ")[1] for line in out.splitlines() if not line.startswith(" ")] == [
        "missing-limit", "cartesian-product", "unknown-term",
    ]  # fmt: skip
    assert f"{file}:2: unknown-term: the ontology has no chip:Ordre" in out
    assert err == "3 slips in 1 query\n"
    assert run(["lint-query", str(file), "--format", "json"]) == 1
    assert [row["line"] for row in json.loads(capsys.readouterr().out)] == [None, 1, 2]


def test_lint_query_takes_names_of_the_catalogue(capsys: pytest.CaptureFixture[str]) -> None:
    """Queries of the catalogue are clean, and need no LIMIT."""
    assert run(["lint-query", "order-fulfilment", "corroboration"]) == 0
    assert capsys.readouterr().err == "0 slips in 2 queries\n"
    assert run(["lint-query", "missing.rq"]) == 3
    assert "cannot be read" in capsys.readouterr().err


def test_parquet_goes_to_standard_output(store: tuple[Path, Known], capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """The bytes are a Parquet file."""
    pytest.importorskip("pyarrow", reason="needs the extra parquet")
    assert run(["--store", str(store[0]), "query", "penalties", "--format", "parquet"]) == 0
    out, _ = capfdbinary.readouterr()
    assert (out[:4], out[-4:]) == (b"PAR1", b"PAR1")
    assert isinstance(cli, click.Group)
