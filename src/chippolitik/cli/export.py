"""``export``: what the store holds in a standard syntax, as tables, or in the forms of other communities."""

from __future__ import annotations

from pathlib import Path

import click
from click.core import ParameterSource

from chippolitik.cli.context import Context, pass_context
from chippolitik.cli.selection_options import Filters, selection_options
from chippolitik.cli.words import counted
from chippolitik.errors import UsageError

__all__ = ["export"]

_RDF = ("nq", "trig", "ttl", "nt", "jsonld")
_TABLES = ("jsonl", "csv", "parquet", "webanno")
_STREAMS = ("graphml", "ftm", "stix")
_FOLDERS = ("neo4j", "neptune", "ladybug", "kgx", "crate")
_NO_TEXT = {*_TABLES, "stix", "kgx"}


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice([*_RDF, *_TABLES, *_STREAMS, *_FOLDERS]),
    default="nq",
    show_default=True,
    help="What to write; docs/exports.md says what each holds. The last five are folders.",
)
@selection_options
@click.option("--with-text", is_flag=True, help="Give the full text of articles too; mind their rights.")
@click.option(
    "--output", type=click.Path(path_type=Path), help="Write to this file or new folder, whole or not at all."
)
@click.option("--snapshot", type=click.Path(path_type=Path), help="Write a snapshot to this new folder instead.")
@pass_context
def export(
    context: Context,
    *,
    form: str,
    as_of: str | None,
    known_at: str | None,
    kinds: tuple[str, ...],
    modalities: tuple[str, ...],
    entities: tuple[str, ...],
    hops: int,
    with_text: bool,
    output: Path | None,
    snapshot: Path | None,
) -> None:
    """Write all that the store holds, or chosen claims, to standard output, a file or a folder.

    RDF: nq (sorted: one content gives one sequence of bytes), trig, ttl, nt, jsonld. Tables of claims: jsonl, csv,
    parquet; webanno has one Web Annotation a line. Property graphs: graphml, neo4j, neptune, ladybug, kgx. For other
    communities: ftm (FollowTheMoney), stix (STIX 2.1). crate is RDF and tables with a description and hashes.

    Filters choose claims, and mean the same in each format and in 'query'. With one of them RDF holds the chosen claims
    and what the knowledge base says of the things they name. Quotes are always there, full texts only with --with-text.
    A snapshot holds all of it as plain files, for 'diff' and, with texts, for 'restore'.

    \b
    Examples:
      chippolitik export --output graph.nq
      chippolitik export --format csv --kind Order --kind Delivery > orders.csv
      chippolitik export --format graphml --entity Nvidia --hops 2 --as-of 2024-10-01 --output nvidia.graphml
      chippolitik export --format neo4j --output for-neo4j
      chippolitik export --snapshot monday --with-text
    """
    filters = Filters(as_of=as_of, known_at=known_at, kinds=kinds, modalities=modalities, entities=entities, hops=hops)
    if with_text and form in _NO_TEXT:
        raise UsageError(f"{form} holds claims, no articles", "leave --with-text out, or choose an RDF format")
    if snapshot is not None:
        chosen = click.get_current_context().get_parameter_source("form") is ParameterSource.COMMANDLINE
        if output is not None or chosen or filters != Filters():
            raise UsageError("a snapshot has files and formats of its own", "leave --output, --format and filters out")
        _snapshot(context, snapshot, with_text=with_text)
        return
    if form in _FOLDERS and output is None:
        raise UsageError(f"{form} is a folder of files", "name a new one with --output")
    from chippolitik.cli.export_writing import write_export  # noqa: PLC0415 - keeps --help fast

    write_export(context, form, filters, output, with_text=with_text)


def _snapshot(context: Context, path: Path, *, with_text: bool) -> None:
    from chippolitik.store import open_store  # noqa: PLC0415 - keeps --help fast
    from chippolitik.store.snapshot import write_snapshot  # noqa: PLC0415 - as above

    with open_store(context.settings.store) as store:
        write_snapshot(store, path, with_text=with_text)
        articles = sum(entry.kind == "article" for entry in store.entries())
    texts = "with texts" if with_text else "without texts, so it can be compared but not restored"
    click.echo(f"snapshot of {counted(articles, 'article')} in {path}, {texts}", err=True)
