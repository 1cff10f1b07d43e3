"""German nouns come from the installed dictionary, are kept beside it once, and need no folder to be there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chippolitik.lexicon import german_nouns as module


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The cache folder of a user who has none yet, and a dictionary of four words."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(
        "simplemma.strategies.dictionaries.dictionary_factory.DefaultDictionaryFactory.get_dictionary",
        lambda *_: {"Markt": "Markt", "Schwarzmarkt": "Schwarzmarkt", "Glas": "Glas", "gehen": "gehen"},
    )
    module.german_nouns.cache_clear()
    yield tmp_path / "cache" / "chippolitik"
    module.german_nouns.cache_clear()


def test_the_dictionary_is_read_once_a_machine(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file of the first call answers the next process, which reads no dictionary."""
    assert module.german_nouns() == {"markt", "glas"}
    [file] = folder.iterdir()
    assert file.read_text(encoding="utf-8") == "glas\nmarkt\n"
    module.german_nouns.cache_clear()
    monkeypatch.delattr("simplemma.strategies.dictionaries.dictionary_factory.DefaultDictionaryFactory.get_dictionary")
    assert module.german_nouns() == {"markt", "glas"}


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00"])
def test_a_spoilt_file_is_made_anew(folder: Path, content: bytes) -> None:
    """What is empty or no text is no list of nouns."""
    assert module.german_nouns() == {"markt", "glas"}
    [file] = folder.iterdir()
    file.write_bytes(content)
    module.german_nouns.cache_clear()
    assert module.german_nouns() == {"markt", "glas"}
    assert file.read_text(encoding="utf-8") == "glas\nmarkt\n"


def test_a_folder_that_cannot_be_made_changes_nothing(folder: Path) -> None:
    """A file in the place of the folder costs time, not nouns."""
    folder.parent.write_text("in the way", encoding="utf-8")
    assert module.german_nouns() == {"markt", "glas"}
    assert folder.parent.is_file()
