"""``lint-query``: slips in queries that parse and run: unknown terms, products, answers without an end."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from chippolitik.cli.completion import complete_query
from chippolitik.cli.words import counted
from chippolitik.errors import InputError

__all__ = ["lint_query"]


@click.command("lint-query")
@click.argument("names", nargs=-1, required=True, metavar="FILE|NAME|-…", shell_complete=complete_query)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print."
)
def lint_query(names: tuple[str, ...], *, form: str) -> int:
    """Find slips in queries: terms that the ontology lacks, patterns that nothing joins, a missing LIMIT.

    A query is a file, a name of the catalogue, or standard input. The exit code is 1 if anything is found.

    \b
    Examples:
      chippolitik lint-query mine.rq
      echo 'SELECT ?x { ?x a chip:Ordre }' | chippolitik lint-query -
    """
    from chippolitik.query.lint import lint_query as slips_of  # noqa: PLC0415 - keeps --help fast

    found = [(name, slip) for name in names for text, limit in [_text(name)] for slip in slips_of(text, limit=limit)]
    if form == "json":
        rows = [
            {"query": name, "line": slip.line or None, "code": slip.code, "message": slip.message, "hint": slip.hint}
            for name, slip in found
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for name, slip in found:
            place = f"{name}:{slip.line}" if slip.line else name
            click.echo(f"{place}: {slip.code}: {slip.message}\n  hint: {slip.hint}")
    click.echo(f"{counted(len(found), 'slip')} in {counted(len(names), 'query', 'queries')}", err=True)
    return 1 if found else 0


def _text(name: str) -> tuple[str, bool]:
    """Return the text of a query, and whether it must say LIMIT: those of the catalogue are bounded otherwise."""
    from chippolitik.query import find_query  # noqa: PLC0415 - keeps --help fast
    from chippolitik.query.own import read_own  # noqa: PLC0415 - as above

    if name == "-":
        return read_own(sys.stdin.buffer.read(), "standard input").text, True
    path = Path(name)
    if path.suffix in {".rq", ".sparql"} or len(path.parts) > 1 or path.is_file():
        try:
            return read_own(path.read_bytes(), name).text, True
        except OSError as error:
            raise InputError(f"cannot be read: {error.strerror}", "check the name of the file", file=name) from error
    return find_query(name).text, False
