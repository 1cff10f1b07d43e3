"""SHACL paths as SPARQL paths, for people and for comparing engines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import NamedNode

from chippolitik.ontology.names import RDF, Namespace

__all__ = ["path_text"]

_SH = Namespace("http://www.w3.org/ns/shacl#")
_SUFFIX = {_SH.zeroOrMorePath: "*", _SH.oneOrMorePath: "+", _SH.zeroOrOnePath: "?"}
_DEEPEST = 30
Graph = Mapping[object, Mapping[NamedNode, list[object]]]


def path_text(path: object, about: Graph, depth: int = 0) -> str:
    """Return a path in SPARQL, with whole IRIs; what is no path, or nested without end, gives the empty string.

    Args:
        path: The object of ``sh:path``.
        about: Subject → predicate → objects of the graph of shapes.
        depth: How deep it is nested in another path.
    """
    if isinstance(path, NamedNode):
        return f"<{path.value}>"
    properties = about.get(path) or {}
    text = ""
    if depth > _DEEPEST:
        return text
    if RDF.first in properties:
        text = "/".join(_within(item, about, depth) for item in _members(path, about))
    elif _SH.inversePath in properties:
        text = f"^{_within(properties[_SH.inversePath][0], about, depth)}"
    elif _SH.alternativePath in properties:
        text = "|".join(_within(item, about, depth) for item in _members(properties[_SH.alternativePath][0], about))
    else:
        for predicate in _SUFFIX.keys() & properties.keys():
            text = _within(properties[predicate][0], about, depth) + _SUFFIX[predicate]
    return text


def _within(path: object, about: Graph, depth: int) -> str:
    text = path_text(path, about, depth + 1)
    return text if isinstance(path, NamedNode) else f"({text})"


def _members(node: object, about: Graph) -> Iterator[object]:
    seen = set()
    while node != RDF.nil and node not in seen:
        seen.add(node)
        cell = about.get(node) or {}
        yield from cell.get(RDF.first, ())[:1]
        node = next(iter(cell.get(RDF.rest, ())), RDF.nil)
