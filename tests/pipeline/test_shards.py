"""Shards: the same bytes however the work is cut up; what fails, fails alone; a store takes them as if ingested."""

from __future__ import annotations

import gzip
import json
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from chippolitik.corpus import Defaults
from chippolitik.errors import InputError, StoreError
from chippolitik.model import Document
from chippolitik.pipeline import processing
from chippolitik.pipeline.outcome import Ingested
from chippolitik.pipeline.parts import tables
from chippolitik.pipeline.processing import ProcessedArticle
from chippolitik.pipeline.shards import local, rows
from chippolitik.pipeline.shards.loading import load_shards
from chippolitik.pipeline.shards.local import run_local
from chippolitik.pipeline.shards.parts import Output, ShardCounts
from chippolitik.pipeline.shards.places import Place, input_files, is_remote
from chippolitik.pipeline.shards.rows import Row, row_of
from chippolitik.pipeline.versions import manifest
from chippolitik.resolve import LabelResolver
from chippolitik.store import memory_writer

TEXT = "ByteDance ordered over {n}00,000 Ascend 910B chips from Huawei. Fewer than 30,000 of them arrived by July."
MANIFEST = {"extractor": "frames 1"}


def write(path: Path, count: int) -> Path:
    """Write articles as JSON lines, one that is no article among them."""
    rows: list[dict[str, Any]] = [
        {"id": f"a{n}", "text": TEXT.format(n=n), "published": "2024-09-30", "source": "R"} for n in range(1, count + 1)
    ]
    lines = [json.dumps(row) for row in rows]
    path.write_text("\n".join([*lines[:2], '{"text": 5}', *lines[2:]]) + "\n")
    return path


def run(source: Path, out: Path, shards: int = 3) -> tuple[ShardCounts, list[tuple[int, int]]]:
    output, told = Output(Place(str(out)), shards), list[tuple[int, int]]()
    output.begin(MANIFEST)
    counts = run_local(
        input_files((str(source),)), output, Defaults(), jobs=1, tell=lambda *told_now: told.append(told_now)
    )
    return counts, told


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_bytes_do_not_depend_on_how_the_work_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts of one size or another, and articles that come twice, give the same shards; a failed record is told."""
    source = write(tmp_path / "news.jsonl", 5)
    counts, told = run(source, tmp_path / "one")
    monkeypatch.setattr(local, "PART", 2)
    (tmp_path / "twice").mkdir()
    for name in ("a", "b"):
        (tmp_path / "twice" / f"{name}.jsonl").write_bytes(source.read_bytes())
    again, _ = run(source, tmp_path / "two")
    assert files(tmp_path / "one") == files(tmp_path / "two")
    assert counts == again
    assert (counts.articles, counts.failed) == (5, 1)
    assert told[-1] == (6, 3)
    double, _ = run(tmp_path / "twice", tmp_path / "three")
    assert (double.articles, double.claims) == (5, counts.claims)
    quads = [gzip.decompress(data) for name, data in files(tmp_path / "one").items() if name.startswith("quads/")]
    assert all(sorted(part.splitlines()) == part.splitlines() for part in quads)
    assert sum(part.count(b"\n") for part in quads) == counts.quads


def test_a_run_that_was_cut_short_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts that are there are not made again; a folder of another run is refused."""
    source, seen = write(tmp_path / "news.jsonl", 4), list[str]()

    def working(row: dict[str, Any]) -> Row:
        seen.append(row["key"])
        if len(seen) == 4:
            raise KeyboardInterrupt
        return row_of(row)

    run(source, tmp_path / "whole")
    monkeypatch.setattr(local, "PART", 2)
    monkeypatch.setattr(local, "row_of", working)
    with pytest.raises(KeyboardInterrupt):
        run(source, tmp_path / "out")

    def going_on(row: dict[str, Any]) -> Row:
        seen.append("again")
        return row_of(row)

    monkeypatch.setattr(local, "row_of", going_on)
    run(source, tmp_path / "out")
    assert seen.count("again") == 3
    assert files(tmp_path / "out") == files(tmp_path / "whole")
    with pytest.raises(StoreError, match="other parts or shards"):
        run(source, tmp_path / "out", shards=4)


