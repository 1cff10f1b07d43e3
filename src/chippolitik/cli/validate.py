"""``validate``: what is wrong with RDF files or with the graphs of the store."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chippolitik.cli.context import Context, pass_context
from chippolitik.cli.findings import FORM_NAMES, SEVERITIES, Choice, counts_line, print_findings, print_summary

if TYPE_CHECKING:
    from chippolitik.validation import Finding
    from chippolitik.validation.users import UsersShapes

__all__ = ["validate"]


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--store-graphs", is_flag=True, help="Validate the graphs of the store instead of files.")
@click.option(
    "--against-store", is_flag=True, help="Judge the files as if they were loaded: with what the store has around them."
)
@click.option("--shapes", type=click.Path(path_type=Path), help="Folder or file with shapes of your own, beside ours.")
@click.option(
    "--format", "form", type=click.Choice(FORM_NAMES), default="text", show_default=True, help="How to print."
)
@click.option(
    "--severity", type=click.Choice(SEVERITIES), default="info", show_default=True, help="Leave out what weighs less."
)
@click.option(
    "--shape",
    "only",
    multiple=True,
    metavar="SHAPE",
    help="Only findings of this shape, by IRI, name or id of the constraint; may be repeated.",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="What one shape of your own may take; it is given up then, and told.",
)
@click.option("--limit", type=click.IntRange(min=0), help="Print at most so many findings.")
@click.option("--summary", is_flag=True, help="Print how often each shape found something, not the findings.")
@click.option(
    "--lang", "language", type=click.Choice(["en", "de"]), default="en", show_default=True, help="Of messages."
)
@pass_context
def validate(
    context: Context,
    *,
    files: tuple[Path, ...],
    store_graphs: bool,
    against_store: bool,
    shapes: Path | None,
    form: str,
    severity: str,
    only: tuple[str, ...],
    time_limit: float,
    limit: int | None,
    summary: bool,
    language: str,
) -> None:
    """Check RDF files against the shapes and the ontology.

    Several files are judged as one graph. Exit code 1 says that there is a violation, printed or not, 3 that a file
    cannot be read. Shapes of your own are judged too: what is wrong with them is a finding.

    \b
    Examples:
      chippolitik validate claims.ttl
      chippolitik validate claims.nq --severity violation --lang de
      chippolitik validate data.ttl --shapes my-shapes/ --format sarif > findings.sarif
      chippolitik validate data.ttl --shape Order-buyer --limit 10
      chippolitik validate data.ttl --format html > findings.html
      chippolitik validate --store-graphs --summary
      chippolitik validate firms.ttl --against-store --shapes my-shapes/
    """
    if bool(files) == store_graphs:
        raise click.UsageError("give files, or --store-graphs")
    if against_store and store_graphs:
        raise click.UsageError("--against-store judges files, --store-graphs has none")
    choice = Choice(form, severity, only, limit, language)
    articles: dict[str, str] = {}
    with _opened(shapes, time_limit) as users:
        if store_graphs:
            found, articles = _of_store(context, users)
        else:
            found = _against_store(context, files, users) if against_store else _of_files(files, users)
    wanted = choice.of(found, _shape_names(users))
    if summary:
        print_summary(wanted, choice)
    else:
        print_findings(wanted, choice, articles)
    click.echo(counts_line(found), err=True)
    click.get_current_context().exit(1 if any(f.severity.value == SEVERITIES[0] for f in found) else 0)


@contextlib.contextmanager
def _opened(shapes: Path | None, seconds: float) -> Iterator[UsersShapes | None]:
    """Read the shapes of the user, if there are any, and end what applies them afterwards."""
    if shapes is None:
        yield None
        return
    from chippolitik.validation.bounded import Limits  # noqa: PLC0415 - keeps --help fast
    from chippolitik.validation.users import UsersShapes  # noqa: PLC0415 - as above

    with UsersShapes(shapes, Limits(seconds=seconds)) as users:
        yield users


def _of_files(files: tuple[Path, ...], users: UsersShapes | None) -> list[Finding]:
    """Return the findings with their places in the files."""
    from pyoxigraph import Quad  # noqa: PLC0415 - keeps --help fast

    from chippolitik.graph import MemoryView  # noqa: PLC0415 - as above
    from chippolitik.validation.big_files import are_big, validate_files  # noqa: PLC0415 - as above
    from chippolitik.validation.finding import in_order  # noqa: PLC0415 - as above
    from chippolitik.validation.hazards import hazards  # noqa: PLC0415 - as above
    from chippolitik.validation.places import with_places  # noqa: PLC0415 - as above
    from chippolitik.validation.quality import quality_findings  # noqa: PLC0415 - as above
    from chippolitik.validation.reading import read_sources  # noqa: PLC0415 - as above
    from chippolitik.validation.whole import validate_graph  # noqa: PLC0415 - as above

    if are_big(files):
        return _with_mends(validate_files(files, users), users)
    sources = read_sources(files)
    triples = [triple for source in sources for triple in source.triples]
    found = [*validate_graph(triples, shapes=users), *hazards(triples)]
    found += quality_findings(MemoryView(Quad(*triple) for triple in triples))
    if users:
        found += users.faults(triples)
        sources += users.sources()
    return _with_mends(with_places(in_order(found), sources), users)


def _against_store(context: Context, files: tuple[Path, ...], users: UsersShapes | None) -> list[Finding]:
    """Return what the files would break if they were loaded, with places; say which shapes had to run in full."""
    from chippolitik.cli.opening import open_reader  # noqa: PLC0415 - keeps --help fast
    from chippolitik.validation.against import validate_against  # noqa: PLC0415 - as above
    from chippolitik.validation.finding import in_order  # noqa: PLC0415 - as above
    from chippolitik.validation.hazards import hazards  # noqa: PLC0415 - as above
    from chippolitik.validation.places import with_places  # noqa: PLC0415 - as above
    from chippolitik.validation.reading import read_sources  # noqa: PLC0415 - as above
    from chippolitik.validation.wording import short  # noqa: PLC0415 - as above

    sources = read_sources(files)
    triples = [triple for source in sources for triple in source.triples]
    with open_reader(context.settings) as store:
        path, limits = (users.path, users.limits) if users else (None, None)
        result = validate_against(store, triples, shapes=path, limits=limits)
    for shape, reason in result.in_full:
        click.echo(f"{short(shape)} ran over the whole store: {reason}", err=True)
    found = [*result.findings, *result.spanning, *hazards(triples)]
    if users:
        found += users.faults()
        sources += users.sources()
    return _with_mends(with_places(in_order(found), sources), users)


def _of_store(context: Context, users: UsersShapes | None) -> tuple[list[Finding], dict[str, str]]:
    """Return the findings, and the names of the articles."""
    from chippolitik.cli.opening import open_reader  # noqa: PLC0415 - keeps --help fast
    from chippolitik.store.standing import standing_findings  # noqa: PLC0415 - as above
    from chippolitik.validation.finding import in_order  # noqa: PLC0415 - as above
    from chippolitik.validation.places import with_places  # noqa: PLC0415 - as above
    from chippolitik.validation.whole import validate_view  # noqa: PLC0415 - as above

    with open_reader(context.settings) as store:
        found = list(validate_view(store, shapes=users)) if users else _in_parts(context)
        found += standing_findings(store)
        names = {entry.id: entry.name for entry in store.entries()}
    if users:
        found += with_places(users.faults(), users.sources())
    return _with_mends(in_order(found), users), names


def _in_parts(context: Context) -> list[Finding]:
    """Return what our shapes find in the store, on all cores, with a bar on a terminal."""
    from functools import partial  # noqa: PLC0415 - keeps --help fast

    from rich.console import Console  # noqa: PLC0415 - as above
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn  # noqa: PLC0415 - as above

    from chippolitik.cli.opening import open_reader  # noqa: PLC0415 - as above
    from chippolitik.validation.bulk import validate_in_parts  # noqa: PLC0415 - as above

    console = Console(stderr=True)
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("graphs", total=None)
        return validate_in_parts(
            partial(open_reader, context.settings),
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )


def _with_mends(findings: list[Finding], users: UsersShapes | None) -> list[Finding]:
    from chippolitik.validation.mending import with_mends  # noqa: PLC0415 - keeps --help fast
    from chippolitik.validation.shapes import own_shapes  # noqa: PLC0415 - as above

    return with_mends(findings, [*own_shapes().triples, *(users.shapes.triples if users else ())])


def _shape_names(users: UsersShapes | None) -> set[str]:
    """Return the IRIs of all shapes and the ids of their constraints."""
    from chippolitik.validation.quality import quality_checks  # noqa: PLC0415 - keeps --help fast
    from chippolitik.validation.shapes import own_shapes  # noqa: PLC0415 - as above

    notes = dict(own_shapes().notes) | dict(users.shapes.notes if users else {})
    checks = quality_checks()
    iris = {*notes, *(note.owner for note in notes.values()), *(check.iri for check in checks)}
    return iris | {note.constraint for note in notes.values()} | {check.constraint for check in checks} - {""}
