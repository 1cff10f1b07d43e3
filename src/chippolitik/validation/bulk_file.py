"""Full validation of big files by our shapes: two processes share the work, and no graph of Python objects is built.

One runs the core constraints on the text with the compiled engine; the other keeps only the triples that the SPARQL
constraints look at, and runs each of them once for all focus nodes.
"""

from __future__ import annotations

import functools
import multiprocessing
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple, parse, serialize

from chippolitik.graph.terms import chip
from chippolitik.namespaces import CHIP, VOCAB
from chippolitik.ontology.names import RDF, RDFS
from chippolitik.validation.automaton import Automaton
from chippolitik.validation.constraints import constraint_findings
from chippolitik.validation.declared import undeclared, undeclared_terms
from chippolitik.validation.engines import class_hierarchy
from chippolitik.validation.fast import FastValidator, fast_engine_is_there
from chippolitik.validation.finding import Finding, claim_of, in_order
from chippolitik.validation.footprint import footprints
from chippolitik.validation.gate import with_quotes
from chippolitik.validation.shapes import ShapeSet, own_shapes
from chippolitik.validation.whole import validate_graph

__all__ = ["validate_text"]

_OURS = (CHIP, VOCAB)
_LIMIT = 200_000  # triples; below, one process is as fast


def validate_text(triples: Iterable[Triple], *, several: bool | None = None) -> list[Finding]:
    """Return all that is wrong with a graph by our shapes, as ``whole.validate_graph`` does.

    Args:
        triples: The graph; gone through once, and not kept.
        several: Whether to use two processes; by default where the graph is big and the compiled engine is there.
    """
    given = iter(triples)
    head: list[Triple] = []
    if several is None:
        head = [triple for triple, _ in zip(given, range(_LIMIT), strict=False)]
        several = len(head) == _LIMIT
    if not several or not fast_engine_is_there():
        return validate_graph(chain(head, given))
    with tempfile.TemporaryDirectory(prefix="chippolitik-") as folder:
        path = Path(folder) / "data.nt"
        serialize(chain(head, given, class_hierarchy()), path, format=RdfFormat.N_TRIPLES)
        return validate_ntriples(path)


def validate_ntriples(path: Path) -> list[Finding]:
    """Return all that is wrong with a file of N-Triples that holds the class hierarchy too."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, context) as pool:
        core = pool.submit(_core, path)
        found, quotes = _rest(path)
        return with_quotes(in_order([*core.result(), *found]), quotes)


def _core(path: Path) -> list[Finding]:
    """Return what the core constraints find."""
    shapes = own_shapes()
    return FastValidator(ShapeSet(shapes.triples, notes=shapes.notes)).validate_file(path)


def _rest(path: Path) -> tuple[list[Finding], dict[str, str]]:
    """Return what the SPARQL constraints find and which terms do not exist, with the quotes of claims."""
    shapes, store = own_shapes(), Store()
    looked_at = _predicates(footprints(ShapeSet((), shapes.constraints, shapes.notes)).automaton)
    quotes: dict[str, str] = {}
    odd: list[Triple] = []
    quote = chip("exactQuote")

    def wanted() -> Iterator[Quad]:
        for triple in parse(path=path, format=RdfFormat.N_TRIPLES, lenient=True):
            predicate, value = triple.predicate, triple.object
            if predicate == quote:
                claim, text = claim_of(triple.subject.value), value.value
                quotes[claim] = min(quotes.get(claim, text), text)
            if _odd_name(predicate.value) or (type(value) is NamedNode and _odd_name(value.value)):
                odd.append(triple)
            if looked_at is None or predicate in looked_at:
                yield triple

    store.bulk_extend(wanted())
    found = constraint_findings(shapes.constraints, shapes.notes, store)
    return [*found, *undeclared_terms(odd)], quotes


def _predicates(automaton: Automaton) -> set[NamedNode] | None:
    """Return the predicates that are looked at, or None if it may be any."""
    found = {step.predicate for step in automaton.steps}
    return None if None in found else {RDF.type, RDFS.subClassOf, *(p for p in found if p is not None)}


def _odd_name(iri: str) -> bool:
    return iri.startswith(_OURS) and _is_undeclared(iri)


@functools.lru_cache(maxsize=10_000)
def _is_undeclared(iri: str) -> bool:
    return undeclared(iri)
