"""Parts, as the machines write them, and shards, sorted from them. Both are the same bytes whoever writes them.

A part is named by the articles in it, so that writing it twice, as after the loss of a machine, changes nothing. An
article that is in several parts counts once. A part with an article that failed as no article should has a mark to its
name: a run that was cut short and goes on makes it anew.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import pickle
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chippolitik.errors import StoreError
from chippolitik.pipeline.shards.places import Place
from chippolitik.pipeline.shards.rows import Row
from chippolitik.query.claim_parquet import write_parquet

__all__ = ["Output", "ShardCounts", "part_name"]

_PARTS = "_parts"
_AGAIN = ".again"
_FOLDERS = ("quads", "claims", "quarantine", "ledger")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShardCounts:
    """What is in some shards.

    Attributes:
        articles: Articles that were worked on.
        failed: Articles and records that could not be.
        claims: Claims that passed.
        quarantined: Claims that did not.
        quads: Quads.
    """

    articles: int = 0
    failed: int = 0
    claims: int = 0
    quarantined: int = 0
    quads: int = 0

    def __add__(self, other: ShardCounts) -> ShardCounts:
        return ShardCounts(**{name: getattr(self, name) + getattr(other, name) for name in ShardCounts.__slots__})


@dataclass(frozen=True, slots=True)
class Output:
    """Where a run writes.

    Attributes:
        place: The folder.
        shards: Number of shards.
    """

    place: Place
    shards: int

    def begin(self, manifest: dict[str, str]) -> None:
        """Begin a run, or go on with one that was cut short.

        Raises:
            StoreError: The folder has shards of another number, or made with other parts.
        """
        told = {"manifest": manifest, "shards": self.shards}
        before = self.place.read("run.json")
        if before is not None and json.loads(before) != told:
            raise StoreError(f"{self.place.root} holds a run with other parts or shards", "choose another folder")
        self.place.write("run.json", lambda out: out.write(json.dumps(told, indent=1, sort_keys=True).encode()))

    def parts(self) -> set[str]:
        """Return the names of the parts that are written and need not be made again."""
        return {name for name in self.place.names(_PARTS) if not name.endswith(_AGAIN)}

    def has_part(self, name: str) -> bool:
        """Return whether a part is written and need not be made again."""
        return self.place.read(f"{_PARTS}/{name}") is not None

    def write_part(self, name: str, rows: Iterable[Row]) -> None:
        """Write a part: for each shard its rows, compressed by themselves, so that a shard reads only its own."""
        cut: dict[int, list[Row]] = {}
        rows = list(rows)
        name += _AGAIN if any(row.again for row in rows) else ""
        for row in rows:
            cut.setdefault(_shard(row.article, self.shards), []).append(row)
        packed = {shard: zlib.compress(pickle.dumps([_plain(row) for row in own]), 1) for shard, own in cut.items()}
        self.place.write(f"{_PARTS}/{name}", lambda out: out.write(pickle.dumps(packed)))

    def write_shard(self, number: int) -> ShardCounts:
        """Sort a shard from all parts, and write it."""
        rows = self._rows(number)
        name = f"{number:05d}"
        quads = sorted(line for row in rows for line in row.quads.splitlines(keepends=True))
        claims = [json.loads(line) for row in rows for line in row.claims.splitlines()]
        quarantine = b"".join(row.quarantine for row in rows)
        ledger = [row.ledger for row in rows]
        self.place.write(f"quads/{name}.nq.gz", lambda out: out.write(gzip.compress(b"".join(quads), 6, mtime=0)))
        self.place.write(f"claims/{name}.parquet", lambda out: write_parquet(claims, out))
        self.place.write(f"quarantine/{name}.jsonl", lambda out: out.write(quarantine))
        self.place.write(f"ledger/{name}.jsonl", lambda out: out.write(b"".join(line + b"\n" for line in ledger)))
        failed = sum(json.loads(line)["status"] == "failed" for line in ledger)
        return ShardCounts(
            articles=len(rows) - failed,
            failed=failed,
            claims=len(claims),
            quarantined=quarantine.count(b"\n"),
            quads=len(quads),
        )

    def end(self) -> None:
        """Remove the parts."""
        self.place.remove(_PARTS)

    def _rows(self, number: int) -> list[Row]:
        found: dict[tuple[str, str], Row] = {}
        names = self.place.names(_PARTS)
        for name in set(names) - {f"{name}{_AGAIN}" for name in names}:
            data = self.place.read(f"{_PARTS}/{name}")
            own = pickle.loads(data).get(number) if data else None  # noqa: S301 - our own file of this run
            for values in _unpacked(own) if own else ():
                row = Row(*values)
                found[row.article, row.key] = row
        return _each_once(sorted(found.values()))


def part_name(articles: Iterable[str]) -> str:
    """Return the name of the part that holds some articles."""
    return hashlib.sha256("\n".join(articles).encode()).hexdigest()[:32]


def _each_once(rows: list[Row]) -> list[Row]:
    """Keep the first key of an article that came under several."""
    first: dict[str, Row] = {}
    for row in rows:
        first.setdefault(row.article, row)
    return list(first.values())


def _shard(article: str, shards: int) -> int:
    return int(article[:12], 16) % shards


def _plain(row: Row) -> tuple[str | bytes, ...]:
    return row.article, row.key, row.quads, row.claims, row.quarantine, row.ledger


def _unpacked(data: bytes) -> Iterator[tuple[str, str, bytes, bytes, bytes, bytes]]:
    yield from pickle.load(io.BytesIO(zlib.decompress(data)))  # noqa: S301 - our own file of this run
