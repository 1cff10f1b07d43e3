"""``stats``: what the store holds, in figures."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from chippolitik.cli.context import Context, pass_context
from chippolitik.cli.opening import open_reader

if TYPE_CHECKING:
    from chippolitik.store.statistics import Statistics

__all__ = ["stats"]


@click.command()
@click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True, help="How to print."
)
@pass_context
def stats(context: Context, *, form: str) -> None:
    """Count what the store holds: articles, claims by kind and modality, quads, quarantine, versions.

    \b
    Example:
      chippolitik stats --format json
    """
    from chippolitik.store.statistics import count  # noqa: PLC0415 - keeps --help fast

    with open_reader(context.settings) as store:
        found = count(store)
    if form == "json":
        click.echo(json.dumps(found.row(), ensure_ascii=False, indent=2))
    else:
        _print(found)


def _print(found: Statistics) -> None:
    from rich.console import Console  # noqa: PLC0415 - slow to import, and only this format needs it

    console = Console(width=None if sys.stdout.isatty() else 120)
    row = found.row()
    console.print(_pairs({name: row[name] for name in ("articles", "files", "failed", "quarantined", "judgements")}))
    if found.claims:
        console.print()
        console.print(_claims(found.claims))
    console.print()
    console.print(_pairs({f"quads, {name.replace('_', ' ')}": number for name, number in row["quads"].items()}))
    console.print()
    names = ((f"between articles, {name.replace('_', ' ')}", number) for name, number in row["quality"].items())
    console.print(_pairs(dict(names)))
    console.print()
    console.print(_pairs({name.replace("_", " "): value or "none" for name, value in found.manifest.items()}))


def _claims(claims: dict[str, dict[str, int]]) -> Any:
    from rich.table import Table  # noqa: PLC0415 - as above

    from chippolitik.model import Modality  # noqa: PLC0415 - as above

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    names = [modality.value for modality in Modality]
    table.add_column("claims")
    for name in (*names, "all"):
        table.add_column(name, justify="right")
    for kind, row in claims.items():
        table.add_row(kind, *(_number(row.get(name, 0)) for name in names), _number(sum(row.values())))
    sums = {name: sum(row.get(name, 0) for row in claims.values()) for name in names}
    table.add_row("all", *(_number(sums[name]) for name in names), _number(sum(sums.values())))
    return table


def _pairs(values: dict[str, Any]) -> Any:
    from rich.table import Table  # noqa: PLC0415 - as above

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    for name, value in values.items():
        table.add_row(name, _number(value) if isinstance(value, int) else value)
    return table


def _number(value: int) -> str:
    return f"{value:,}" if value else "0"
