"""Findings of whole graphs and files, our own shapes and those of a user."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad, Triple

from chippolitik.graph import View
from chippolitik.namespaces import ARTICLE_GRAPH, derived_graph
from chippolitik.validation.change import judged_graphs
from chippolitik.validation.constraints import plain
from chippolitik.validation.declared import undeclared_terms
from chippolitik.validation.engines import Validator
from chippolitik.validation.fast import own_validator
from chippolitik.validation.finding import Finding, in_order
from chippolitik.validation.gate import neighbourhood, quotes_of, with_quotes

__all__ = ["validate_graph", "validate_view"]


def validate_graph(
    quads: Iterable[Quad | Triple], *, shapes: Validator | None = None, engine: Validator | None = None
) -> list[Finding]:
    """Return all that is wrong with a graph.

    Args:
        quads: The graph; names of graphs do not matter, so shapes judge the union.
        shapes: Shapes of the user, applied beside ours; see ``users``.
        engine: What applies our shapes; that of this installation by default.

    Returns:
        The findings in the order of ``Finding.sort_key``, each with the quote of its claim.
    """
    data = list(quads)
    found = [*(engine or own_validator()).validate(data), *undeclared_terms(data)]
    if shapes is not None:
        found += shapes.validate(data)
    return with_quotes(in_order(found), quotes_of(data))


def validate_view(view: View, *, shapes: Validator | None = None) -> Iterator[Finding]:
    """Yield all that is wrong with a store, graph by graph, so that memory holds one graph at a time.

    An article is judged with what is derived from it and with what the knowledge base says about the things that it
    names; the knowledge base and loaded files are judged each as a whole.

    Args:
        view: The store.
        shapes: Shapes of the user, applied beside ours; see ``users``.
    """
    for graph in judged_graphs(view):
        quads = list(view.match(graph=NamedNode(graph)))
        if graph.startswith(ARTICLE_GRAPH):
            derived = NamedNode(derived_graph(graph.removeprefix(ARTICLE_GRAPH)))
            quads += view.match(graph=derived)
        subjects = {plain(quad.subject) for quad in quads}
        around = neighbourhood(view, quads)
        found = validate_graph([*quads, *around], shapes=shapes)
        yield from (finding for finding in found if finding.focus in subjects)
