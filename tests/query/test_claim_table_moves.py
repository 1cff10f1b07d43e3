"""The claim table where a store moves: restored, brought up to a new layout; and who is told of its making."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from chippolitik.query.claimtable import CLAIM_TABLE, watched
from chippolitik.store import open_store
from chippolitik.store.manifest import FORMAT
from chippolitik.store.restoring import restore
from chippolitik.store.snapshot import read_snapshot, write_snapshot

from .beside import check, opened, record, touched

TABLE = f"g1/{CLAIM_TABLE.file}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a store with three articles, whose table is in step."""
    with opened(tmp_path / "store") as writer:
        for number in (1, 2, 3):
            writer.put(record(number, 9))
        assert touched(writer)
    return tmp_path / "store"


@contextlib.contextmanager
def noted(told: list[str]) -> Iterator[None]:
    """Write down what is told of the making of tables."""

    @contextlib.contextmanager
    def watch(doing: str, articles: int) -> Iterator[Callable[[], None]]:
        told.append(f"{doing}: {articles}")
        yield lambda: told.append("one")
        told.append("done")

    with watched(watch):
        yield


def test_a_restored_store_makes_its_own_table(folder: Path, tmp_path: Path) -> None:
    """A snapshot carries no table; the restored store makes one at its first question, and answers as SPARQL does."""
    with open_store(folder) as store:
        write_snapshot(store, tmp_path / "snapshot", with_text=True)
    restore(read_snapshot(tmp_path / "snapshot"), tmp_path / "again")
    assert not (tmp_path / "again" / TABLE).exists()
    with open_store(tmp_path / "again") as store:
        check(store)
    assert (tmp_path / "again" / TABLE).exists()
    with opened(tmp_path / "again") as writer:
        writer.retract([record(2).id])
        check(writer)


def test_a_store_of_an_older_layout_keeps_its_table(folder: Path) -> None:
    """Before and after a store is brought up, and in the copy of the old one, the table says what SPARQL says."""
    row = json.loads((folder / "manifest.json").read_bytes())
    del row["endpoint"]
    (folder / "manifest.json").write_text(json.dumps(row | {"format": 1}), encoding="utf-8")
    told: list[str] = []
    with open_store(folder) as store, noted(told):
        check(store)
    assert told == []
    with opened(folder) as writer, noted(told):
        check(writer)
        assert told == []
        writer.put(record(5, 9))
        check(writer)
    assert told == ["counting claims, once: 1", "one", "done"]
    assert json.loads((folder / "manifest.json").read_bytes())["format"] == FORMAT
    assert not (folder / "backup-format-1" / TABLE).exists()
    with open_store(folder / "backup-format-1") as store:
        assert len(store.entries()) == 3
        check(store)


def test_who_waits_is_told_of_each_article(folder: Path) -> None:
    """A table made for the first time tells how many articles it takes in, and of each; one in step tells nothing."""
    (folder / TABLE).unlink()
    told: list[str] = []
    with open_store(folder) as store, noted(told):
        assert touched(store)
        assert touched(store)
    assert told == ["counting claims, once: 3", "one", "one", "one", "done"]
