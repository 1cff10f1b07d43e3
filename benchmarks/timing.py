"""How long work takes: medians, and work in a process of its own that can be stopped."""

from __future__ import annotations

import json
import os
import signal
import statistics
from collections.abc import Callable
from typing import Any

__all__ = ["median", "within"]

REPEATS = 3
ONCE = 300.0  # milliseconds above which a query is asked once


def within(limit: float, work: Callable[[], dict[str, Any]]) -> dict[str, Any] | None:
    """Return what work gives, or None if it takes longer than the limit: it runs in a process of its own.

    Oxigraph cannot be interrupted, but a process can.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, limit)
        os.write(writing, json.dumps(work()).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    return json.loads(told) if os.waitpid(child, 0)[1] == 0 else None


def median(work: Callable[[], Any], clock: Callable[[], float]) -> tuple[float, Any]:
    """Return the median time in milliseconds and what the work gave; what takes long is done once."""
    times, found = [], None
    while len(times) < REPEATS and (not times or times[0] < ONCE):
        start = clock()
        found = work()
        times.append((clock() - start) * 1000)
    return statistics.median(times), found
