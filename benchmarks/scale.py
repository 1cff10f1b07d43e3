"""Articles a second and memory over growing corpora: extraction alone, end to end, and on Ray.

    python -m benchmarks.scale                     1,000 and 10,000 articles
    python -m benchmarks.scale --counts 100000     hours on two cores
    python -m benchmarks.scale --ray               Ray on this machine beside the local runner (extra ray)
    python -m benchmarks.scale --warc 1000         a web archive of so many pages, read without loss

Each measurement runs in processes of its own; memory is the highest of all of them together (proportional set size,
sampled). ``cpu_seconds`` is the time of work of all of them, start-up included, which a busy machine does not stretch
as it stretches the clock; Ray's workers are nobody's children and have none. Against the other rows of one run stand
``rate_to_extraction``, which the bar wants at 0.60 or more, ``memory_to_smallest`` of the same kind, and
``rate_to_local`` of Ray, which the bar wants at 0.75 or more.

``--update`` puts the rows into ``benchmarks/results/scale.json``, in the place of those of the same kind and number.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from benchmarks.articles import articles, write_articles

RESULTS = Path(__file__).parent / "results" / "scale.json"
EXTRACTION = "extraction alone"
END_TO_END = "end to end, shards"
STORE = "end to end, store"
RAY = "shards on Ray"
ARCHIVE = "web archive, read"
SHARD = 250  # articles of a shard, however many there are
_CHILD = """
import sys, time, json
from pathlib import Path
def main(kind, source, out, jobs, shards):
    from chippolitik.corpus import Defaults, read_sources
    started = time.time()
    if kind == "extraction alone":
        from chippolitik.pipeline.processing import Work
        from chippolitik.pipeline.workers import Workers
        from benchmarks.scale import extract_only
        with Workers(extract_only, jobs) as workers:
            for item in read_sources([source]):
                if hasattr(item, "text"):
                    while workers.full:
                        workers.take()
                    workers.give(item)
            while workers.waiting:
                workers.take()
    elif kind == "end to end, store":
        from chippolitik.pipeline.copies import Copies
        from chippolitik.pipeline.foundation import foundation
        from chippolitik.pipeline.ingesting import ingest
        from chippolitik.pipeline.parts import FRAMES
        from chippolitik.pipeline.versions import manifest
        from chippolitik.store import open_writer
        with open_writer(Path(out), manifest(), foundation()) as store, Copies(store) as copies:
            for _ in ingest(read_sources([source]), store, extractor=FRAMES, jobs=jobs, copies=copies):
                pass
    else:
        from chippolitik.pipeline.shards.local import run_local
        from chippolitik.pipeline.shards.parts import Output
        from chippolitik.pipeline.shards.places import Place
        output = Output(Place(out), shards)
        output.begin({})
        if kind == "shards on Ray":
            import logging, ray
            ray.init(num_cpus=jobs, log_to_driver=False, logging_level=logging.ERROR)
            from chippolitik.pipeline.shards.cluster import run_on_ray
            warm(jobs)
            started = time.time()
            run_on_ray([source], output, Defaults(), tell=lambda *_: None)
        else:
            run_local([source], output, Defaults(), jobs=jobs, tell=lambda *_: None)
    print(json.dumps({"seconds": time.time() - started}))
def warm(jobs):
    import ray
    @ray.remote
    def load():
        import chippolitik.pipeline.shards.cluster
    ray.get([load.remote() for _ in range(jobs)])
if __name__ == "__main__":
    main(*sys.argv[1:4], int(sys.argv[4]), int(sys.argv[5]))
