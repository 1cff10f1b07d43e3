"""What the ontology says about its terms, gathered for pages: chapters, entries, and where each has its place.

How it looks is in the other modules of this package; where terms are used is in ``ontology.usage``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pyoxigraph import Literal, NamedNode

from chippolitik.namespaces import CHIP, VOCAB
from chippolitik.ontology.files import OntologyFile
from chippolitik.ontology.index import Index, Node
from chippolitik.ontology.names import DCTERMS, OWL, RDF, RDFS, SKOS

__all__ = ["Book", "Chapter", "Entry", "Sort", "Texts", "read_book"]

Texts = Mapping[str, str]
"""Language → text."""

_MATCHES = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")


class Sort(StrEnum):
    """What sort of term an entry describes."""

    CLASS = "class"
    OBJECT = "object"
    DATATYPE = "datatype"
    CONCEPT = "concept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One term.

    Attributes:
        iri: Its IRI.
        name: The fragment or last segment of the IRI, which is its anchor.
        sort: What sort of term it is.
        home: IRI of the chapter that it stands in.
        labels: Its label by language; likewise ``definitions``, ``examples``, ``scopes`` and ``changes``.
        parents: IRIs of the terms right above it, sorted; likewise ``children``.
        domain: IRIs of the classes whose members have the property; likewise ``range``.
        inverse: IRIs of inverse properties.
        disjoint: IRIs of classes that share no member with it.
        chain: IRIs of the properties whose chain gives this one.
        functional: Whether a thing has at most one value of it.
        replaced_by: IRI of its replacement if it is deprecated, else empty.
        links: Pairs of a relation (such as ``closeMatch`` or ``subClassOf``) and the IRI of a foreign term.
    """

    iri: str
    name: str
    sort: Sort
    home: str
    labels: Texts
    definitions: Texts
    examples: Texts
    scopes: Texts
    changes: Texts
    parents: tuple[str, ...] = ()
    children: tuple[str, ...] = ()
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    inverse: tuple[str, ...] = ()
    disjoint: tuple[str, ...] = ()
    chain: tuple[str, ...] = ()
    functional: bool = False
    replaced_by: str = ""
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A module, a concept scheme, or the root.

    Attributes:
        iri: IRI of its ontology.
        name: Last segment of the IRI.
        page: File name of its page.
        scheme: Whether it is a concept scheme.
        titles: Its title by language; likewise ``descriptions`` and ``comments``.
        imports: IRIs that it imports.
        version: Its version.
        version_iri: IRI of that version.
        file: The file that holds it.
        entries: Its terms: classes, then properties, each by name; concepts by notation.
        apart: Groups of IRIs of classes that it declares to share no member.
    """

    iri: str
    name: str
    page: str
    scheme: bool
    titles: Texts
    descriptions: Texts
    comments: Texts
    imports: tuple[str, ...]
    version: str
    version_iri: str
    file: OntologyFile
    entries: tuple[Entry, ...]
    apart: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Book:
    """All chapters.

    Attributes:
        root: The file that imports all others.
        chapters: Modules in the order of their imports, then schemes by name.
        entries: All terms by IRI.
    """

    root: Chapter
    chapters: tuple[Chapter, ...]
    entries: Mapping[str, Entry]

    def place(self, iri: str) -> str:
        """Return the page and anchor of a term, a chapter's page, or the empty string for what is not ours."""
        pages = {chapter.iri: chapter.page for chapter in self.chapters}
        if iri in pages:
            return pages[iri]
        entry = self.entries.get(iri)
        return f"{pages[entry.home]}#{entry.name}" if entry else ""


def read_book(files: Iterable[OntologyFile], alignments: OntologyFile) -> Book:
    """Return the book of an ontology.

    Args:
        files: The ontology with its imports; the last is the root.
        alignments: The file that relates its terms to foreign ones.
    """
    files = list(files)
    reader = _Reader(files, alignments)
    chapters = [reader.chapter(file) for file in files]
    body = sorted(chapters[:-1], key=lambda chapter: (chapter.scheme, chapter.name if chapter.scheme else ""))
    return Book(chapters[-1], tuple(body), {entry.iri: entry for chapter in body for entry in chapter.entries})


