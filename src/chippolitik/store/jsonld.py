"""Quads as JSON-LD with our context: one object a graph, one a node, written as they come.

Source: JSON-LD 1.1 (W3C 2020), compacted document form.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import IO

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from chippolitik.namespaces import CHIP

__all__ = ["context_of", "write_jsonld"]

_XSD = "http://www.w3.org/2001/XMLSchema#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")  # what any reader keeps exactly
_OWN_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def context_of(prefixes: dict[str, str]) -> dict[str, str]:
    """Return the context: prefixes, and our terms without one."""
    return {"@vocab": CHIP, **prefixes}


def write_jsonld(quads: Iterable[Quad], out: IO[bytes], prefixes: dict[str, str]) -> None:
    """Write quads that come graph by graph and in each graph node by node.

    Args:
        quads: The quads, all in named graphs.
        out: Where to.
        prefixes: Prefix → namespace.
    """
    names = _Names(prefixes)
    out.write(b'{"@context": ' + json.dumps(context_of(prefixes), indent=1).encode() + b',\n"@graph": [')
    between = b"\n"
    for graph, part in groupby(quads, key=lambda quad: quad.graph_name):
        out.write(between + b'{"@id": ' + _json(names.node(graph)) + b', "@graph": [\n')
        out.write(b",\n".join(_json(node) for node in _nodes(part, names)) + b"\n]}")
        between = b",\n"
    out.write(b"\n]}\n")


class _Names:
    """Writes IRIs short."""

    def __init__(self, prefixes: dict[str, str]) -> None:
        self._prefixes = sorted(prefixes.items(), key=lambda item: -len(item[1]))

    def iri(self, iri: str) -> str:
        """Return an IRI with a prefix, or as it is."""
        for prefix, namespace in self._prefixes:
            rest = iri.removeprefix(namespace)
            if rest != iri and rest and not rest.startswith("//"):
                return f"{prefix}:{rest}"
        return iri

    def term(self, iri: str) -> str:
        """Return the name of a property or a class: our own ones stand alone."""
        own = iri.removeprefix(CHIP)
        return own if own != iri and _OWN_NAME.fullmatch(own) else self.iri(iri)

    def node(self, term: object) -> str:
        """Return the name of a node."""
        return f"_:{term.value}" if isinstance(term, BlankNode) else self.iri(str(getattr(term, "value", "")))


def _nodes(quads: Iterable[Quad], names: _Names) -> Iterator[dict[str, object]]:
    for subject, part in groupby(quads, key=lambda quad: quad.subject):
        node: dict[str, object] = {"@id": names.node(subject)}
        for predicate, statements in groupby(part, key=lambda quad: quad.predicate):
            objects = [quad.object for quad in statements]
            if predicate.value == _TYPE and all(isinstance(value, NamedNode) for value in objects):
                values: list[object] = [names.term(getattr(value, "value", "")) for value in objects]
                node["@type"] = _alone(values)
            else:
                node[names.term(predicate.value)] = _alone([_value(value, names) for value in objects])
        yield node


def _value(term: NamedNode | BlankNode | Literal | Triple, names: _Names) -> object:
    if not isinstance(term, Literal):
        return {"@id": names.node(term)}
    if term.language:
        return {"@language": term.language, "@value": term.value}
    kind = term.datatype.value.removeprefix(_XSD)
    if kind == "string":
        return term.value
    if kind == "integer" and _INTEGER.fullmatch(term.value):
        return int(term.value)
    if kind == "boolean" and term.value in {"true", "false"}:
        return term.value == "true"
    return {"@type": names.iri(term.datatype.value), "@value": term.value}


def _alone(values: list[object]) -> object:
    return values[0] if len(values) == 1 else values


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
