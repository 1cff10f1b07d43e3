"""Print findings as text, JSON, SARIF or Markdown."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from chippolitik import __version__
from chippolitik.ontology.finding import Finding, Severity

__all__ = ["FORMATS", "as_json", "as_markdown", "as_sarif", "as_text", "render"]

FORMATS = ("text", "json", "sarif", "md")
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_LONG = 240  # characters of a message that a line holds
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def render(findings: Sequence[Finding], form: str, titles: Mapping[str, str]) -> str:
    """Return findings in one of ``FORMATS``.

    Args:
        findings: What was found.
        form: The format.
        titles: What each check asks for, by its name.
    """
    if form == "json":
        return as_json(findings)
    if form == "sarif":
        return as_sarif(findings, titles)
    return as_markdown(findings, titles) if form == "md" else as_text(findings)


def as_text(findings: Iterable[Finding]) -> str:
    """Return one line a finding: severity, file, term, message, check.

    Example:
        >>> found = Finding("missing-label", Severity.ERROR, "http://e.org/o#H20", "de", "has no label", "c.ttl")
        >>> as_text([found])
        'error: c.ttl: H20 has no label [missing-label]'
        >>> as_text([])
        ''
    """
    return "\n".join(
        f"{f.severity}: {f.file + ': ' if f.file else ''}{_short(f.term)} {_line(f.message)} [{f.check}]"
        for f in findings
    )


def _line(text: str) -> str:
    """Return text on one line, with breaks and tabs as they are escaped; what is long is cut short."""
    text = text.replace("\r", "").replace("\n", "\\n").replace("\t", "\\t")
    return text if len(text) <= _LONG else f"{text[: _LONG - 1]}…"


def _short(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].removeprefix("https://w3id.org/chippolitik/") or iri or "the ontology"


def as_json(findings: Iterable[Finding]) -> str:
    """Return a JSON list of objects with the keys check, severity, term, value, message and file."""
    rows = [
        {"check": f.check, "severity": f.severity.value, "term": f.term, "value": f.value, "message": f.message}
        | {"file": f.file}
        for f in findings
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def as_markdown(findings: Sequence[Finding], titles: Mapping[str, str]) -> str:
    """Return a table a check, with what it asks for above."""
    parts = []
    for check in sorted({f.check for f in findings}):
        rows = [f for f in findings if f.check == check]
        parts.append(
            f"## {check}\n\n{titles.get(check, '')}. {len(rows)} found.\n\n| severity | term | message |\n|---|---|---|"
        )
        parts[-1] += "".join(f"\n| {f.severity} | `{_short(f.term)}` | {_cell(f.message)} |" for f in rows)
    return "\n\n".join(["# Hygiene report", *(parts or ["Nothing found."])])


def _cell(text: str) -> str:
    return _line(text).replace("|", "\\|").replace("<", "&lt;")


def as_sarif(findings: Sequence[Finding], titles: Mapping[str, str]) -> str:
    """Return a SARIF log with one run.

    Source:
        OASIS SARIF 2.1.0.
    """
    checks = sorted({f.check for f in findings})
    rules = [{"id": check, "shortDescription": {"text": titles.get(check, check)}} for check in checks]
    driver = {"name": "chippolitik ontology check", "version": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "results": [_result(f, checks.index(f.check)) for f in findings]}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _result(finding: Finding, rule: int) -> dict[str, Any]:
    text = f"{_short(finding.term)} {finding.message}"
    result: dict[str, Any] = {
        "ruleId": finding.check,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
    }
    place: dict[str, Any] = {"logicalLocations": [{"fullyQualifiedName": finding.term}]} if finding.term else {}
    if finding.file:
        place["physicalLocation"] = {"artifactLocation": {"uri": finding.file}}
    if place:
        result["locations"] = [place]
    return result
