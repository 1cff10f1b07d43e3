"""Findings as text for people, JSON and JSON lines; the table of all formats. The others have files of their own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from chippolitik.validation.finding import Finding, Place
from chippolitik.validation.report_ci import github, sarif
from chippolitik.validation.report_page import page
from chippolitik.validation.report_table import markdown
from chippolitik.validation.shacl_report import shacl_report
from chippolitik.validation.wording import Style, clean, cut, place_text, severity_word, short, word

__all__ = ["FORMATS", "finding_row", "render"]

_LONGEST = 2000  # characters of a value in JSON; a literal can have millions


def render(
    findings: Sequence[Finding],
    form: str,
    *,
    language: str = "en",
    articles: Mapping[str, str] | None = None,
    files: Mapping[str, str] | None = None,
    total: int = 0,
) -> str:
    """Return findings as text, without a newline at the end; empty text where there is nothing to print.

    Args:
        findings: The findings, in order.
        form: One of ``FORMATS``.
        language: ``en`` or ``de``, for messages.
        articles: Id of an article → its name for people.
        files: Focus node → the file that it comes from, for findings that know no place themselves.
        total: How many findings there are in all, if some are left out.
    """
    homes = files or {}
    placed = [replace(f, place=Place(homes[f.focus])) if not f.place and f.focus in homes else f for f in findings]
    return FORMATS[form](placed, Style(language, articles or {}, total))


def finding_row(finding: Finding, style: Style) -> dict[str, Any]:
    """Return a finding as a row of JSON; what is empty is left out, and a very long value is cut."""
    place = finding.place
    row = {
        "severity": finding.severity.value,
        "constraint": finding.constraint,
        "message": finding.message(style.language),
        "mend": finding.mend(style.language),
        "focus": finding.focus,
        "path": finding.path,
        "value": finding.value[:_LONGEST],
        "value_length": len(finding.value) if len(finding.value) > _LONGEST else 0,
        "shape": finding.shape,
        "node_shape": finding.node_shape,
        "component": finding.component,
        "claim": finding.claim,
        "article": finding.article,
        "article_name": style.articles.get(finding.article, ""),
        "quote": finding.quote,
        "file": place.file if place else "",
        "line": place.line if place else 0,
        "column": place.column if place else 0,
        "place_is": ("value" if place.exact else "node" if place.line else "file") if place else "",
    }
    return {key: value for key, value in row.items() if value}


def _text(findings: Iterable[Finding], style: Style) -> str:
    return "\n\n".join("\n".join(_paragraph(finding, style)) for finding in findings)


def _paragraph(finding: Finding, style: Style) -> Iterator[str]:
    severity = severity_word(finding.severity, style.language)
    constraint = f" {finding.constraint}" if finding.constraint else ""
    yield f"{severity}{constraint}: {clean(finding.message(style.language))}"
    rows = {
        "quote": f'"{cut(finding.quote)}"' if finding.quote else "",
        "article": style.articles.get(finding.article, ""),
        "at": short(finding.focus),
        "path": short(finding.path),
        "value": "" if finding.value == finding.focus else cut(short(finding.value)),
        "shape": short(finding.shape),
        "file": place_text(finding, style.language),
        "mend": finding.mend(style.language),
    }
    given = {word(name, style.language): value for name, value in rows.items() if value}
    width = max(map(len, given))
    yield from (f"  {name:<{width}}  {clean(value)}" for name, value in given.items())


def _json(findings: Iterable[Finding], style: Style) -> str:
    return json.dumps([finding_row(finding, style) for finding in findings], ensure_ascii=False, indent=2)


def _jsonl(findings: Iterable[Finding], style: Style) -> str:
    return "\n".join(json.dumps(finding_row(finding, style), ensure_ascii=False) for finding in findings)


def _turtle(findings: Iterable[Finding], style: Style) -> str:  # noqa: ARG001 - one signature
    return shacl_report(findings).rstrip("\n")


FORMATS: dict[str, Callable[[Sequence[Finding], Style], str]] = {
    "text": _text,
    "json": _json,
    "jsonl": _jsonl,
    "sarif": sarif,
    "github": github,
    "ttl": _turtle,
    "turtle": _turtle,
    "md": markdown,
    "markdown": markdown,
    "html": page,
}
