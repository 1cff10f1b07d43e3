"""All quads of a store in a standard syntax, in one order, streamed; article texts only on demand.

Sorted N-Quads are the canonical form: one content gives one sequence of bytes. Flat claims are in ``model``.
"""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import groupby, islice
from typing import IO

from pyoxigraph import Quad, RdfFormat, Triple, parse, serialize

from chippolitik.graph import View
from chippolitik.graph.terms import chip
from chippolitik.namespaces import CHIP, ID, SHAPES, VOCAB
from chippolitik.store.jsonld import write_jsonld

__all__ = ["RDF_FORMS", "canonical_lines", "lines_by_graph", "shown_quads", "write_quads", "write_rdf"]

RDF_FORMS = {
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
}
"""Name of a form → its syntax; ``ttl`` and ``nt`` hold the union of the graphs."""

PREFIXES = {
    "chip": CHIP,
    "id": ID,
    "vocab": VOCAB,
    "shapes": SHAPES,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
}
_CHUNK = 400_000  # lines that are sorted in memory; more go through temporary files
_TRIPLES_ONLY = {"ttl", "nt"}


def canonical_lines(view: View, *, with_text: bool = False) -> Iterator[bytes]:
    """Yield sorted N-Quads, one quad a line.

    Args:
        view: The store.
        with_text: Whether to give the full text of articles.
    """
    return _sorted(_lines(shown_quads(view, with_text=with_text)))


def lines_by_graph(quads: Iterable[Quad]) -> IO[bytes]:
    """Return lines of N-Quads in the order of graphs, then of bytes, each after the name of its graph and a NUL.

    The caller closes the file, which is gone then.
    """
    return _spooled(_sorted(_by_graph(iter(quads))))


def shown_quads(view: View, *, with_text: bool) -> Iterator[Quad]:
    """Yield what leaves a store: everything, texts of articles only on demand."""
    text = chip("text")
    return (quad for quad in view.match() if with_text or quad.predicate != text)


def write_rdf(view: View, form: str, out: IO[bytes], *, with_text: bool = False) -> None:
    """Write all quads of a store in a fixed order.

    Args:
        view: The store.
        form: A key of ``RDF_FORMS``.
        out: Where to.
        with_text: Whether to give the full text of articles.

    Raises:
        OSError: It cannot be written.
    """
    write_quads(shown_quads(view, with_text=with_text), form, out)


def write_quads(quads: Iterable[Quad], form: str, out: IO[bytes]) -> None:
    """Write quads in a fixed order, whatever order they come in.

    Args:
        quads: The quads.
        form: A key of ``RDF_FORMS``.
        out: Where to.

    Raises:
        OSError: It cannot be written.
    """
    if form == "nq":
        out.writelines(_sorted(_lines(quads)))
    elif form == "nt":
        out.writelines(_sorted(_lines(map(_triple, quads))))
    elif form in _TRIPLES_ONLY:
        with _spooled(_sorted(_lines(map(_triple, quads)))) as lines:
            triples = map(_triple, parse(lines, format=RdfFormat.N_TRIPLES))
            serialize(triples, out, format=RDF_FORMS[form], prefixes=PREFIXES)
    else:
        # Graph by graph, so that each is written once.
        with _spooled(line.partition(b"\0")[2] for line in _sorted(_by_graph(iter(quads)))) as lines:
            ordered = parse(lines, format=RdfFormat.N_QUADS)
            if form == "jsonld":
                write_jsonld(ordered, out, PREFIXES)
            else:
                serialize(ordered, out, format=RDF_FORMS[form], prefixes=PREFIXES)


def _triple(quad: Quad) -> Triple:
    return Triple(quad.subject, quad.predicate, quad.object)


def _lines(items: Iterable[Quad] | Iterable[Triple]) -> Iterator[bytes]:
    """Yield each as a line of N-Quads, which for a triple is one of N-Triples."""
    rest: Iterator[Quad | Triple] = iter(items)
    while chunk := list(islice(rest, 1000)):
        yield from _serialized(chunk)


def _by_graph(quads: Iterator[Quad]) -> Iterator[bytes]:
    """Yield lines with the name of their graph before them, to sort by it first."""
    while chunk := list(islice(quads, 1000)):
        for quad, line in zip(chunk, _serialized(chunk), strict=True):
            yield getattr(quad.graph_name, "value", "").encode() + b"\0" + line


def _serialized(chunk: Sequence[Quad | Triple]) -> list[bytes]:
    data = serialize(chunk, format=RdfFormat.N_QUADS)  # type: ignore[arg-type] # it takes either
    return data.splitlines(keepends=True) if data else []


def _sorted(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Yield each distinct line once, in the order of bytes, with bounded memory."""
    chunk = list(islice(lines, _CHUNK))
    if len(chunk) < _CHUNK:
        yield from sorted(set(chunk))
        return
    with ExitStack() as stack:
        runs: list[Iterable[bytes]] = []
        while chunk:
            runs.append(stack.enter_context(_spooled(sorted(set(chunk)))))
            chunk = list(islice(lines, _CHUNK))
        yield from (line for line, _ in groupby(heapq.merge(*runs)))


def _spooled(lines: Iterable[bytes]) -> IO[bytes]:
    """Return lines as a file: a small one in memory, a large one on disk."""
    with ExitStack() as unless_whole:
        file = unless_whole.enter_context(tempfile.SpooledTemporaryFile(max_size=2**24))
        file.writelines(lines)
        file.seek(0)
        unless_whole.pop_all()
        return file
