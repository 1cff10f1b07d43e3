"""Validates big files of a user without holding their triples: written once as N-Triples, then gone through in streams.

What is found and where is as for small files, which the command reads into memory.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse, serialize

from chippolitik.graph.view import MemoryView
from chippolitik.namespaces import KB_GRAPH
from chippolitik.ontology.names import RDF
from chippolitik.validation.bulk_file import validate_ntriples
from chippolitik.validation.fast import fast_engine_is_there
from chippolitik.validation.finding import Finding, in_order
from chippolitik.validation.hazards import hazards
from chippolitik.validation.places import Source, with_places
from chippolitik.validation.quality import quality_findings
from chippolitik.validation.quality_delta import looked_at
from chippolitik.validation.reading import check_file, clear_words, stream_data
from chippolitik.validation.users import UsersShapes

__all__ = ["are_big", "validate_files"]

_BIG = 10 << 20  # bytes, about 50,000 triples; below, holding all of them is as fast
_MANY = 50_000  # brackets, as above
_PACKED = 10  # how many times bigger a file is unpacked
_SOME_GRAPH = NamedNode(KB_GRAPH)  # queries see the union, so any name does


def are_big(paths: Sequence[Path]) -> bool:
    """Whether files are better gone through than held, and the engine for that is there."""
    size = sum(path.stat().st_size * (_PACKED if path.suffix == ".gz" else 1) for path in paths if path.is_file())
    return fast_engine_is_there() and (size > _BIG or sum(map(_openings, paths)) > _MANY)


def _openings(path: Path) -> int:
    """Return how many lists and blank nodes a file may open: a bracket stands for a triple or two."""
    if path.suffix not in {".ttl", ".trig", ".jsonld"} or not path.is_file():
        return 0
    text = path.read_bytes()
    return sum(text.count(mark) for mark in (b"(", b"[", b"{"))


def validate_files(paths: Sequence[Path], users: UsersShapes | None = None) -> list[Finding]:
    """Return all that is wrong with files, judged as one graph, in order and with places.

    Args:
        paths: RDF files.
        users: Shapes of the user, applied beside ours.

    Raises:
        InputError: One cannot be read.
    """
    with tempfile.TemporaryDirectory(prefix="chippolitik-") as folder:
        sources = [*_written(paths, Path(folder))]
        data = _together([source.triples.path for source in sources], Path(folder) / "all.nt")
        rest = _Pass(looked_at())
        with clear_words(*paths):
            found = validate_ntriples(data, shapes=users)
            found += hazards(rest.through(data))
        found += quality_findings(MemoryView(rest.quads))
        places: list[Source] = [Source(s.path, s.triples, s.suffix) for s in sources]
        if users:
            found += users.faults(rest.typed.values())
            places += users.sources()
        return with_places(in_order(found), places)


@dataclass(frozen=True, slots=True)
class _Lines:
    """The triples of a file of N-Triples; each time they are gone through they are read anew."""

    path: Path

    def __iter__(self) -> Iterator[Triple]:
        for quad in parse(path=self.path, format=RdfFormat.N_TRIPLES, lenient=True):
            yield Triple(quad.subject, quad.predicate, quad.object)


@dataclass(frozen=True, slots=True)
class _Written:
    path: Path
    triples: _Lines
    suffix: str


class _Pass:
    """What is kept of one way through all triples."""

    def __init__(self, predicates: frozenset[NamedNode] | None) -> None:
        self._predicates = predicates
        self.quads: list[Quad] = []
        self.typed: dict[object, Triple] = {}  # class → one of its members

    def through(self, path: Path) -> Iterator[Triple]:
        for triple in _Lines(path):
            if self._predicates is None or triple.predicate in self._predicates:
                self.quads.append(Quad(triple.subject, triple.predicate, triple.object, _SOME_GRAPH))
            if triple.predicate == RDF.type:
                self.typed.setdefault(triple.object, triple)
            yield triple


def _written(paths: Sequence[Path], folder: Path) -> Iterator[_Written]:
    """Write each file as N-Triples, blank nodes of different files kept apart; one that is so already stays."""
    given = list(dict.fromkeys(paths))
    for number, path in enumerate(given):
        suffix = f"-{number}" if number else ""
        if len(given) == 1 and path.suffix == ".nt":
            check_file(path)
            yield _Written(path, _Lines(path), suffix)
            continue
        target = folder / f"{number}.nt"
        serialize(stream_data(path, suffix), target, format=RdfFormat.N_TRIPLES)
        yield _Written(path, _Lines(target), suffix)


def _together(parts: Sequence[Path], target: Path) -> Path:
    if len(parts) == 1:
        return parts[0]
    with target.open("wb") as file:
        for part in parts:
            file.write(part.read_bytes())
    return target
