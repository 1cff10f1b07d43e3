"""Shapes as the engines need them: core constraints apart from SPARQL, and what each shape says about itself.

A shape file is read here and nowhere else; what it finds is up to the engines.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from chippolitik.assets import asset_path
from chippolitik.errors import InputError
from chippolitik.ontology.files import read_rdf
from chippolitik.ontology.names import DCTERMS, OWL, RDF, RDFS, Namespace
from chippolitik.validation.finding import Severity
from chippolitik.validation.paths import path_text

__all__ = ["SH", "ShapeNote", "ShapeSet", "SparqlConstraint", "Targets", "load_shapes", "own_shapes", "shape_files"]

SH = Namespace("http://www.w3.org/ns/shacl#")
Node = NamedNode | BlankNode
_TARGETS = {SH.target, SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf}


@dataclass(frozen=True, slots=True)
class ShapeNote:
    """What a shape or constraint says about itself.

    Attributes:
        severity: How much its findings weigh.
        constraint: Its id, or empty.
        messages: ``(language, message)``, sorted.
        path: Its path in SPARQL, or empty.
        owner: IRI of the node shape that it belongs to, the first of several, or empty.
    """

    severity: Severity = Severity.VIOLATION
    constraint: str = ""
    messages: tuple[tuple[str, str], ...] = ()
    path: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Targets:
    """Which nodes a shape judges."""

    classes: tuple[str, ...] = ()
    subjects_of: tuple[str, ...] = ()
    objects_of: tuple[str, ...] = ()
    nodes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SparqlConstraint:
    """A SPARQL constraint that we run ourselves, for all its focus nodes in one query.

    Attributes:
        iri: Its IRI.
        targets: Whom it judges.
        query: The query with its prefixes; it selects ``$this`` and perhaps ``?value``.
    """

    iri: str
    targets: Targets
    query: str


@dataclass(frozen=True, slots=True)
class ShapeSet:
    """Shapes, ready for an engine.

    Attributes:
        triples: What a SHACL engine reads.
        constraints: SPARQL constraints that are not among the triples.
        notes: IRI of a shape or constraint → what it says about itself.
    """

    triples: tuple[Triple, ...]
    constraints: tuple[SparqlConstraint, ...] = ()
    notes: Mapping[str, ShapeNote] = field(default_factory=dict)

    @classmethod
    def of(cls, triples: Iterable[Triple]) -> ShapeSet:
        """Take shapes as they are: the SHACL engine runs all of them, SPARQL included."""
        given = tuple(triples)
        return cls(given, notes=_Reader(given).notes())

    def split(self) -> ShapeSet:
        """Take the SPARQL constraints out, to run each as one query.

        Only right for queries that give the same rows with and without ``$this`` bound beforehand, as ours do: the
        parity test holds them to it.
        """
        reader = _Reader(self.triples)
        core = tuple(triple for triple in self.triples if triple.predicate != SH.sparql)
        return replace(self, triples=core, constraints=tuple(reader.constraints()))

    def without_targets(self, shapes: Iterable[object]) -> ShapeSet:
        """Return the shapes with the targets of some taken away, so that these judge nothing on their own.

        Args:
            shapes: Shapes, and SPARQL constraints that are not among the triples.
        """
        apart = set(shapes)
        kept = tuple(t for t in self.triples if t.subject not in apart or not _gives_targets(t))
        return replace(
            self, triples=kept, constraints=tuple(c for c in self.constraints if NamedNode(c.iri) not in apart)
        )


def load_shapes(folder: Path) -> ShapeSet:
    """Read all shape files of a folder; those below ``examples`` are data.

    Raises:
        InputError: There is none, or one cannot be read.
    """
    return ShapeSet.of(triple for path in shape_files(folder) for triple in _apart(read_rdf(path), path.name))


def shape_files(folder: Path) -> list[Path]:
    """Return the shape files of a folder, sorted; those below ``examples`` are data. A file stands for itself.

    Raises:
        InputError: There is none.
    """
    if folder.is_file():
        return [folder]
    paths = [path for path in sorted(folder.rglob("*.ttl")) if "examples" not in path.relative_to(folder).parts]
    if not paths:
        raise InputError("no shapes here", "give a folder of Turtle files with SHACL shapes", file=str(folder))
    return paths


@functools.cache
def own_shapes() -> ShapeSet:
    """Return the shapes that the project ships, read once a process."""
    return load_shapes(asset_path("shapes")).split()


def _gives_targets(triple: Triple) -> bool:
    if triple.predicate == RDF.type:
        return triple.object in {RDFS.Class, OWL.Class}
    return triple.predicate in _TARGETS


def _apart(triples: list[Triple], file: str) -> Iterable[Triple]:
    """Keep blank nodes of different files apart."""

    def own(term: object) -> object:
        return BlankNode(f"{file.encode().hex()}x{term.value}") if isinstance(term, BlankNode) else term

    return [Triple(own(t.subject), t.predicate, own(t.object)) for t in triples]  # type: ignore[arg-type]  # kinds of terms are kept


class _Reader:
    """Looks things up in a graph of shapes."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._about: dict[object, dict[NamedNode, list[object]]] = defaultdict(lambda: defaultdict(list))
        for triple in triples:
            self._about[triple.subject][triple.predicate].append(triple.object)

    def notes(self) -> dict[str, ShapeNote]:
        found: dict[str, ShapeNote] = {}
        for node in list(self._about):
            if isinstance(node, NamedNode) and self._is_shape(node):
                found[node.value] = self._note(node, self._severity(node, Severity.VIOLATION))
        for node in sorted((n for n in self._about if isinstance(n, NamedNode)), key=lambda n: n.value, reverse=True):
            for part in self._nodes(node, SH.property):
                if part.value in found:
                    found[part.value] = replace(found[part.value], owner=node.value)
            for part in self._nodes(node, SH.sparql):
                # SHACL gives severity to shapes; a constraint weighs what its shape weighs.
                note = self._note(part, self._severity(node, Severity.VIOLATION))
                found[part.value] = replace(note, owner=node.value)
        return found

    def constraints(self) -> Iterable[SparqlConstraint]:
        for node in sorted((n for n in self._about if isinstance(n, NamedNode)), key=lambda n: n.value):
            for constraint in sorted(self._nodes(node, SH.sparql), key=lambda n: n.value):
                query = self._prefixes(constraint) + next(iter(self._texts(constraint, SH.select)), "")
                yield SparqlConstraint(constraint.value, self._targets(node), query)

    def _is_shape(self, node: NamedNode) -> bool:
        kinds = self._about[node].get(RDF.type, ())
        return SH.NodeShape in kinds or SH.PropertyShape in kinds or SH.path in self._about[node]

    def _severity(self, node: object, default: Severity) -> Severity:
        return next((Severity.from_iri(n.value) for n in self._nodes(node, SH.severity)), default)

    def _note(self, node: NamedNode, severity: Severity) -> ShapeNote:
        messages = [m for m in self._about[node].get(SH.message, ()) if isinstance(m, Literal)]
        return ShapeNote(
            severity=severity,
            constraint=next(iter(self._texts(node, DCTERMS.identifier)), ""),
            messages=tuple(sorted((m.language or "", m.value) for m in messages)),
            path=next((path_text(p, self._about) for p in self._about[node].get(SH.path, ())), ""),
        )

    def _targets(self, node: NamedNode) -> Targets:
        def iris(predicate: NamedNode) -> tuple[str, ...]:
            return tuple(sorted(n.value for n in self._nodes(node, predicate)))

        return Targets(iris(SH.targetClass), iris(SH.targetSubjectsOf), iris(SH.targetObjectsOf), iris(SH.targetNode))

    def _prefixes(self, constraint: NamedNode) -> str:
        lines = set()
        for holder in self._about[constraint].get(SH.prefixes, ()):
            for declaration in self._about[holder].get(SH.declare, ()):
                prefix = next(iter(self._texts(declaration, SH.prefix)), "")
                namespace = next(iter(self._texts(declaration, SH.namespace)), "")
                lines.add(f"PREFIX {prefix}: <{namespace}>\n")
        return "".join(sorted(lines))

    def _nodes(self, node: object, predicate: NamedNode) -> list[NamedNode]:
        return [term for term in self._about[node].get(predicate, ()) if isinstance(term, NamedNode)]

    def _texts(self, node: object, predicate: NamedNode) -> list[str]:
        return [term.value for term in self._about[node].get(predicate, ()) if isinstance(term, Literal)]
