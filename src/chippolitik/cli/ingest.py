"""``ingest``: articles into the store, through extraction and the gate."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from chippolitik.cli.context import Context, pass_context
from chippolitik.cli.source_options import (
    claims_option,
    defaults_from,
    report_notice,
    report_problem,
    source_options,
)
from chippolitik.cli.words import counted
from chippolitik.corpus import Notice, Problem, Read, read_sources
from chippolitik.errors import StoreError
from chippolitik.model import PartialDate
from chippolitik.namespaces import SHAPES

if TYPE_CHECKING:
    from chippolitik.pipeline.outcome import Ingested, Outcome, Summary
    from chippolitik.store import Quarantined, Writer

__all__ = ["ingest"]

_SHOWN = 3  # quarantined claims that the summary shows
_WIDTH = 90  # characters of a quote


@click.command()
@source_options
@claims_option
@click.option("--key", help="What a later version of the one article is known by; its URL or path by default.")
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Number of worker processes.")
@click.option("--dry-run", is_flag=True, help="Do everything but write to the store.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="json prints what became of each source on stdout as well.",
)
@pass_context
def ingest(
    context: Context,
    *,
    sources: tuple[str, ...],
    published: PartialDate | None,
    publisher: str | None,
    language: str | None,
    claims_file: Path | None,
    key: str | None,
    jobs: int,
    dry_run: bool,
    form: str,
) -> None:
    """Bring articles into the store: extract their claims, check each one, keep what passes.

    SOURCE is a txt, md, html or jsonl file, a folder, or - for standard input. What fails is kept apart in quarantine
    with the reason. A text file may begin with "Date: 2024-09-30", "Source: Reuters" and an empty line. Another text
    under the same key takes the place of the old one. Exit code 3 says that some source could not be read.

    \b
    Examples:
      chippolitik ingest articles/
      chippolitik ingest article.txt --published 2024-09-30 --source Reuters
      chippolitik ingest articles/ --claims annotated.jsonl
      chippolitik ingest news.jsonl --jobs 4 --dry-run
    """
    defaults = defaults_from(
        published=published,
        publisher=publisher,
        language=language,
        max_chars=context.settings.max_article_chars,
        key=key,
    )
    report = _Report()
    try:
        with _store(context.settings.store, dry_run=dry_run) as store, _progress() as advance:
            for outcome in _outcomes(read_sources(sources, defaults), store, claims_file, jobs):
                report.add(outcome)
                advance(report.summary)
    except (KeyboardInterrupt, StoreError):
        if report.summary.articles or report.summary.unreadable:
            report.print(dry_run=dry_run)  # what was done until then is in the store
        raise
    if form == "json":
        click.echo(json.dumps(report.row(), ensure_ascii=False, indent=2))
    report.print(dry_run=dry_run)
    click.get_current_context().exit(3 if report.summary.unreadable else 0)


def _store(folder: Path, *, dry_run: bool) -> Writer:
    """Open the store for writing, or one in memory that is forgotten."""
    from chippolitik.pipeline.foundation import foundation  # noqa: PLC0415 - keeps --help fast
    from chippolitik.pipeline.versions import manifest  # noqa: PLC0415 - as above
    from chippolitik.store import memory_writer, open_writer  # noqa: PLC0415 - as above

    return memory_writer(manifest()) if dry_run else open_writer(folder, manifest(), foundation())


def _outcomes(sources: Iterable[Read], store: Writer, claims_file: Path | None, jobs: int) -> Iterator[Outcome]:
    from chippolitik.pipeline.ingesting import ingest as ingest_articles  # noqa: PLC0415 - keeps --help fast
    from chippolitik.pipeline.parts import FRAMES, given_claims  # noqa: PLC0415 - as above

    given = given_claims(claims_file) if claims_file else None
    return ingest_articles(sources, store, extractor=FRAMES, given=given, jobs=jobs)


class _Report:
    """Collects what a run did, for people and for programs."""

    def __init__(self) -> None:
        from chippolitik.pipeline.outcome import Summary  # noqa: PLC0415 - keeps --help fast

        self.summary = Summary()
        self._articles: list[dict[str, Any]] = []
        self._problems: list[dict[str, Any]] = []
        self._quarantined: list[tuple[str, Quarantined]] = []

    def add(self, outcome: Outcome) -> None:
        """Count an outcome; say at once what could not be read."""
        self.summary.add(outcome)
        if isinstance(outcome, Notice):
            report_notice(outcome)
        elif isinstance(outcome, Problem):
            report_problem(outcome)
            error = outcome.error
            self._problems.append(
                {"place": error.file, "line": error.line, "message": error.message, "hint": error.hint}
            )
        else:
            self._articles.append(_article_row(outcome))
            self._quarantined += [(outcome.name, claim) for claim in outcome.quarantined]

    def row(self) -> dict[str, Any]:
        """Return all of it, JSON-ready."""
        return {"summary": self.summary.row(), "articles": self._articles, "problems": self._problems}

    def print(self, *, dry_run: bool) -> None:
        """Print the summary on stderr."""
        summary = self.summary
        counts, number = summary.counts, summary.changes
        changes = [f"{n:,} {change.value}" for change, n in number.items() if n]
        made = f"{counts.accepted:,} accepted + {counts.quarantined:,} quarantined + {counts.duplicate:,} duplicate"
        lines = [
            f"{counted(summary.articles, 'article')}{': ' if changes else ''}{', '.join(changes)}",
            f"{counted(counts.offered, 'claim')} offered = {made}",
        ]
        if summary.replaced:
            lines.append(f"replaced: {counted(summary.replaced, 'older article')} under the same key")
        if summary.unreadable:
            lines.append(f"unreadable: {summary.unreadable:,}, see above")
        if dry_run:
            lines.append("dry run: nothing was stored")
        click.echo("\n".join([*lines, *self._refused()]), err=True)

    def _refused(self) -> Iterator[str]:
        """Yield lines about the first quarantined claims, and where to see the others."""
        for name, claim in self._quarantined[:_SHOWN]:
            reason = claim.reasons[0]
            shape = reason.shape.removeprefix(SHAPES)
            yield f"  {name}: {claim.claim.kind} “{_short(claim.claim.evidence.quote)}”"
            yield f"    {shape}: {reason.message}"
        if len(self._quarantined) > _SHOWN:
            yield f"  and {len(self._quarantined) - _SHOWN:,} more"
        if self._quarantined:
            yield "  hint: chippolitik quarantine list"


def _article_row(outcome: Ingested) -> dict[str, Any]:
    return {
        "article": outcome.article,
        "name": outcome.name,
        "change": outcome.change.value,
        "replaced": list(outcome.replaced),
        **dataclasses.asdict(outcome.counts),
        "reasons": [
            {"claim": claim.iri, "quote": claim.claim.evidence.quote, "shape": reason.shape, "message": reason.message}
            for claim in outcome.quarantined
            for reason in claim.reasons
        ],
    }


def _short(quote: str) -> str:
    """Return a quote in one line of bounded length."""
    words = " ".join(quote.split())
    return words if len(words) <= _WIDTH else words[: _WIDTH - 1].rstrip() + "…"


@contextmanager
def _progress() -> Iterator[Callable[[Summary], None]]:
    """Show how far the run is, on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415 - slow to import, and only a terminal needs it

    with Console(stderr=True).status("reading") as status:

        def show(summary: Summary) -> None:
            counts = summary.counts
            status.update(
                f"{summary.articles:,} articles, {counts.accepted:,} claims in, {counts.quarantined:,} kept apart"
            )

        yield show
