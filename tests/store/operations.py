"""Random lives of a store, and a process that lives one and can be killed.

``python -m tests.store.operations FOLDER SEED FIRST`` applies operations from number FIRST on, and prints the number of
each one that is done.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from chippolitik.store import Store, Writer, memory_writer, open_writer
from chippolitik.store.exporting import canonical_lines

from .made import FOUNDATION, MANIFEST, record

Picture = tuple[bytes, tuple[object, ...], tuple[object, ...]]

LENGTH = 400


@dataclass(frozen=True)
class Operation:
    """Put, or retract if ``version`` is None."""

    number: int
    version: int | None
    held: bool = False

    def apply(self, store: Writer) -> None:
        if self.version is not None:
            store.put(record(self.number, self.version, held=self.held))
            return
        store.retract(entry.id for entry in store.entries() if entry.name == f"note-{self.number}")


def operations(seed: int) -> list[Operation]:
    """The same seed gives the same life: few articles, so that they are often replaced, updated and retracted."""
    choose = random.Random(seed)  # noqa: S311 - a life, not a secret
    return [
        Operation(choose.randrange(5), choose.choice([0, 0, 1, 2, None]), choose.random() < 0.5) for _ in range(LENGTH)
    ]


def lived(done: Iterable[Operation]) -> Picture:
    """What a store holds after some operations that nothing disturbed."""
    with memory_writer(MANIFEST, FOUNDATION) as store:
        for operation in done:
            operation.apply(store)
        return picture(store)


def picture(store: Store) -> Picture:
    """All that a store says, times aside."""
    entries = tuple((e.id, e.keys, e.name, e.counts, e.digest, e.held) for e in store.entries())
    return b"".join(canonical_lines(store, with_text=True)), tuple(store.quarantined()), entries


def main(folder: Path, seed: int, first: int) -> None:
    """Live from an operation on; say the number of each that is done."""
    with open_writer(folder, MANIFEST, FOUNDATION) as store:
        for number, operation in enumerate(operations(seed)[first:], start=first):
            operation.apply(store)
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
