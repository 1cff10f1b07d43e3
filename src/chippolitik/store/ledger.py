"""The ledger: for each article and file its names, counts and time of processing, one line a transaction.

It is written ahead of the quads, so the last line tells what a killed writer was about to do. It is no part of the
canonical export and can be lost: the quads stand without it. Whether the last line came true is told in ``recovery``.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Self

from chippolitik.store.files import write_whole
from chippolitik.store.judgements import Judgement
from chippolitik.store.record import Counts, Entry, Failure

__all__ = ["Ledger", "Row"]

_FIELDS = ("id", "kind", "name", "at", "digest", "held", "url", "title", "path", "author", "copy_of")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One transaction.

    Attributes:
        put: What comes in; each with the one key that it is offered under.
        gone: Ids of what goes.
        judgement: The decision that caused it, or None.
        failed: What could not be worked on; it stays out.
    """

    put: tuple[Entry, ...] = ()
    gone: tuple[str, ...] = ()
    judgement: Judgement | None = None
    failed: tuple[Failure, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return a JSON-ready dict."""
        judgement = self.judgement
        return {
            "put": [_entry_row(entry) for entry in self.put],
            "gone": list(self.gone),
            **({"judgement": judgement.row()} if judgement else {}),
            **({"failed": [asdict(failure) for failure in self.failed]} if self.failed else {}),
        }

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Self:
        """Read back what ``to_json`` gave."""
        judgement = row.get("judgement")
        return cls(
            put=tuple(_entry(entry) for entry in row["put"]),
            gone=tuple(row["gone"]),
            judgement=Judgement.from_row(judgement) if judgement else None,
            failed=tuple(Failure(**failure) for failure in row.get("failed", ())),
        )


@dataclass(slots=True)
class _State:
    entries: dict[str, Entry] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)  # key → id
    keys: dict[str, dict[str, None]] = field(default_factory=dict)  # id → its keys, oldest first
    failures: dict[str, Failure] = field(default_factory=dict)  # by key

    def apply(self, row: Row) -> None:
        for identifier in row.gone:
            self.entries.pop(identifier, None)
            for key in self.keys.pop(identifier, {}):
                del self.owners[key]
        for entry in row.put:
            self.entries[entry.id] = entry
            for key in entry.keys:
                self.failures.pop(key, None)
                if key in self.owners:
                    del self.keys[self.owners[key]][key]
                self.owners[key] = entry.id
                self.keys.setdefault(entry.id, {})[key] = None
        self.failures.update((failure.key, failure) for failure in row.failed)


class Ledger:
    """The rows of a ledger and what they add up to.

    Args:
        path: Its file, or None to keep it in memory.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._rows: list[Row] = []
        self._size = 0  # bytes of whole lines
        self._last = 0  # bytes before the last line
        self._state = _State()
        if path is not None and path.exists():
            self._read(path.read_bytes())

    def __len__(self) -> int:
        return len(self._state.entries)

    @property
    def last(self) -> Row | None:
        """The last transaction, or None."""
        return self._rows[-1] if self._rows else None

    def entry(self, identifier: str) -> Entry | None:
        """Return the entry of an id with all keys under which it was offered, or None."""
        entry = self._state.entries.get(identifier)
        return replace(entry, keys=tuple(self._state.keys.get(identifier, ()))) if entry else None

    def entries(self) -> list[Entry]:
        """Return all entries in the order of their ids, each with all its keys."""
        return [entry for name in sorted(self._state.entries) if (entry := self.entry(name))]

    def digests(self) -> dict[str, tuple[str, str]]:
        """Return kind and digest of each entry, by id: what tells one state of a store from another."""
        return {name: (entry.kind, entry.digest) for name, entry in self._state.entries.items()}

    def owner(self, key: str) -> str | None:
        """Return the id that a key stands for, or None."""
        return self._state.owners.get(key)

    def failures(self) -> list[Failure]:
        """Return what could not be worked on when it was last offered, by key."""
        return [self._state.failures[key] for key in sorted(self._state.failures)]

    def append(self, row: Row) -> None:
        """Write a row; it counts from now on, until ``rewind`` takes it back.

        Raises:
            OSError: It cannot be written; the file is as before.
        """
        if self._path is not None:
            self._write(self._path, _line(row))
        self._rows.append(row)
        self._state.apply(row)

    def compact(self) -> None:
        """Write the file anew: what the rows add up to, and an empty row, so that nobody asks whether it came true.

        The last row must have come true.

        Raises:
            OSError: It cannot be written; the old file stays.
        """
        rows = [Row(put=tuple(self.entries()), failed=tuple(self.failures())), Row()]
        if self._path is not None:
            lines = [_line(row) for row in rows]
            write_whole(self._path, lines)
            self._last, self._size = len(lines[0]), sum(map(len, lines))
        self._rows = rows

    def rewind(self) -> None:
        """Take the last row back."""
        if not self._rows:
            return
        if self._path is not None:
            os.truncate(self._path, self._last)
            self._size = self._last
        self.forget()

    def forget(self) -> None:
        """Take the last row back in memory only, as a reader must."""
        self._rows.pop()
        self._state = _State()
        for row in self._rows:
            self._state.apply(row)

    def mend(self) -> None:
        """Cut off a torn last line, so that the next one starts afresh."""
        if self._path is not None and self._path.exists() and self._path.stat().st_size > self._size:
            os.truncate(self._path, self._size)

    def _write(self, path: Path, data: bytes) -> None:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
        try:
            written = os.write(handle, data)
            if written < len(data):  # a full disk may take a part
                os.write(handle, data[written:])
        except OSError:
            os.ftruncate(handle, self._size)
            raise
        finally:
            os.close(handle)
        self._last, self._size = self._size, self._size + len(data)

    def _read(self, data: bytes) -> None:
        for line in _whole_lines(data):
            try:
                row = Row.from_json(json.loads(line))
            except (ValueError, TypeError, KeyError, AttributeError):
                # A line that a crash of the machine has spoilt: what stands after it still counts.
                row = Row()
            self._last, self._size = self._size, self._size + len(line)
            self._rows.append(row)
            self._state.apply(row)


def _line(row: Row) -> bytes:
    return json.dumps(row.to_json(), ensure_ascii=False).encode() + b"\n"


def _whole_lines(data: bytes) -> Iterable[bytes]:
    return (line for line in data.splitlines(keepends=True) if line.endswith(b"\n"))


def _entry_row(entry: Entry) -> dict[str, Any]:
    counts = entry.counts
    numbers = {name: getattr(counts, name) for name in ("offered", "accepted", "quarantined", "duplicate")}
    row = {name: getattr(entry, name) for name in _FIELDS} | {"keys": list(entry.keys), "counts": numbers}
    return {name: value for name, value in row.items() if value is not None}


def _entry(row: Mapping[str, Any]) -> Entry:
    values = {name: row[name] for name in _FIELDS if name in row}
    return Entry(**values, keys=tuple(row["keys"]), counts=Counts(**row["counts"]))