def test_an_error_of_our_own_code_stays_with_its_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The article is in the ledger with the kind and place of the error; a run that goes on tries it again."""
    source, failing, seen = write(tmp_path / "news.jsonl", 4), ["a2"], list[str]()

    def process(document: Document) -> ProcessedArticle:
        seen.append(document.name)
        if document.name in failing:
            raise RecursionError("too deep")
        return processing.process(document)

    def cut_short(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(rows, "process", process)
    monkeypatch.setattr(local, "PART", 2)
    counts, _ = run(source, tmp_path / "out")
    assert (counts.articles, counts.failed) == (3, 2)
    ledger = b"".join(data for name, data in files(tmp_path / "out").items() if name.startswith("ledger"))
    told = {row["name"]: row["error"] for row in map(json.loads, ledger.splitlines()) if row["status"] == "failed"}
    assert told["a2"].startswith("could not be worked on: RecursionError in test_shards.py:")
    with monkeypatch.context() as patch:
        patch.setattr(Output, "write_shard", cut_short)
        with pytest.raises(KeyboardInterrupt):
            run(source, tmp_path / "again")
    failing.clear()
    seen.clear()
    run(source, tmp_path / "again")
    run(source, tmp_path / "whole")
    assert seen[:2] == ["a1", "a2"], "the part with the failed article, and no other"
    assert seen[2] == "a1", "the next run begins"
    assert files(tmp_path / "again") == files(tmp_path / "whole")


def test_a_store_takes_shards(tmp_path: Path) -> None:
    """What is loaded has the counts of the run; loading again changes nothing."""
    counts, _ = run(write(tmp_path / "news.jsonl", 4), tmp_path / "out")
    with memory_writer(manifest()) as store:
        first, second = (list(load_shards(Place(str(tmp_path / "out")), store, LabelResolver(tables()))) for _ in "ab")
        done = [outcome for outcome in first if isinstance(outcome, Ingested)]
        assert sum(outcome.counts.accepted for outcome in done) == counts.claims
        assert (len(done), len(first), sum(outcome.quads for outcome in done)) == (4, 5, counts.quads)
        assert {outcome.change.value for outcome in second if isinstance(outcome, Ingested)} == {"unchanged"}


def test_sources_and_shards_may_lie_behind_urls(tmp_path: Path) -> None:
    """A file and a folder of any file system that fsspec knows give the bytes that the disk gives."""
    fsspec = pytest.importorskip("fsspec", reason="needs the extra ray")
    source = write(tmp_path / "news.jsonl", 4)
    counts, _ = run(source, tmp_path / "out")
    memory = fsspec.filesystem("memory")
    memory.pipe("/shards-of-a-test/in/news.jsonl", source.read_bytes())
    try:
        paths = input_files(("memory://shards-of-a-test/in",))
        assert paths == ["memory://shards-of-a-test/in/news.jsonl"]
        output = Output(Place("memory://shards-of-a-test/out"), 3)
        output.begin(MANIFEST)
        assert run_local(paths, output, Defaults(), jobs=1, tell=lambda *_: None) == counts
        with pytest.raises(StoreError, match="other parts or shards"):
            Output(Place("memory://shards-of-a-test/out"), 2).begin(MANIFEST)
        written = {name: memory.cat(name) for name in memory.find("/shards-of-a-test/out")}
        with memory_writer(manifest()) as store:
            outcomes = list(load_shards(Place("memory://shards-of-a-test/out"), store, LabelResolver(tables())))
    finally:
        memory.rm("/shards-of-a-test", recursive=True)
    usual = files(tmp_path / "out")
    assert {name.removeprefix("/shards-of-a-test/out/"): data for name, data in written.items()}.keys() == usual.keys()
    for name, data in usual.items():
        if not name.startswith("ledger"):  # which names the path of each article
            assert written[f"/shards-of-a-test/out/{name}"] == data
    assert sum(isinstance(outcome, Ingested) for outcome in outcomes) == counts.articles


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address of a server on this machine that gives the files of a folder."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_sources_may_lie_on_a_web_server(tmp_path: Path, address: str) -> None:
    """A file and a folder behind HTTP give what the disk gives; what is not there is told, and nothing is put there."""
    pytest.importorskip("aiohttp", reason="needs the extra ray")
    (tmp_path / "in").mkdir()
    source = write(tmp_path / "in" / "news.jsonl", 4)
    counts, _ = run(source, tmp_path / "out")
    usual = files(tmp_path / "out")
    for url in (f"{address}/in/news.jsonl", f"{address}/in/"):
        paths = input_files((url,))
        assert paths == [f"{address}/in/news.jsonl"]
        output = Output(Place(str(tmp_path / "again")), 3)
        output.begin(MANIFEST)
        assert run_local(paths, output, Defaults(), jobs=1, tell=lambda *_: None) == counts
        shards = files(tmp_path / "again")
        assert {name for name, data in shards.items() if data != usual[name]} <= {n for n in usual if "ledger" in n}
        shutil.rmtree(tmp_path / "again")
    with pytest.raises(InputError, match="no such file"):
        input_files((f"{address}/in/none.jsonl",))
    with pytest.raises(StoreError, match="takes no files"):
        Output(Place(f"{address}/out"), 3).begin(MANIFEST)


def test_places(tmp_path: Path) -> None:
    """Folders on the disk are told from those over the network, and what is not there is nothing."""
    place = Place(str(tmp_path))
    place.write("a/b", lambda out: out.write(b"chips"))
    assert (place.names("a"), place.read("a/b"), place.names("c"), place.read("c")) == (["b"], b"chips", [], None)
    assert (is_remote("s3://news"), is_remote(str(tmp_path))) == (True, False)
