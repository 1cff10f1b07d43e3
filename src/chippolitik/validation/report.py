"""Findings as text for people, JSON, JSON lines, SARIF, annotations of GitHub, and a SHACL report in Turtle."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from chippolitik import __version__
from chippolitik.namespaces import CHIP, ID, SHAPES, VOCAB
from chippolitik.validation.finding import Finding, Severity
from chippolitik.validation.shacl_report import shacl_report

__all__ = ["FORMATS", "render", "short"]

_PREFIXES = {CHIP: "chip:", SHAPES: "shapes:", VOCAB: "vocab:", ID: "id:"}
_SARIF = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_SARIF_LEVEL = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_GITHUB_LEVEL = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_WIDEST = 200
_WORDS = {
    "en": {"at": "at", "path": "path", "value": "value", "quote": "quote", "shape": "shape", "file": "file"},
    "de": {"at": "bei", "path": "Pfad", "value": "Wert", "quote": "Zitat", "shape": "Form", "file": "Datei"},
}
_SEVERITY_DE = {Severity.VIOLATION: "Verstoß", Severity.WARNING: "Warnung", Severity.INFO: "Hinweis"}


def render(
    findings: Sequence[Finding], form: str, *, language: str = "en", files: Mapping[str, str] | None = None
) -> str:
    """Return findings as text, without a newline at the end; empty text where there is nothing to print.

    Args:
        findings: The findings, in order.
        form: One of ``FORMATS``.
        language: ``en`` or ``de``, for messages.
        files: Focus node → the file that it comes from, as the user gave it.
    """
    return FORMATS[form](findings, language, files or {})


def short(text: str) -> str:
    """Shorten the IRIs of the project, in paths too.

    Example:
        >>> short("<https://w3id.org/chippolitik/ontology#product>|<https://w3id.org/chippolitik/ontology#customer>")
        'chip:product|chip:customer'
    """
    for base, prefix in _PREFIXES.items():
        text = re.sub(f"<{re.escape(base)}([^<>]*)>", rf"{prefix}\1", text).replace(base, prefix)
    return text


def _text(findings: Iterable[Finding], language: str, files: Mapping[str, str]) -> str:
    return "\n\n".join("\n".join(_paragraph(finding, language, files)) for finding in findings)


def _paragraph(finding: Finding, language: str, files: Mapping[str, str]) -> Iterator[str]:
    words = _WORDS[language]
    severity = _SEVERITY_DE[finding.severity] if language == "de" else finding.severity.value
    yield f"{severity}{f' {finding.constraint}' if finding.constraint else ''}: {_clean(finding.message(language))}"
    rows = {
        "quote": f'"{_cut(finding.quote)}"' if finding.quote else "",
        "at": short(finding.focus),
        "path": short(finding.path),
        "value": "" if finding.value == finding.focus else _cut(short(finding.value)),
        "shape": short(finding.shape),
        "file": files.get(finding.focus, ""),
    }
    width = max(map(len, words.values()))
    yield from (f"  {words[name]:<{width}}  {_clean(value)}" for name, value in rows.items() if value)


def _row(finding: Finding, language: str, files: Mapping[str, str]) -> dict[str, Any]:
    row = {
        "severity": finding.severity.value,
        "constraint": finding.constraint,
        "message": finding.message(language),
        "focus": finding.focus,
        "path": finding.path,
        "value": finding.value,
        "shape": finding.shape,
        "node_shape": finding.node_shape,
        "component": finding.component,
        "claim": finding.claim,
        "article": finding.article,
        "quote": finding.quote,
        "file": files.get(finding.focus, ""),
    }
    return {key: value for key, value in row.items() if value}


def _json(findings: Iterable[Finding], language: str, files: Mapping[str, str]) -> str:
    return json.dumps([_row(finding, language, files) for finding in findings], ensure_ascii=False, indent=2)


def _jsonl(findings: Iterable[Finding], language: str, files: Mapping[str, str]) -> str:
    return "\n".join(json.dumps(_row(finding, language, files), ensure_ascii=False) for finding in findings)


def _sarif(findings: Sequence[Finding], language: str, files: Mapping[str, str]) -> str:
    """Return a SARIF log with one run; a rule is a shape.

    Source:
        OASIS SARIF 2.1.0.
    """
    shapes = sorted({finding.shape for finding in findings})
    first = {finding.shape: finding for finding in reversed(findings)}
    rules = [
        {"id": short(shape), "helpUri": shape, "shortDescription": {"text": first[shape].message(language)}}
        for shape in shapes
    ]
    results = []
    for finding in findings:
        place: dict[str, Any] = {"logicalLocations": [{"fullyQualifiedName": finding.focus}]}
        if finding.focus in files:
            place["physicalLocation"] = {"artifactLocation": {"uri": quote(files[finding.focus])}}
        results.append(
            {
                "ruleId": short(finding.shape),
                "ruleIndex": shapes.index(finding.shape),
                "level": _SARIF_LEVEL[finding.severity],
                "message": {"text": _sentence(finding, language)},
                "locations": [place],
                "partialFingerprints": {"finding/v1": _fingerprint(finding)},
            }
        )
    driver = {"name": "chippolitik validate", "version": __version__, "rules": rules}
    log = {"$schema": _SARIF, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _fingerprint(finding: Finding) -> str:
    return f"{finding.shape}|{finding.focus}|{finding.path}|{finding.value}"


def _github(findings: Iterable[Finding], language: str, files: Mapping[str, str]) -> str:
    """Return workflow commands, one a line; what could end a command early is escaped.

    Source:
        GitHub Actions, workflow commands: ``::error file=…,title=…::message``.
    """
    lines = []
    for finding in findings:
        properties = {
            "file": files.get(finding.focus, ""),
            "title": f"{finding.constraint} {short(finding.shape)}".strip(),
        }
        given = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value)
        lines.append(f"::{_GITHUB_LEVEL[finding.severity]} {given}::{_escaped(_sentence(finding, language))}")
    return "\n".join(lines)


def _sentence(finding: Finding, language: str) -> str:
    quote = f' "{_cut(finding.quote)}"' if finding.quote else ""
    return _clean(f"{finding.message(language)} ({short(finding.focus)}){quote}")


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def _cut(text: str) -> str:
    return text if len(text) <= _WIDEST else f"{text[:_WIDEST]}…"


def _clean(text: str) -> str:
    """Drop control characters, which a terminal would obey."""
    return _CONTROL.sub(" ", text)


def _turtle(findings: Iterable[Finding], language: str, files: Mapping[str, str]) -> str:  # noqa: ARG001 - one signature
    return shacl_report(findings).rstrip("\n")


FORMATS: dict[str, Callable[[Sequence[Finding], str, Mapping[str, str]], str]] = {
    "text": _text,
    "json": _json,
    "jsonl": _jsonl,
    "sarif": _sarif,
    "github": _github,
    "ttl": _turtle,
}
