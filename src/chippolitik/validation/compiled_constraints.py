"""Runs SPARQL constraints over a graph: compiled where it is big, and in the database where that is not certain."""

from __future__ import annotations

import contextlib
import functools
import itertools
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple

from chippolitik.ontology.names import RDF, RDFS
from chippolitik.validation.automaton import Automaton, Node
from chippolitik.validation.compiled_query import CompiledQuery
from chippolitik.validation.compiled_values import UnsupportedError
from chippolitik.validation.constraints import finding_of, focus_nodes, merged_store, plain, rows_of
from chippolitik.validation.finding import Finding
from chippolitik.validation.query_footprint import NoFootprintError, add_query
from chippolitik.validation.shapes import ShapeNote, SparqlConstraint, Targets
from chippolitik.validation.triple_index import LastingIndex, TripleIndex, term_of, token_of

__all__ = ["constraint_findings", "database_findings", "index_findings"]

_BIG = 5_000  # triples; in smaller graphs one query for all nodes is faster
_MANY = 10  # small graphs; for fewer, reading and compiling the queries takes longer than asking the database
_BATCH = 100  # focus nodes that are asked about together
_TYPE, _BELOW = token_of(RDF.type), token_of(RDFS.subClassOf)


def constraint_findings(
    constraints: Sequence[SparqlConstraint],
    notes: Mapping[str, ShapeNote],
    triples: Sequence[Triple],
    text: str | None = None,
) -> Iterator[Finding]:
    """Yield what the constraints find, in no order.

    Args:
        constraints: The constraints.
        notes: What shapes say about themselves.
        triples: The data with their class hierarchy.
        text: The same as N-Triples, where they are written already.
    """
    if len(triples) > _BIG:
        index = TripleIndex()
        for triple in triples:
            index.add(token_of(triple.subject), token_of(triple.predicate), token_of(triple.object))
        yield from index_findings(constraints, notes, index)
    elif next(_judged) < _MANY:
        yield from database_findings(constraints, notes, merged_store(triples))
    else:
        ready = _ready()
        if text is None:
            ready.index.refill(triples)
        else:
            ready.index.refill_from(text)
        for constraint in constraints:
            query = ready.query(constraint.query)
            yield from _of_constraint(constraint, notes[constraint.iri], ready.index, query, _focus)


def database_findings(
    constraints: Iterable[SparqlConstraint], notes: Mapping[str, ShapeNote], store: Store
) -> Iterator[Finding]:
    """Yield what the constraints find in a small graph, each asked in the database; in no order."""
    focused: dict[Targets, set[str]] = {}
    for constraint in constraints:
        if constraint.targets not in focused:
            focused[constraint.targets] = focus_nodes(constraint.targets, store)
        if focus := focused[constraint.targets]:
            yield from rows_of(constraint, notes[constraint.iri], store, focus)


def index_findings(
    constraints: Iterable[SparqlConstraint], notes: Mapping[str, ShapeNote], index: TripleIndex
) -> Iterator[Finding]:
    """Yield what the constraints find, in no order.

    Args:
        constraints: The constraints.
        notes: What shapes say about themselves.
        index: The data with their class hierarchy; at least all triples that the constraints look at.
    """
    focus = functools.cache(_focus)
    for constraint in constraints:
        yield from _of_constraint(constraint, notes[constraint.iri], index, _compiled(constraint.query, index), focus)


def _of_constraint(
    constraint: SparqlConstraint,
    note: ShapeNote,
    index: TripleIndex,
    query: CompiledQuery | None,
    focus: Callable[[Targets, TripleIndex], Iterable[str]],
) -> Iterator[Finding]:
    """Yield what one constraint finds; a query that is not compiled is asked in the database."""
    if query is not None and query.never:
        return
    uncertain: list[str] = []
    nodes = focus(constraint.targets, index)
    for node, values in query.rows(nodes) if query else ((node, None) for node in nodes):
        if values is None:
            uncertain.append(node)
            continue
        for value in values:
            yield finding_of(constraint, note, plain(term_of(node)), plain(term_of(value)))
    yield from _in_database(constraint, note, index, uncertain)


class _Ready(threading.local):
    """Queries compiled for an index that holds one small graph after the other; each thread has its own."""

    def __init__(self) -> None:
        self.index = LastingIndex()
        self._queries: dict[str, CompiledQuery | None] = {}

    def query(self, text: str) -> CompiledQuery | None:
        if text not in self._queries:
            self._queries[text] = _compiled(text, self.index)
        return self._queries[text]


_judged = itertools.count()


@functools.cache
def _ready() -> _Ready:
    return _Ready()


def _compiled(query: str, index: TripleIndex) -> CompiledQuery | None:
    """Return a query compiled, or None if it has a part that is not."""
    try:
        return CompiledQuery(query, index)
    except (UnsupportedError, NoFootprintError):
        return None


def _in_database(
    constraint: SparqlConstraint, note: ShapeNote, index: TripleIndex, focus: list[str]
) -> Iterator[Finding]:
    """Ask about some nodes in small graphs that hold what the query sees from them."""
    if not focus:
        return
    followed = _followed(constraint.query)
    if followed is None:
        yield from rows_of(constraint, note, merged_store(index.all_triples()), {plain(term_of(n)) for n in focus})
        return
    automaton, root = followed
    rest = iter(sorted(focus))
    while some := list(islice(rest, _BATCH)):
        starts: dict[Node, list[int]] = {node: [root] for token in some for node in _terms(token)}
        yield from rows_of(
            constraint, note, merged_store(automaton.fetch(index, starts)), {plain(term_of(node)) for node in some}
        )


def _focus(targets: Targets, index: TripleIndex) -> set[str]:
    """Return the nodes that the targets name, as tokens."""
    found = {f"<{iri}>" for iri in targets.nodes}
    typed, below = index.into(_TYPE), index.into(_BELOW)
    for iri in targets.classes:
        classes, waiting = {f"<{iri}>"}, [f"<{iri}>"]
        while waiting:
            for name in below(waiting.pop()):
                if name[0] == "<" and name not in classes:
                    classes.add(name)
                    waiting.append(name)
        found.update(node for name in classes for node in typed(name))
    for iri in targets.subjects_of:
        found.update(index.subjects(f"<{iri}>"))
    for iri in targets.objects_of:
        found.update(index.objects(f"<{iri}>"))
    return found


def _terms(token: str) -> Iterator[Node]:
    """Yield the terms that are written so in a finding: an IRI or a blank node, and a string."""
    term = term_of(token)
    yield term
    if not isinstance(term, BlankNode):
        yield Literal(term.value)
    if isinstance(term, Literal):
        with contextlib.suppress(ValueError):
            yield NamedNode(term.value)


@functools.lru_cache(maxsize=256)
def _followed(query: str) -> tuple[Automaton, int] | None:
    """Return where a query looks from its focus node, or None if its text does not tell."""
    automaton = Automaton()
    root = automaton.state()
    try:
        add_query(automaton, query, "this", root)
    except NoFootprintError:
        return None
    return automaton, root
