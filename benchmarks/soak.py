"""Kill a writer 200 times in ingest, retraction, load, rebuild and compaction, and write down what was left.

``python -m benchmarks.soak [KILLS]`` writes ``benchmarks/results/kills.json``; a kill that loses something, or leaves
anything by halves, ends it with the difference.
"""

from __future__ import annotations

import json
import multiprocessing
import platform
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pyoxigraph
from tests.store.killing import killed

RESULT = Path(__file__).parent / "results" / "kills.json"
KILLS, LIVES = 200, 4


def life(seed: int, kills: int) -> Counter[str]:
    """Live one life with its kills in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        return killed(Path(folder), kills, seed, said=print)


def main(kills: int) -> None:
    """Run the kills and write the result."""
    seed, start = time.time_ns() % 10**6, time.monotonic()
    print(f"seeds from {seed} on")
    found = Counter[str]()
    with ProcessPoolExecutor(LIVES, mp_context=multiprocessing.get_context("spawn")) as pool:
        for part in pool.map(life, range(seed, seed + LIVES), [kills // LIVES] * LIVES):
            found += part
    result = {
        "kills": found.total(),
        "seeds": [seed, seed + LIVES - 1],
        "lost": 0,
        "by_halves": 0,
        "operation_under_way": dict(sorted(found.items())),
        "seconds": round(time.monotonic() - start),
        "pyoxigraph": pyoxigraph.__version__,
        "python": platform.python_version(),
    }
    RESULT.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(f"{kills} kills, nothing lost; see {RESULT}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else KILLS)
