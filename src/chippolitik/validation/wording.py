"""Words and small forms that all prints of findings share: short names of IRIs, cuts, harmless text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from chippolitik.namespaces import CHIP, ID, SHAPES, VOCAB
from chippolitik.validation.finding import Finding, Severity

__all__ = ["Style", "clean", "cut", "place_text", "severity_word", "short", "word"]

_PREFIXES = {
    CHIP: "chip:",
    SHAPES: "shapes:",
    VOCAB: "vocab:",
    ID: "id:",
    "http://www.w3.org/ns/shacl#": "sh:",
    "http://www.w3.org/2001/XMLSchema#": "xsd:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://www.w3.org/2000/01/rdf-schema#": "rdfs:",
}
_WIDEST = 200
_LINELESS = (".rdf", ".xml", ".owl", ".jsonld")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069]+")
_GERMAN = {
    "article": "Artikel",
    "at": "bei",
    "file": "Datei",
    "finding": "Befund",
    "findings": "Befunde",
    "mend": "Abhilfe",
    "path": "Pfad",
    "quote": "Zitat",
    "shape": "Form",
    "value": "Wert",
    "of the node": "am Knoten",
    "no line in this format": "ohne Zeile in diesem Format",
    "Only the first are shown; there are in all": "Nur die ersten sind gezeigt; insgesamt sind es",
    "Search": "Suchen",
    "Findings of validation": "Befunde der Prüfung",
    "No findings.": "Keine Befunde.",
    "By shape": "Nach Formen",
    "All findings": "Alle Befunde",
}
_SEVERITY_DE = {Severity.VIOLATION: "Verstoß", Severity.WARNING: "Warnung", Severity.INFO: "Hinweis"}


@dataclass(frozen=True, slots=True)
class Style:
    """How findings are printed.

    Attributes:
        language: ``en`` or ``de``, for messages and the words around them.
        articles: Id of an article → its name for people.
        total: How many findings there are, if not all are printed; 0 if all are.
    """

    language: str = "en"
    articles: Mapping[str, str] = field(default_factory=dict)
    total: int = 0


def short(text: str) -> str:
    """Shorten the IRIs of the project and of the standards, in paths too.

    Example:
        >>> short("<https://w3id.org/chippolitik/ontology#product>|<https://w3id.org/chippolitik/ontology#customer>")
        'chip:product|chip:customer'
        >>> short("https://elsewhere.example/x")
        'https://elsewhere.example/x'
    """
    for base, prefix in _PREFIXES.items():
        text = re.sub(f"<{re.escape(base)}([^<>]*)>", rf"{prefix}\1", text).replace(base, prefix)
    return text


def word(text: str, language: str) -> str:
    """Return an English word of the prints in a language.

    Example:
        >>> word("mend", "en"), word("mend", "de")
        ('mend', 'Abhilfe')
    """
    return _GERMAN[text] if language == "de" else text


def severity_word(severity: Severity, language: str) -> str:
    """Return what a severity is called."""
    return _SEVERITY_DE[severity] if language == "de" else severity.value


def place_text(finding: Finding, language: str) -> str:
    """Return file, line and column; it says if the line is that of the node only, or if there is none to tell."""
    place = finding.place
    if place is None:
        return ""
    if not place.line:
        lineless = place.file.removesuffix(".gz").endswith(_LINELESS)
        return f"{place} ({word('no line in this format', language)})" if lineless else str(place)
    return str(place) if place.exact else f"{place} ({word('of the node', language)})"


def cut(text: str, widest: int = _WIDEST) -> str:
    """Cut a text that is too long to print; the mark says how long it is.

    Example:
        >>> cut("x" * 12, 10)
        'xxxxxxxxxx… (12 characters)'
    """
    return text if len(text) <= widest else f"{text[:widest]}… ({len(text):,} characters)"


def clean(text: str) -> str:
    r"""Replace control characters and marks of direction, which a terminal or a reader would obey.

    Example:
        >>> clean("a\x1b[2Jb\nc")
        'a [2Jb c'
    """
    return _CONTROL.sub(" ", text)
