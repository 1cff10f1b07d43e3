"""``match``: what names of lists and registers mean, with scores and reasons."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from chippolitik.errors import UsageError

if TYPE_CHECKING:
    from chippolitik.resolve.name_matching import Match

__all__ = ["match", "match_row"]


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option(
    "--list",
    "listed",
    type=click.File("r", encoding="utf-8-sig"),
    help="File with a name a line; - is standard input.",
)
@click.option(
    "--names",
    "judgements",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Judgements on names, a line each: same or different, tab, name, tab, entity.",
)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def match(names: tuple[str, ...], listed: TextIO | None, judgements: Path | None, form: str) -> None:
    """Show which entity a name is taken for, and why.

    Digits are identity: names whose numbers differ never match. Nor do firms whose legal forms differ (AG, GmbH). A
    line in a file of judgements decides; taking it out takes the decision back.

    \b
    Examples:
      chippolitik match "Huawei Technologies Co., Ltd." 中芯国际集成电路制造有限公司
      chippolitik match "Infineon Technologies GmbH" --format json
      chippolitik match --list suppliers.txt
    """
    from chippolitik.pipeline.parts import tables  # noqa: PLC0415 - keeps --help fast
    from chippolitik.resolve.name_matching import NameMatcher, read_match_judgements  # noqa: PLC0415 - as above

    judged = read_match_judgements(judgements, tables()) if judgements else None
    matcher = NameMatcher(tables(), judged)
    names = (*names, *(line.strip() for line in listed or () if line.strip()))
    if not names:
        raise UsageError("no name is given", "name some, or say --list FILE")
    rows = [match_row(matcher.match(name)) for name in names]
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        click.echo(f"{row['name']} → {row['entity'] or 'unknown'} ({row['how']})")
        for one in row["candidates"]:
            click.echo(f"  {one['score']:.2f} {one['entity']} “{one['form']}”: {'; '.join(one['reasons'])}")


def match_row(found: Match) -> dict[str, Any]:
    """Return a match as one JSON-ready row."""
    return {
        "name": found.name,
        "entity": found.entity,
        "how": found.how,
        "candidates": [
            {"entity": one.entity, "form": one.form, "score": one.score, "reasons": list(one.reasons)}
            for one in found.candidates
        ],
    }
