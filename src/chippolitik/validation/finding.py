"""Findings: what is wrong with data, as values that sort and print the same everywhere. What follows is not here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from chippolitik.namespaces import ARTICLE

__all__ = ["Finding", "Place", "Severity", "article_of", "claim_of", "in_order"]

_CLAIM = re.compile(re.escape(ARTICLE) + r"([^/]+)(?:/claim/[^/]+)?")


class Severity(StrEnum):
    """How much a finding weighs; only a violation keeps a claim out."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)

    @property
    def iri(self) -> str:
        """The IRI that SHACL has for it."""
        return f"http://www.w3.org/ns/shacl#{self.value.capitalize()}"

    @classmethod
    def from_iri(cls, iri: str) -> Severity:
        """Return the severity of a SHACL IRI; one that SHACL does not define weighs like a violation."""
        return next((severity for severity in cls if severity.iri == iri), cls.VIOLATION)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands in a file.

    Attributes:
        file: The file, as the user gave it.
        line: 1-based; 0 where the format has no lines that can be told.
        column: In code points, 1-based; 0 likewise.
        exact: Whether the value or property at fault stands there; else it is the node that stands there.
    """

    file: str
    line: int = 0
    column: int = 0
    exact: bool = False

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault at one node.

    Attributes:
        severity: How much it weighs.
        focus: The node that is judged: an IRI, or ``_:`` and the label of a blank node.
        path: The SPARQL path from it to the value, empty where the node itself is judged.
        value: The value at fault as plain text, empty where it is missing.
        shape: IRI of the property shape, SPARQL constraint or check; the innermost one that has an IRI. Where none has,
            that of the constraint component.
        constraint: Id of the constraint, ``C01`` …, empty where the shape has none.
        messages: ``(language, message)``, sorted; each says how to mend it.
        quote: The words of the article that carry the claim, empty where there are none.
        component: IRI of the SHACL constraint component; one finding stands for all components of a shape that fail.
        node_shape: IRI of the node shape that the shape belongs to, empty where it has none.
        mends: ``(language, suggestion)``, sorted; what to write, where that can be told.
        place: Where it stands in a file, or None for data of a store.
    """

    severity: Severity
    focus: str
    shape: str
    path: str = ""
    value: str = ""
    constraint: str = ""
    messages: tuple[tuple[str, str], ...] = ()
    quote: str = ""
    component: str = field(default="", compare=False)
    node_shape: str = field(default="", compare=False)
    mends: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    place: Place | None = field(default=None, compare=False)

    @property
    def claim(self) -> str:
        """IRI of the claim that the focus node is a part of, or empty."""
        return claim_of(self.focus)

    @property
    def article(self) -> str:
        """Id of the article that the focus node is a part of, or empty."""
        return article_of(self.focus)

    @property
    def sort_key(self) -> tuple[str, str, str, str, int]:
        """The one order of findings: by node, then shape, path and value."""
        return (self.focus, self.shape, self.path, self.value, self.severity.rank)

    def message(self, language: str = "en") -> str:
        """Return the message in a language, else in English, else in any."""
        return _in(language, self.messages) or f"breaks {self.shape}"

    def mend(self, language: str = "en") -> str:
        """Return the suggested mend in a language, else in English, else in any; empty where there is none."""
        return _in(language, self.mends)


def _in(language: str, texts: tuple[tuple[str, str], ...]) -> str:
    found = dict(texts)
    return found.get(language) or found.get("en") or next(iter(found.values()), "")


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings in the one order, nothing twice."""
    return list(dict.fromkeys(sorted(findings, key=lambda finding: (finding.sort_key, finding.component))))


def claim_of(iri: str) -> str:
    """Return the claim that a node of an article graph belongs to, or the empty string.

    Example:
        >>> claim_of("https://w3id.org/chippolitik/id/article/a1/claim/c1/quantity")
        'https://w3id.org/chippolitik/id/article/a1/claim/c1'
        >>> claim_of("https://w3id.org/chippolitik/id/article/a1/run")
        ''
    """
    match = _CLAIM.match(iri)
    return match[0] if match and "/claim/" in match[0] else ""


def article_of(iri: str) -> str:
    """Return the id of the article that a node belongs to, or the empty string.

    Example:
        >>> article_of("https://w3id.org/chippolitik/id/article/a1/run")
        'a1'
        >>> article_of("https://w3id.org/chippolitik/id/huawei")
        ''
    """
    match = _CLAIM.match(iri)
    return match[1] if match else ""
