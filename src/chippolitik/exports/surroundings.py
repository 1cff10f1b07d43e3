"""What the knowledge base says of the place of named things: their groups, makers and seats.

A filtered export holds the things that its claims name. Questions such as whether advice against a group meets a chip
walk over things that no claim names; these come along, in every format alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode

from chippolitik.graph import View
from chippolitik.graph.terms import TYPE, chip
from chippolitik.namespaces import ID, KB_GRAPH

__all__ = ["MEMBERSHIP", "PLACING", "with_surroundings"]

PLACING = ("instanceOf", "variantOf", "partOf", "designedBy", "developedBy", "basedIn", "governmentOf")
"""Relations from a thing to what it belongs to."""
MEMBERSHIP = ("groupMember", "hasMember")
"""Relations from a group to a thing that belongs to it."""
_COLLECTIVE = chip("CollectiveAgent")


def with_surroundings(view: View, things: Iterable[str]) -> set[str]:
    """Return things of the knowledge base with all that they belong to, however far up.

    Args:
        view: The graph.
        things: IRIs of things.

    Returns:
        These, and every group, maker and seat; of a country, too, the collectives of agents that are based there.
    """
    found, waiting = set(things), list(things)
    while waiting:
        for above in _above(view, NamedNode(waiting.pop())):
            if above not in found:
                found.add(above)
                waiting.append(above)
    return found


def _above(view: View, thing: NamedNode) -> Iterator[str]:
    graph = NamedNode(KB_GRAPH)
    for name in PLACING:
        for quad in view.match(thing, chip(name), None, graph):
            if isinstance(quad.object, NamedNode) and quad.object.value.startswith(ID):
                yield quad.object.value
    for name in MEMBERSHIP:
        for quad in view.match(None, chip(name), thing, graph):
            if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(ID):
                yield quad.subject.value
    for quad in view.match(None, chip("basedIn"), thing, graph):
        if isinstance(quad.subject, NamedNode) and any(view.match(quad.subject, TYPE, _COLLECTIVE, graph)):
            yield quad.subject.value
