"""Shards → a store, by its one writer: as if their articles had been ingested one by one, by date of publication.

The lines of a shard enter the store as they are; nobody makes objects of them.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from typing import Any

from chippolitik.corpus import Problem
from chippolitik.errors import InputError
from chippolitik.graph import nquads
from chippolitik.model import PartialDate, claim_from_flat
from chippolitik.model.flat import Resolver
from chippolitik.pipeline.ingesting import TOGETHER
from chippolitik.pipeline.outcome import Outcome, ingested
from chippolitik.pipeline.shards.places import Place
from chippolitik.store.batching import batched
from chippolitik.store.contracts import Writer
from chippolitik.store.packing import PackedArticle
from chippolitik.store.quarantine import quarantine_quads
from chippolitik.store.record import Counts, Entry, Failure, Quarantined, Reason

__all__ = ["load_shards"]


def load_shards(place: Place, store: Writer, resolve: Resolver) -> Iterator[Outcome]:
    """Bring the articles of all shards into a store, some hundred at a time; one shard is in memory.

    Later texts under a key take the place of earlier ones: articles come shard by shard, so what counts is the date of
    publication, not the order of coming.

    Args:
        place: Where the shards are.
        store: Where they go.
        resolve: Turns labels of quarantined claims into entities.

    Yields:
        One outcome an article, after it is in the store; problems for what could not be worked on.
    """
    newest = _newest(place)
    for name in place.names("ledger"):
        held, lines = _held(place, name, resolve), _lines(place, name)
        rows = (row for row in _rows(place, f"ledger/{name}") if row["status"] == "failed" or _counts(row, newest))
        for some in batched(rows, TOGETHER):
            yield from _put(some, lines, held, store)


def _put(
    rows: Sequence[dict[str, Any]], lines: dict[str, bytes], held: dict[str, tuple[Quarantined, ...]], store: Writer
) -> Iterator[Outcome]:
    done = [row for row in rows if row["status"] == "done"]
    articles = [_packed(row, lines.get(row["article"], b""), held.get(row["article"], ())) for row in done]
    results = iter(zip(articles, store.put_many(articles), strict=True))
    failed = (row for row in rows if row["status"] == "failed" and row["name"])
    store.note_failures(Failure(key=row["key"], name=row["name"], message=row["error"]) for row in failed)
    for row in rows:
        if row["status"] == "failed":
            yield Problem(InputError(row["error"], "look at the article", file=row["key"]))
        else:
            yield ingested(*next(results))


def _packed(row: dict[str, Any], lines: bytes, held: tuple[Quarantined, ...]) -> PackedArticle:
    digest, apart = quarantine_quads(held, row["article"], row["digest"])
    entry = Entry(
        id=row["article"],
        keys=(row["key"],),
        name=row["name"],
        counts=Counts(**row["counts"]),
        digest=row["digest"],
        held=digest,
        url=row["url"],
        title=row["title"],
        path=row["path"],
        author=row["author"],
    )
    return PackedArticle(entry=entry, lines=lines, apart=nquads(apart), quarantined=held)


def _counts(row: dict[str, Any], newest: dict[str, tuple[str, str]]) -> bool:
    return newest[row["key"]] == _age(row)


def _newest(place: Place) -> dict[str, tuple[str, str]]:
    """Return what of each key counts: the article published last."""
    newest: dict[str, tuple[str, str]] = {}
    for name in place.names("ledger"):
        for row in _rows(place, f"ledger/{name}"):
            if row["status"] == "done":
                newest[row["key"]] = max(newest.get(row["key"], ("", "")), _age(row))
    return newest


def _age(row: dict[str, Any]) -> tuple[str, str]:
    published = row["published"]
    return (PartialDate(published).text if published else ""), row["article"]


def _rows(place: Place, name: str) -> list[dict[str, Any]]:
    data = place.read(name)
    if data is None:
        raise InputError("is missing", "run the same command again", file=f"{place.root}/{name}")
    return [json.loads(line) for line in data.split(b"\n") if line]


def _lines(place: Place, name: str) -> dict[str, bytes]:
    """Return the lines of a shard by article, in their order."""
    data = place.read(f"quads/{name.replace('.jsonl', '.nq.gz')}")
    if data is None:
        raise InputError("is missing", "run the same command again", file=f"{place.root}/quads/{name}")
    found: dict[str, list[bytes]] = {}
    for line in gzip.decompress(data).split(b"\n"):
        if line:  # it ends in the graph, whose name ends in the article's id
            found.setdefault(line[line.rindex(b"/") + 1 : line.rindex(b">")].decode(), []).append(line + b"\n")
    return {article: b"".join(lines) for article, lines in found.items()}


def _held(place: Place, name: str, resolve: Resolver) -> dict[str, tuple[Quarantined, ...]]:
    found: dict[str, list[Quarantined]] = {}
    for row in _rows(place, f"quarantine/{name}"):
        flat = {key: value for key, value in row["claim"].items() if key not in {"id", "article"}}
        claim = claim_from_flat({**flat, "id": None}, text="", resolve=resolve)
        reasons = tuple(Reason(**reason) for reason in row["reasons"])
        found.setdefault(row["article"], []).append(Quarantined(article=row["article"], claim=claim, reasons=reasons))
    return {article: tuple(claims) for article, claims in found.items()}
