"""SHACL paths as SPARQL paths, for people and for comparing engines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import NamedNode

from chippolitik.ontology.names import RDF, Namespace

__all__ = ["is_path", "path_text"]

_SH = Namespace("http://www.w3.org/ns/shacl#")
_SUFFIX = {_SH.zeroOrMorePath: "*", _SH.oneOrMorePath: "+", _SH.zeroOrOnePath: "?"}
_FORMS = (_SH.inversePath, _SH.alternativePath, *_SUFFIX)
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


def is_path(path: object, about: Graph) -> bool:
    """Whether a node is a path of one of SHACL's forms, all parts included; a cyclic one is none.

    Args:
        path: The object of ``sh:path``.
        about: Subject → predicate → objects of the graph of shapes.
    """
    waiting = [(path, 0)]
    while waiting:
        node, depth = waiting.pop()
        if isinstance(node, NamedNode):
            continue
        properties = about.get(node) or {}
        found = [predicate for predicate in (RDF.first, *_FORMS) if predicate in properties]
        forms = found[:1] if RDF.first in found else found  # a list is a sequence, whatever else its head says
        if depth > _DEEPEST or len(forms) != 1 or len(properties[forms[0]]) != 1:
            return False
        if forms[0] in {RDF.first, _SH.alternativePath}:
            head = node if forms[0] == RDF.first else properties[forms[0]][0]
            parts = _whole_list(head, about)
            if parts is None or len(parts) < 2:  # noqa: PLR2004 - SHACL: a sequence has at least two members
                return False
            waiting += [(part, depth + 1) for part in parts]
        else:
            waiting.append((properties[forms[0]][0], depth + 1))
    return True


def _whole_list(head: object, about: Graph) -> list[object] | None:
    """Return the members of a list, or None if it does not end, or branches."""
    found: list[object] = []
    seen = set()
    while head != RDF.nil:
        cell = about.get(head) or {}
        first, rest = cell.get(RDF.first, []), cell.get(RDF.rest, [])
        if head in seen or len(first) != 1 or len(rest) != 1:
            return None
        seen.add(head)
        found += first
        head = rest[0]
    return found


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
