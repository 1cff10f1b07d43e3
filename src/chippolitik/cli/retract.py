"""``retract``: articles and files out of the store. ``rebuild``: all articles anew, after a new version of a part."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from chippolitik.cli.context import Context, pass_context
from chippolitik.cli.progress import progress
from chippolitik.cli.words import counted, did_you_mean
from chippolitik.errors import UsageError

if TYPE_CHECKING:
    from chippolitik.pipeline.reprocessing import Rebuilt
    from chippolitik.store import Entry

__all__ = ["entries_named", "rebuild", "retract"]

_SHOWN = 5  # candidates that a message names


@click.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option("--yes", is_flag=True, help="Do not ask.")
@pass_context
def retract(context: Context, *, articles: tuple[str, ...], yes: bool) -> None:
    """Remove articles with all that came from them, as if they had never come; loaded files likewise.

    ARTICLE is the name, the key, the id or the IRI of an article or a loaded file, or the beginning of its id. All are
    removed together, or none.

    \b
    Examples:
      chippolitik retract article-1
      chippolitik retract 3f2a9c --yes
    """
    from chippolitik.store import open_writer  # noqa: PLC0415 - keeps --help fast

    with open_writer(context.settings.store) as store:
        found = entries_named(store.entries(), articles)
        for entry in found:
            click.echo(f"{entry.kind} {entry.name} ({entry.id}): {counted(entry.counts.accepted, 'claim')}", err=True)
        if not yes:
            _ask(found)
        quads = store.retract(entry.id for entry in found)
    click.echo(f"retracted {counted(len(found), 'entry', 'entries')}, {counted(quads, 'quad')} removed", err=True)


def entries_named(entries: list[Entry], words: tuple[str, ...]) -> list[Entry]:
    """Return the entries that the user names, each once.

    Raises:
        UsageError: A word names none, or several.
    """
    from chippolitik.store.lookup import find_entries  # noqa: PLC0415 - keeps --help fast

    chosen: dict[str, Entry] = {}
    for word in words:
        found = find_entries(entries, word)
        if not found:
            near = did_you_mean(word, (entry.name for entry in entries))
            raise UsageError(
                f"the store holds no article or file {word!r}{near}", "'chippolitik claims' shows articles"
            )
        if len(found) > 1:
            some = ", ".join(f"{entry.name} ({entry.id})" for entry in found[:_SHOWN])
            raise UsageError(f"{word!r} can mean {len(found)} entries: {some}", "give the id")
        chosen[found[0].id] = found[0]
    return list(chosen.values())


def _ask(found: list[Entry]) -> None:
    if not sys.stdin.isatty():
        raise UsageError("nobody is there to be asked", "say --yes")
    click.confirm(f"Remove {counted(len(found), 'entry', 'entries')} for good?", abort=True, err=True)


@click.command()
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Number of worker processes.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print what changed.",
)
@pass_context
def rebuild(context: Context, *, jobs: int, form: str) -> None:
    """Make all articles of the store anew from their texts, with the parts that are installed now.

    Run it after a new version of the extractor, the shapes, the ontology or the knowledge base, or after a change in
    judgements.jsonl. The new data take the place of the old ones at the end, all at once. Prints what changed.

    \b
    Examples:
      chippolitik rebuild
      chippolitik rebuild --jobs 2 --format json > changes.json
    """
    from chippolitik.pipeline.foundation import foundation  # noqa: PLC0415 - keeps --help fast
    from chippolitik.pipeline.reprocessing import rebuild as make_anew  # noqa: PLC0415 - as above
    from chippolitik.pipeline.versions import manifest  # noqa: PLC0415 - as above
    from chippolitik.store.rebuilding import rebuilding  # noqa: PLC0415 - as above

    done: list[Rebuilt] = []
    parts = manifest()
    with rebuilding(context.settings.store, parts, foundation()) as work, progress("reading", _made_anew) as advance:
        news = work.old.manifest.differences(parts)
        for outcome in make_anew(work, jobs=jobs):
            done.append(outcome)
            advance(len(done))
    changed = [outcome.difference for outcome in done if outcome.difference]
    if form == "json":
        click.echo(json.dumps([difference.row() for difference in changed], ensure_ascii=False, indent=2))
    else:
        from chippolitik.cli.differences import difference_lines  # noqa: PLC0415 - only for this format

        for difference in changed:
            click.echo("\n".join(difference_lines(difference)))
    for line in news:
        click.echo(line, err=True)
    held = sum(outcome.quarantined for outcome in done)
    click.echo(
        f"{counted(len(done), 'article')} made anew, {len(changed):,} changed, {held:+,} in quarantine", err=True
    )


def _made_anew(number: int) -> str:
    return f"{number:,} articles made anew"
