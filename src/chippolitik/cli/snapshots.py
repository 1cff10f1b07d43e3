"""``diff``: what differs between two stores or snapshots. ``restore``: a store from a snapshot."""

from __future__ import annotations

import json
from pathlib import Path

import click

from chippolitik.cli.context import Context, pass_context
from chippolitik.cli.words import counted

__all__ = ["diff", "restore"]


@click.command()
@click.argument("old", type=click.Path(path_type=Path), metavar="A")
@click.argument("new", type=click.Path(path_type=Path), metavar="B")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print."
)
def diff(old: Path, new: Path, form: str) -> None:
    """Compare the claims of two stores or snapshots: what B has that A has not, and the other way round.

    A claim of the same kind about the same things counts as changed, with what changed in it.

    \b
    Examples:
      chippolitik diff snapshots/monday .chippolitik
      chippolitik diff monday tuesday --format json
    """
    from chippolitik.cli.differences import difference_lines  # noqa: PLC0415 - keeps --help fast
    from chippolitik.store.difference import compare  # noqa: PLC0415 - as above
    from chippolitik.store.restoring import open_any  # noqa: PLC0415 - as above

    with open_any(old) as before, open_any(new) as after:
        found = list(compare(before, after))
        news = before.manifest.differences(after.manifest)
    if form == "json":
        click.echo(json.dumps([difference.row() for difference in found], ensure_ascii=False, indent=2))
    else:
        for difference in found:
            click.echo("\n".join(difference_lines(difference)))
    for line in news:
        click.echo(line, err=True)
    sums = {name: sum(len(getattr(one, name)) for one in found) for name in ("added", "removed", "changed")}
    claims = ", ".join(f"{number:,} {name}" for name, number in sums.items())
    click.echo(f"{counted(len(found), 'different article')}; claims: {claims}", err=True)


@click.command()
@click.argument("snapshot", type=click.Path(path_type=Path))
@pass_context
def restore(context: Context, *, snapshot: Path) -> None:
    """Make a store of a snapshot that was written with --with-text; its files are checked against their hashes.

    \b
    Example:
      chippolitik --store restored restore snapshots/monday
    """
    from chippolitik.pipeline.versions import manifest  # noqa: PLC0415 - keeps --help fast
    from chippolitik.store.restoring import restore as make_of  # noqa: PLC0415 - as above
    from chippolitik.store.snapshot import read_snapshot  # noqa: PLC0415 - as above

    kept = read_snapshot(snapshot)
    make_of(kept, context.settings.store)
    click.echo(f"restored {snapshot} to {context.settings.store}", err=True)
    if news := kept.manifest.differences(manifest()):
        for line in news:
            click.echo(line, err=True)
        click.echo("hint: run 'chippolitik rebuild' before the next ingest", err=True)
