"""Run a query from outside in a process of its own, with limits of time, memory and rows that the parent enforces.

Oxigraph has no time limit, so the parent ends the process. The query is parsed and checked there too, since parsing
hostile text can take as long as running it.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import resource
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Store, Triple

from chippolitik.errors import ChippolitikError, StoreError, UsageError
from chippolitik.graph.view import OxigraphView, View
from chippolitik.query.answer import Solution
from chippolitik.query.binding import Bindings
from chippolitik.query.guard import check_query, with_prefixes

__all__ = ["Limits", "RawAnswer", "ask_from_outside", "folder_view", "limit_memory"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a query from outside may use.

    Attributes:
        seconds: Time from start to last row, in seconds.
        memory: Address space of the process, in bytes, on top of what it has once the store is open.
        rows: Most rows or triples.
    """

    seconds: float = 60.0
    memory: int = 4 * 1024**3
    rows: int = 1_000_000


@dataclass(frozen=True, slots=True)
class RawAnswer:
    """What the engine gave.

    Attributes:
        variables: The selected variables, in order; empty for ASK, CONSTRUCT and DESCRIBE.
        solutions: The solutions of a SELECT query.
        boolean: The answer of an ASK query, or None.
        triples: The triples of a CONSTRUCT or DESCRIBE query, or None.
    """

    variables: tuple[str, ...] = ()
    solutions: tuple[Solution, ...] = ()
    boolean: bool | None = None
    triples: tuple[Triple, ...] | None = None


def folder_view(folder: Path) -> View:
    """Open an Oxigraph database on disk for reading, whoever else has it open."""
    return OxigraphView(Store.read_only(str(folder)))


def ask_from_outside(opener: Callable[[], View], sparql: str, bindings: Bindings, limits: Limits) -> RawAnswer:
    """Check and run a query from outside.

    Args:
        opener: Opens the graph in the worker; it must survive pickling, such as a ``functools.partial``.
        sparql: The query; our prefixes need not be declared.
        bindings: Terms for its variables.
        limits: What it may use.

    Raises:
        UsageError: It does not parse, updates, federates, or reads a graph that is not there.
        StoreError: It ran into a limit, or the store cannot be read.
    """
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(sender, opener, sparql, bindings, limits), daemon=True)
    process.start()
    sender.close()
    try:
        return _receive(receiver, process, limits)
    finally:
        if process.is_alive():
            process.kill()
        process.join()
        process.close()
        receiver.close()


def _receive(receiver: Connection, process: multiprocessing.process.BaseProcess, limits: Limits) -> RawAnswer:
    deadline = time.monotonic() + limits.seconds
    try:
        if not receiver.poll(max(deadline - time.monotonic(), 0)):
            raise StoreError(
                f"the query ran longer than {limits.seconds:g} s and was stopped",
                "ask for less, or allow more with --timeout",
            )
        result = receiver.recv()
    except EOFError:
        process.join()
        out_of_memory = process.exitcode in {-signal.SIGABRT, -signal.SIGSEGV, -signal.SIGKILL, -signal.SIGTRAP}
        cause = f"needed more than {limits.memory // 1024**2} MiB of memory" if out_of_memory else "failed"
        raise StoreError(f"the query {cause} and was stopped", "ask for less: add LIMIT, or bind more terms") from None
    if isinstance(result, ChippolitikError):
        raise result
    assert isinstance(result, RawAnswer)
    return result


def _work(sender: Connection, opener: Callable[[], View], sparql: str, bindings: Bindings, limits: Limits) -> None:
    """Run in the worker: send one answer or one error of the user's, or die."""
    # Ctrl-C reaches the whole process group; the parent answers it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        view = opener()
        limit_memory(limits.memory)
        answer: RawAnswer | ChippolitikError = _ask(view, with_prefixes(sparql), bindings, limits)
    except MemoryError:
        return
    except ChippolitikError as error:
        answer = error
    except RuntimeError as error:  # what Oxigraph raises when a query cannot be evaluated
        answer = UsageError(f"the query cannot be run: {error}", "ask in another way")
    except OSError as error:
        answer = StoreError(f"the store cannot be read: {error}", "check the folder given with --store")
    with contextlib.suppress(BrokenPipeError, MemoryError):
        sender.send(answer)


def limit_memory(more: int) -> None:
    """Let this process have that many bytes of address space on top of what it has now."""
    pages = (
        int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) if Path("/proc/self/statm").exists() else 0
    )
    limit = pages * resource.getpagesize() + more
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def _ask(view: View, sparql: str, bindings: Bindings, limits: Limits) -> RawAnswer:
    check_query(sparql, view)
    try:
        result = view.query(sparql, bindings)
    except SyntaxError as error:
        raise UsageError(f"the query does not parse: {error}", "see 'chippolitik queries' for examples") from error
    if isinstance(result, QueryBoolean):
        return RawAnswer(boolean=bool(result))
    if isinstance(result, QueryTriples):
        triples: list[Triple] = []
        for triple in result:
            triples.append(triple)
            _count(len(triples), limits)
        return RawAnswer(triples=tuple(triples))
    return _solutions(result, limits)


def _solutions(result: QuerySolutions, limits: Limits) -> RawAnswer:
    names = [variable.value for variable in result.variables]
    solutions: list[Solution] = []
    for solution in result:
        solutions.append({name: term for name in names if (term := solution[name]) is not None})
        _count(len(solutions), limits)
    return RawAnswer(variables=tuple(names), solutions=tuple(solutions))


def _count(number: int, limits: Limits) -> None:
    if number > limits.rows:
        raise StoreError(f"the answer has more than {limits.rows:,} rows", "add LIMIT, or ask for an aggregate")
