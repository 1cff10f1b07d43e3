"""Full validation of a store in parts, on all cores: each part is some graphs, and memory holds one part a core.

The findings and their order are those of ``whole.validate_view``, whatever the number of jobs.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from itertools import islice

from pyoxigraph import NamedNode, Quad

from chippolitik.graph.view import View
from chippolitik.namespaces import ARTICLE_GRAPH, derived_graph
from chippolitik.validation.change import judged_graphs
from chippolitik.validation.constraints import plain
from chippolitik.validation.finding import Finding, in_order
from chippolitik.validation.gate import neighbourhood
from chippolitik.validation.whole import validate_graph

__all__ = ["validate_in_parts"]

_PART = 20  # article graphs, about 3,000 triples; in bigger parts, queries with NOT EXISTS take longer for each node
_WORTH_A_PROCESS = 30  # parts; starting a process takes as long as validating two
Opener = Callable[[], View]
Progress = Callable[[int, int], None]


def validate_in_parts(
    opened: Opener, *, jobs: int | None = None, part: int = _PART, progress: Progress | None = None
) -> list[Finding]:
    """Return all that is wrong with a store by our shapes, in the order of ``Finding.sort_key``.

    Args:
        opened: Opens the store for reading; called once in each process, so it must be picklable if there are several.
        jobs: How many processes; all cores by default, one if the store is small.
        part: How many article graphs a part has.
        progress: Told after each part: graphs that are done, graphs in all.
    """
    view = opened()
    names = judged_graphs(view)
    parts = _parts(names, part)
    many = min(jobs or os.cpu_count() or 1, len(parts))
    if jobs is None and len(parts) < _WORTH_A_PROCESS:
        many = 1
    found: list[Finding] = []
    done = 0
    context = multiprocessing.get_context("spawn")  # a forked process would share the threads of the database
    with ProcessPoolExecutor(many, context, _open, (opened,)) if many > 1 else nullcontext() as pool:
        results = pool.map(_judge_here, parts) if pool else (_judge(view, names) for names in parts)
        for graphs, findings in zip(parts, results, strict=True):
            found += findings
            done += len(graphs)
            if progress:
                progress(done, len(names))
    return in_order(found)


def _parts(names: Sequence[str], size: int) -> list[list[str]]:
    """Put article graphs together; other graphs are judged each on its own."""
    rest = iter([name for name in names if name.startswith(ARTICLE_GRAPH)])
    alone = [[name] for name in names if not name.startswith(ARTICLE_GRAPH)]
    together = []
    while some := list(islice(rest, size)):
        together.append(some)
    return [*alone, *together]


_here: list[View] = []  # the store of a worker process


def _open(opened: Opener) -> None:
    _here[:] = [opened()]


def _judge_here(graphs: list[str]) -> list[Finding]:
    return _judge(_here[0], graphs)


def _judge(view: View, graphs: Sequence[str]) -> list[Finding]:
    """Return the findings of some graphs, judged together with what the knowledge base says around them."""
    quads: list[Quad] = []
    for graph in graphs:
        quads += view.match(graph=NamedNode(graph))
        if graph.startswith(ARTICLE_GRAPH):
            quads += view.match(graph=NamedNode(derived_graph(graph.removeprefix(ARTICLE_GRAPH))))
    subjects = {plain(quad.subject) for quad in quads}
    found = validate_graph([*quads, *neighbourhood(view, quads)])
    return [finding for finding in found if finding.focus in subjects]
