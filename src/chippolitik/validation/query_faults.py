"""Faults of the SPARQL in shapes: what does not parse, selects the wrong thing, or reaches outside; terms in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, QuerySolutions, Store

from chippolitik.namespaces import CHIP, VOCAB
from chippolitik.ontology.names import OWL
from chippolitik.validation.constraints import plain
from chippolitik.validation.declared import near_term, undeclared
from chippolitik.validation.fault_words import fault
from chippolitik.validation.finding import Finding
from chippolitik.validation.offline import keyword_outside, without_opaque
from chippolitik.validation.shape_graph import ShapeGraph
from chippolitik.validation.shapes import SH

__all__ = ["outside_access", "query_faults"]

_IRI = re.compile(r"<([^<>\"{}|^`\\\s]+)>")
_NAME = re.compile(r"(?<![\w:?$<])([A-Za-z][\w.-]*)?:([A-Za-z_][\w-]*)")
_QUERIES = {SH.select, SH.ask, SH.construct, SH.update}
_PATH = re.compile(r"\$PATH\b")


def query_faults(graph: ShapeGraph, shape: object) -> Iterator[Finding]:
    """Yield what is wrong with the SPARQL constraints of a shape."""
    for constraint in graph.values(shape, SH.sparql):
        focus = graph.owner(constraint)
        texts = [v.value for v in graph.values(constraint, SH.select) if isinstance(v, Literal)]
        if len(texts) != 1:
            yield fault("no-query", focus)
            continue
        yield from _of_query(graph, constraint, focus, texts[0])


def outside_access(graph: ShapeGraph) -> Iterator[tuple[object, Finding]]:
    """Yield what holds a query that reaches outside the data, wherever it stands, and the fault."""
    for triple in graph.triples:
        if triple.predicate in _QUERIES and isinstance(triple.object, Literal):
            word = keyword_outside(triple.object.value)
            if word:
                yield (
                    triple.subject,
                    fault("reaches-outside", graph.owner(triple.subject), word, f"<{triple.predicate.value}>"),
                )


def _of_query(graph: ShapeGraph, constraint: object, focus: str, text: str) -> Iterator[Finding]:
    path = f"<{SH.select.value}>"
    if keyword_outside(text):
        return  # told by ``outside_access``
    prefixes = _prefixes(graph, constraint)
    head = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in sorted(prefixes.items()))
    try:
        rows = Store().query(head + _PATH.sub("<urn:x:path>", text))
    except SyntaxError as error:
        yield fault("query", focus, _problem(str(error.msg), head), path)
        return
    except ValueError as error:
        yield fault("query", focus, str(error), path)
        return
    if not isinstance(rows, QuerySolutions):
        yield fault("no-query", focus, "", path)
    elif "this" not in {variable.value for variable in rows.variables}:
        yield fault("no-this", focus, "", path)
    for name in _names(text, prefixes):
        if undeclared(name):
            yield fault("undeclared", focus, name, path, near_term(name))


def _prefixes(graph: ShapeGraph, constraint: object) -> dict[str, str]:
    found: dict[str, str] = {}
    waiting, seen = graph.values(constraint, SH.prefixes), set[object]()
    while waiting:
        holder = waiting.pop()
        if holder in seen:
            continue
        seen.add(holder)
        waiting += graph.values(holder, OWL.imports)
        for declaration in graph.values(holder, SH.declare):
            names, spaces = graph.values(declaration, SH.prefix), graph.values(declaration, SH.namespace)
            found.update({plain(name): plain(space) for name, space in zip(names, spaces, strict=False)})
    return found


def _problem(message: str, head: str) -> str:
    """Return what a parser says, in short, with the line of the query itself."""
    if "Prefix not found" in message:
        return "a prefix is not declared"
    match = re.search(r"(\d+):(\d+)", message)
    return (
        f"line {int(match[1]) - head.count(chr(10))}, column {match[2]}"
        if match
        else message.split("\n", maxsplit=1)[0]
    )


def _names(text: str, prefixes: dict[str, str]) -> Iterator[str]:
    """Yield the terms of our namespaces that a query names."""
    own = dict(prefixes) | dict(re.findall(r"(?i)prefix\s+([\w.-]*):\s*<([^<>\s]*)>", text))
    found = set(_IRI.findall(text))
    found |= {own.get(prefix, "") + local for prefix, local in _NAME.findall(without_opaque(text))}
    yield from sorted(n for n in found if n.startswith((CHIP, VOCAB)) and n not in set(own.values()))
