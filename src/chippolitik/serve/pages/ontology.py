"""The terms of the ontology as a page: what each is called and means, and where it stands among the others."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple
from starlette.responses import Response

from chippolitik.namespaces import CHIP
from chippolitik.serve.pages.desk import Desk, Link

__all__ = ["ONTOLOGY", "Term", "ontology_page"]

ONTOLOGY = CHIP.removesuffix("#")
"""IRI of the ontology."""
_OWL, _RDFS = "http://www.w3.org/2002/07/owl#", "http://www.w3.org/2000/01/rdf-schema#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_SORTS = (
    (_OWL + "Class", "Classes"),
    (_OWL + "ObjectProperty", "Relations"),
    (_OWL + "DatatypeProperty", "Properties with values"),
)
_PLACES = (
    (_RDFS + "subClassOf", "below"),
    (_RDFS + "subPropertyOf", "below"),
    (_OWL + "inverseOf", "inverse of"),
    (_RDFS + "domain", "of"),
    (_RDFS + "range", "its values"),
)


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the ontology.

    Attributes:
        name: Its local name.
        label: What it is called.
        meaning: Its definition; may be empty.
        examples: Examples in the page's language, or in English.
        places: Words for a relation to other terms, and those terms.
    """

    name: str
    label: str
    meaning: str
    examples: tuple[str, ...]
    places: tuple[tuple[str, tuple[Link, ...]], ...]


def ontology_page(desk: Desk, triples: list[Triple]) -> Response:
    """Return the page.

    Args:
        desk: Where it is written.
        triples: The ontology.
    """
    said: dict[str, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        said[getattr(triple.subject, "value", "")][triple.predicate.value].append(triple.object)
    groups = [
        (words, [_term(desk, iri, said[iri]) for iri in sorted(said) if _is(iri, said[iri], sort)])
        for sort, words in _SORTS
    ]
    return desk.show(
        "ontology.html", title=desk.t("Ontology"), iri=ONTOLOGY, groups=groups,
        about=_words(desk, said[ONTOLOGY], "http://purl.org/dc/terms/description"),
        version=_words(desk, said[ONTOLOGY], _OWL + "versionInfo"),
    )  # fmt: skip


def _is(iri: str, facts: dict[str, list[object]], sort: str) -> bool:
    return iri.startswith(CHIP) and NamedNode(sort) in facts[_TYPE]


def _term(desk: Desk, iri: str, facts: dict[str, list[object]]) -> Term:
    name = iri.removeprefix(CHIP)
    places = []
    for predicate, words in _PLACES:
        others = [node.value for node in facts[predicate] if isinstance(node, NamedNode)]
        if others:
            places.append((words, tuple(_link(desk, other) for other in sorted(others))))
    return Term(
        name=name,
        label=_words(desk, facts, _RDFS + "label") or name,
        meaning=_words(desk, facts, _SKOS + "definition"),
        examples=tuple(_texts(desk, facts, _SKOS + "example")),
        places=tuple(places),
    )


def _link(desk: Desk, iri: str) -> Link:
    """Return a term of ours by its label, one of others by the end of its IRI."""
    return desk.link(iri) if iri.startswith(CHIP) else Link(iri.replace("/", "#").rpartition("#")[2], "", iri)


def _words(desk: Desk, facts: dict[str, list[object]], predicate: str) -> str:
    return next(iter(_texts(desk, facts, predicate)), "")


def _texts(desk: Desk, facts: dict[str, list[object]], predicate: str) -> list[str]:
    """Return texts in the page's language, else in English, else in none."""
    texts = [text for text in facts[predicate] if isinstance(text, Literal)]
    for language in (desk.lang, "en", None):
        found = [text.value for text in texts if text.language == language]
        if found:
            return sorted(found)
    return []
