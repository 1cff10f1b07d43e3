"""``explain``: what is behind a claim or a derived triple."""

from __future__ import annotations

from pathlib import Path

import pytest

from .answers import Asked, Known, make_store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Known]:
    """Return the folder of a store and the graph that is in it."""
    folder = tmp_path_factory.mktemp("answers") / "store"
    return folder, make_store(folder)


@pytest.fixture
def ask(store: tuple[Path, Known], capsys: pytest.CaptureFixture[str]) -> Asked:
    """Return what runs commands on the store."""
    return Asked(*store, capsys)


def test_a_claim_is_shown_with_its_quote_marked(ask: Asked) -> None:
    """The sentence comes with the quote in brackets, then article, date, modality, attribution and links."""
    out, _ = ask("explain", ask.iris["o7"])
    lines = [line.strip() for line in out.splitlines()]
    assert lines[0] == "Comparison: subject = L7, object = K2, direction = worse"
    assert lines[1] == "People familiar with the matter said [the L7 could be slower than the K2]."
    assert "article    orders-en · Example Wire · 2025-03-10" in lines
    assert "modality   speculated, says people familiar with the matter" in lines
    assert "disputed by “Lumen called that wrong”" in lines
    assert "holds      no: the text presents it as speculated" in lines
    assert f"claim      {ask.iris['o7']}" in lines
    assert "extractor  gold 1" in lines


def test_what_is_unknown_says_so(ask: Asked) -> None:
    """An article without source and date is shown as such."""
    assert "advice-de · unknown source · date unknown" in ask("explain", ask.iris["a1"])[0]


def test_a_derived_triple_shows_rule_and_claims(ask: Asked) -> None:
    """A triple is traced to the rule and to the claims that it follows from."""
    out, _ = ask("explain", "Norddata", "ordered", "L7")
    assert out.startswith("Norddata ordered L7\n  rule       buyer ordered product, for each Order")
    assert "follows from 3 claims:" in out
    assert out.count("gives      Norddata ordered L7") == 3


def test_json_has_everything(ask: Asked) -> None:
    """Programs get the same as people."""
    [found] = ask.json("explain", ask.iris["o2"])
    assert found["passage"]["after"] == "."
    assert list(found["fulfils"]) == [ask.iris["o1"]]
    assert (found["row"]["start"], found["row"]["end"]) == (109, 186)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["Norddata", "ordered", "K2"], "the graph does not say"),
        (["Norddata", "buys", "K2"], "no derived triple has the predicate 'buys'"),
        (["something"], "neither a claim nor a triple"),
    ],
)
def test_what_is_not_there_exits_2(words: list[str], message: str, ask: Asked) -> None:
    """Unknown claims and triples are one line and a hint."""
    assert message in ask("explain", *words, code=2)[1]
