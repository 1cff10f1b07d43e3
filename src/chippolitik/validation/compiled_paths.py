"""Property paths of SPARQL as functions from a node to the nodes at their other ends, over a ``TripleIndex``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

from chippolitik.validation.compiled_values import UnsupportedError
from chippolitik.validation.triple_index import TripleIndex

__all__ = ["Walk", "walk_of"]

Walk = Callable[[str], Iterable[str]]


def walk_of(path: Any, index: TripleIndex, *, inverse: bool = False) -> Walk:
    """Return the way along a path, which may come to a node more than once.

    Args:
        path: An IRI or a path, as rdflib parses it.
        index: The data, complete.
        inverse: Whether to go from the object to the subject.

    Raises:
        UnsupportedError: It is a negated set of predicates.
    """
    from rdflib import URIRef, paths  # noqa: PLC0415 - is loaded by now

    if isinstance(path, URIRef):
        return index.into(path.n3()) if inverse else index.out(path.n3())
    if isinstance(path, paths.InvPath):
        return walk_of(path.arg, index, inverse=not inverse)
    if isinstance(path, paths.SequencePath):
        parts = [walk_of(part, index, inverse=inverse) for part in path.args]
        return _sequence(parts[::-1] if inverse else parts)
    if isinstance(path, paths.AlternativePath):
        return _alternatives([walk_of(part, index, inverse=inverse) for part in path.args])
    if isinstance(path, paths.MulPath):
        step = walk_of(path.path, index, inverse=inverse)
        walk = _repeated(step, zero=path.zero, more=path.more)
        return walk if index.lasting else lru_cache(maxsize=10_000)(walk)
    raise UnsupportedError(str(path))


def _sequence(parts: list[Walk]) -> Walk:
    if len(parts) == 1:
        return parts[0]
    first, rest = parts[0], _sequence(parts[1:])

    def walk(node: str) -> Iterator[str]:
        for middle in first(node):
            yield from rest(middle)

    return walk


def _alternatives(parts: list[Walk]) -> Walk:
    def walk(node: str) -> Iterator[str]:
        for part in parts:
            yield from part(node)

    return walk


def _repeated(step: Walk, *, zero: bool, more: bool) -> Walk:
    def walk(node: str) -> Iterable[str]:
        found = dict.fromkeys([node] if zero else [])
        waiting = list(dict.fromkeys(step(node)))
        while waiting:
            here = waiting.pop()
            if here not in found:
                found[here] = None
                if more:
                    waiting += step(here)
        return tuple(found)

    return walk