class _Reader:
    """Looks terms up in the merged graph."""

    def __init__(self, files: list[OntologyFile], alignments: OntologyFile) -> None:
        self._index = Index(triple for file in files for triple in file.triples)
        self._links = Index(alignments.triples)
        self._disjoint = _disjoint(self._index)

    def chapter(self, file: OntologyFile) -> Chapter:
        own, node = Index(file.triples), NamedNode(file.iri)
        scheme = SKOS.ConceptScheme in own.objects(node, RDF.type)
        name = file.iri.rsplit("/", 1)[-1]
        terms = own.declared(SKOS.Concept) if scheme else own.declared(OWL.Class, *_PROPERTIES)
        entries = [self._entry(term, file.iri) for term in terms if term.value.startswith((CHIP, VOCAB))]
        return Chapter(
            iri=file.iri,
            name=name,
            page=f"vocab-{name}.html" if scheme else f"{name}.html",
            scheme=scheme,
            titles=_texts(own, node, DCTERMS.title),
            descriptions=_texts(own, node, DCTERMS.description),
            comments=_texts(own, node, RDFS.comment),
            imports=file.imports,
            version=_first(own, node, OWL.versionInfo),
            version_iri=_first(own, node, OWL.versionIRI),
            file=file,
            entries=tuple(sorted(entries, key=lambda entry: (list(Sort).index(entry.sort) > 0, entry.name.lower()))),
            apart=_apart(own),
        )

    def _entry(self, term: NamedNode, home: str) -> Entry:
        index = self._index
        sort = self._sort(term)
        above = {Sort.CLASS: RDFS.subClassOf}.get(sort, RDFS.subPropertyOf)
        chains = [index.members(head) for head in index.objects(term, OWL.propertyChainAxiom)]
        return Entry(
            iri=term.value,
            name=term.value.replace("#", "/").rsplit("/", 1)[-1],
            sort=sort,
            home=home,
            labels=_texts(index, term, SKOS.prefLabel if sort is Sort.CONCEPT else RDFS.label),
            definitions=_texts(index, term, SKOS.definition),
            examples=_texts(index, term, SKOS.example),
            scopes=_texts(index, term, SKOS.scopeNote),
            changes=_texts(index, term, SKOS.changeNote),
            parents=_iris(index.nodes(term, above)),
            children=_iris(index.subjects(above, term)),
            domain=_iris(index.nodes(term, RDFS.domain)),
            range=_iris(index.nodes(term, RDFS.range)),
            inverse=_iris([*index.nodes(term, OWL.inverseOf), *index.subjects(OWL.inverseOf, term)]),
            disjoint=tuple(sorted(self._disjoint.get(term.value, ()))),
            chain=tuple(part.value for part in chains[0] if isinstance(part, NamedNode)) if chains else (),
            functional=OWL.FunctionalProperty in index.objects(term, RDF.type),
            replaced_by=_first(index, term, DCTERMS.isReplacedBy),
            links=self._foreign(term),
        )

    def _sort(self, term: NamedNode) -> Sort:
        kinds = self._index.objects(term, RDF.type)
        sorts = {SKOS.Concept: Sort.CONCEPT, OWL.Class: Sort.CLASS, OWL.ObjectProperty: Sort.OBJECT}
        return next((sort for kind, sort in sorts.items() if kind in kinds), Sort.DATATYPE)

    def _foreign(self, term: NamedNode) -> tuple[tuple[str, str], ...]:
        relations = {"subClassOf": RDFS.subClassOf, "subPropertyOf": RDFS.subPropertyOf}
        relations |= {name: SKOS[name] for name in _MATCHES}
        return tuple(
            (name, iri) for name, relation in relations.items() for iri in _iris(self._links.nodes(term, relation))
        )


_PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty)


def _texts(index: Index, node: Node, predicate: NamedNode) -> Texts:
    found = [item for item in index.objects(node, predicate) if isinstance(item, Literal)]
    return {
        item.language or "": item.value for item in sorted(found, key=lambda item: (item.language or "", item.value))
    }


def _first(index: Index, node: Node, predicate: NamedNode) -> str:
    return min((str(getattr(item, "value", "")) for item in index.objects(node, predicate)), default="")


def _iris(nodes: Iterable[Node]) -> tuple[str, ...]:
    return tuple(sorted({node.value for node in nodes if isinstance(node, NamedNode)}))


def _apart(index: Index) -> tuple[tuple[str, ...], ...]:
    """Return the groups of classes that are declared to share no member, the larger groups first."""
    groups = [
        index.members(head)
        for axiom in index.instances(OWL.AllDisjointClasses)
        for head in index.objects(axiom, OWL.members)
    ]
    groups += [[subject, item] for subject, predicate, item in index.triples if predicate == OWL.disjointWith]
    named = {_iris(node for node in group if isinstance(node, NamedNode)) for group in groups}
    return tuple(sorted(named, key=lambda group: (-len(group), group)))


def _disjoint(index: Index) -> dict[str, set[str]]:
    """Return which classes are declared disjoint with which, both ways."""
    found: dict[str, set[str]] = {}
    for group in _apart(index):
        for name in group:
            found.setdefault(name, set()).update({*group} - {name})
    return found
