"""Answers as tables for people: framed and wrapped on a terminal, plain aligned columns elsewhere."""

from __future__ import annotations

import re
import shutil

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from chippolitik.query.answer import Answer
from chippolitik.query.header import Column, ColumnType
from chippolitik.query.render import cell_text, plain

__all__ = ["plain_table", "terminal_table"]

_RIGHT = {ColumnType.NUMBER, ColumnType.ORIGIN_COUNT}
_GAP = "  "


def plain_table(answer: Answer) -> str:
    """Return an answer as aligned columns, one line a row, without escape codes.

    Columns without any value are left out, and claims: their IRIs are for machines, and stand in the other formats.
    """
    shown = _shown(answer)
    lines = [[column.name for _, column in shown]]
    lines += [[_line(cell_text(row[i], column)) for i, column in shown] for row in answer.rows]
    widths = [max(len(line[k]) for line in lines) for k in range(len(shown))]
    return "".join(
        _GAP.join(
            text.rjust(width) if column.type in _RIGHT else text.ljust(width)
            for text, width, (_, column) in zip(line, widths, shown, strict=True)
        ).rstrip()
        + "\n"
        for line in lines
    )


def terminal_table(answer: Answer) -> str:
    """Return an answer as a framed table that fits the terminal, or as records where a table is too wide."""
    width = shutil.get_terminal_size().columns
    console = Console(width=width, force_terminal=True, highlight=False)
    shown = _shown(answer)
    with console.capture() as capture:
        if sum(min(_natural(answer, i, column), _NARROW) + 2 for i, column in shown) <= width:
            console.print(_framed(answer, shown))
        else:
            for number, row in enumerate(answer.rows, 1):
                console.print(Text(f"{number}.", style="bold"))
                grid = Table.grid(padding=(0, 2))
                grid.add_column(style="cyan", no_wrap=True)
                grid.add_column()
                for i, column in shown:
                    if text := plain(cell_text(row[i], column)):
                        grid.add_row(f"   {column.name}", Text(text))
                console.print(grid)
    return capture.get()


_NARROW = 24
"""A column may be wrapped down to this width before records are easier to read than a table."""


def _shown(answer: Answer) -> list[tuple[int, Column]]:
    return [
        (i, column)
        for i, column in enumerate(answer.columns)
        if column.type not in {ColumnType.CLAIM, ColumnType.CLAIMS}
        and (not answer.rows or any(cell_text(row[i], column) for row in answer.rows))
    ]


def _natural(answer: Answer, i: int, column: Column) -> int:
    return max([len(column.name), *(len(cell_text(row[i], column)) for row in answer.rows)])


def _framed(answer: Answer, shown: list[tuple[int, Column]]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for _, column in shown:
        table.add_column(column.name, justify="right" if column.type in _RIGHT else "left", overflow="fold")
    for row in answer.rows:
        table.add_row(*(Text(plain(cell_text(row[i], column))) for i, column in shown))
    return table


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", plain(text))
