"""What spans articles: the queries of ``queries/qc`` as findings. None of them ever keeps a claim out."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, QuerySolutions

from chippolitik.assets import asset_path
from chippolitik.errors import AssetError
from chippolitik.graph import View
from chippolitik.graph.terms import chip
from chippolitik.namespaces import SHAPES
from chippolitik.validation.constraints import plain
from chippolitik.validation.finding import Finding, Severity, in_order

__all__ = ["QualityCheck", "check_findings", "finding_at", "quality_checks", "quality_findings", "read_check"]

_LINE = re.compile(r"#\s*([a-z@]+):\s*(.+)")
_NEEDS = re.compile(r"^# needs:((?: \w+)+)$", re.MULTILINE)
_NEEDED = {"title@en", "title@de", "constraint", "severity", "message@en", "message@de"}


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityCheck:
    """A query each row of which is a finding.

    Attributes:
        name: Its file name without the ending.
        titles: ``(language, question)``, sorted.
        constraint: Id of the constraint.
        severity: How much a row weighs.
        messages: ``(language, message)``, sorted.
        query: Its text; it selects ``?focus`` and ``?value``.
        needs: Properties without which no row can be; the header names those that a graph may well lack, so that a
            query with many ways to go is not asked in vain.
    """

    name: str
    titles: tuple[tuple[str, str], ...]
    constraint: str
    severity: Severity
    messages: tuple[tuple[str, str], ...]
    query: str
    needs: tuple[NamedNode, ...] = ()

    @property
    def iri(self) -> str:
        """What stands for the shape in its findings."""
        return f"{SHAPES}qc/{self.name}"


def read_check(path: Path) -> QualityCheck:
    """Read a quality query with its header.

    Raises:
        AssetError: The header lacks a line, or has one too many.
    """
    text = path.read_text(encoding="utf-8")
    head = {m[1]: m[2].strip() for line in text.splitlines() if (m := _LINE.fullmatch(line)) and m[1] in _NEEDED}
    if missing := sorted(_NEEDED - head.keys()):
        raise AssetError(f"{path.name} lacks the header {', '.join(missing)}", "add it above the query")
    return QualityCheck(
        name=path.stem,
        titles=tuple((language, head[f"title@{language}"]) for language in ("de", "en")),
        constraint=head["constraint"],
        severity=Severity(head["severity"]),
        messages=tuple((language, head[f"message@{language}"]) for language in ("de", "en")),
        query=text,
        needs=tuple(chip(name) for line in _NEEDS.findall(text) for name in line.split()),
    )


@functools.cache
def quality_checks() -> tuple[QualityCheck, ...]:
    """Return the quality queries that the project ships, by name; read once a process."""
    return tuple(read_check(path) for path in sorted(asset_path("queries/qc").glob("*.rq")))


def quality_findings(view: View) -> list[Finding]:
    """Return what is wrong between articles, in the order of ``Finding.sort_key``.

    Args:
        view: The union of all graphs, what is derived included.
    """
    return in_order(finding for check in quality_checks() for finding in check_findings(check, view))


def check_findings(check: QualityCheck, view: View) -> Iterator[Finding]:
    """Yield what one query finds, a row at a time."""
    if not all(view.query(f"ASK {{ ?s {needed} ?o }}") for needed in check.needs):
        return
    rows = view.query(check.query)
    assert isinstance(rows, QuerySolutions)
    for row in rows:
        yield finding_at(check, plain(row["focus"]), plain(row["value"]))


def finding_at(check: QualityCheck, focus: str, value: str) -> Finding:
    """Return what a row of a query says; both as plain text."""
    return Finding(
        severity=check.severity,
        focus=focus,
        value=value,
        shape=check.iri,
        constraint=check.constraint,
        messages=check.messages,
        component=check.iri,
        node_shape=check.iri,
    )
