"""Which checks of ``hygiene`` count how much, in which languages, and which findings were accepted for a reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from chippolitik.errors import InputError
from chippolitik.ontology.finding import Finding, Severity

__all__ = ["Acceptance", "Rulebook", "read_rulebook"]

_KEYS = {"languages", "severity", "accepted"}


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Findings that are no fault, and why.

    Attributes:
        check: Name of the check.
        terms: Names or IRIs of the terms; all terms if empty.
        reason: Why it is no fault.
    """

    check: str
    terms: frozenset[str]
    reason: str

    def covers(self, finding: Finding) -> bool:
        """Return whether a finding is accepted."""
        names = {finding.term, finding.term.replace("#", "/").rsplit("/", 1)[-1]}
        return finding.check == self.check and (not self.terms or bool(names & self.terms))


@dataclass(frozen=True, slots=True)
class Rulebook:
    """How to judge an ontology.

    Attributes:
        languages: Languages that each term must be described in; empty means those that the ontology mostly uses.
        severities: Severity by name of check, where it differs from the check's own; None switches it off.
        accepted: Findings that are no fault.
    """

    languages: tuple[str, ...] = ()
    severities: dict[str, Severity | None] = field(default_factory=dict)
    accepted: tuple[Acceptance, ...] = ()

    def judge(self, findings: Iterable[Finding]) -> tuple[list[Finding], list[Finding]]:
        """Split findings into those that count, with their severity here, and those that were accepted."""
        counted: list[Finding] = []
        accepted: list[Finding] = []
        for finding in findings:
            severity = self.severities.get(finding.check, finding.severity)
            if severity is None:
                continue
            taken = any(acceptance.covers(finding) for acceptance in self.accepted)
            (accepted if taken else counted).append(replace(finding, severity=severity))
        return sorted(counted), sorted(accepted)


def read_rulebook(path: Path, checks: Iterable[str]) -> Rulebook:
    """Read a rulebook from a YAML file.

    Keys: ``languages`` (a list), ``severity`` (check → error, warning, info or off), ``accepted`` (a list of ``check``,
    ``terms``, ``reason``).

    Args:
        path: The file.
        checks: The names that a check may have.

    Raises:
        InputError: The file cannot be read, or says something that means nothing here.
    """
    name = str(path)
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise InputError("cannot be read as YAML", "see 'chippolitik ontology check --help'", file=name) from error
    if not isinstance(raw, dict) or set(raw) - _KEYS:
        raise InputError("not a rulebook", f"its keys are {', '.join(sorted(_KEYS))}", file=name)
    known = set(checks)
    severities = {
        str(check): _severity(value, str(check), name) for check, value in (raw.get("severity") or {}).items()
    }
    accepted = tuple(_acceptance(entry, name) for entry in raw.get("accepted") or [])
    for check in [*severities, *(a.check for a in accepted)]:
        if check not in known:
            raise InputError(f"no check {check!r}", "'chippolitik ontology check --list' names them", file=name)
    return Rulebook(tuple(map(str, raw.get("languages") or [])), severities, accepted)


def _severity(value: object, check: str, file: str) -> Severity | None:
    if value is False or value == "off":  # YAML reads a bare ``off`` as false
        return None
    try:
        return Severity(str(value))
    except ValueError as error:
        raise InputError(f"not a severity: {value!r}", "error, warning, info or off", file=file, field=check) from error


def _acceptance(entry: Any, file: str) -> Acceptance:
    if not isinstance(entry, dict) or not entry.get("reason") or not entry.get("check"):
        raise InputError("an accepted finding lacks its check or reason", "add both", file=file, field="accepted")
    return Acceptance(str(entry["check"]), frozenset(map(str, entry.get("terms") or [])), str(entry["reason"]))
