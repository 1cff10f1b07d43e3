"""``query`` and ``queries``: named and own queries over a store on disk, in every format, with clear errors."""

from __future__ import annotations

import csv
import io
import json
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


def test_a_named_query_answers_in_json(ask: Asked) -> None:
    """Labels, IRIs, numbers as numbers, nulls for what is unknown, and the article by its name."""
    [row] = ask.json(
        "query", "order-fulfilment", "-p", "buyer=Norddata", "-p", "supplier=Lumen AG", "--known-at", "2025-03-10"
    )
    assert {key: row[key] for key in ("buyer", "product", "ordered_min", "delivered_max", "share_max", "open_min")} == {
        "buyer": "Norddata", "product": "L7", "ordered_min": 40000, "delivered_max": 20000, "share_max": 0.5,
        "open_min": 20000,
    }  # fmt: skip
    assert (row["article"], row["source"], row["when"]) == ("orders-en", "Example Wire", None)
    assert row["product_iri"] == "https://w3id.org/chippolitik/id/l7"
    assert row["claim"] == ask.iris["o1"]


def test_away_from_a_terminal_a_table_is_plain(ask: Asked) -> None:
    """Data goes to stdout without escape codes, the count to stderr."""
    out, err = ask("query", "disputed-claims", "--lang", "de")
    head, row = out.splitlines()
    assert head.split()[:3] == ["kind", "about", "modality"]
    assert "vermutet" in row
    assert "\x1b" not in out
    assert err == "1 row\n"


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_separated_values(form: str, ask: Asked) -> None:
    """Header and rows can be read back."""
    out, _ = ask("query", "no-comment", "--format", form)
    [row] = csv.DictReader(io.StringIO(out), delimiter="," if form == "csv" else "\t")
    assert (row["speaker"], row["source"], row["claim"]) == ("Kappa", "Example Wire", ask.iris["o9"])


def test_sparql_json(ask: Asked) -> None:
    """The standard format gives terms."""
    found = json.loads(ask("query", "no-comment", "--format", "srj")[0])
    assert found["results"]["bindings"][0]["speaker"] == {
        "type": "uri",
        "value": "https://w3id.org/chippolitik/id/kappa",
    }


def test_an_empty_answer_says_why_and_is_no_error(ask: Asked) -> None:
    """No rows is exit 0, legal output and a reason on stderr."""
    out, err = ask("query", "planned-moves", "-p", "actor=Lumen", "--format", "json")
    assert json.loads(out) == []
    assert err == "no rows; without actor=Lumen there are 3\n"


def test_show_prints_the_query_sent(ask: Asked) -> None:
    """The text and the bound terms go to stderr, the data stays clean."""
    out, err = ask("query", "no-comment", "-p", "speaker=Kappa", "--show", "--format", "json")
    assert len(json.loads(out)) == 1
    assert "SELECT ?speaker" in err
    assert "# bound: ?in_speaker = <https://w3id.org/chippolitik/id/kappa>" in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["query", "order-fulfillment"], "did you mean order-fulfilment?"),
        (["query", "no-comment", "-p", "speeker=Kappa"], "did you mean speaker?"),
        (["query", "no-comment", "-p", "speaker=Kapa"], "did you mean Kappa"),
        (["query", "no-comment", "-p", "speaker"], "not of the form key=value"),
        (["query", "no-comment", "-p", "speaker=Kappa", "-p", "speaker=Lumen"], "given twice"),
        (["query", "no-comment", "--known-at", "yesterday"], "is a day, not 'yesterday'"),
        (["query", "evidence-for"], "needs the parameter 'subject'"),
        (["query", "no-comment", "--format", "ttl"], "for own CONSTRUCT queries"),
        (["queries", "nothing-like-it"], "no query 'nothing-like-it'"),
    ],
    ids=lambda value: " ".join(value)[:50] if isinstance(value, list) else "",
)
def test_a_users_error_is_one_line_and_a_hint(arguments: list[str], message: str, ask: Asked) -> None:
    """Mistakes exit 2 with a line that names them, a hint, and nothing on stdout."""
    out, err = ask(*arguments, code=2)
    assert out == ""
    assert message in err
    assert "hint:" in err
    assert "Traceback" not in err


