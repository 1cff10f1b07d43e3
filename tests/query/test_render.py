"""Answers in each format; words of articles never become formulas, markup or escape codes."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

import pytest

from chippolitik.query.answer import Answer, Cell, Thing
from chippolitik.query.header import Column, ColumnType
from chippolitik.query.render import FORMATS, render, safe_cell
from chippolitik.query.table import plain_table, terminal_table

EVIL = '=cmd|"calc" <b>\x1b[31m\tnext\nline'


def columns(**types: ColumnType) -> tuple[Column, ...]:
    return tuple(Column(name=name, type=kind) for name, kind in types.items())


COLUMNS = columns(
    buyer=ColumnType.ENTITIES, min=ColumnType.NUMBER, share=ColumnType.NUMBER, modality=ColumnType.CONCEPT,
    disputed=ColumnType.BOOLEAN, quote=ColumnType.STRING, source=ColumnType.SOURCE, claim=ColumnType.CLAIM,
)  # fmt: skip
ROW: tuple[Cell, ...] = (
    (Thing("Baidu", "x:baidu", "baidu"), Thing("Tencent", "x:tencent", "tencent")),
    Decimal(100000),
    Decimal(1) / Decimal(3),
    Thing("behauptet", "x:asserted", "asserted"),
    False,
    EVIL,
    None,
    Thing("x:claim", "x:claim", "claim"),
)
ANSWER = Answer(COLUMNS, (ROW,))


def test_json_has_typed_values_and_iris() -> None:
    """JSON gives numbers as numbers, labels beside IRIs, notations for concepts, and null for what is not known."""
    assert json.loads(render(ANSWER, "json")) == [
        {
            "buyer": ["Baidu", "Tencent"],
            "buyer_iri": ["x:baidu", "x:tencent"],
            "min": 100000,
            "share": 0.333333,
            "modality": "asserted",
            "disputed": False,
            "quote": EVIL,
            "source": None,
            "claim": "x:claim",
        }
    ]
    assert render(ANSWER, "jsonl").count("\n") == 1


def test_one_entity_is_a_label_and_not_a_list() -> None:
    """As in the flat table, a role with one filler is a label and one with several a list."""
    answer = Answer(columns(buyer=ColumnType.ENTITIES), (((Thing("Baidu", "x:baidu"),),),))
    assert json.loads(render(answer, "json")) == [{"buyer": "Baidu", "buyer_iri": "x:baidu"}]


def test_csv_is_safe_in_a_spreadsheet() -> None:
    """No cell can start a formula, numbers stay numbers, and what is unknown says so."""
    [head, row] = csv.reader(io.StringIO(render(ANSWER, "csv")))
    assert head == [column.name for column in COLUMNS]
    assert row == [
        "Baidu; Tencent", "100000", "0.333333", "behauptet", "no",
        '\'=cmd|"calc" <b>[31m\tnext\nline', "unknown", "x:claim",
    ]  # fmt: skip


@pytest.mark.parametrize("start", ["=1", "+1", "-1", "@x", "\t=1", " =1", "\n=1", "\x00=1", "\u200b=1", "＝1"])
def test_every_start_of_a_formula_is_disarmed(start: str) -> None:
    """Each sign that a spreadsheet takes for a formula is quoted, also behind blanks and invisible marks."""
    assert safe_cell(start).startswith("'")


def test_tsv_has_one_line_a_row() -> None:
    """Tabs and line breaks in words of an article do not break rows."""
    lines = render(ANSWER, "tsv").splitlines()
    assert [line.count("\t") for line in lines] == [7, 7]


def test_markdown_is_escaped() -> None:
    """Pipes, tags and brackets of an article stay words."""
    line = render(ANSWER, "md").splitlines()[2]
    assert (
        line
        == r'| Baidu; Tencent | 100000 | 0.333333 | behauptet | no | =cmd\|"calc" &lt;b&gt;\[31m next line | unknown |'
    )


def test_sparql_json_gives_the_terms() -> None:
    """The standard format gives variables and terms as the engine had them."""
    assert json.loads(render(Answer(columns(n=ColumnType.NUMBER), ()), "srj")) == {
        "head": {"vars": ["n"]},
        "results": {"bindings": []},
    }


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_answer_is_still_of_its_format(form: str) -> None:
    """No rows give a legal document without rows."""
    text = render(Answer(COLUMNS, ()), form)
    assert text.endswith("\n") or (form == "jsonl" and text == "")
    assert "Baidu" not in text


def test_the_plain_table_is_aligned_and_without_escape_codes() -> None:
    """Away from a terminal a table is aligned text, one line a row, without columns for machines."""
    text = plain_table(ANSWER)
    head, row = text.splitlines()
    assert head.split() == ["buyer", "min", "share", "modality", "disputed", "quote", "source"]
    assert "\x1b" not in text
    assert row.index("100000") + 6 == head.index("min") + 3


def test_a_column_without_values_is_left_out_of_tables() -> None:
    """Columns that say nothing take no room."""
    answer = Answer(columns(buyer=ColumnType.STRING, phase=ColumnType.CONCEPT), (("Baidu", None),))
    assert plain_table(answer) == "buyer\nBaidu\n"


def test_words_cannot_steer_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Escape codes and markup of an article reach no terminal; a wide answer comes as records."""
    monkeypatch.setenv("COLUMNS", "60")
    text = terminal_table(ANSWER)
    assert "\x1b[31m\t" not in text
    assert "buyer" in text
    assert terminal_table(Answer(columns(q=ColumnType.STRING), (("[bold]x[/bold]",),))).count("[bold]x[/bold]") == 1
