"""Applies shapes that nobody here has tried, in a process of its own, within limits of time and memory.

A constraint may run for ever, or eat all memory: the process is ended then, the shape is told as a finding, and the
others are applied all the same. Shapes with SPARQL are applied one at a time, so that the one at fault has a name.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Triple, parse, serialize

from chippolitik.errors import ChippolitikError
from chippolitik.ontology.names import OWL, RDF, RDFS
from chippolitik.validation.engines import PyshaclValidator
from chippolitik.validation.fast import fast_engine_is_there, file_findings
from chippolitik.validation.fault_words import fault
from chippolitik.validation.finding import Finding, in_order
from chippolitik.validation.shape_graph import ShapeGraph
from chippolitik.validation.shapes import SH, ShapeSet

__all__ = ["BoundedValidator", "Limits"]

_ASKING = {SH.sparql, SH.select, SH.ask, SH.js}
_TARGETS = {SH.target, SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one shape may take.

    Attributes:
        seconds: Time for its judgement of all data.
        memory: Bytes beyond what the process has when it begins; where the system cannot limit it, there is no limit.
    """

    seconds: float = 60
    memory: int = 2 << 30


@dataclass(frozen=True, slots=True)
class _Part:
    """Shapes that are applied together.

    Attributes:
        roots: The shapes with targets among them, by IRI or label.
        triples: What the engine reads.
    """

    roots: tuple[str, ...]
    triples: tuple[Triple, ...]


class BoundedValidator:
    """A ``Validator`` that cannot be stopped by its shapes; ``close`` ends its process.

    Args:
        shapes: The shapes; what is broken has been taken out.
        limits: What one of them may take.
    """

    name = "pyshacl, bounded"

    def __init__(self, shapes: ShapeSet, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._graph = ShapeGraph(shapes.triples)
        self._parts = list(self._first_parts())
        self._process: BaseProcess | None = None
        self.faults: list[Finding] = []  # of shapes that were given up
        self._pipe: Connection | None = None

    def validate(self, quads: Iterable[Quad | Triple]) -> list[Finding]:
        """Return what is wrong with the data; see ``Validator.validate``. A shape that failed is not tried again."""
        data = serialize((Triple(q.subject, q.predicate, q.object) for q in quads), format=RdfFormat.N_TRIPLES) or b""
        return self._validate(data)

    def validate_file(self, path: Path) -> list[Finding]:
        """Return what is wrong with a file of N-Triples; shapes without SPARQL are applied by the compiled engine."""
        return self._validate(path)

    def _validate(self, data: bytes | Path) -> list[Finding]:
        found: list[Finding] = []
        waiting, self._parts = self._parts, []
        while waiting:
            part = waiting.pop(0)
            answer = self._ask(part, data)
            if isinstance(answer, list):
                found += answer
                self._parts.append(part)
            elif len(part.roots) > 1:
                waiting = [*self._split(part.roots), *waiting]
            else:
                given_up = [fault(*answer[:1], root, answer[1]) for root in part.roots]
                self.faults += given_up
                found += given_up
        return in_order(found)

    def close(self) -> None:
        """End the process; may be called twice."""
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
        self._pipe = self._process = None

    def _ask(self, part: _Part, data: bytes | Path) -> list[Finding] | tuple[str, str]:
        """Return findings, or the fault of the part and what the engine says."""
        pipe = self._opened()
        try:
            pipe.send((_bytes(part.triples), data))
            if not pipe.poll(self._limits.seconds):
                self.close()
                return "time", f"{self._limits.seconds:g} s"
            answer: list[Finding] | tuple[str, str] = pipe.recv()
        except (EOFError, OSError):
            self.close()
            return "memory", ""
        if answer == ("memory", ""):
            self.close()
        return answer

    def _opened(self) -> Connection:
        if self._pipe is None:
            context = multiprocessing.get_context("spawn")
            ours, theirs = context.Pipe()
            self._process = context.Process(target=_serve, args=(theirs, self._limits.memory), daemon=True)
            self._process.start()
            theirs.close()
            self._pipe = ours
            ours.recv()  # time counts from when the engine is loaded
        return self._pipe

    def _first_parts(self) -> Iterator[_Part]:
        """Put the shapes without queries together, and each of the others alone."""
        roots = [shape for shape in self._graph.shapes if self._graph.is_root(shape)]
        asking = {s for s in roots if any(self._graph.values(used, SH.sparql) for used in self._graph.reach(s))}
        together = [shape for shape in roots if shape not in asking]
        if any(t.predicate == RDF.type and t.object == SH.ConstraintComponent for t in self._graph.triples):
            asking, together = set(roots), []  # any shape may ask by a component of the user's
        if together:
            yield self._part(together)
        for shape in roots:
            if shape in asking:
                yield self._part([shape])

    def _split(self, roots: Sequence[str]) -> Iterator[_Part]:
        by_name = {_name(shape): shape for shape in self._graph.shapes}
        return (self._part([by_name[root]]) for root in roots)

    def _part(self, roots: Sequence[object]) -> _Part:
        kept = set(roots)
        triples = (t for t in self._graph.triples if t.subject in kept or not _gives_target(t))
        return _Part(tuple(_name(root) for root in roots), tuple(triples))


def _gives_target(triple: Triple) -> bool:
    if triple.predicate == RDF.type:
        return triple.object in {RDFS.Class, OWL.Class}
    return triple.predicate in _TARGETS


def _name(shape: object) -> str:
    value = str(getattr(shape, "value", shape))
    return f"_:{value}" if type(shape).__name__ == "BlankNode" else value


def _bytes(triples: Iterable[Triple]) -> bytes:
    return serialize(triples, format=RdfFormat.N_TRIPLES) or b""


def _serve(pipe: Connection, memory: int) -> None:
    """Apply shapes to data until the pipe ends; runs in the process of its own."""
    import pyshacl  # noqa: F401, PLC0415 - loaded before the limits count

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's
    _limit_memory(memory)
    pipe.send("ready")
    with contextlib.suppress(EOFError, OSError):
        while True:
            shapes, data = pipe.recv()
            try:
                answer: list[Finding] | tuple[str, str] = _judge(shapes, data)
            except MemoryError:
                answer = ("memory", "")
            except RecursionError:
                answer = ("engine", "nested too deeply")
            except ChippolitikError as error:
                answer = ("engine", error.message)
            pipe.send(answer)


def _judge(shapes: bytes, data: bytes | Path) -> list[Finding]:
    own = ShapeSet.of(Triple(q.subject, q.predicate, q.object) for q in parse(shapes, format=RdfFormat.N_TRIPLES))
    if isinstance(data, bytes):
        return PyshaclValidator(own).validate(parse(data, format=RdfFormat.N_TRIPLES))
    if fast_engine_is_there() and not any(t.predicate in _ASKING for t in own.triples):
        return file_findings(data, own)
    return PyshaclValidator(own).validate(parse(path=data, format=RdfFormat.N_TRIPLES))


def _limit_memory(more: int) -> None:
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    statm = Path("/proc/self/statm")
    pages = int(statm.read_text(encoding="ascii").split()[0]) if statm.exists() else 0
    limit = pages * resource.getpagesize() + more
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
