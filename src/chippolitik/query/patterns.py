"""How the patterns of a query hang together: which parts share no variable, so that each row meets each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

__all__ = ["products"]

_WRAPPERS = {"Project", "Distinct", "Reduced", "OrderBy", "Slice", "Graph", "Group", "SelectQuery"}


def products(query: Any) -> list[list[frozenset[str]]]:
    """Return for each group of patterns that falls apart the variables of its parts.

    Args:
        query: A parsed query, as rdflib's ``translateQuery`` gives it.
    """
    found: list[list[frozenset[str]]] = []
    node = _child(query.algebra, "p")
    if node is not None:
        _close(list(_parts(node, found)), found)
    return found


def _parts(node: Any, found: list[list[frozenset[str]]]) -> Iterator[frozenset[str]]:
    """Yield the variables of each conjunct of a pattern; what is closed in itself is checked on the way."""
    name = node.name
    if name == "BGP":
        for triple in node.triples:
            yield _variables(triple)
    elif name in {"Join", "LeftJoin"}:
        yield from _parts(node.p1, found)
        yield from _parts(node.p2, found)
        yield _variables(_child(node, "expr"))
    elif name in {"Filter", "Extend"}:
        yield from _parts(node.p, found)
        used = _variables(node.expr)
        # What is bound to a constant is one value, and multiplies nothing.
        yield used | _variables(_child(node, "var")) if used else used
    elif name == "AggregateJoin":
        inner = list(_parts(node.p, found))
        _close(inner, found)
        yield frozenset().union(*inner, _variables([one.res for one in node.A]))
    elif name == "Union":
        sides = [list(_parts(side, found)) for side in (node.p1, node.p2)]
        for side in sides:
            _close(side, found)
        yield frozenset().union(*(one for side in sides for one in side))
    elif name == "Minus":
        yield from _parts(node.p1, found)
        _close(list(_parts(node.p2, found)), found)
    elif name == "Project":
        _close(list(_parts(node.p, found)), found)
        yield frozenset(str(variable) for variable in node.PV)
    elif name in _WRAPPERS:
        yield from _parts(node.p, found)
    elif name == "ToMultiSet" and node.p.name == "values":
        yield _variables(node.p.res)
    elif name == "ToMultiSet":
        yield from _parts(node.p, found)


def _child(node: Any, name: str) -> Any:
    """Return a child of a node, or None; rdflib's own ``get`` gives the name back where there is none."""
    return dict.get(node, name)


def _close(parts: list[frozenset[str]], found: list[list[frozenset[str]]]) -> None:
    """Note a group of conjuncts that falls into several parts; conjuncts without a variable are conditions."""
    islands: list[frozenset[str]] = []
    for part in parts:
        if part:
            touching = [island for island in islands if island & part]
            islands = [island for island in islands if not island & part]
            islands.append(part.union(*touching))
    if len(islands) > 1:
        found.append(islands)


def _variables(term: Any) -> frozenset[str]:
    """Return the names of the variables in a term, a path or an expression; blank nodes are variables too."""
    from rdflib.plugins.sparql.parserutils import CompValue  # noqa: PLC0415 - slow to import
    from rdflib.term import BNode, Variable  # noqa: PLC0415 - as above

    if isinstance(term, Variable):
        return frozenset({str(term)})
    if isinstance(term, BNode):
        return frozenset({f"_:{term}"})
    inner: list[Any] = []
    if isinstance(term, CompValue | dict):
        inner = [*term.keys(), *term.values()] if not isinstance(term, CompValue) else list(term.values())
    elif isinstance(term, list | tuple | set | frozenset):
        inner = list(term)
    return frozenset().union(*(_variables(one) for one in inner))