def test_a_query_without_store_exits_4(tmp_path: Path, ask: Asked) -> None:
    """Where there is no store the command says so."""
    other = Asked(tmp_path / "none", Known(None), ask._capsys)  # type: ignore[arg-type]  # its graph is not looked at
    _, err = other("query", "no-comment", code=4)
    assert "there is no store" in err


def test_an_own_query_from_a_file(tmp_path: Path, ask: Asked) -> None:
    """An own file runs in a worker, with our prefixes, and gives typed rows."""
    file = tmp_path / "mine.rq"
    file.write_text(
        "SELECT ?unit (SUM(?min) AS ?sum) { ?q chip:minValue ?min ; chip:unit ?unit } GROUP BY ?unit ORDER BY ?sum"
    )
    rows = ask.json("query", str(file))
    assert [row["sum"] for row in rows] == [56020, 5000000, 205000000]


def test_an_own_query_from_standard_input(ask: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dash reads the query from standard input; CONSTRUCT gives RDF."""
    sparql = b"CONSTRUCT { ?a chip:seen true } WHERE { ?a a chip:ProductGroup }"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(sparql)))
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(target := io.BytesIO()))
    ask("query", "-", "--format", "nt")
    assert target.getvalue().decode() == (
        "<https://w3id.org/chippolitik/id/lumen_chips> <https://w3id.org/chippolitik/ontology#seen> "
        '"true"^^<http://www.w3.org/2001/XMLSchema#boolean> .\n'
    )


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 2, "may not call other servers"),
        ("DROP ALL", 2, "may not change the store"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", 2, "holds no graph"),
        ("SELECT * {\n?s ?p }", 2, "does not parse in line 2"),
        ("", 3, "the query is empty"),
        ("# title@en: A?\n# colour: red\nSELECT * { }", 3, "mine.rq:2: not a line of a query's header"),
        ("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", 4, "ran longer than 2 s"),
    ],
)
def test_what_an_own_query_may_not_do(text: str, code: int, message: str, tmp_path: Path, ask: Asked) -> None:
    """Federation, updates, foreign graphs, broken text and endless work are refused in one line."""
    file = tmp_path / "mine.rq"
    file.write_text(text)
    out, err = ask("query", str(file), "--timeout", "2" if code == 4 else "60", code=code)
    assert out == ""
    assert message in err


def test_a_missing_file_exits_3(ask: Asked) -> None:
    """A file that cannot be read is named."""
    assert "nowhere.rq" in ask("query", "nowhere.rq", code=3)[1]


def test_queries_are_listed_by_topic(ask: Asked) -> None:
    """The list gives each query under its topic with question, parameters and an example."""
    out, _ = ask("queries")
    lines = out.splitlines()
    assert lines[0] == "Orders, deliveries, supply"
    assert any(line.split()[:1] == ["order-fulfilment"] and "How much of each order" in line for line in lines)
    assert "[buyer] [product] [supplier] [as_of] [known_at]" in lines[2]
    assert "For example: chippolitik query order-fulfilment -p buyer=ByteDance" in lines
    assert "Wie viel von jeder Bestellung" in ask("queries", "--lang", "de")[0]


def test_one_query_is_described(ask: Asked) -> None:
    """All about one query: parameters and columns with type and meaning."""
    out, _ = ask("queries", "evidence-for")
    assert "subject (entity, required)" in out
    assert "modality (term of modality, optional)" in out
    [row] = json.loads(ask("queries", "evidence-for", "--format", "json")[0])
    assert row["parameters"][0]["required"] is True
    assert ask("queries", "evidence-for", "--format", "md")[0].startswith("## evidence-for")
