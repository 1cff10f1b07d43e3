"""``retract`` takes articles out without a trace; ``rebuild`` makes all anew and says what changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chippolitik.cli.root import run
from chippolitik.pipeline import versions

ORDER = {"kind": "Order", "roles": {"buyer": "ByteDance", "product": "H20"}, "quote": "ByteDance ordered H20 chips"}


@pytest.fixture
def store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """A store with two articles of one claim each."""
    for name in ("first", "second"):
        put(tmp_path, name)
    capsys.readouterr()
    return str(tmp_path / "store")


def put(folder: Path, name: str) -> None:
    text, claims = folder / f"{name}.txt", folder / f"{name}.jsonl"
    text.write_text("ByteDance ordered H20 chips.", encoding="utf-8")
    claims.write_text(json.dumps({"article": name, **ORDER}), encoding="utf-8")
    words = ["ingest", str(text), "--source", name, "--language", "en", "--claims", str(claims)]
    assert run(["--store", str(folder / "store"), *words]) == 0


def exported(store: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert run(["--store", store, "export"]) == 0
    return capsys.readouterr().out


def test_retraction_restores_the_former_bytes(store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """After an article came and went, the export is what it was."""
    before = exported(store, capsys)
    put(tmp_path, "third")
    assert exported(store, capsys) != before
    assert run(["--store", store, "retract", "third", "--yes"]) == 0
    err = capsys.readouterr().err
    assert err.splitlines()[-1].startswith("retracted 1 entry, ")
    assert exported(store, capsys) == before


@pytest.mark.parametrize("name", ["name", "key", "id", "iri", "beginning"])
def test_an_article_has_many_names(name: str, store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Name, key, id, IRI and the beginning of an id name it."""
    iri = next(line.split()[0] for line in exported(store, capsys).splitlines() if '#sourceName> "first"' in line)[1:-1]
    identifier = iri.rsplit("/", 1)[-1]
    key = str(tmp_path / "first.txt")
    words = {"name": "first", "key": key, "id": identifier, "iri": iri, "beginning": identifier[:8]}
    assert run(["--store", store, "retract", words[name], "--yes"]) == 0
    capsys.readouterr()
    assert '#sourceName> "second"' in (rest := exported(store, capsys))
    assert '#sourceName> "first"' not in rest


def test_an_unknown_name_removes_nothing(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    """If one of the names is unknown, none of the articles goes, and a similar name is suggested."""
    before = exported(store, capsys)
    assert run(["--store", store, "retract", "first", "secnd", "--yes"]) == 2
    error = capsys.readouterr().err.splitlines()[0]
    assert error == "chippolitik: the store holds no article or file 'secnd'; did you mean second?"
    assert exported(store, capsys) == before


def test_two_articles_of_one_name_are_told_apart(
    store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A name that two articles have is refused."""
    (tmp_path / "other").mkdir()
    text = tmp_path / "other" / "first.txt"
    text.write_text("Baidu ordered H20 chips.", encoding="utf-8")
    claims = tmp_path / "other.jsonl"
    claims.write_text("", encoding="utf-8")
    run(["--store", store, "ingest", str(text), "--language", "en", "--claims", str(claims)])
    capsys.readouterr()
    assert run(["--store", store, "retract", "first", "--yes"]) == 2
    assert capsys.readouterr().err.startswith("chippolitik: 'first' can mean 2 entries: first (")


def test_nobody_to_ask(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a terminal and without ``--yes`` nothing goes."""
    before = exported(store, capsys)
    assert run(["--store", store, "retract", "first"]) == 2
    assert capsys.readouterr().err.splitlines()[-1] == "  hint: say --yes"
    assert exported(store, capsys) == before


def test_no_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Both commands end with 4 where there is no store, and make none."""
    for words in (["retract", "x", "--yes"], ["rebuild"]):
        assert run(["--store", str(tmp_path / "none"), *words]) == 4
        assert capsys.readouterr().err.startswith("chippolitik: there is no store at ")
    assert not (tmp_path / "none").exists()


def test_another_manifest_asks_for_a_rebuild_which_mends_it(
    store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a new version of the shapes ingest ends with 4, rebuild says what is new, and ingest works again."""
    before = exported(store, capsys)
    monkeypatch.setattr(versions, "_digest", lambda folder: f"new-{folder}")
    sources = [str(tmp_path / "first.txt"), "--source", "first", "--language", "en"]
    words = ["--store", store, "ingest", *sources, "--claims", str(tmp_path / "first.jsonl")]
    assert run(words) == 4
    assert capsys.readouterr().err.splitlines()[-1] == "  hint: run 'chippolitik rebuild'"
    assert run(["--store", store, "rebuild", "--format", "json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out) == []
    assert err.splitlines()[0].endswith(", now new-ontology")
    assert err.splitlines()[-1] == "2 articles made anew, 0 changed, +0 in quarantine"
    assert run(words) == 0
    capsys.readouterr()
    assert exported(store, capsys) == before
