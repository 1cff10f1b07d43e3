"""Sixteen clients on loopback, with and without a query that would run for minutes beside them.

``python -m benchmarks.serve [--quads N] [--seconds S] [--clients C] [--name NAME]`` writes
``benchmarks/results/serve-NAME.json``: medians and 95th percentiles in milliseconds as clients see them, errors, and
memory of the server and its workers over time. The bars: at a million statements a page on a thing under 100 ms at the
median, no error, memory flat; beside a query that is cut at its limit, others under 300 ms.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import statistics
import tempfile
import threading
import time
from collections import defaultdict
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

from benchmarks.store import lines
from tests.serve.serving import Served, serving

from chippolitik.pipeline.foundation import foundation
from chippolitik.pipeline.versions import manifest
from chippolitik.store import open_writer
from chippolitik.store.loading import read_rdf_file

RESULTS = Path(__file__).parent / "results"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
LIMIT = 10  # seconds that a query has
Found = tuple[dict[str, list[float]], list[str]]
PROCESSES = 2  # that the clients run in, so that they wait for the server and not for each other


def paths(quads: int, chance: random.Random) -> dict[str, str]:
    """Return one path of each kind of request, for things chosen at random."""
    claim, firm = chance.randrange(quads // 5), chance.randrange(997)
    node = f"id/article/{claim // 8:024x}/claim/{claim:016x}"
    about = (
        f"SELECT ?claim ?quote {{ ?claim chip:claims id:name\\/Company\\/c{firm} ; chip:exactQuote ?quote }} LIMIT 50"
    )
    label = "SELECT ?s ?l { ?s rdfs:label ?l FILTER(CONTAINS(LCASE(STR(?l)), 'nvidia')) } LIMIT 10"
    return {
        "page of a thing with many claims": f"/id/name/Company/c{firm}.html",
        "Turtle of a claim": f"/{node}.ttl",
        "thing, redirected": f"/{node}",
        "query by a key": f"/sparql?query={quote(about)}",
        "query over all labels": f"/sparql?query={quote(label)}",
    }


def client(port: int, quads: int, seed: int, until: float, found: dict[str, list[float]], errors: list[str]) -> None:
    """Send one request after the other over one connection until the time is over."""
    chance, connection = random.Random(seed), HTTPConnection("127.0.0.1", port, timeout=60)  # noqa: S311 - no secrets
    while time.time() < until:
        for kind, path in paths(quads, chance).items():
            start = time.perf_counter()
            try:
                connection.request("GET", path)
                response = connection.getresponse()
                response.read()
            except OSError as error:
                errors.append(f"{kind}: {error!r}")
                connection.close()
                continue
            if response.status not in {200, 303}:
                errors.append(f"{kind}: {response.status}")
            found[kind].append((time.perf_counter() - start) * 1000)


def clients(port: int, quads: int, number: int, until: float, out: multiprocessing.SimpleQueue[Found]) -> None:
    """Run some clients in this process, and hand over what they found."""
    found: dict[str, list[float]] = defaultdict(list)
    errors: list[str] = []
    seeds = [os.getpid() * 100 + i for i in range(number)]
    threads = [threading.Thread(target=client, args=(port, quads, seed, until, found, errors)) for seed in seeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    out.put((dict(found), errors))


def load(served: Served, quads: int, number: int, seconds: float) -> Found:
    """Run all clients, and return the times of their requests with their errors."""
    context = multiprocessing.get_context("spawn")
    out: multiprocessing.SimpleQueue[Found] = context.SimpleQueue()
    until = time.time() + seconds
    arguments = (served.port, quads, number // PROCESSES, until, out)
    processes = [context.Process(target=clients, args=arguments) for _ in range(PROCESSES)]
    for process in processes:
        process.start()
    found: dict[str, list[float]] = defaultdict(list)
    errors: list[str] = []
    for _ in processes:
        times, told = out.get()
        errors += told
        for kind, values in times.items():
            found[kind] += values
    for process in processes:
        process.join()
    return found, errors


def memory(served: Served) -> int:
    """Return the memory of the server and its workers, in MiB."""
    pids = [served.process.pid]
    children = Path(f"/proc/{pids[0]}/task/{pids[0]}/children")
    pids += [int(pid) for pid in children.read_text(encoding="ascii").split()]
    total = 0
    for pid in pids:
        status = Path(f"/proc/{pid}/statm")
        total += int(status.read_text(encoding="ascii").split()[1]) * 4096 if status.exists() else 0
    return total // 2**20


def summary(found: dict[str, list[float]]) -> dict[str, dict[str, float]]:
    """Return count, median and 95th percentile of each kind of request."""
    return {
        kind: {
            "requests": len(times),
            "median_ms": round(statistics.median(times), 1),
            "p95_ms": round(statistics.quantiles(times, n=20)[-1], 1),
        }
        for kind, times in found.items()
    }


def beside_a_slow_query(served: Served, quads: int, number: int) -> dict[str, object]:
    """Measure while a query runs that is cut at its limit."""
    status: list[int] = []
    params = {"query": SLOW}
    slow = threading.Thread(target=lambda: status.append(served.client.get("/sparql", params=params).status_code))
    slow.start()
    found, errors = load(served, quads, number, LIMIT - 2)
    slow.join()
    return {"status_of_the_slow_query": status[0], "errors": len(errors), "requests": summary(found)}


def main() -> None:
    """Measure, print and write the result."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quads", type=int, default=1_000_000)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--clients", type=int, default=16)
    options.add_argument("--name", default="1M")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "made.nt"
        file.write_text("".join(lines(chosen.quads)), encoding="ascii")
        with open_writer(folder / "store", manifest(), foundation()) as store:
            store.put_files([read_rdf_file(file).record()])
        flags = ("--rate", "0", "--timeout", str(LIMIT))
        with serving(folder, folder / "store", *flags) as served:
            load(served, chosen.quads, chosen.clients, 5)  # warm
            sizes, quarter = [memory(served)], chosen.seconds / 4
            found, errors = load(served, chosen.quads, chosen.clients, quarter)
            for _ in range(3):
                sizes.append(memory(served))
                more, told = load(served, chosen.quads, chosen.clients, quarter)
                errors += told
                for kind, times in more.items():
                    found[kind] += times
            sizes.append(memory(served))
            beside = beside_a_slow_query(served, chosen.quads, chosen.clients)
    result = {
        "statements": chosen.quads,
        "clients": chosen.clients,
        "seconds": chosen.seconds,
        "requests_a_second": round(sum(map(len, found.values())) / chosen.seconds),
        "requests": summary(found),
        "errors": sorted(set(errors))[:5],
        "memory_mib_over_time": sizes,
        "beside_a_slow_query": beside,
        "cpus": os.cpu_count(),
        "load_of_machine": round(os.getloadavg()[0], 1),
    }
    text = json.dumps(result, indent=2) + "\n"
    (RESULTS / f"serve-{chosen.name}.json").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
