"""The terms of an ontology as a list, so that a release can be held against what came before it.

The lists of released versions lie in ``ontology/released``; how terms are documented is in ``documentation``.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from chippolitik.namespaces import CHIP, VOCAB
from chippolitik.ontology.files import OntologyFile
from chippolitik.ontology.names import OWL, RDF, SKOS

__all__ = ["missing_terms", "term_list"]

_SORTS: dict[NamedNode, str] = {
    OWL.Class: "class",
    OWL.DatatypeProperty: "datatype-property",
    OWL.ObjectProperty: "object-property",
    SKOS.Concept: "concept",
    SKOS.ConceptScheme: "scheme",
}


def term_list(files: Iterable[OntologyFile]) -> list[str]:
    """Return a line for each term of ours: its sort and its IRI, sorted; deprecated terms are terms.

    Args:
        files: The ontology with its imports.

    Example:
        >>> from chippolitik.ontology import load_ontology
        >>> [line for line in term_list(load_ontology()) if line.endswith("#Order")]
        ['class https://w3id.org/chippolitik/ontology#Order']
    """
    return sorted(
        {
            f"{_SORTS[triple.object]} {triple.subject.value}"
            for file in files
            for triple in file.triples
            if triple.predicate == RDF.type
            and isinstance(triple.object, NamedNode)
            and triple.object in _SORTS
            and isinstance(triple.subject, NamedNode)
            and triple.subject.value.startswith((CHIP, VOCAB))
        }
    )


def missing_terms(released: str, current: Iterable[str]) -> list[str]:
    r"""Return the lines of a released list that the current terms lack: a term that went away or changed its sort.

    Args:
        released: The text of a list, as ``term_list`` makes its lines; lines that begin with ``#`` are comments.
        current: The lines of today.

    Example:
        >>> missing_terms("# 0.1.0\nclass http://e.org/A\nclass http://e.org/B\n", ["class http://e.org/B"])
        ['class http://e.org/A']
    """
    known = set(current)
    return [line for line in released.splitlines() if line.strip() and not line.startswith("#") and line not in known]
