"""What the knowledge base or a vocabulary says about a thing, as pairs of label and values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from pyoxigraph import Literal, NamedNode, Triple

from chippolitik.namespaces import BASE, CHIP
from chippolitik.serve.pages.desk import Desk, Link
from chippolitik.serve.pages.units import figure_words

__all__ = ["Fact", "description", "facts", "names", "value"]

_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_LABELS = {_RDFS + "label", _SKOS + "prefLabel", _SKOS + "altLabel", CHIP + "alias"}
_SKIPPED = _LABELS | {_SKOS + "definition", _RDFS + "comment", CHIP + "statedIn", CHIP + "text", CHIP + "holds"}
_PLUMBING = {_RDFS + "isDefinedBy", "http://www.w3.org/2002/07/owl#versionIRI", "http://www.w3.org/2002/07/owl#imports"}
_OTHERS = {
    "inScheme": "vocabulary", "notation": "sign", "creator": "by", "license": "licence", "created": "made on",
    "versionInfo": "version", "preferredNamespacePrefix": "prefix", "preferredNamespaceUri": "namespace",
    "title": "title", "description": "description",
}  # fmt: skip
"""What properties of other vocabularies are called here; terms of a file's plumbing are not for readers."""
_NUMBERS = ("decimal", "integer", "double")


@dataclass(frozen=True, slots=True)
class Fact:
    """Values of one property.

    Attributes:
        name: Label of the property.
        values: The values, each with a page or without.
        property: IRI of the property.
    """

    name: str
    values: tuple[Link, ...]
    property: str


def facts(desk: Desk, triples: Iterable[Triple], without: Iterable[str] = ()) -> list[Fact]:
    """Return what triples say, a fact a property, in the order of labels.

    Args:
        desk: Where the page is written.
        triples: Triples of one subject.
        without: Local names of properties to leave out.
    """
    left = _SKIPPED | {CHIP + name for name in without}
    found: dict[str, dict[Link, None]] = {}
    for triple in triples:
        if triple.predicate.value not in left and not _is_plumbing(triple):
            found.setdefault(triple.predicate.value, {})[_value(desk, triple)] = None
    made = [
        Fact(_name(desk, prop), tuple(sorted(values, key=lambda v: v.label)), prop) for prop, values in found.items()
    ]
    return sorted(made, key=lambda fact: (fact.name.casefold(), fact.property))


def names(triples: Iterable[Triple]) -> list[tuple[str, str]]:
    """Return all names of a thing with their languages, empty where none is stated."""
    found = {
        (triple.object.value, triple.object.language or "")
        for triple in triples
        if triple.predicate.value in _LABELS and isinstance(triple.object, Literal)
    }
    return sorted(found, key=lambda one: (one[1], one[0]))


def description(triples: Iterable[Triple], lang: str) -> str:
    """Return a definition or comment in a language, else in English; may be empty."""
    found = {
        triple.object.language: triple.object.value
        for triple in triples
        if triple.predicate.value in {_SKOS + "definition", _RDFS + "comment"} and isinstance(triple.object, Literal)
    }
    return found.get(lang) or found.get("en") or found.get(None) or ""


def value(triples: Iterable[Triple], name: str) -> str:
    """Return the first value of a property of ours; empty if there is none."""
    return next((getattr(t.object, "value", "") for t in triples if t.predicate.value == CHIP + name), "")


def _is_plumbing(triple: Triple) -> bool:
    """Tell whether a triple says how a vocabulary is written down, not what a thing is."""
    term = getattr(triple.object, "value", "")
    return triple.predicate.value in _PLUMBING or (triple.predicate.value == _TYPE and not term.startswith(BASE))


def _name(desk: Desk, prop: str) -> str:
    if prop == _TYPE:
        return desk.t("what it is")
    if prop.startswith(BASE):
        return desk.link(prop).label
    name = prop.replace("#", "/").rpartition("/")[2]
    return desk.t(_OTHERS.get(name, name))


def _value(desk: Desk, triple: Triple) -> Link:
    term = triple.object
    if isinstance(term, NamedNode):
        return desk.link(term.value) if term.value.startswith(BASE) else Link(term.value, "", term.value)
    if isinstance(term, Literal):
        if term.datatype.value.endswith(_NUMBERS) and not _is_year(term.value):
            try:
                name = triple.predicate.value.removeprefix(CHIP)
                return Link(figure_words(Decimal(term.value), name, desk.lang), "")
            except InvalidOperation:
                return Link(term.value, "")
        return Link(term.value, "")
    return Link("…", "")


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and text.startswith(("19", "20"))  # noqa: PLR2004 - digits of a year
