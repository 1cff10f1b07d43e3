"""Findings about rows, and the small constructors and look-ups that all checks share. The checks are in ``lint_*``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chippolitik.namespaces import notation_of
from chippolitik.tables import Tables

__all__ = ["AGENTS", "PLACES", "Finding", "Place", "error", "notations", "reference", "warning"]

AGENTS = frozenset({"Company", "Organization", "GovernmentBody", "NewsOrganization", "ResearchOrganization"})
"""Classes of agents that have a name."""

PLACES = frozenset({"Country", "JurisdictionGroup"})
"""Classes of places."""

Place = tuple[str, int, str]
"""File without its ending, 1-based line, id of the row's thing."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something wrong with a row.

    Attributes:
        file: Name of the file.
        line: 1-based line of the row.
        id: Id of the row's thing.
        check: Code of the check: ``reference``, ``filler``, ``C43`` …
        severity: ``error`` or ``warning``.
        message: What is wrong, with the value.
    """

    file: str
    line: int
    id: str
    check: str
    severity: str
    message: str


def error(place: Place, check: str, message: str) -> Finding:
    """Return a finding that must be mended."""
    return _finding(place, check, "error", message)


def warning(place: Place, check: str, message: str) -> Finding:
    """Return a finding that may be right as it is, for a reason that somebody writes down."""
    return _finding(place, check, "warning", message)


def reference(
    tables: Tables, place: Place, field: str, identifier: str | None, classes: frozenset[str] | None
) -> Iterator[Finding]:
    """Yield what is wrong with a reference: it leads nowhere, or to a thing of another class."""
    if not identifier:
        return
    if identifier not in tables:
        yield error(place, "reference", f"{field}: there is no {identifier!r}")
    elif classes and (cls := tables.row(identifier).cls) not in classes:
        yield error(place, "filler", f"{field}: {identifier!r} is a {cls}, not a {' or '.join(sorted(classes))}")


def notations(scheme: type) -> frozenset[str]:
    """Return the notations of a scheme of the vocabulary."""
    return frozenset(
        notation_of(value) for value in vars(scheme).values() if isinstance(value, str) and "/vocab/" in value
    )


def _finding(place: Place, check: str, severity: str, message: str) -> Finding:
    file, line, identifier = place
    return Finding(f"{file}.csv", line, identifier, check, severity, message)
