"""``export``: what the store holds in a standard syntax, or its claims as a table."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from chippolitik.cli.context import Context, pass_context
from chippolitik.cli.opening import open_reader
from chippolitik.cli.words import counted
from chippolitik.errors import UsageError

if TYPE_CHECKING:
    from chippolitik.store import Store

__all__ = ["export"]

_ROWS = ("jsonl", "csv")
_CLAIMS_ONLY = (*_ROWS, "parquet", "webanno")


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["nq", "trig", "ttl", "nt", "jsonld", *_CLAIMS_ONLY]),
    default="nq",
    show_default=True,
    help="RDF syntax; jsonl, csv and parquet hold the flat claims, webanno one Web Annotation a line.",
)
@click.option("--with-text", is_flag=True, help="Give the full text of articles too; mind their rights.")
@click.option("--output", type=click.Path(path_type=Path), help="Write to this file, whole or not at all.")
@click.option("--snapshot", type=click.Path(path_type=Path), help="Write a snapshot to this new folder instead.")
@pass_context
def export(context: Context, *, form: str, with_text: bool, output: Path | None, snapshot: Path | None) -> None:
    """Write all that the store holds to standard output or a file.

    nq is sorted: one content gives one sequence of bytes. ttl and nt hold the union of all graphs. Quotes are always
    there, full texts only with --with-text. Names and times of the ledger are in no RDF. A snapshot holds all of it as
    plain files with their hashes, for 'diff' and, with texts, for 'restore'.

    \b
    Examples:
      chippolitik export --output graph.nq
      chippolitik export --format csv > claims.csv
      chippolitik export --format parquet --output claims.parquet
      chippolitik export --format webanno > annotations.jsonl
      chippolitik export --snapshot monday --with-text
    """
    if with_text and form in _CLAIMS_ONLY:
        raise UsageError(f"{form} holds claims, no articles", "leave --with-text out, or choose an RDF format")
    if snapshot is not None:
        chosen = click.get_current_context().get_parameter_source("form") is ParameterSource.COMMANDLINE
        if output is not None or chosen:
            raise UsageError("a snapshot has files and formats of its own", "leave --output and --format out")
        _snapshot(context, snapshot, with_text=with_text)
        return
    with open_reader(context.settings) as store, _target(output) as out:
        if form == "webanno":
            out.writelines(_annotations(store))
        elif form == "parquet":
            from chippolitik.cli.claim_parquet import write_parquet  # noqa: PLC0415 - needs an extra

            write_parquet(_claims(store), out)
        elif form in _ROWS:
            from chippolitik.cli.claim_rows import write_rows  # noqa: PLC0415 - keeps --help fast

            lines = io.TextIOWrapper(out, encoding="utf-8", newline="\n", write_through=True)
            write_rows(_claims(store), form, lines)
            lines.detach()
        else:
            from chippolitik.store.exporting import write_rdf  # noqa: PLC0415 - keeps --help fast

            write_rdf(store, form, out, with_text=with_text)


def _snapshot(context: Context, path: Path, *, with_text: bool) -> None:
    from chippolitik.store import open_store  # noqa: PLC0415 - keeps --help fast
    from chippolitik.store.snapshot import write_snapshot  # noqa: PLC0415 - as above

    with open_store(context.settings.store) as store:
        write_snapshot(store, path, with_text=with_text)
        articles = sum(entry.kind == "article" for entry in store.entries())
    texts = "with texts" if with_text else "without texts, so it can be compared but not restored"
    click.echo(f"snapshot of {counted(articles, 'article')} in {path}, {texts}", err=True)


def _claims(store: Store) -> Iterator[dict[str, Any]]:
    from chippolitik.graph import claims_of  # noqa: PLC0415 - keeps --help fast
    from chippolitik.model import claim_to_flat  # noqa: PLC0415 - as above
    from chippolitik.namespaces import claim_iri  # noqa: PLC0415 - as above

    for entry in store.entries():
        if entry.kind == "article":
            article = entry.id
            for claim in claims_of(store, article):
                yield claim_to_flat(claim, article=entry.name, iri=lambda digest: claim_iri(article, digest))  # noqa: B023 - called at once


def _annotations(store: Store) -> Iterator[bytes]:
    from chippolitik.graph.web_annotation import annotations_of  # noqa: PLC0415 - keeps --help fast

    for entry in store.entries():
        if entry.kind == "article":
            for annotation in annotations_of(store, entry.id):
                yield json.dumps(annotation, ensure_ascii=False).encode() + b"\n"


@contextmanager
def _target(output: Path | None) -> Iterator[IO[bytes]]:
    """Give standard output, or a file that appears only when it is whole."""
    if output is None:
        yield sys.stdout.buffer
        return
    from chippolitik.store.files import disk_errors, whole_file  # noqa: PLC0415 - keeps --help fast

    with disk_errors(output), whole_file(output) as file:
        yield file
