"""What an ingest says: to people on stderr, to programs as one row, and on a terminal while it runs."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from chippolitik.cli.source_options import report_notice, report_problem
from chippolitik.cli.words import counted
from chippolitik.corpus import Notice, Problem
from chippolitik.namespaces import SHAPES

if TYPE_CHECKING:
    from chippolitik.pipeline.outcome import Ingested, Outcome, Summary
    from chippolitik.store import Quarantined

__all__ = ["Report", "so_far"]

_SHOWN = 3  # quarantined claims that the summary shows
_WIDTH = 90  # characters of a quote


class Report:
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
        if summary.copies:
            lines.append(f"copies of other articles, in whole or in part: {summary.copies:,}; recorded in the ledger")
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
        "copy_of": outcome.copy_of,
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


def so_far(summary: Summary) -> str:
    """Return how far a run is, in words."""
    counts = summary.counts
    return f"{summary.articles:,} articles, {counts.accepted:,} claims in, {counts.quarantined:,} kept apart"
