"""What makes data hard on every tool that reads them: endless lists, huge literals, control characters in IRIs.

None of it is against a shape; one pass over the triples, in bounded time.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from chippolitik.ontology.names import RDF
from chippolitik.validation.constraints import plain
from chippolitik.validation.fault_words import fault
from chippolitik.validation.finding import Finding, in_order

__all__ = ["HazardLimits", "hazards"]

# Control characters, and marks that turn the direction of text, so that an IRI reads as another one.
_HIDDEN = re.compile(r"[\x00-\x20\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_FIRST, _REST = RDF.first, RDF.rest


@dataclass(frozen=True, slots=True)
class HazardLimits:
    """From where on a hazard is told.

    Attributes:
        literal: Characters of a literal.
        depth: Blank nodes within blank nodes, the cells of a list not counted.
        blank_nodes: Number of blank nodes, the cells of lists not counted.
    """

    literal: int = 1_000_000
    depth: int = 1000
    blank_nodes: int = 100_000


@dataclass(slots=True)
class _Seen:
    """What one pass gathers."""

    firsts: dict[object, int] = field(default_factory=lambda: defaultdict(int))
    rests: dict[object, list[object]] = field(default_factory=lambda: defaultdict(list))
    within: dict[object, list[object]] = field(default_factory=lambda: defaultdict(list))
    blanks: set[object] = field(default_factory=set)
    names: set[str] = field(default_factory=set)


def hazards(quads: Iterable[Quad | Triple], limits: HazardLimits | None = None) -> list[Finding]:
    """Return the hazards of a graph, in the order of ``Finding.sort_key``.

    Args:
        quads: The data; names of graphs do not matter.
        limits: From where on a hazard is told.
    """
    limits = limits or HazardLimits()
    seen = _Seen()
    found = list(_one_pass(quads, seen, limits))
    found += _lists(seen)
    others = seen.blanks - seen.rests.keys()
    if len(others) > limits.blank_nodes:
        found.append(fault("many-blank-nodes", min(map(plain, others)), f"{len(others):,}"))
    found += _deep(seen, limits.depth)
    return in_order(found)


def _one_pass(quads: Iterable[Quad | Triple], seen: _Seen, limits: HazardLimits) -> Iterator[Finding]:
    for quad in quads:
        subject, predicate, value = quad.subject, quad.predicate, quad.object
        if predicate == _FIRST:
            seen.firsts[subject] += 1
        elif predicate == _REST:
            seen.rests[subject].append(value)
        blank = isinstance(subject, BlankNode)
        if blank:
            seen.blanks.add(subject)
        if isinstance(value, Literal):
            if (length := len(value.value)) > limits.literal:
                yield fault("long-literal", plain(subject), f"{length:,}", f"<{predicate.value}>")
        elif isinstance(value, BlankNode):
            seen.blanks.add(value)
            if blank and predicate != _REST:
                seen.within[subject].append(value)
        for term in (subject, predicate, value):
            if isinstance(term, NamedNode) and (name := term.value) not in seen.names:
                seen.names.add(name)
                if hidden := _HIDDEN.search(name):
                    yield fault("control-character", plain(subject), f"U+{ord(hidden[0]):04X}")


def _lists(seen: _Seen) -> Iterator[Finding]:
    """Yield lists without end, each once, and cells that branch."""
    done: set[object] = set()
    for cell, rests in seen.rests.items():
        if len(set(rests)) > 1 or seen.firsts.get(cell, 0) > 1:
            yield fault("branched-list", plain(cell), "", f"<{(_REST if len(rests) > 1 else _FIRST).value}>")
    for start in seen.rests:
        trail: dict[object, None] = {}
        here: object = start
        while here in seen.rests and here not in done and here not in trail:
            trail[here] = None
            here = seen.rests[here][0]
        if here in trail:
            members = list(trail)
            circle = members[members.index(here) :]
            yield fault("cyclic-list", min(map(plain, circle)), "", f"<{_REST.value}>")
        done.update(trail)


def _deep(seen: _Seen, deepest: int) -> Iterator[Finding]:
    """Yield the outermost blank node of each nest that is too deep; walks layer by layer from the innermost."""
    users: dict[object, list[object]] = defaultdict(list)
    open_parts: dict[object, int] = {}
    for outer, parts in seen.within.items():
        open_parts[outer] = len(parts)
        for inner in parts:
            users[inner].append(outer)
    layer = [node for node in users if node not in open_parts]
    depth: dict[object, int] = dict.fromkeys(layer, 1)
    while layer:
        following = []
        for inner in layer:
            for outer in users.get(inner, ()):
                depth[outer] = max(depth.get(outer, 0), depth[inner] + 1)
                open_parts[outer] -= 1
                if not open_parts[outer]:
                    following.append(outer)
        layer = following
    for node, size in depth.items():
        if size > deepest and node not in users:
            yield fault("deep-nesting", plain(node), f"{size:,}")
