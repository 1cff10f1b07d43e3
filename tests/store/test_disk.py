"""Folders that are no store, busy, read-only, full or of another version: one clear error, and nothing is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Quad

from chippolitik.errors import StoreError
from chippolitik.store import Judgement, Verdict, open_store, open_writer
from chippolitik.store.exporting import canonical_lines

from .made import FOUNDATION, MANIFEST, held_record, known, record
from .operations import picture


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a store with one article."""
    with open_writer(tmp_path / "store", MANIFEST, FOUNDATION) as store:
        store.put(held_record(1))
    return tmp_path / "store"


def failure(path: Path, *, write: bool = True) -> StoreError:
    with pytest.raises(StoreError) as caught:
        open_writer(path, MANIFEST) if write else open_store(path)
    return caught.value


def test_there_is_no_store(tmp_path: Path) -> None:
    """Reading, and writing without a manifest, make no store."""
    missing = tmp_path / "missing"
    assert failure(missing, write=False).message == f"there is no store at {missing}"
    with pytest.raises(StoreError, match="there is no store"):
        open_writer(missing)
    assert not missing.exists()


def test_the_path_is_a_file(tmp_path: Path) -> None:
    """A file is not turned into a folder."""
    path = tmp_path / "file"
    path.write_text("mine")
    for write in (True, False):
        assert failure(path, write=write).message == f"{path} is a file, not a folder"
    assert path.read_text() == "mine"


def test_the_folder_is_another_programs(tmp_path: Path) -> None:
    """A folder with other files in it is left alone."""
    (tmp_path / "notes.txt").write_text("mine")
    for write in (True, False):
        assert failure(tmp_path, write=write).message == f"{tmp_path} holds something else than a store"
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("text", ['{"program": "npm"}', "[]", "{", '{"program": "chippolitik", "format": "x"}'])
def test_the_manifest_is_another_programs(text: str, tmp_path: Path) -> None:
    """A ``manifest.json`` that is not ours is left alone."""
    (tmp_path / "manifest.json").write_text(text)
    error = failure(tmp_path)
    assert (error.exit_code, error.hint) == (4, "choose a new folder with --store")
    assert (tmp_path / "manifest.json").read_text() == text


def test_an_empty_folder_becomes_a_store(tmp_path: Path) -> None:
    """An empty folder will do; decisions that were put there before are kept and pinned."""
    judgement = Judgement.on("a" * 24, held_record(1).quarantined[0].claim, Verdict.CONFIRM, "seen in print")
    (tmp_path / "judgements.jsonl").write_text(judgement.line(), encoding="utf-8")
    with open_writer(tmp_path, MANIFEST) as store:
        assert store.judgements() == [judgement]
    open_writer(tmp_path, MANIFEST).close()


def test_a_newer_format_is_refused(folder: Path) -> None:
    """A store of a later version is neither read nor written."""
    file = folder / "manifest.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | {"format": 99}))
    for write in (True, False):
        error = failure(folder, write=write)
        assert error.message == f"{folder} was written by a newer version (format 99, this one reads 2)"
        assert error.hint == "upgrade chippolitik"


def test_another_manifest_asks_for_a_rebuild(folder: Path) -> None:
    """What was made with other parts is not mixed; reading and retracting go on."""
    with pytest.raises(StoreError) as caught:
        open_writer(folder, replace(MANIFEST, shapes="s2"))
    assert caught.value.message == f"{folder} was made with other parts: shapes s1, now s2"
    assert caught.value.hint == "run 'chippolitik rebuild'"
    with open_writer(folder) as store:
        assert store.retract([record(1).id]) > 0


def test_other_judgements_ask_for_a_rebuild(folder: Path) -> None:
    """Decisions that came from elsewhere are not followed in part."""
    judgement = Judgement.on(record(1).id, held_record(1).quarantined[0].claim, Verdict.ADMIT, "seen in print")
    (folder / "judgements.jsonl").write_text(judgement.line(), encoding="utf-8")
    assert failure(folder).message.endswith("was made with other parts: judgements have changed")


def test_broken_judgements_are_told_with_their_line(folder: Path) -> None:
    """A broken line stops the store before it does anything."""
    (folder / "judgements.jsonl").write_text('\n{"article": 1}\n', encoding="utf-8")
    assert f"{folder / 'judgements.jsonl'}:2: not a judgement" in failure(folder).message