"""


def extract_only(document: Any) -> int:
    """Return how many claims an article has: reading and extraction, no gate, no graph."""
    from chippolitik.pipeline.extraction import in_its_language  # noqa: PLC0415 - runs in a worker
    from chippolitik.pipeline.parts import frames  # noqa: PLC0415 - as above

    return len(frames().extract(in_its_language(document)))


def measure(kind: str, count: int, jobs: int) -> dict[str, Any]:
    """Run one measurement; return its row."""
    with tempfile.TemporaryDirectory() as folder:
        source, script = Path(folder, "news.jsonl"), Path(folder, "child.py")
        characters = write_articles(source, count)
        script.write_text(_CHILD, encoding="utf-8")
        root = str(Path(__file__).resolve().parents[1])
        shards = str(max(2, count // SHARD))
        command = [sys.executable, str(script), kind, str(source), str(Path(folder, "out")), str(jobs), shards]
        child = subprocess.Popen(
            command, cwd=root, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": root}
        )
        memory, before = _Memory(child.pid), os.times()
        out = child.communicate()[0]
        if child.returncode:
            sys.exit(f"{kind}: exit code {child.returncode}")
        after = os.times()
        work = after.children_user + after.children_system - before.children_user - before.children_system
        seconds = json.loads(out.splitlines()[-1])["seconds"]
        shutil.rmtree(Path(folder, "out"), ignore_errors=True)
    return {
        "kind": kind,
        "articles": count,
        "characters": characters,
        "jobs": jobs,
        "seconds": round(seconds, 1),
        "cpu_seconds": None if kind == RAY else round(work, 1),
        "articles_per_second": round(count / seconds, 1),
        "memory_mb": memory.stop(),
        "load_before": round(os.getloadavg()[2], 1),
        "day": dt.datetime.now(dt.UTC).date().isoformat(),
    }


def archive(count: int) -> dict[str, Any]:
    """Read a packed web archive of made pages; return how many came out, and how fast."""
    from chippolitik.corpus import read_sources  # noqa: PLC0415 - only here
    from chippolitik.model import Document  # noqa: PLC0415 - as above

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "pages.warc.gz")
        with path.open("wb") as out:
            for number, row in enumerate(articles(count)):
                out.write(gzip.compress(_record(number, row), 1))
        started = time.time()
        found = {item.url for item in read_sources([str(path)]) if isinstance(item, Document)}
        seconds = time.time() - started
    return {"kind": ARCHIVE, "articles": count, "found": len(found), "seconds": round(seconds, 2)}


def _record(number: int, row: dict[str, str]) -> bytes:
    paragraphs = "".join(f"<p>{part}</p>" for part in row["text"].split("\n\n"))
    body = f"<html><head><title>News</title></head><body><nav>Home</nav><article>{paragraphs}</article></body></html>"
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body.encode()
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/{number}\r\n"
    return f"{head}Content-Length: {len(answer)}\r\n\r\n".encode() + answer + b"\r\n\r\n"


class _Memory:
    """Samples the memory of a process and all that it has started."""

    def __init__(self, pid: int) -> None:
        self._pid, self._most, self._ended = pid, 0, threading.Event()
        self._thread = threading.Thread(target=self._sample)
        self._thread.start()

    def stop(self) -> int:
        """Return the most that was in use, in megabytes."""
        self._ended.set()
        self._thread.join()
        return round(self._most / 1024)

    def _sample(self) -> None:
        while not self._ended.wait(0.5):
            self._most = max(self._most, sum(map(_memory_of, _family(self._pid))))


def _family(pid: int) -> list[int]:
    parents: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents.setdefault(int(path.read_text().rsplit(")", 1)[1].split()[1]), []).append(int(path.parent.name))
        except (OSError, ValueError):
            continue
    found, left = [], [pid]
    while left:
        found.append(left.pop())
        left += parents.get(found[-1], [])
    return found


def _memory_of(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def compared(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put each row beside the other ones of a run that tell what it is worth."""
    by = {(row["kind"], row["articles"]): row for row in rows}
    for row in rows:
        kind, count = row["kind"], row["articles"]
        others = {"rate_to_extraction": by.get((EXTRACTION, count)), "rate_to_local": by.get((END_TO_END, count))}
        if kind in {EXTRACTION, ARCHIVE}:
            continue
        for name, other in others.items():
            if other and (name == "rate_to_extraction" or kind == RAY):
                row[name] = round(row["articles_per_second"] / other["articles_per_second"], 2)
        least = min((r for r in rows if r["kind"] == kind), key=lambda r: r["articles"])
        row["memory_to_smallest"] = round(row["memory_mb"] / least["memory_mb"], 2)
    return rows


def update(rows: list[dict[str, Any]]) -> None:
    """Put rows into the results, in the place of those of the same kind, number of articles and of processes."""

    def name(row: dict[str, Any]) -> tuple[object, ...]:
        return row["kind"], row["articles"], row.get("jobs")

    before = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else []
    fresh = {name(row) for row in rows}
    kept = [row for row in before if name(row) not in fresh]
    RESULTS.write_text(json.dumps([*kept, *rows], indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Measure, print, and write down."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--counts", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--kinds", nargs="*", default=[EXTRACTION, END_TO_END, STORE])
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--ray", action="store_true", help="measure Ray too, after the other kinds")
    parser.add_argument("--warc", type=int, help="only read a web archive of so many pages")
    parser.add_argument("--update", action="store_true", help="put the rows into the results")
    told = parser.parse_args()
    rows: list[dict[str, Any]] = []
    if told.warc:
        rows.append(archive(told.warc))
    else:
        for count in told.counts:
            for kind in [*told.kinds, *([RAY] if told.ray else [])]:
                rows.append(measure(kind, count, told.jobs))
                print(json.dumps(rows[-1]), flush=True)
    print("\n".join(map(json.dumps, compared(rows))))
    if told.update:
        update(rows)
    if any(row.get("found", row["articles"]) != row["articles"] for row in rows):
        sys.exit("pages of the archive were lost")


if __name__ == "__main__":
    main()
