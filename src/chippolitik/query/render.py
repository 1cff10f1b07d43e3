"""Answers as text: JSON, CSV, TSV, Markdown and SPARQL's JSON results. Tables for terminals are in ``table``."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

from pyoxigraph import BlankNode, Literal

from chippolitik.graph.view import Term
from chippolitik.model.amount import decimal_text
from chippolitik.query.answer import Answer, Cell, Thing
from chippolitik.query.header import Column, ColumnType

__all__ = ["FORMATS", "cell_text", "json_rows", "markdown_row", "plain", "render", "safe_cell"]

_UNKNOWN = {ColumnType.SOURCE, ColumnType.PUBLISHED}
_SHORT = {ColumnType.CONCEPT, ColumnType.KIND}
_WHOLE_IRI = {ColumnType.CLAIM, ColumnType.ANY}
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def render(answer: Answer, fmt: str) -> str:
    """Return an answer as text in one of ``FORMATS``, ending in a newline."""
    return FORMATS[fmt](answer)


def cell_text(cell: Cell, column: Column) -> str:
    """Return a cell as people read it; what is unknown by its absence says so.

    Example:
        >>> cell_text(None, Column(name="source", type=ColumnType.SOURCE))
        'unknown'
        >>> cell_text(Decimal("100000"), Column(name="min", type=ColumnType.NUMBER))
        '100000'
    """
    if cell is None:
        return "unknown" if column.type in _UNKNOWN else ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, Decimal):
        return decimal_text(_rounded(cell))
    if isinstance(cell, Thing):
        return cell.notation if column.type is ColumnType.ANY else cell.label
    if isinstance(cell, tuple):
        return "; ".join(one if isinstance(one, str) else one.label for one in cell)
    return cell


def safe_cell(text: str) -> str:
    """Make a text harmless for spreadsheets, which run cells that look like formulas.

    Example:
        >>> safe_cell("=HYPERLINK(A1)"), safe_cell("ByteDance")
        ("'=HYPERLINK(A1)", 'ByteDance')
    """
    text = plain(text)
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) or text.startswith(_FORMULA) else text


def plain(text: str) -> str:
    """Drop control characters and marks that reorder text, which steer terminals or mislead readers."""
    return _CONTROL.sub("", text)


def json_rows(answer: Answer) -> list[dict[str, Any]]:
    """Return rows as JSON-ready objects.

    A column with things has its labels under its name (a list where there are several) and their IRIs under
    ``<name>_iri``; concepts, kinds and claims are given by notation and IRI alone; what is not known is null.
    """
    return [
        {key: value for cell, column in zip(row, answer.columns, strict=True) for key, value in _pairs(cell, column)}
        for row in answer.rows
    ]


def _pairs(cell: Cell, column: Column) -> Iterable[tuple[str, Any]]:
    if isinstance(cell, tuple):
        yield column.name, _one_or_list([one if isinstance(one, str) else one.label for one in cell])
        if column.type is ColumnType.CLAIMS:
            return
        if iris := [one.iri for one in cell if isinstance(one, Thing)]:
            yield f"{column.name}_iri", _one_or_list(iris)
    elif isinstance(cell, Thing):
        if column.type in _SHORT:
            yield column.name, cell.notation
        elif column.type in _WHOLE_IRI:
            yield column.name, cell.iri
        else:
            yield column.name, cell.label
            yield f"{column.name}_iri", cell.iri
    else:
        yield column.name, _number(_rounded(cell)) if isinstance(cell, Decimal) else cell


def _one_or_list(values: list[str]) -> str | list[str]:
    return values[0] if len(values) == 1 else values


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _rounded(value: Decimal) -> Decimal:
    """Keep whole parts exact and six decimals, since a share such as 1/3 has no end."""
    return value if value == value.to_integral_value() else round(value, 6)


def _json(answer: Answer) -> str:
    return json.dumps(json_rows(answer), ensure_ascii=False, indent=2) + "\n"


def _jsonl(answer: Answer) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in json_rows(answer))


def _texts(answer: Answer) -> Iterable[list[str]]:
    """Yield header and rows; claims as IRIs, so that they can be looked up."""
    yield [column.name for column in answer.columns]
    for row in answer.rows:
        yield [_field(cell, column) for cell, column in zip(row, answer.columns, strict=True)]


def _field(cell: Cell, column: Column) -> str:
    if isinstance(cell, Decimal):
        return cell_text(cell, column)
    return safe_cell(cell.iri if isinstance(cell, Thing) and column.type in _WHOLE_IRI else cell_text(cell, column))


def _csv(answer: Answer) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(_texts(answer))
    return out.getvalue()


def _tsv(answer: Answer) -> str:
    return "".join("\t".join(re.sub(r"\s+", " ", text) for text in row) + "\n" for row in _texts(answer))


def _md(answer: Answer) -> str:
    shown = [i for i, column in enumerate(answer.columns) if column.type not in {ColumnType.CLAIM, ColumnType.CLAIMS}]
    lines = [
        markdown_row([answer.columns[i].name for i in shown], escape=False),
        markdown_row(["---"] * len(shown), escape=False),
        *(markdown_row([cell_text(row[i], answer.columns[i]) for i in shown]) for row in answer.rows),
    ]
    return "".join(f"{line}\n" for line in lines)


def markdown_row(cells: Sequence[str], *, escape: bool = True) -> str:
    """Return cells as a row of a Markdown table; articles' words are escaped, so that they stay words.

    Example:
        >>> markdown_row(["H20", "<b>"])
        '| H20 | &lt;b&gt; |'
    """
    return f"| {' | '.join(_markdown(plain(cell)) if escape else cell for cell in cells)} |"


def _markdown(text: str) -> str:
    r"""Escape what Markdown and HTML would read as markup.

    Example:
        >>> _markdown("a|b <script>")
        'a\\|b &lt;script&gt;'
    """
    text = re.sub(r"\s+", " ", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_\[\]|])", r"\\\1", text)


def _sparql_json(answer: Answer) -> str:
    """Write the solutions as they came. Source: SPARQL 1.1 Query Results JSON Format."""
    document = {
        "head": {"vars": [column.name for column in answer.columns]},
        "results": {
            "bindings": [{name: _term(term) for name, term in solution.items()} for solution in answer.solutions]
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _term(term: Term) -> dict[str, str]:
    if isinstance(term, Literal):
        found = {"type": "literal", "value": term.value}
        if term.language:
            return found | {"xml:lang": term.language}
        if not term.datatype.value.endswith("#string"):
            return found | {"datatype": term.datatype.value}
        return found
    return {"type": "bnode" if isinstance(term, BlankNode) else "uri", "value": term.value}


FORMATS: dict[str, Callable[[Answer], str]] = {
    "json": _json,
    "jsonl": _jsonl,
    "csv": _csv,
    "tsv": _tsv,
    "md": _md,
    "srj": _sparql_json,
}
"""Format → its writer."""
