"""Kill a writer in the midst of its work, and look at what is left."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from chippolitik.store import open_store, open_writer

from .made import MANIFEST
from .operations import LENGTH, Kind, Operation, lived, operations, picture

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds
# Kind → about how long one takes, in seconds; the kill comes within that time.
DURATIONS = {
    Kind.PUT: 0.01,
    Kind.BATCH: 0.05,
    Kind.RETRACT: 0.01,
    Kind.LOAD: 0.05,
    Kind.REBUILD: 0.2,
    Kind.COMPACT: 0.1,
}


def in_step(folder: Path, done: list[Operation], following: list[Operation]) -> int:
    """Check a store after a death; return how many of the following operations took place: none or one."""
    with open_store(folder) as reader:
        seen = picture(reader)
    with open_writer(folder, MANIFEST) as store:
        found = picture(store)
    before, after = lived(done), lived([*done, *following[:1]])
    assert found in (before, after)
    assert seen[0] == found[0]
    assert seen[1] == found[1]
    assert not list(folder.glob("g*/*/bulk-*.sst")), "files of a killed load are still there"
    return int(found == after)


def killed(folder: Path, kills: int, seed: int, said: Callable[[str], object] = lambda _: None) -> Counter[str]:
    """Kill a writer so many times, each time in the midst of the next operation of some kind; check each time.

    Returns:
        Number of kills that came after all of the operation that was meant, and in its midst, by kind.
    """
    choose, life, first, found = random.Random(seed), operations(seed), 0, Counter[str]()  # noqa: S311 - no secret
    store = folder / "0"
    for kill in range(kills):
        kind = list(Kind)[kill % len(Kind)]
        target = next((n for n in range(first + 1, LENGTH) if life[n].kind is kind), None)
        if target is None:
            store, first = folder / str(kill), 0
            target = next(n for n in range(1, LENGTH) if life[n].kind is kind)
        acknowledged = one_life(store, seed, first, target, choose.random() * DURATIONS[kind])
        first += acknowledged
        hit = life[first].kind
        more = in_step(store, life[:first], life[first:])
        found[f"{hit}, {'done' if more else 'not done'}"] += 1
        first += more
        said(f"kill {kill + 1}: during {hit}, {acknowledged} operations acknowledged")
    return found


def one_life(store: Path, seed: int, first: int, target: int, wait: float) -> int:
    """Let a writer work up to an operation, kill it a moment later; return how many operations it acknowledged."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.store.operations", store, str(seed), str(first)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        bufsize=0,  # else a line that was read ahead is lost to ``communicate``
    )
    assert process.stdout is not None
    lines = [process.stdout.readline() for _ in range(target - first)]
    time.sleep(wait)
    process.send_signal(signal.SIGKILL)
    rest, _ = process.communicate(timeout=PATIENCE)
    return sum(line.endswith(b"\n") for line in [*lines, *rest.splitlines(keepends=True)])
