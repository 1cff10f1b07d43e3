"""New data come up beside the old ones and take their place in one moment."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from chippolitik.errors import StoreError
from chippolitik.namespaces import FILE_GRAPH
from chippolitik.store import FileRecord, Foundation, Judgement, Verdict, open_store, open_writer
from chippolitik.store import folder as folder_module
from chippolitik.store.rebuilding import rebuilding

from .made import FOUNDATION, MANIFEST, held_record, known, record
from .operations import Operation, Picture, lived, picture

NEW = replace(MANIFEST, shapes="s2")
NODE = NamedNode("https://example.org/made")
FILE = FileRecord(
    id="a" * 24, key="file:///x", name="x", quads=[Quad(NODE, NODE, NODE, NamedNode(FILE_GRAPH + "a" * 24))]
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with an article, a loaded file and a decision."""
    judgement = Judgement.on(record(1).id, held_record(1).quarantined[0].claim, Verdict.CONFIRM, "seen in print")
    with open_writer(tmp_path / "store", MANIFEST, FOUNDATION) as store:
        store.put(record(1), judgement)
        store.put_files([FILE])
    return tmp_path / "store"


def seen(folder: Path) -> Picture:
    with open_store(folder) as store:
        return picture(store)


def test_the_new_data_are_the_store(folder: Path) -> None:
    """After a rebuild the store has the new manifest, foundation and articles; decisions and files are taken over."""
    more = [*known(), Quad(NODE, NODE, Literal("new"), known()[0].graph_name)]
    with rebuilding(folder, NEW, Foundation(lambda: more)) as work:
        work.new.put(record(1))
        work.copy_files()
    with open_writer(folder, NEW) as store:
        assert [entry.name for entry in store.entries()] == ["note-1", "x"]
        assert list(store.match(NODE, NODE, Literal("new"))) == more[-1:]
        assert [judgement.reason for judgement in store.judgements()] == ["seen in print"]
        assert len(list(store.match(graph=NamedNode(FILE_GRAPH + "a" * 24)))) == 1
    assert sorted(path.name for path in folder.iterdir()) == ["g2", "judgements.jsonl", "manifest.json"]


def test_readers_see_the_old_data_until_the_end(folder: Path) -> None:
    """Readers go on beside a rebuild; other writers are refused."""
    before = seen(folder)
    with rebuilding(folder, NEW, FOUNDATION) as work:
        work.new.put(record(2))
        assert seen(folder) == before
        with pytest.raises(StoreError, match="another writer has the store open"):
            open_writer(folder)
    assert seen(folder) == lived_with(2)


def lived_with(number: int) -> Picture:
    return lived([Operation(number, 0)])


def test_a_rebuild_that_fails_changes_nothing(folder: Path) -> None:
    """If the work stops, the old data stay, and the next writer clears up."""
    before = seen(folder)

    def broken() -> None:
        with rebuilding(folder, NEW, FOUNDATION) as work:
            work.new.put(record(2))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken()
    assert seen(folder) == before
    open_writer(folder, MANIFEST).close()
    assert sorted(path.name for path in folder.iterdir()) == ["g1", "judgements.jsonl", "manifest.json"]


@pytest.mark.parametrize("step", ["name", "remove_others"])
def test_death_at_the_end_of_a_rebuild(step: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The manifest decides: before it names the new data the old ones are the store, afterwards the new ones."""
    before = seen(folder)

    class DeathError(BaseException):
        pass

    def die(*_: object) -> None:
        raise DeathError

    def work_on() -> None:
        with rebuilding(folder, NEW, FOUNDATION) as work:
            work.new.put(record(2))
            monkeypatch.setattr(folder_module.Folder, step, die)

    with pytest.raises(DeathError):
        work_on()
    monkeypatch.undo()
    old = step == "name"
    assert seen(folder) == (before if old else lived_with(2))
    open_writer(folder, MANIFEST if old else NEW).close()
    assert [path.name for path in folder.glob("g*")] == ["g1" if old else "g2"]


def test_there_is_nothing_to_rebuild(tmp_path: Path) -> None:
    """Without a store there is no rebuild."""
    with pytest.raises(StoreError, match="there is no store"), rebuilding(tmp_path / "none", NEW, FOUNDATION):
        pass
