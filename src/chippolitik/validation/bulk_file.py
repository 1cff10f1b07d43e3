"""Full validation of big files by our shapes: two threads share the work, and no graph of Python objects is built.

One runs the core constraints on the text with the compiled engine, which needs no lock of Python; the other reads the
triples that the SPARQL constraints look at into an index, and runs these constraints there.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path

from pyoxigraph import RdfFormat, Triple, serialize

from chippolitik.errors import InputError
from chippolitik.graph.terms import chip
from chippolitik.ontology.names import RDF, RDFS
from chippolitik.validation.automaton import Automaton
from chippolitik.validation.compiled_constraints import index_findings
from chippolitik.validation.constraints import plain
from chippolitik.validation.declared import undeclared_terms
from chippolitik.validation.engines import class_hierarchy
from chippolitik.validation.fast import fast_engine_is_there, file_findings
from chippolitik.validation.finding import Finding, claim_of, in_order
from chippolitik.validation.footprint import footprints
from chippolitik.validation.gate import with_quotes
from chippolitik.validation.index_reading import FileReading, read_index
from chippolitik.validation.reading import stream_data
from chippolitik.validation.shapes import ShapeSet, own_shapes
from chippolitik.validation.triple_index import TripleIndex, term_of, token_of
from chippolitik.validation.users import UsersShapes
from chippolitik.validation.whole import validate_graph

__all__ = ["validate_ntriples", "validate_text"]

_LIMIT = 50_000  # triples; below, holding them is as fast
_QUOTE = chip("exactQuote")


def validate_text(triples: Iterable[Triple], *, several: bool | None = None) -> list[Finding]:
    """Return all that is wrong with a graph by our shapes, as ``whole.validate_graph`` does.

    Args:
        triples: The graph; gone through once, and not kept.
        several: Whether to use two threads; by default where the graph is big and the compiled engine is there.
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
        serialize(chain(head, given), path, format=RdfFormat.N_TRIPLES)
        return validate_ntriples(path)


def validate_ntriples(path: Path, *, shapes: UsersShapes | None = None, around: Sequence[Triple] = ()) -> list[Finding]:
    """Return all that is wrong with a file of N-Triples, as ``whole.validate_graph`` does.

    Args:
        path: The file.
        shapes: Shapes of the user, applied beside ours, to the file alone.
        around: Triples that our shapes look at too; terms in them that do not exist are not told.

    Raises:
        InputError: It has a syntax error, or the compiled engine is not there.
    """
    if not fast_engine_is_there():
        raise InputError("the compiled engine is not there", "install the package shacl", file=str(path))
    with ThreadPoolExecutor(1) as pool:
        core = pool.submit(_core, path, around)
        reading, found = _rest(path, around)
        findings = in_order([*core.result(), *found, *(shapes.validate_file(path) if shapes else ())])
        return with_quotes(findings, _quotes(reading.index, {finding.claim for finding in findings}))


def _core(path: Path, around: Sequence[Triple]) -> list[Finding]:
    """Return what the core constraints find."""
    try:
        return file_findings(path, own_shapes(), around)
    except (InputError, OSError):  # the latter for a token that is longer than any parser takes
        _check_syntax(path)  # tells the line, which the engine does not
        raise


def _check_syntax(path: Path) -> None:
    """Refuse what is no N-Triples; the engine reads it with the same parser."""
    for _ in stream_data(path):
        pass


def _rest(path: Path, around: Sequence[Triple]) -> tuple[FileReading, list[Finding]]:
    """Return what was read, with what the SPARQL constraints find and which terms do not exist."""
    shapes = own_shapes()
    looked_at = _predicates(footprints(ShapeSet((), shapes.constraints, shapes.notes)).automaton)
    reading = read_index(path, looked_at)
    for triple in (*around, *class_hierarchy()):
        reading.index.add(token_of(triple.subject), token_of(triple.predicate), token_of(triple.object))
    found = index_findings(shapes.constraints, shapes.notes, reading.index)
    return reading, [*found, *undeclared_terms(reading.odd)]


def _quotes(index: TripleIndex, claims: set[str]) -> dict[str, str]:
    """Return the quotes of some claims, as ``gate.quotes_of`` does."""
    found: dict[str, str] = {}
    quoted = index.out(token_of(_QUOTE))
    for subject in index.subjects(token_of(_QUOTE)):
        claim = claim_of(subject[1:-1])
        if claim in claims:
            for token in quoted(subject):
                text = plain(term_of(token))
                found[claim] = min(found.get(claim, text), text)
    return found


def _predicates(automaton: Automaton) -> frozenset[str] | None:
    """Return the predicates that are looked at, as tokens, or None if it may be any."""
    found = {step.predicate for step in automaton.steps}
    if None in found:
        return None
    return frozenset(token_of(p) for p in [RDF.type, RDFS.subClassOf, _QUOTE, *found])
