"""The process that runs queries and writes for the server: one job after the other, each within its limits.

It reads jobs from standard input and writes answers to standard output; the server ends it at the time limit.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import sys
from pathlib import Path
from typing import IO, Any

from chippolitik.errors import ChippolitikError, StoreError, UsageError
from chippolitik.query.guard import query_tree
from chippolitik.query.worker import limit_memory
from chippolitik.serve.asking import answer_query, give_graph
from chippolitik.serve.changing import change
from chippolitik.serve.frames import OUT_OF_MEMORY, READY, Emitter, read_job, write_frame
from chippolitik.serve.freshness import Fresh
from chippolitik.serve.jobs import WrongRequest
from chippolitik.serve.reading import Reading

__all__ = ["main"]

_MOST_JOBS = 5000
_FOR_WRITERS = 2**31  # bytes of address space that the threads of a database reserve while it is written
_MOST_GROWTH = 256 * 1024**2  # bytes of memory that a worker may keep between jobs


def main() -> None:
    """Work until the server goes away, or until this process has grown too much."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole process group; the server answers it
    source, out = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    fresh = Fresh(Path(sys.argv[1]))
    query_tree("ASK {}")  # imports the parser
    _unlimited = resource.getrlimit(resource.RLIMIT_AS)
    write_frame(out, READY)
    start = _resident()
    with contextlib.suppress(BrokenPipeError):
        for _ in range(_MOST_JOBS):
            task = read_job(source)
            if task is None:
                return
            _work(fresh, *task, out)
            resource.setrlimit(resource.RLIMIT_AS, _unlimited)
            if _resident() - start > _MOST_GROWTH:
                return


def _work(fresh: Fresh, job: dict[str, Any], body: bytes, out: IO[bytes]) -> None:
    """Do one job, or say why not."""
    emitter = Emitter(out)
    try:
        if job["kind"] == "page":
            _write_page(fresh, job, emitter)
        elif job["kind"] in {"query", "graph"}:
            store = fresh.store()
            limit_memory(job["memory"])
            (answer_query if job["kind"] == "query" else give_graph)(store, job, emitter)
        else:
            limit_memory(job["memory"] + _FOR_WRITERS)
            change(Path(sys.argv[1]), job, body, emitter)
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)
    except ChippolitikError as error:
        emitter.fail({"status": _status(error), "detail": str(error), "hint": error.hint})
    except RecursionError:
        emitter.fail({"status": 400, "detail": "the query is nested too deeply", "hint": "take some brackets away"})
    except RuntimeError as error:  # what Oxigraph raises when a query cannot be evaluated
        emitter.fail({"status": 400, "detail": f"the query cannot be run: {error}", "hint": "ask in another way"})
    except OSError as error:
        emitter.fail({"status": 503, "detail": f"the store cannot be read: {error}", "hint": "try again"})


_READINGS: dict[bool, Reading] = {}


def _write_page(fresh: Fresh, job: dict[str, Any], emitter: Emitter) -> None:
    from chippolitik.serve.pages.heavy import write_page  # noqa: PLC0415 - workers that only query need no templates

    shown = job["with_text"]
    reading = _READINGS.setdefault(shown, Reading(Path(sys.argv[1]), with_text=shown, fresh=fresh))
    limit_memory(job["memory"])
    write_page(reading, job, emitter)


def _status(error: ChippolitikError) -> int:
    if isinstance(error, WrongRequest):
        return error.status
    if isinstance(error, UsageError):
        return 400
    if isinstance(error, StoreError):
        return 413 if "more than" in error.message else 503
    return 500


def _resident() -> int:
    pages = Path("/proc/self/statm")
    return int(pages.read_text(encoding="ascii").split()[1]) * resource.getpagesize() if pages.exists() else 0


if __name__ == "__main__":
    main()
