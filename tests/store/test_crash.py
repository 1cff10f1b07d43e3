"""A writer dies: what it acknowledged is there, and every article wholly or not at all."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from chippolitik.store import Change, Judgement, Verdict, open_store, open_writer, recovery, writing
from chippolitik.store import folder as folders
from chippolitik.store.embedded import quarantine_graphs
from chippolitik.store.head import read_head
from chippolitik.store.ledger import Ledger
from chippolitik.store.recovery import add_judgement
from chippolitik.store.transaction import swap_graphs

from .killing import in_step, killed
from .made import FOUNDATION, MANIFEST, held_record, record
from .operations import Kind, Operation, picture

KILLS = int(os.environ.get("CHIPPOLITIK_KILLS", "10"))

# Point of death → what is cut short, and whether it is done before.
POINTS: dict[str, tuple[Any, str, bool]] = {
    "before the ledger is written": (Ledger, "append", False),
    "after the ledger is written": (Ledger, "append", True),
    "before main is written": (writing, "swap_graphs", False),
    "after main is written": (writing, "swap_graphs", True),
    "before graphs go": (writing, "drop_graphs", False),
    "after graphs went": (writing, "drop_graphs", True),
    "before lines are added": (writing, "add_lines", False),
    "after lines were added": (writing, "add_lines", True),
}
LIVES = {
    "new": (Operation(1, 0, held=True),),
    "updated": (Operation(1, 0, held=True), Operation(1, 0)),
    "refused": (Operation(1, 0), Operation(1, 0, held=True)),
    "replaced": (Operation(1, 0, held=True), Operation(1, 1, held=True)),
    "retracted": (Operation(1, 0, held=True), Operation(1, None)),
    "many": (Operation(1, 0), Operation(20, 0, held=True, other=Kind.BATCH)),
}


class DeathError(BaseException):
    """Stands for the end of the process."""


def dying(function: Callable[..., object], *, after: bool) -> Callable[..., object]:
    def die(*args: object, **kwargs: object) -> None:
        if after:
            function(*args, **kwargs)
        raise DeathError

    return die


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("life", LIVES)
def test_death_at_each_step_leaves_the_state_before_or_after(
    point: str, life: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever step of a write is the last one, the store opens with the state before the write or after it."""
    folder, (*before, last) = tmp_path / "store", LIVES[life]
    with open_writer(folder, MANIFEST, FOUNDATION) as store:
        for earlier in before:
            earlier.apply(store)
    target, name, after = POINTS[point]
    store = open_writer(folder, MANIFEST)
    with monkeypatch.context() as patch:
        patch.setattr(target, name, dying(getattr(target, name), after=after))
        patch.setattr(writing, "came_true", lambda *_: True)  # the dead take nothing back
        with contextlib.suppress(DeathError):
            last.apply(store)
    super(writing.EmbeddedWriter, store).close()
    assert in_step(folder, before, [last]) in {0, 1}


def test_death_while_a_death_is_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Mending can be cut short, too; the next writer goes on with it."""
    folder = tmp_path / "store"
    store = open_writer(folder, MANIFEST, FOUNDATION)
    with monkeypatch.context() as patch:
        patch.setattr(writing, "swap_graphs", dying(swap_graphs, after=False))
        patch.setattr(writing, "came_true", lambda *_: True)
        with pytest.raises(DeathError):
            store.put(held_record(1))
    super(writing.EmbeddedWriter, store).close()
    with monkeypatch.context() as patch:
        patch.setattr(recovery, "quarantine_graphs", dying(quarantine_graphs, after=False))
        with pytest.raises(DeathError):
            open_writer(folder, MANIFEST)
    assert in_step(folder, [], [Operation(1, 0, held=True)]) == 0


@pytest.mark.parametrize("after", [False, True], ids=["before it is written down", "before it is pinned"])
def test_death_while_a_decision_is_written_down(after: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A decision that the graph follows is in the file and pinned, whatever step was the last."""
    folder, made = tmp_path / "store", held_record(1)
    judgement = Judgement.on(made.id, made.quarantined[0].claim, Verdict.ADMIT, "said in the headline")
    store = open_writer(folder, MANIFEST, FOUNDATION)
    store.put(made)
    with monkeypatch.context() as patch:
        if after:
            patch.setattr(folders, "read_head", dying(read_head, after=True))
        else:
            patch.setattr(writing, "add_judgement", dying(add_judgement, after=False))
        patch.setattr(writing, "came_true", lambda *_: True)
        with pytest.raises(DeathError):
            store.put(record(1), judgement)
    super(writing.EmbeddedWriter, store).close()
    with open_writer(folder, MANIFEST) as store:
        assert store.judgements() == [judgement]
        assert store.quarantined() == []
    assert (folder / "judgements.jsonl").read_text(encoding="utf-8") == judgement.line()
    (folder / "judgements.jsonl").unlink()
    with open_writer(folder) as store:
        assert store.judgements() == [], "what a person takes out of the file stays out"


def test_a_lost_ledger_is_made_anew(tmp_path: Path) -> None:
    """Without its ledger a store has lost names and keys of articles, nothing else."""
    folder = tmp_path / "store"
    with open_writer(folder, MANIFEST, FOUNDATION) as store:
        store.put(held_record(1))
        before = picture(store)
    (folder / "g1" / "ledger.jsonl").unlink()
    with open_writer(folder, MANIFEST) as store:
        (entry,) = store.entries()
        assert (entry.name, entry.counts) == (held_record(1).id, held_record(1).counts)
        assert picture(store)[:2] == before[:2]
        assert store.put(held_record(1)).change is Change.UNCHANGED
        assert store.entries()[0].name == "note-1"


@pytest.mark.parametrize("torn", [b'{"put": [{"id": "ab', b"\x00\x00\n", b"[]\n"], ids=["cut", "zeros", "foreign"])
def test_a_torn_line_of_the_ledger_is_skipped(torn: bytes, tmp_path: Path) -> None:
    """What a crash left at the end of the ledger hides nothing that stands before it, or that is written after."""
    folder = tmp_path / "store"
    with open_writer(folder, MANIFEST, FOUNDATION) as store:
        store.put(record(1))
    with (folder / "g1" / "ledger.jsonl").open("ab") as file:
        file.write(torn)
    for number in (2, 3):
        with open_writer(folder, MANIFEST) as store:
            store.put(record(number))
    with open_store(folder) as store:
        assert [entry.name for entry in store.entries()] == [
            f"note-{number}" for number in sorted((1, 2, 3), key=lambda number: record(number).id)
        ]


def test_kills_at_random_points_lose_nothing(tmp_path: Path) -> None:
    """A writer is killed in the midst of ingest, retraction, load, rebuild and compaction, again and again.

    Each time the store opens, holds what was acknowledged and nothing by halves, and goes on.
    """
    found = killed(tmp_path, KILLS, seed=7)
    assert found.total() == KILLS
