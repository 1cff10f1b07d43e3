"""``validate``: what is wrong with RDF files or with the graphs of the store."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chippolitik.cli.context import Context, pass_context
from chippolitik.cli.words import counted

if TYPE_CHECKING:
    from chippolitik.validation import Finding

__all__ = ["validate"]

_FORMATS = ("text", "json", "jsonl", "sarif", "github", "ttl")
_SEVERITIES = ("violation", "warning", "info")


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--store-graphs", is_flag=True, help="Validate the graphs of the store instead of files.")
@click.option("--shapes", type=click.Path(path_type=Path), help="Folder or file with shapes of your own, beside ours.")
@click.option("--format", "form", type=click.Choice(_FORMATS), default="text", show_default=True)
@click.option(
    "--severity", type=click.Choice(_SEVERITIES), default="info", show_default=True, help="Leave out what weighs less."
)
@click.option(
    "--lang", "language", type=click.Choice(["en", "de"]), default="en", show_default=True, help="Of messages."
)
@pass_context
def validate(
    context: Context,
    *,
    files: tuple[Path, ...],
    store_graphs: bool,
    shapes: Path | None,
    form: str,
    severity: str,
    language: str,
) -> None:
    """Check RDF files against the shapes and the ontology.

    Several files are judged as one graph. Exit code 1 says that there is a violation, 3 that a file cannot be read.

    \b
    Examples:
      chippolitik validate claims.ttl
      chippolitik validate claims.nq --severity violation --lang de
      chippolitik validate data.ttl --shapes my-shapes/ --format sarif > findings.sarif
      chippolitik validate --store-graphs
    """
    if bool(files) == store_graphs:
        raise click.UsageError("give files, or --store-graphs")
    from chippolitik.validation.report import render  # noqa: PLC0415 - keeps --help fast

    found, homes = _of_store(context, shapes) if store_graphs else _of_files(files, shapes)
    shown = [f for f in found if _SEVERITIES.index(f.severity.value) <= _SEVERITIES.index(severity)]
    if text := render(shown, form, language=language, files=homes):
        click.echo(text)
    counts = Counter(finding.severity.value for finding in found)
    click.echo(", ".join(counted(counts[name], name) for name in _SEVERITIES), err=True)
    click.get_current_context().exit(1 if counts["violation"] else 0)


def _of_files(files: tuple[Path, ...], shapes: Path | None) -> tuple[list[Finding], dict[str, str]]:
    """Return the findings, and for each node the first file that says something about it."""
    from pyoxigraph import Quad  # noqa: PLC0415 - keeps --help fast

    from chippolitik.graph import MemoryView  # noqa: PLC0415 - as above
    from chippolitik.validation.constraints import plain  # noqa: PLC0415 - as above
    from chippolitik.validation.finding import in_order  # noqa: PLC0415 - as above
    from chippolitik.validation.quality import quality_findings  # noqa: PLC0415 - as above
    from chippolitik.validation.reading import read_data  # noqa: PLC0415 - as above
    from chippolitik.validation.whole import validate_graph  # noqa: PLC0415 - as above

    homes: dict[str, str] = {}
    triples = []
    for path in files:
        for triple in read_data(path):
            triples.append(triple)
            homes.setdefault(plain(triple.subject), str(path))
    found = validate_graph(triples, shapes=shapes)
    return in_order([*found, *quality_findings(MemoryView(Quad(*triple) for triple in triples))]), homes


def _of_store(context: Context, shapes: Path | None) -> tuple[list[Finding], dict[str, str]]:
    from chippolitik.cli.opening import open_reader  # noqa: PLC0415 - keeps --help fast
    from chippolitik.validation.finding import in_order  # noqa: PLC0415 - as above
    from chippolitik.validation.quality import quality_findings  # noqa: PLC0415 - as above
    from chippolitik.validation.whole import validate_view  # noqa: PLC0415 - as above

    with open_reader(context.settings) as store:
        return in_order([*validate_view(store, shapes=shapes), *quality_findings(store)]), {}