def test_judgements_are_pinned_and_kept(folder: Path) -> None:
    """After a decision the same manifest opens the store, and the file holds the decision as one line."""
    judgement = Judgement.on(record(1).id, held_record(1).quarantined[0].claim, Verdict.ADMIT, "seen in print")
    with open_writer(folder, MANIFEST) as store:
        store.put(record(1), judgement)
    assert (folder / "judgements.jsonl").read_text(encoding="utf-8") == judgement.line()
    with open_writer(folder, MANIFEST) as store:
        assert store.judgements() == [judgement]


def test_a_second_writer_is_refused_at_once(folder: Path) -> None:
    """In the same process and from another one."""
    words = "import sys; from pathlib import Path; from chippolitik.store import open_writer"
    script = f"{words}; open_writer(Path(sys.argv[1]))"
    with open_writer(folder):
        assert failure(folder).message == f"{folder}: another writer has the store open"
        done = subprocess.run([sys.executable, "-c", script, folder], capture_output=True, text=True, check=False)
    assert done.stderr.splitlines()[-1].endswith(f"{folder}: another process is writing")


def test_a_reader_works_beside_a_writer(folder: Path) -> None:
    """It sees what was there when it was opened; a new one sees more, quarantine and names in step."""
    with open_writer(folder) as writer:
        before = picture(writer)
        with open_store(folder) as reader:
            writer.put(record(1, 1))
            writer.put(held_record(2))
            assert picture(reader) == before
        with open_store(folder) as later:
            assert picture(later) == picture(writer)


def test_making_a_store_can_be_cut_short(tmp_path: Path) -> None:
    """If the process dies while a store is made, the next one makes it; readers see none."""

    def torn() -> Iterator[Quad]:
        raise KeyboardInterrupt

    folder = tmp_path / "store"
    with pytest.raises(KeyboardInterrupt):
        open_writer(folder, MANIFEST, replace(FOUNDATION, accepted=torn))
    assert failure(folder, write=False).message == f"there is no store at {folder}"
    with open_writer(folder, MANIFEST, FOUNDATION) as store:
        assert len(list(store.match())) == len(known())


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of a few megabytes, where it may be mounted."""
    path = tmp_path / "small"
    path.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(path)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a file system")
    yield path
    subprocess.run(["umount", "-l", path], check=True)


def test_a_full_disk_loses_nothing(small_disk: Path) -> None:
    """Articles go in until the disk is full; the error says so, and all that went in is there."""
    folder, done = small_disk / "store", list[str]()

    def fill() -> None:
        with open_writer(folder, MANIFEST, FOUNDATION) as store:
            for number in range(5000):
                store.put(record(number, held=number % 2 == 0))
                done.append(record(number).id)

    with pytest.raises(StoreError) as caught:
        fill()
    assert caught.value.message == f"{folder}: the disk is full"
    del caught  # its trace holds the files open
    with open_store(folder) as reader:
        assert sorted(done) == [entry.id for entry in reader.entries()]
        assert len(reader.quarantined()) == (len(done) + 1) // 2
    subprocess.run(["mount", "-o", "remount,size=30m", small_disk], check=True)
    with open_writer(folder, MANIFEST) as again:
        again.put(record(9000))
        assert len(again.entries()) == len(done) + 1


def test_a_folder_that_cannot_be_written_can_be_read(small_disk: Path) -> None:
    """A read-only file system is told as such; reading works."""
    folder = small_disk / "store"
    with open_writer(folder, MANIFEST, FOUNDATION) as store:
        store.put(held_record(1))
        before = picture(store)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    assert failure(folder).message == f"{folder}: the folder cannot be written"
    assert failure(small_disk / "other").message == f"{small_disk / 'other'}: the folder cannot be written"
    with open_store(folder) as reader:
        assert picture(reader) == before


def test_the_canonical_export_leaves_texts_out(folder: Path) -> None:
    """Full texts are given only if asked for; everything else is the same, sorted, each line once."""
    with open_store(folder) as store:
        short, full = list(canonical_lines(store)), list(canonical_lines(store, with_text=True))
    assert sorted(set(full)) == full
    (text,) = set(full) - set(short)
    assert b"ontology#text>" in text
    assert short == [line for line in full if line != text]
