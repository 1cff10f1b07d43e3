"""Copies are recognised when they come in, also by a run that finds the others in the store."""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import replace
from pathlib import Path

from chippolitik.graph import MemoryView
from chippolitik.model import Document
from chippolitik.pipeline.copies import Copies, Copy
from chippolitik.pipeline.processing import process
from chippolitik.query.origins.copies import fingerprints

from .made import ARTICLE, MadeParts

STORY = ARTICLE.text + " " + " ".join(
    f"The {word} said on Monday that the firm expects more chips to arrive in the {word} quarter of next year."
    for word in ("first", "second", "third", "fourth")
)  # fmt: skip
ORIGINAL = replace(ARTICLE, text=STORY)
PRINTED = replace(ORIGINAL, text="(Reuters) " + STORY.replace("next year", "the coming year"), source="Daily", key="d")
OTHER = replace(ARTICLE, text="Nvidia sells H20 chips to Tencent, which is allowed again since July, it said.", key="o")


def view(*documents: Document) -> MemoryView:
    return MemoryView([quad for one in documents for quad in process(one, using=MadeParts(claims=())).quads])


def test_a_printed_story_is_a_copy(tmp_path: Path) -> None:
    """A changed word and a line before it do not hide a copy; another text is none; the index outlives the run."""
    store = view(ORIGINAL, PRINTED, OTHER)
    with Copies(store, tmp_path / "copies.sqlite") as copies:
        assert copies.find(ORIGINAL) is None
        assert copies.find(OTHER) is None
    with Copies(store, tmp_path / "copies.sqlite") as copies:
        found = copies.find(PRINTED)
        assert found is not None
        assert (found.article, found.share > 0.7) == (ORIGINAL.id, True)
        assert copies.find(replace(PRINTED, key="x"), leaves=lambda _: True) is None


def test_a_lost_index_is_made_again(tmp_path: Path) -> None:
    """A damaged file is replaced; what is in the store is taken in; articles that are gone are no originals."""
    path = tmp_path / "copies.sqlite"
    path.write_bytes(b"no database at all " * 100)
    with Copies(view(ORIGINAL), path) as copies:
        copies.catch_up([ORIGINAL.id])
        assert copies.find(replace(ORIGINAL, source="AP")) == Copy(ORIGINAL.id, 1.0)
    with Copies(view(), path) as copies:
        assert copies.find(replace(ORIGINAL, source="dpa")) is None


def test_an_index_of_another_layout_is_made_again(tmp_path: Path) -> None:
    """What an earlier version has written is thrown away, and the texts of the store are taken in."""
    path = tmp_path / "copies.sqlite"
    with contextlib.closing(sqlite3.connect(path)) as old:
        old.execute("CREATE TABLE article (article TEXT PRIMARY KEY) WITHOUT ROWID")
        old.execute("INSERT INTO article VALUES (?)", (ORIGINAL.id,))
        old.commit()
    with Copies(view(ORIGINAL), path) as copies:
        copies.catch_up([ORIGINAL.id])
        assert copies.find(replace(ORIGINAL, source="AP")) == Copy(ORIGINAL.id, 1.0)


def test_a_large_family_of_copies_is_recognised(tmp_path: Path) -> None:
    """A text that very many have printed is still found, though not all of them are looked at."""
    with Copies(view(ORIGINAL), tmp_path / "copies.sqlite") as copies:
        for number in range(100):
            copies.add(f"{number:024x}", fingerprints(STORY))
        found = copies.find(PRINTED, leaves=lambda name: name == ORIGINAL.id)
        assert found is not None
        assert found.share > 0.7
