"""Findings for continuous integration: SARIF 2.1.0, and annotations of GitHub."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from chippolitik import __version__
from chippolitik.validation.finding import Finding, Place, Severity
from chippolitik.validation.wording import Style, clean, cut, short

__all__ = ["github", "sarif"]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_SARIF_LEVEL = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_GITHUB_LEVEL = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def sarif(findings: Sequence[Finding], style: Style) -> str:
    """Return a SARIF log with one run; a rule is a shape.

    Source:
        OASIS SARIF 2.1.0.
    """
    shapes = sorted({finding.shape for finding in findings})
    numbers = {shape: number for number, shape in enumerate(shapes)}
    first = {finding.shape: finding for finding in reversed(findings)}
    run = {
        "tool": {
            "driver": {
                "name": "chippolitik validate",
                "version": __version__,
                "rules": [_rule(shape, first[shape]) for shape in shapes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, numbers[finding.shape], style) for finding in findings],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def github(findings: Iterable[Finding], style: Style) -> str:
    """Return workflow commands, one a line; what could end a command early is escaped.

    Source:
        GitHub Actions, workflow commands: ``::error file=…,line=…,col=…,title=…::message``.
    """
    lines = []
    for finding in findings:
        place = finding.place or Place("")
        properties = {
            "file": place.file,
            "line": str(place.line or ""),
            "col": str(place.column or ""),
            "title": f"{finding.constraint} {short(finding.shape)}".strip(),
        }
        given = ",".join(f"{name}={_property(clean(value))}" for name, value in properties.items() if value)
        lines.append(f"::{_GITHUB_LEVEL[finding.severity]} {given}::{_escaped(_sentence(finding, style.language))}")
    return "\n".join(lines)


def _rule(shape: str, finding: Finding) -> dict[str, Any]:
    texts = dict(finding.messages)
    rule: dict[str, Any] = {
        "id": short(shape),
        "shortDescription": {"text": finding.message("en")},
        "defaultConfiguration": {"level": _SARIF_LEVEL[finding.severity]},
        "properties": {"constraint": finding.constraint, "message_de": texts.get("de", "")},
    }
    rule["properties"] = {key: value for key, value in rule["properties"].items() if value}
    return rule | ({"helpUri": shape} if shape.startswith(("http://", "https://")) else {})


def _result(finding: Finding, rule: int, style: Style) -> dict[str, Any]:
    location: dict[str, Any] = {"logicalLocations": [{"fullyQualifiedName": finding.focus, "kind": "resource"}]}
    if place := finding.place:
        location["physicalLocation"] = {"artifactLocation": {"uri": quote(place.file)}} | (
            {"region": {"startLine": place.line, "startColumn": place.column}} if place.line else {}
        )
    properties = {
        "path": finding.path,
        "value": cut(finding.value),
        "mend": finding.mend(style.language),
        "claim": finding.claim,
        "article": style.articles.get(finding.article, finding.article),
        "quote": finding.quote,
    }
    return {
        "ruleId": short(finding.shape),
        "ruleIndex": rule,
        "level": _SARIF_LEVEL[finding.severity],
        "message": {"text": _sentence(finding, style.language)},
        "locations": [location],
        "partialFingerprints": {"finding/v1": _fingerprint(finding)},
        "properties": {name: value for name, value in properties.items() if value},
    }


def _fingerprint(finding: Finding) -> str:
    """Return what stays the same when lines move."""
    text = f"{finding.shape}\n{finding.focus}\n{finding.path}\n{finding.value}"
    return hashlib.sha256(text.encode()).hexdigest()


def _sentence(finding: Finding, language: str) -> str:
    quoted = f' "{cut(finding.quote)}"' if finding.quote else ""
    return clean(f"{finding.message(language)} ({short(finding.focus)}){quoted}")


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
