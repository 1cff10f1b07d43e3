"""Findings counted by shape, and as Markdown for a pull request or a note."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chippolitik.validation.finding import Finding, Severity
from chippolitik.validation.wording import Style, clean, cut, place_text, severity_word, short, word

__all__ = ["ShapeCount", "by_shape", "markdown", "summary_text"]


@dataclass(frozen=True, slots=True)
class ShapeCount:
    """How often a shape found something.

    Attributes:
        severity: How much its findings weigh.
        shape: Its IRI.
        constraint: Id of the constraint, or empty.
        count: Number of findings.
        first: One of them, the first in order.
    """

    severity: Severity
    shape: str
    constraint: str
    count: int
    first: Finding


def by_shape(findings: Iterable[Finding]) -> list[ShapeCount]:
    """Count findings by shape and severity: the gravest first, then the most frequent, then by name."""
    counts: Counter[tuple[Severity, str]] = Counter()
    first: dict[tuple[Severity, str], Finding] = {}
    for finding in findings:
        key = (finding.severity, finding.shape)
        counts[key] += 1
        first.setdefault(key, finding)
    rows = [ShapeCount(key[0], key[1], first[key].constraint, n, first[key]) for key, n in counts.items()]
    return sorted(rows, key=lambda row: (row.severity.rank, -row.count, row.shape))


def summary_text(findings: Iterable[Finding], language: str = "en") -> str:
    """Return the counts by shape as aligned lines, without a newline at the end."""
    rows = [
        (f"{row.count:,}", severity_word(row.severity, language), row.constraint, short(row.shape))
        for row in by_shape(findings)
    ]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    return "\n".join(
        clean(f"{count:>{widths[0]}}  {severity:<{widths[1]}}  {constraint:<{widths[2]}}  {shape}".rstrip())
        for count, severity, constraint, shape in rows
    )


def markdown(findings: Sequence[Finding], style: Style) -> str:
    """Return a heading, the counts by shape, and a table of the findings; data cannot break out of their cells."""
    language = style.language
    lines = [f"# {word('Findings of validation', language)}", ""]
    if not findings:
        return "\n".join([*lines, word("No findings.", language)])
    heads = [word("findings", language), "", "", word("shape", language)]
    lines += _table(
        heads,
        (
            [f"{r.count:,}", severity_word(r.severity, language), r.constraint, short(r.shape)]
            for r in by_shape(findings)
        ),
    )
    names = ("finding", "at", "path", "value", "quote", "file", "mend")
    lines += ["", *_table(["", *(word(name, language) for name in names)], (_cells(f, style) for f in findings))]
    if style.total > len(findings):
        lines += ["", f"{word('Only the first are shown; there are in all', language)} {style.total:,}."]
    return "\n".join(lines)


def _cells(finding: Finding, style: Style) -> list[str]:
    language = style.language
    return [
        f"{severity_word(finding.severity, language)} {finding.constraint}".strip(),
        finding.message(language),
        short(finding.focus),
        short(finding.path),
        "" if finding.value == finding.focus else cut(short(finding.value)),
        cut(finding.quote),
        place_text(finding, language),
        finding.mend(language),
    ]


def _table(heads: list[str], rows: Iterable[list[str]]) -> list[str]:
    line = "| " + " | ".join(heads) + " |"
    rule = "|" + " --- |" * len(heads)
    return [line, rule, *("| " + " | ".join(_escaped(cell) for cell in row) + " |" for row in rows)]


def _escaped(text: str) -> str:
    """Escape what Markdown and HTML would obey."""
    return re.sub(r"([\\`*_{}\[\]<>|#])", r"\\\1", clean(text)).replace("&", "&amp;")
