"""A snapshot holds a store wholly, tells when it was damaged, and becomes the same store again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chippolitik.errors import StoreError
from chippolitik.store import Change, Judgement, Verdict, open_store, open_writer
from chippolitik.store.restoring import open_any, restore
from chippolitik.store.snapshot import read_snapshot, write_snapshot

from .made import FOUNDATION, MANIFEST, held_record, record
from .operations import picture


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with two articles, a claim in quarantine, a decision, and knowledge that few believe."""
    judgement = Judgement.on(record(1).id, held_record(1).quarantined[0].claim, Verdict.ADMIT, "right")
    with open_writer(tmp_path / "store", MANIFEST, FOUNDATION) as store:
        store.put(held_record(1))
        store.put(record(1), judgement)
        store.put(held_record(2))
    return tmp_path / "store"


def take(folder: Path, *, with_text: bool = True) -> Path:
    path = folder.parent / f"snapshot-{with_text}"
    with open_store(folder) as store:
        write_snapshot(store, path, with_text=with_text)
    return path


def test_a_restored_store_is_the_same(folder: Path) -> None:
    """Graphs, quarantine, names, decisions and manifest come back; work goes on as if nothing had been."""
    restore(read_snapshot(take(folder)), folder.parent / "again")
    with open_store(folder) as old, open_writer(folder.parent / "again", MANIFEST) as new:
        assert picture(new) == picture(old)
        assert new.judgements() == old.judgements()
        assert new.manifest == old.manifest
        assert len(new.parts.quarantine) == len(old.parts.quarantine)
        assert new.put(held_record(2)).change is Change.UNCHANGED
        assert new.put(record(2, 1)).replaced == (record(2).id,)


def test_the_head_says_what_is_in_it(folder: Path) -> None:
    """Versions, counts, sources and the hash of each file stand in ``snapshot.json``."""
    path = take(folder)
    head = json.loads((path / "snapshot.json").read_text(encoding="utf-8"))
    assert (head["format"], head["texts"], head["manifest"]["shapes"]) == (1, True, "s1")
    assert (head["counts"]["articles"], head["counts"]["quarantined"]) == (2, 1)
    assert head["sources"] == [{"name": "Reuters", "articles": 2}]
    assert sorted(head["files"]) == sorted(p.name for p in path.iterdir() if p.name != "snapshot.json")
    assert [p.name for p in folder.parent.iterdir() if p.name.startswith(".")] == []


def test_a_snapshot_can_be_read_like_a_store(folder: Path) -> None:
    """Readers take it in place of a store."""
    with open_any(take(folder)) as kept, open_any(folder) as store:
        assert picture(kept) == picture(store)


def test_without_texts_it_is_not_restored(folder: Path) -> None:
    """It holds no text of an article, can be compared, and says why it cannot be restored."""
    path = take(folder, with_text=False)
    assert "In note 1.0" not in "".join(file.read_text(encoding="utf-8") for file in path.iterdir())
    with open_any(path) as kept:
        assert [entry.name for entry in kept.entries()] == [e.name for e in open_any(folder).entries()]
    with pytest.raises(StoreError, match="holds no texts"):
        restore(read_snapshot(path), folder.parent / "again")
    assert not (folder.parent / "again").exists()


@pytest.mark.parametrize("name", ["graph.nq", "quarantine.nq", "ledger.jsonl", "judgements.jsonl"])
def test_damage_is_told(name: str, folder: Path) -> None:
    """A file that was changed or lost is named."""
    path = take(folder)
    with (path / name).open("ab") as file:
        file.write(b"\n")
    with pytest.raises(StoreError, match=f"{name} is not what the snapshot was written with"):
        read_snapshot(path)
    (path / name).unlink()
    with pytest.raises(StoreError, match=f"{name} is missing"):
        read_snapshot(path)


@pytest.mark.parametrize(("text", "message"), [("{", "is not readable"), ('{"format": 9}', "by a newer version")])
def test_no_snapshot(text: str, message: str, tmp_path: Path) -> None:
    """Other files are no snapshot."""
    (tmp_path / "snapshot.json").write_text(text)
    with pytest.raises(StoreError, match=message):
        read_snapshot(tmp_path)


def test_nothing_is_overwritten(folder: Path) -> None:
    """Neither a snapshot nor a store takes the place of what is there."""
    path = take(folder)
    with open_store(folder) as store, pytest.raises(StoreError, match="is there already"):
        write_snapshot(store, path, with_text=True)
    for target in (folder, path):
        with pytest.raises(StoreError, match=r"is there already|something else"):
            restore(read_snapshot(path), target)
