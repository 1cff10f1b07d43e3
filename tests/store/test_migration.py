"""A store of an older layout opens, is brought up in place, and keeps a copy that the older version opens."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from chippolitik.errors import StoreError
from chippolitik.store import migration, open_store, open_writer
from chippolitik.store.manifest import FORMAT

from .made import FOUNDATION, MANIFEST, held_record, record
from .operations import Picture, picture


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A store as version 1 wrote it."""
    folder = tmp_path / "store"
    with open_writer(folder, MANIFEST, FOUNDATION) as store:
        store.put(held_record(1))
    row = json.loads((folder / "manifest.json").read_bytes())
    del row["endpoint"]
    (folder / "manifest.json").write_text(json.dumps(row | {"format": 1}), encoding="utf-8")
    return folder


def written(folder: Path) -> int:
    return int(json.loads((folder / "manifest.json").read_bytes())["format"])


def seen(folder: Path) -> Picture:
    with open_store(folder) as store:
        return picture(store)


def test_reading_leaves_an_old_store_as_it_is(old: Path) -> None:
    """A reader understands the older layout, and writes nothing."""
    assert seen(old)[2] != ()
    assert written(old) == 1
    assert not (old / "backup-format-1").exists()


def test_writing_upgrades_and_says_so(old: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The first writer brings the store up; the copy beside it holds what was there, and nothing else is lost."""
    before = seen(old)
    with caplog.at_level(logging.WARNING), open_writer(old, MANIFEST) as store:
        assert picture(store) == before
        store.put(record(2))
    assert caplog.messages == [f"{old}: upgraded from format 1 to {FORMAT}; the old one is in backup-format-1"]
    assert written(old) == FORMAT
    assert written(old / "backup-format-1") == 1
    assert seen(old / "backup-format-1") == before
    caplog.clear()
    open_writer(old, MANIFEST).close()
    assert caplog.messages == []


def test_death_before_the_end_leaves_the_old_store(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the manifest cannot be replaced the store is what it was; the next writer upgrades it."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = seen(old)
    with monkeypatch.context() as patch:
        patch.setattr(migration, "write_head", full)
        with pytest.raises(StoreError, match="the disk is full"):
            open_writer(old, MANIFEST)
    assert (written(old), seen(old)) == (1, before)
    with open_writer(old, MANIFEST) as store:
        assert picture(store) == before
    assert written(old) == FORMAT


def test_a_copy_that_cannot_be_made_stops_the_upgrade(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a backup nothing is changed, and no half of one stays."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("shutil.copyfile", full)
        with pytest.raises(StoreError, match="the disk is full"):
            open_writer(old, MANIFEST)
    assert written(old) == 1
    assert [path.name for path in old.iterdir() if "backup" in path.name] == []
