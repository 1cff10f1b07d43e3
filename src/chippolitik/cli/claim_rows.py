"""Rows of the flat claim table on standard output: jsonl, json, csv, or a table for people."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TextIO

__all__ = ["ROW_FORMATS", "write_rows"]

ROW_FORMATS = ("jsonl", "json", "csv", "table")
_COLUMNS = (
    "id", "article", "kind", "roles", "quantity_min", "quantity_max", "quantity_unit", "quantity_approximate",
    "value_min", "value_max", "value_currency", "value_approximate", "time_start", "time_end", "status", "phase",
    "modality", "attribution", "disputes", "fulfils", "caused_by", "quote", "start", "end",
)  # fmt: skip
_NESTED = ("quantity", "value", "time")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def write_rows(rows: Iterable[Mapping[str, Any]], form: str, out: TextIO) -> None:
    """Write rows as they come.

    Args:
        rows: Rows of the flat claim table.
        form: One of ``ROW_FORMATS``.
        out: Where to.
    """
    writers = {"jsonl": _write_lines, "json": _write_array, "csv": _write_csv, "table": _write_table}
    writers[form](rows, out)


def _write_lines(rows: Iterable[Mapping[str, Any]], out: TextIO) -> None:
    out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _write_array(rows: Iterable[Mapping[str, Any]], out: TextIO) -> None:
    before = "["
    for row in rows:
        out.write(f"{before}\n  {json.dumps(row, ensure_ascii=False)}")
        before = ","
    out.write("[]\n" if before == "[" else "\n]\n")


def _write_csv(rows: Iterable[Mapping[str, Any]], out: TextIO) -> None:
    table = csv.writer(out, lineterminator="\n")
    table.writerow(_COLUMNS)
    for row in rows:
        cells = _cells(row)
        table.writerow([_harmless(cells.get(name, "")) for name in _COLUMNS])


def _cells(row: Mapping[str, Any]) -> dict[str, object]:
    flat: dict[str, object] = {name: value for name, value in row.items() if name not in _NESTED}
    for name in _NESTED:
        flat |= {f"{name}_{part}": value for part, value in (row.get(name) or {}).items()}
    flat["roles"] = _roles(row, "; ")
    return {name: " | ".join(value) if isinstance(value, list) else value for name, value in flat.items()}


def _harmless(cell: object) -> object:
    """Keep words of an article from being run as a formula by a spreadsheet.

    Example:
        >>> _harmless("=1+1"), _harmless(-5), _harmless("H20")
        ("'=1+1", -5, 'H20')
    """
    from chippolitik.exports.cells import harmless  # noqa: PLC0415 - only CSV needs it

    return harmless(cell) if isinstance(cell, str) else cell


def _write_table(rows: Iterable[Mapping[str, Any]], out: TextIO) -> None:
    from rich.console import Console  # noqa: PLC0415 - slow to import, and only this format needs it
    from rich.table import Table  # noqa: PLC0415 - as above
    from rich.text import Text  # noqa: PLC0415 - as above

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name, width in (("article", 14), ("kind", 14), ("who and what", 34), ("how", 24), ("quote", 40)):
        table.add_column(name, overflow="fold", max_width=width)
    for row in rows:
        cells = (row["article"], row["kind"], _roles(row, "\n"), "\n".join(_qualifiers(row)), row["quote"])
        # Text, not markup; and no control characters, which a terminal would obey.
        table.add_row(*(Text("\n".join(_CONTROL.sub(" ", line) for line in str(cell).split("\n"))) for cell in cells))
    Console(file=out, width=None if out.isatty() else 140).print(table)


def _roles(row: Mapping[str, Any], between: str) -> str:
    return between.join(
        f"{name}={' | '.join(value) if isinstance(value, list) else value}" for name, value in row["roles"].items()
    )


def _qualifiers(row: Mapping[str, Any]) -> Iterator[str]:
    """Yield what limits a claim, one line each."""
    yield from (row[name] for name in ("modality", "status", "phase") if row.get(name))
    for name, unit in (("quantity", "unit"), ("value", "currency")):
        if amount := row.get(name):
            yield f"{'about ' if amount.get('approximate') else ''}{_range(amount)} {amount[unit]}"
    if time := row.get("time"):
        start, end = time.get("start"), time.get("end")
        yield start if start == end else f"{f'from {start} ' if start else ''}{f'until {end}' if end else ''}".strip()
    if row.get("attribution"):
        yield f"says {row['attribution']}"


def _range(amount: Mapping[str, Any]) -> str:
    """Write a range of an amount.

    Example:
        >>> _range({"min": 100000}), _range({"min": 5, "max": 5}), _range({"min": 1, "max": 2})
        ('≥ 100,000', '5', '1–2')
    """
    low, high = amount.get("min"), amount.get("max")
    if low == high:
        return f"{low:,}"
    if low is None or high is None:
        return f"≥ {low:,}" if high is None else f"≤ {high:,}"
    return f"{low:,}–{high:,}"
