"""Data on its way from pyoxigraph to rdflib, which pySHACL reads."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

if TYPE_CHECKING:
    from rdflib import Graph

__all__ = ["rdflib_graph"]

_STRING = "http://www.w3.org/2001/XMLSchema#string"


def rdflib_graph(quads: Iterable[Quad | Triple]) -> Graph:
    """Build an rdflib graph in memory; literals keep their lexical form, xsd:string becomes a plain string.

    pySHACL is wrong on graphs that Oxigraph backs: it tells plain strings from xsd:string there.
    """
    from rdflib import BNode, Graph, URIRef  # noqa: PLC0415 - takes 0.2 s, and only validation needs it
    from rdflib import Literal as RdflibLiteral  # noqa: PLC0415 - as above

    def literal(term: Literal) -> RdflibLiteral:
        if term.language:
            return RdflibLiteral(term.value, lang=term.language)
        kind = term.datatype.value
        return RdflibLiteral(term.value, datatype=None if kind == _STRING else URIRef(kind), normalize=False)

    known: dict[object, object] = {}

    def convert(term: object) -> object:
        found = known.get(term)
        if found is None:
            if isinstance(term, NamedNode):
                found = URIRef(term.value)
            elif isinstance(term, BlankNode):
                found = BNode(term.value)
            else:
                assert isinstance(term, Literal)
                found = literal(term)
            known[term] = found
        return found

    graph = Graph(bind_namespaces="none")
    for quad in quads:
        graph.add((convert(quad.subject), convert(quad.predicate), convert(quad.object)))  # type: ignore[arg-type]  # terms of the right kind
    return graph
