"""``extract``: the claims of articles on standard output; no gate, no store."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click
from click.core import ParameterSource

from chippolitik.cli.claim_rows import ROW_FORMATS, write_rows
from chippolitik.cli.context import Context, pass_context
from chippolitik.cli.source_options import claims_option, defaults_from, report_notice, report_problem, source_options
from chippolitik.cli.words import counted
from chippolitik.corpus import Notice, Problem, Read, read_sources
from chippolitik.errors import UsageError
from chippolitik.model import PartialDate
from chippolitik.namespaces import CHIP, ID, VOCAB

if TYPE_CHECKING:
    from chippolitik.pipeline.extracting import Extracted
    from chippolitik.pipeline.tracing import Traced

__all__ = ["extract"]

Article = TypeVar("Article", "Extracted", "Traced")
_RDF_FORMATS = ("ttl", "nq", "trig")
_PREFIXES = {
    "chip": CHIP,
    "id": ID,
    "vocab": VOCAB,
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@click.command()
@source_options
@claims_option
@click.option(
    "--format",
    "form",
    type=click.Choice([*ROW_FORMATS, *_RDF_FORMATS]),
    default="jsonl",
    show_default=True,
    help="Rows of the flat claim table, or RDF.",
)
@click.option(
    "--trace",
    is_flag=True,
    help="Tell for each sentence what was seen and why each frame fired or not; as text, or with --format jsonl.",
)
@pass_context
def extract(
    context: Context,
    *,
    sources: tuple[str, ...],
    published: PartialDate | None,
    publisher: str | None,
    language: str | None,
    pages: str,
    network: bool,
    claims_file: Path | None,
    form: str,
    trace: bool,
) -> None:
    """Print the claims of articles, each with its quote.

    SOURCE is a txt, md, html or jsonl file, a folder, or - for standard input. Nothing is judged and nothing is
    stored; "ingest" does both. Exit code 3 says that some source could not be read.

    \b
    Examples:
      chippolitik extract article.txt
      chippolitik extract articles/ --format csv > claims.csv
      cat article.html | chippolitik extract - --published 2024-09-30 --format table
      chippolitik extract article.txt --trace
    """
    written = _trace_form(form, claims_file) if trace else ""
    defaults = defaults_from(
        published=published,
        publisher=publisher,
        language=language,
        max_chars=context.settings.max_article_chars,
        pages=pages,
        network=network,
    )
    run = _Run()
    if written:
        _write_traces(run, read_sources(sources, defaults), written)
        return
    articles = run.articles(_claims(read_sources(sources, defaults), claims_file))
    if form in ROW_FORMATS:
        write_rows((row for article in articles for row in article.rows()), form, sys.stdout)
    else:
        _write_rdf(articles, form)
    sys.stdout.flush()
    click.echo(run.summary(), err=True)
    click.get_current_context().exit(3 if run.unreadable else 0)


def _claims(sources: Iterable[Read], claims_file: Path | None) -> Iterator[Extracted | Problem | Notice]:
    from chippolitik.pipeline import parts  # noqa: PLC0415 - keeps --help fast
    from chippolitik.pipeline.extracting import extract as extract_claims  # noqa: PLC0415 - as above

    if claims_file is not None:
        return extract_claims(sources, extractor=None, given=parts.given_claims(claims_file))
    return extract_claims(sources, extractor=parts.frames())


def _trace_form(form: str, claims_file: Path | None) -> str:
    """Return how to write a trace: as text unless another format was asked for."""
    if claims_file is not None:
        raise UsageError("--trace and --claims go not together", "claims made elsewhere have no trace")
    if click.get_current_context().get_parameter_source("form") is not ParameterSource.COMMANDLINE:
        return "text"
    if form != "jsonl":
        raise UsageError(f"a trace has no format {form}", "leave --format out, or say --format jsonl")
    return form


def _write_traces(run: _Run, sources: Iterable[Read], form: str) -> None:
    from chippolitik.cli.tracing import trace_json, trace_lines  # noqa: PLC0415 - keeps --help fast
    from chippolitik.pipeline import parts  # noqa: PLC0415 - as above
    from chippolitik.pipeline.tracing import Tracer  # noqa: PLC0415 - as above

    for article in run.articles(Tracer(parts.tables(), parts.lexicon()).traces(sources)):
        for line in trace_lines(article, heading=True) if form == "text" else trace_json(article):
            click.echo(line)
    click.echo(run.summary(), err=True)
    click.get_current_context().exit(3 if run.unreadable else 0)


def _write_rdf(articles: Iterable[Extracted], form: str) -> None:
    from pyoxigraph import RdfFormat, serialize  # noqa: PLC0415 - rows need no RDF library

    from chippolitik.graph import nquads  # noqa: PLC0415 - as above

    out = sys.stdout.buffer
    if form == "nq":
        out.writelines(nquads(article.quads()) for article in articles)
        return
    quads = [quad for article in articles for quad in article.quads()]
    if form == "ttl":
        serialize([quad.triple for quad in quads], out, RdfFormat.TURTLE, prefixes=_PREFIXES)
    else:
        serialize(quads, out, RdfFormat.TRIG, prefixes=_PREFIXES)


class _Run:
    """Counts what goes by, and reports what could not be read."""

    def __init__(self) -> None:
        self.read = self.claims = self.unreadable = 0

    def articles(self, items: Iterable[Article | Problem | Notice]) -> Iterator[Article]:
        """Yield the articles."""
        for item in items:
            if isinstance(item, Notice):
                report_notice(item)
            elif isinstance(item, Problem):
                report_problem(item)
                self.unreadable += 1
            else:
                self.read += 1
                self.claims += len(item.claims)
                yield item

    def summary(self) -> str:
        """Return the line that ends the run."""
        words = [counted(self.read, "article"), counted(self.claims, "claim")]
        return ", ".join([*words, f"{self.unreadable:,} unreadable"] if self.unreadable else words)
