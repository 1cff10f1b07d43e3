"""Bring the parts of a store in step after a crash: what was announced is finished, or taken back.

Runs whenever a writer opens a store, before anything else; on a store that was closed well it changes nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator

from pyoxigraph import NamedNode

from chippolitik.graph.terms import TYPE, chip
from chippolitik.store.embedded import (
    Parts,
    bare_entry,
    came_true,
    current_graphs,
    present_entries,
    quarantine_graphs,
    stored_digest,
)
from chippolitik.store.judgements import Judgement, judgements_digest
from chippolitik.store.ledger import Row
from chippolitik.store.quarantine import owner_of
from chippolitik.store.record import Counts, Entry, graphs_of
from chippolitik.store.transaction import drop_graphs

__all__ = ["Saver", "add_judgement", "recover"]

_LOG = logging.getLogger(__name__)

Saver = Callable[[Parts], None]
"""Writes judgements and manifest down; does nothing in memory."""


def recover(parts: Parts, save: Saver) -> None:
    """Bring ledger, main store, quarantine and judgements in step.

    Raises:
        OSError: The disk is full or cannot be written.
    """
    parts.ledger.mend()
    _settle(parts, save)
    present = present_entries(parts.main)
    rows = list(_repairs(parts, present))
    for row in [*rows, Row()] if rows else []:  # the empty one ends it, so that nobody asks again whether it came true
        _LOG.info("ledger repaired put=%d gone=%d", len(row.put), len(row.gone))
        parts.ledger.append(row)
    for article, graphs in quarantine_graphs(parts.quarantine).items():
        current = current_graphs(parts, article, graphs)
        drop_graphs(parts.quarantine, [graph for graph in graphs if graph not in current])


def add_judgement(parts: Parts, judgement: Judgement, save: Saver) -> None:
    """Add a decision that is in the graph, and write it down."""
    parts.judgements.append(judgement)
    save(parts)


def _settle(parts: Parts, save: Saver) -> None:
    """Finish the last transaction, or take it back."""
    row = parts.ledger.last
    if row is None or not (row.put or row.gone):
        return
    if not came_true(parts, row):
        _LOG.info("unfinished transaction taken back put=%d gone=%d", len(row.put), len(row.gone))
        parts.ledger.rewind()
        return
    kept = {entry.id for entry in row.put}
    gone = [graph for name in row.gone if name not in kept for graph in (*graphs_of(name), *graphs_of(name, "file"))]
    drop_graphs(parts.main, [node for graph in gone if parts.main.contains_named_graph(node := NamedNode(graph))])
    if row.judgement:
        _settle_judgement(parts, row.judgement, save)


def _settle_judgement(parts: Parts, judgement: Judgement, save: Saver) -> None:
    """Write a decision down that the graph follows already; what a person took out of the file stays out."""
    found, pinned = parts.judgements, parts.manifest.judgements
    if pinned == judgements_digest(found) and found[-1:] != [judgement]:
        add_judgement(parts, judgement, save)
    elif found[-1:] == [judgement] and pinned == judgements_digest(found[:-1]):
        save(parts)


def _repairs(parts: Parts, present: dict[str, str]) -> Iterator[Row]:
    """Yield what the ledger lacks, and what it has too much."""
    entries = {entry.id: entry for entry in parts.ledger.entries()}
    if lost := tuple(name for name in entries if name not in present):
        yield Row(gone=lost)
    if new := [name for name in sorted(present) if name not in entries]:
        quarantine = quarantine_graphs(parts.quarantine)
        yield Row(put=tuple(_found(parts, name, present[name], quarantine.get(name, [])) for name in new))


def _found(parts: Parts, name: str, kind: str, graphs: list[NamedNode]) -> Entry:
    """Make an entry from the quads of an article or a file that the ledger has lost."""
    entry = bare_entry(name, kind)
    digest = stored_digest(parts.main, entry)
    if kind == "file":
        return Entry(id=name, kind=kind, keys=(name,), name=name, digest=digest)
    current = current_graphs(parts, name, graphs)
    held = owner_of(current[0].value)[2] if current else ""
    accepted = _claims(parts, article=name)
    apart = sum(1 for graph in current for _ in parts.quarantine.quads_for_pattern(None, TYPE, chip("Claim"), graph))
    counts = Counts(offered=accepted + apart, accepted=accepted, quarantined=apart)
    return Entry(id=name, keys=(name,), name=name, digest=digest, held=held, counts=counts)


def _claims(parts: Parts, *, article: str) -> int:
    graph = NamedNode(graphs_of(article)[0])
    return sum(1 for _ in parts.main.quads_for_pattern(None, TYPE, chip("Claim"), graph))
