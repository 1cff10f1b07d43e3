"""The IRIs of RDF, RDFS, OWL, SKOS and XSD that this package reads and writes, as pyoxigraph terms."""

from __future__ import annotations

from pyoxigraph import NamedNode

__all__ = ["DCTERMS", "OWL", "RDF", "RDFS", "SKOS", "XSD", "Namespace"]


class Namespace:
    """A namespace whose attributes and items are terms.

    Args:
        base: What every IRI of the namespace begins with.

    Example:
        >>> OWL.Class.value
        'http://www.w3.org/2002/07/owl#Class'
    """

    __slots__ = ("base",)

    def __init__(self, base: str) -> None:
        self.base = base

    def __getattr__(self, name: str) -> NamedNode:
        if name.startswith("__"):
            raise AttributeError(name)
        return NamedNode(self.base + name)

    def __getitem__(self, name: str) -> NamedNode:
        return NamedNode(self.base + name)


RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
