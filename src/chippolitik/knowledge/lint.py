"""What is wrong with the rows of the knowledge base: references, classes of fillers, citations, numbers, names.

Findings are values; a file that cannot be read at all is an error of ``tables``.
"""

from __future__ import annotations

from dataclasses import dataclass

from chippolitik.knowledge.finding import Finding, error
from chippolitik.knowledge.lint_fillers import filler_findings
from chippolitik.knowledge.lint_lives import life_findings
from chippolitik.knowledge.lint_policies import policy_findings
from chippolitik.knowledge.lint_rules import chips_below_thresholds, threshold_findings
from chippolitik.knowledge.lint_things import thing_findings
from chippolitik.tables import Tables

__all__ = ["Report", "lint", "report"]


@dataclass(frozen=True, slots=True)
class Report:
    """What the checks find.

    Attributes:
        findings: What is wrong, by file and line.
        accepted: Warnings that ``accepted.csv`` lets pass, each with its reason, by file and line.
    """

    findings: tuple[Finding, ...]
    accepted: tuple[tuple[Finding, str], ...]


def lint(tables: Tables) -> list[Finding]:
    """Return what is wrong with the rows, by file and line; empty for a clean knowledge base."""
    return list(report(tables).findings)


def report(tables: Tables) -> Report:
    """Return what is wrong with the rows, and what is let pass for a written reason.

    Every reference resolves and has a class that may stand there (errors). Steps come in the order of a life (C33, C34)
    and agree with the dates of the instrument's row. Citations have a known form (C43), no rule
    names a chip that misses its thresholds (C44), a chip's TPP and density follow from its data sheet (C45), labels are
    there in both languages (C47), no two things of a class share a name (C48), Q numbers are well-formed and stand once
    (C49). An acceptance that meets no warning is an error itself.
    """
    found = sorted(
        [
            *thing_findings(tables),
            *policy_findings(tables),
            *filler_findings(tables),
            *life_findings(tables),
            *threshold_findings(tables),
            *chips_below_thresholds(tables),
        ]
    )
    reasons = {(row.file, row.id, row.check): row.reason for row in tables.accepted}
    passed = {(f.file, f.id, f.check) for f in found if f.severity == "warning"} & set(reasons)
    unused = [
        error(("accepted", row.line, row.id), "accepted", f"there is no warning {row.check} in {row.file} to accept")
        for row in tables.accepted
        if (row.file, row.id, row.check) not in passed
    ]
    kept, accepted = [], []
    for finding in found:
        key = (finding.file, finding.id, finding.check)
        if key in passed and finding.severity == "warning":
            accepted.append((finding, reasons[key]))
        else:
            kept.append(finding)
    return Report(tuple(sorted([*kept, *unused])), tuple(accepted))
