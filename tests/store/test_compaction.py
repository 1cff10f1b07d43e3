"""Files are compacted at sensible times, and what a killed writer has left goes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from chippolitik.errors import StoreError
from chippolitik.store import open_store, open_writer, writing
from chippolitik.store.ledger import Ledger

from .made import FOUNDATION, MANIFEST, held_record, record
from .operations import picture


def rows(folder: Path) -> int:
    return len((folder / "g1" / "ledger.jsonl").read_bytes().splitlines())


def test_compaction_changes_nothing_that_can_be_seen(tmp_path: Path) -> None:
    """Graphs, quarantine, names and keys are the same afterwards, in this session and the next; the ledger is short."""
    with open_writer(tmp_path / "store", MANIFEST, FOUNDATION) as store:
        for number in range(4):
            store.put(held_record(number))
            store.put(record(number, 1, key=f"copy-{number}.txt"))
            store.put(held_record(number, 2))
        store.retract([held_record(3, 2).id])
        before, entries = picture(store), store.entries()
        assert rows(tmp_path / "store") == 13
        store.compact()
        assert (picture(store), store.entries(), rows(tmp_path / "store")) == (before, entries, 2)
        store.put(record(9))
        store.retract([record(9).id])
    with open_writer(tmp_path / "store", MANIFEST) as store:
        assert (picture(store), store.entries()) == (before, entries)


def test_a_long_session_compacts_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After so many transactions the files are compacted, with what was written in them."""
    monkeypatch.setattr(writing, "_COMPACT_AFTER", 5)
    with open_writer(tmp_path / "store", MANIFEST, FOUNDATION) as store:
        for number in range(7):
            store.put(record(number))
        assert len(store.entries()) == 7
        assert rows(tmp_path / "store") == 2 + 2
    assert len(Ledger(tmp_path / "store" / "g1" / "ledger.jsonl")) == 7


def test_a_reader_beside_a_compaction_sees_what_it_saw(tmp_path: Path) -> None:
    """Compaction replaces files under a reader, which reads on."""
    with open_writer(tmp_path / "store", MANIFEST, FOUNDATION) as store:
        store.put(held_record(1))
        with open_store(tmp_path / "store") as reader:
            before = picture(reader)
            store.put(held_record(2))
            store.compact()
            assert picture(reader) == before
        with open_store(tmp_path / "store") as later:
            assert picture(later) == picture(store)


def test_what_a_killed_writer_left_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of a load or a compaction that did not end are removed by the next writer, no others."""
    folder = tmp_path / "store"
    with open_writer(folder, MANIFEST, FOUNDATION) as store:
        store.put(held_record(1))
        before = picture(store)
    dead = [folder / "g1" / name for name in ("main/bulk-1234.sst", "quarantine/bulk-5.sst", ".ledger.jsonl.ab.part")]
    kept = folder / "g1" / "main" / "000001.txt"
    for file in (*dead, kept):
        file.write_bytes(b"left")
    with open_writer(folder, MANIFEST) as store:
        assert picture(store) == before
    assert [file.name for file in (*dead, kept) if file.exists()] == ["000001.txt"]


def test_the_names_of_dead_files_are_those_that_oxigraph_gives(tmp_path: Path) -> None:
    """A load that is killed in its midst leaves files by which we know it; if Oxigraph renames them, this fails."""
    script = """
import os, sys
from pyoxigraph import Literal, NamedNode, Quad, Store
def quads():
    node = NamedNode("https://example.org/h20")
    for number in range(3_000_000):
        yield Quad(node, node, Literal(str(number)), node)
        if number % 20_000 == 0 and any(name.startswith("bulk-") for name in os.listdir(sys.argv[1])):
            os.kill(os.getpid(), 9)
Store(sys.argv[1]).bulk_extend(quads())
"""
    main = tmp_path / "main"
    main.mkdir()
    done = subprocess.run([sys.executable, "-c", script, main], check=False)
    assert done.returncode == -9
    assert list(main.glob("bulk-*.sst"))


def test_a_full_disk_in_compaction_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says so, and the store is what it was."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with open_writer(tmp_path / "store", MANIFEST, FOUNDATION) as store:
        store.put(held_record(1))
        before = picture(store)
        with monkeypatch.context() as patch:
            patch.setattr(Ledger, "compact", full)
            with pytest.raises(StoreError, match="the disk is full"):
                store.compact()
        assert picture(store) == before
