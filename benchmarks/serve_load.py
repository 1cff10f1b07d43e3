"""Clients of a server for benchmarks: what they ask, what they see, and what the server's log says of it."""

from __future__ import annotations

import multiprocessing
import os
import random
import re
import statistics
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

from tests.serve.serving import Served

__all__ = ["Found", "Kind", "kept", "load", "memory", "summary"]

PROCESSES = 2  # that the clients run in, so that they wait for the server and not for each other
_LINE = re.compile(r" GET (\S+) (\d+) \d+ ([\d.]+) ms")
_READ: dict[Path, int] = {}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of request.

    Attributes:
        name: What it is called in the result.
        paths: The paths that clients choose from.
    """

    name: str
    paths: list[str]

    def is_path(self, path: str) -> bool:
        """Tell whether a path of the log, which has no parameters, is of this kind."""
        shown = {
            "suggestions": "/suggest",
            "query by a key": "/sparql",
            "query over all labels": "/sparql",
        }
        return path == shown[self.name] if self.name in shown else path in set(self.paths)


@dataclass(slots=True)
class Found:
    """What clients saw.

    Attributes:
        times: Kind → milliseconds of each request.
        errors: What went wrong.
        kinds: The kinds of requests.
    """

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    kinds: list[Kind] = field(default_factory=list)

    @property
    def number(self) -> int:
        """How many requests were answered."""
        return sum(map(len, self.times.values()))

    def add(self, other: Found) -> None:
        """Take what others saw."""
        self.errors += other.errors
        self.kinds = other.kinds
        for kind, values in other.times.items():
            self.times[kind] += values


def load(served: Served, asked: list[Kind], number: int, seconds: float) -> Found:
    """Run all clients, and return the times of their requests with their errors."""
    context = multiprocessing.get_context("spawn")
    out: multiprocessing.SimpleQueue[Found] = context.SimpleQueue()
    arguments = (served.port, asked, number // PROCESSES, seconds, out)
    processes = [context.Process(target=_clients, args=arguments) for _ in range(PROCESSES)]
    for process in processes:
        process.start()
    found = Found(kinds=asked)
    for _ in processes:
        found.add(out.get())
    for process in processes:
        process.join()
    found.kinds = asked
    return found


def memory(pid: int) -> int:
    """Return the memory of a server and its workers that no other process shares, in MiB."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    total = 0
    for one in (str(pid), *children):
        rollup = Path(f"/proc/{one}/smaps_rollup")
        if rollup.exists():
            rows = dict(line.split()[:2] for line in rollup.read_text(encoding="ascii").splitlines()[1:])
            total += sum(int(rows[name]) for name in ("Private_Dirty:", "Private_Clean:"))
    return total // 1024


def kept(log: Path) -> str:
    """Return what the log says since it was last asked."""
    text = log.read_bytes()
    start, _READ[log] = _READ.get(log, 0), len(text)
    return text[start:].decode("utf-8", "replace")


def summary(found: Found, log: Path) -> dict[str, dict[str, float]]:
    """Return of each kind number, median and 95th percentile for clients, and the median of the server's own time.

    The log has no parameters, so kinds of one path have one median of the server together.
    """
    lines = [(m[1], float(m[3])) for m in _LINE.finditer(kept(log))]
    made = {}
    for kind in found.kinds:
        times, own = found.times[kind.name], [taken for path, taken in lines if kind.is_path(path)]
        if len(times) > 1 and own:
            made[kind.name] = {
                "requests": len(times),
                "median_ms": round(statistics.median(times), 1),
                "p95_ms": round(statistics.quantiles(times, n=20)[-1], 1),
                "server_median_ms": round(statistics.median(own), 1),
            }
    return made


def _clients(
    port: int, asked: list[Kind], number: int, seconds: float, out: multiprocessing.SimpleQueue[Found]
) -> None:
    """Run some clients in this process, and hand over what they saw."""
    found, until = Found(times=defaultdict(list), kinds=[]), time.time() + seconds
    seeds = [os.getpid() * 100 + i for i in range(number)]
    threads = [threading.Thread(target=_client, args=(port, asked, seed, until, found)) for seed in seeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    out.put(Found(times=dict(found.times), errors=found.errors))


def _client(port: int, asked: list[Kind], seed: int, until: float, found: Found) -> None:
    """Send one request after the other over one connection until the time is over."""
    chance, connection = random.Random(seed), HTTPConnection("127.0.0.1", port, timeout=60)  # noqa: S311 - no secrets
    while time.time() < until:
        for kind in chance.sample(asked, len(asked)):
            start = time.perf_counter()
            try:
                connection.request("GET", chance.choice(kind.paths))
                response = connection.getresponse()
                response.read()
            except OSError as error:
                found.errors.append(f"{kind.name}: {error!r}")
                connection.close()
                continue
            if response.status not in {200, 303}:
                found.errors.append(f"{kind.name}: {response.status}")
            found.times[kind.name].append((time.perf_counter() - start) * 1000)
