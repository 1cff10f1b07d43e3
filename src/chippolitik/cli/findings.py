"""What commands do with findings: choose among them, and print them in one of the formats."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from chippolitik.cli.words import counted, did_you_mean
from chippolitik.errors import UsageError
from chippolitik.namespaces import SHAPES

if TYPE_CHECKING:
    from chippolitik.validation import Finding

__all__ = ["FORM_NAMES", "SEVERITIES", "Choice", "counts_line", "print_findings", "print_summary"]

FORM_NAMES = ("text", "json", "jsonl", "sarif", "github", "ttl", "turtle", "md", "markdown", "html")
SEVERITIES = ("violation", "warning", "info")


@dataclass(frozen=True, slots=True)
class Choice:
    """Which findings are printed, and how.

    Attributes:
        form: One of ``FORM_NAMES``.
        severity: The lightest that is printed.
        shapes: Only findings of these shapes: IRIs, names, or ids of constraints; all if empty.
        limit: Print at most so many; None for all.
        language: ``en`` or ``de``.
    """

    form: str = "text"
    severity: str = "info"
    shapes: tuple[str, ...] = ()
    limit: int | None = None
    language: str = "en"

    def of(self, findings: Iterable[Finding], known: Iterable[str] = ()) -> list[Finding]:
        """Return the findings that are wanted, before the limit.

        Args:
            findings: All findings.
            known: IRIs of all shapes and ids of constraints; a name that is none of them is mistyped.

        Raises:
            UsageError: There is no such shape.
        """
        given = list(findings)
        names = {name for iri in known for name in _names(iri)}
        names |= {name for f in given for iri in (f.shape, f.node_shape) for name in _names(iri)}
        names |= {f.constraint for f in given if f.constraint}
        for wanted in self.shapes:
            if wanted not in names:
                raise UsageError(f"no shape {wanted!r}{did_you_mean(wanted, names)}", "give its IRI or its name")
        return [
            finding
            for finding in given
            if SEVERITIES.index(finding.severity.value) <= SEVERITIES.index(self.severity)
            and (not self.shapes or _is_of(finding, set(self.shapes)))
        ]


def print_findings(findings: list[Finding], choice: Choice, articles: Mapping[str, str] | None = None) -> None:
    """Print findings on stdout, and on stderr how many are left out by the limit."""
    from chippolitik.validation.report import render  # noqa: PLC0415 - keeps --help fast

    shown = findings if choice.limit is None else findings[: choice.limit]
    if text := render(shown, choice.form, language=choice.language, articles=articles, total=len(findings)):
        click.echo(text)
    if len(shown) < len(findings):
        click.echo(f"{counted(len(findings) - len(shown), 'finding')} not shown, see --limit", err=True)


def print_summary(findings: list[Finding], choice: Choice) -> None:
    """Print how often each shape found something.

    Raises:
        UsageError: The format is not for counts.
    """
    from chippolitik.validation.report_table import by_shape, summary_text  # noqa: PLC0415 - keeps --help fast

    if choice.form not in {"text", "json", "jsonl"}:
        raise UsageError(f"--summary has no format {choice.form!r}", "choose text, json or jsonl")
    rows = [
        {"severity": r.severity.value, "shape": r.shape, "constraint": r.constraint, "count": r.count}
        for r in by_shape(findings)
    ]
    if choice.form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif choice.form == "jsonl":
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
    elif rows:
        click.echo(summary_text(findings, choice.language))


def counts_line(findings: Iterable[Finding]) -> str:
    """Return the number of findings by severity."""
    counts = Counter(finding.severity.value for finding in findings)
    return ", ".join(counted(counts[name], name) for name in SEVERITIES)


def _names(iri: str) -> tuple[str, ...]:
    return (iri, iri.removeprefix(SHAPES), f"shapes:{iri.removeprefix(SHAPES)}") if iri else ()


def _is_of(finding: Finding, wanted: set[str]) -> bool:
    names = {finding.constraint, *_names(finding.shape), *_names(finding.node_shape)}
    if finding.shape.startswith(f"{SHAPES}check/"):  # a fault of a shape is at the shape
        names |= {*_names(finding.focus)}
    return bool(names & wanted)
