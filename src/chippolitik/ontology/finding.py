"""What is wrong with an ontology, as values; how findings are printed is in ``report``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Finding", "Severity"]


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong with one term.

    Attributes:
        check: Name of the check, such as ``missing-label``.
        severity: How much it matters.
        term: IRI of the term or ontology that it is about; empty if the file as a whole.
        value: The offending value, or the empty string.
        message: What is wrong and how to mend it, in a sentence.
        file: Name of the file that holds the term, where known.
    """

    check: str
    severity: Severity
    term: str
    value: str
    message: str
    file: str = ""
