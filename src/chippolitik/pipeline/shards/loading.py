"""Shards → a store, by its one writer: as if their articles had been ingested one by one, by date of publication."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from typing import Any

from pyoxigraph import Quad, RdfFormat, parse

from chippolitik.corpus import Problem
from chippolitik.errors import InputError
from chippolitik.model import PartialDate, claim_from_flat
from chippolitik.model.flat import Resolver
from chippolitik.namespaces import DERIVED_GRAPH
from chippolitik.pipeline.outcome import Ingested, Outcome
from chippolitik.pipeline.shards.places import Place
from chippolitik.store.contracts import Writer
from chippolitik.store.record import ArticleRecord, Counts, Quarantined, Reason

__all__ = ["load_shards"]


def load_shards(place: Place, store: Writer, resolve: Resolver) -> Iterator[Outcome]:
    """Bring the articles of all shards into a store; one transaction an article, one shard in memory.

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
        rows = _rows(place, f"ledger/{name}")
        held = _held(place, name, resolve)
        graphs = _graphs(place, name)
        for row in rows:
            if row["status"] == "failed":
                yield Problem(InputError(row["error"], "look at the article", file=row["key"]))
            elif newest[row["key"]] == _age(row):
                yield _put(row, graphs.get(row["article"], []), held.get(row["article"], ()), store)


def _put(row: dict[str, Any], quads: list[Quad], held: tuple[Quarantined, ...], store: Writer) -> Ingested:
    record = ArticleRecord(
        id=row["article"],
        key=row["key"],
        name=row["name"],
        quads=tuple(quad for quad in quads if not _is_derived(quad)),
        derived=tuple(quad for quad in quads if _is_derived(quad)),
        quarantined=held,
        counts=Counts(**row["counts"]),
        url=row["url"],
        title=row["title"],
        path=row["path"],
        author=row["author"],
    )
    result = store.put(record)
    return Ingested(
        article=record.id,
        name=record.name,
        change=result.change,
        counts=record.counts,
        quarantined=held,
        replaced=result.replaced,
        quads=result.quads,
    )


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


def _graphs(place: Place, name: str) -> dict[str, list[Quad]]:
    """Return the quads of a shard by article."""
    data = place.read(f"quads/{name.replace('.jsonl', '.nq.gz')}")
    if data is None:
        raise InputError("is missing", "run the same command again", file=f"{place.root}/quads/{name}")
    found: dict[str, list[Quad]] = {}
    for quad in parse(gzip.decompress(data), RdfFormat.N_QUADS):
        found.setdefault(_graph(quad).rsplit("/", 1)[-1], []).append(quad)
    return found


def _held(place: Place, name: str, resolve: Resolver) -> dict[str, tuple[Quarantined, ...]]:
    found: dict[str, list[Quarantined]] = {}
    for row in _rows(place, f"quarantine/{name}"):
        flat = {key: value for key, value in row["claim"].items() if key not in {"id", "article"}}
        claim = claim_from_flat({**flat, "id": None}, text="", resolve=resolve)
        reasons = tuple(Reason(**reason) for reason in row["reasons"])
        found.setdefault(row["article"], []).append(Quarantined(article=row["article"], claim=claim, reasons=reasons))
    return {article: tuple(claims) for article, claims in found.items()}


def _is_derived(quad: Quad) -> bool:
    return _graph(quad).startswith(DERIVED_GRAPH)


def _graph(quad: Quad) -> str:
    return str(getattr(quad.graph_name, "value", ""))
