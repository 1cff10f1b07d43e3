"""Counts of a store add up."""

from __future__ import annotations

from chippolitik.store import memory_writer
from chippolitik.store.statistics import count

from .made import FOUNDATION, MANIFEST, held_record, record


def test_counts_are_exact() -> None:
    """Articles, claims, quarantine and the quads of each family of graphs add up."""
    with memory_writer(MANIFEST, FOUNDATION) as store:
        for item in (record(1), held_record(2)):
            store.put(item)
        row = count(store).row()
        total = len(list(store.match()))
    assert (row["articles"], row["files"], row["quarantined"], row["judgements"]) == (2, 0, 1, 0)
    assert row["claims"] == {"total": 3, "by_kind": {"Order": {"asserted": 3}}}
    quads = row["quads"]
    articles, derived = (
        sum(len(quads) for quads in found)
        for found in ([record(1).quads, held_record(2).quads], [record(1).derived, held_record(2).derived])
    )
    assert quads == {
        "total": total, "ontology": 1, "knowledge_base": 4, "articles": articles, "derived": derived, "files": 0,
    }  # fmt: skip
    assert row["manifest"] == MANIFEST.to_json()
