"""Random lives of a store, and a process that lives one and can be killed.

``python -m tests.store.operations FOLDER SEED FIRST`` applies operations from number FIRST on, and prints the number of
each one that is done.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from chippolitik.namespaces import FILE_GRAPH
from chippolitik.store import FileRecord, Store, Writer, bulk, memory_writer, open_writer, pack
from chippolitik.store.exporting import canonical_lines
from chippolitik.store.rebuilding import rebuilding
from chippolitik.store.writing import EmbeddedWriter

from .made import FOUNDATION, MANIFEST, record

Picture = tuple[bytes, tuple[object, ...], tuple[object, ...]]

LENGTH = 400
BATCH = 10  # articles that come together


class Kind(StrEnum):
    """What an operation does."""

    PUT = "ingest"
    BATCH = "ingest of many"
    RETRACT = "retract"
    LOAD = "load"
    REBUILD = "rebuild"
    COMPACT = "compaction"


WEIGHTS = {Kind.PUT: 10, Kind.BATCH: 2, Kind.RETRACT: 4, Kind.LOAD: 3, Kind.REBUILD: 1, Kind.COMPACT: 2}


@dataclass(frozen=True)
class Operation:
    """Put, or retract if ``version`` is None; loads, rebuilds and compactions are told by their kind."""

    number: int
    version: int | None
    held: bool = False
    other: Kind | None = None

    @property
    def kind(self) -> Kind:
        return self.other or (Kind.RETRACT if self.version is None else Kind.PUT)

    def apply(self, store: Writer) -> None:
        match self.kind:
            case Kind.PUT:
                store.put(record(self.number, self.version or 0, held=self.held))
            case Kind.BATCH:
                store.put_many([pack(record(self.number + place, held=self.held)) for place in range(BATCH)])
            case Kind.RETRACT:
                names = {f"note-{self.number}", f"list-{self.number}"}
                store.retract(entry.id for entry in store.entries() if entry.name in names)
            case Kind.LOAD:
                store.put_files([listing(self.number, self.version or 0)])
            case Kind.COMPACT if isinstance(store, EmbeddedWriter):
                store.compact()
            case _:  # a rebuild leaves what is there
                pass


def listing(number: int, version: int) -> FileRecord:
    """A loaded file of some hundred statements."""
    identifier = f"{number:012x}{version:012x}"
    subject, graph = NamedNode(f"https://example.org/list/{number}"), NamedNode(FILE_GRAPH + identifier)
    quads = [Quad(subject, subject, Literal(f"{version}: chip no. {place}"), graph) for place in range(800)]
    return FileRecord(id=identifier, key=f"file:///list-{number}.nt", name=f"list-{number}", quads=quads)


def operations(seed: int) -> list[Operation]:
    """The same seed gives the same life: few articles, so that they are often replaced, updated and retracted."""
    choose = random.Random(seed)  # noqa: S311 - a life, not a secret
    kinds = choose.choices(list(WEIGHTS), list(WEIGHTS.values()), k=LENGTH)
    return [made(kind, choose) for kind in kinds]


def made(kind: Kind, choose: random.Random) -> Operation:
    version = None if kind is Kind.RETRACT else choose.choice([0, 0, 1, 2])
    other = None if kind in {Kind.PUT, Kind.RETRACT} else kind
    number = BATCH * choose.randrange(1, 10**6) if kind is Kind.BATCH else choose.randrange(5)  # new ones each time
    return Operation(number, version, choose.random() < 0.5, other)


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


def rebuild(folder: Path, done: Sequence[Operation]) -> None:
    """Make a store anew from its articles, as the command does."""
    last = {o.number: o for o in done if o.kind in {Kind.PUT, Kind.BATCH, Kind.RETRACT}}
    with rebuilding(folder, MANIFEST, FOUNDATION) as work:
        for operation in last.values():
            operation.apply(work.new)
        work.copy_files()


def main(folder: Path, seed: int, first: int) -> None:
    """Live from an operation on; say the number of each that is done."""
    life, stack = operations(seed), ExitStack()
    vars(bulk)["_WORTH_A_FILE"] = 1  # so that few articles are loaded as many are
    with stack:
        store = stack.enter_context(open_writer(folder, MANIFEST, FOUNDATION))
        for number, operation in enumerate(life[first:], start=first):
            if operation.kind is Kind.REBUILD:
                store.close()
                rebuild(folder, life[:number])
                store = stack.enter_context(open_writer(folder, MANIFEST, FOUNDATION))
            else:
                operation.apply(store)
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
