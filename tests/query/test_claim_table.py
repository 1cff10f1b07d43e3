"""The claim table gives the rows that SPARQL gives, whatever has happened to the store, or steps aside."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple, Variable

from chippolitik.graph.terms import chip
from chippolitik.query import catalogue, run_query
from chippolitik.query.binding import Bindings
from chippolitik.query.claimtable import CLAIM_TABLE, QUESTIONS, answered_by_table, why_not_by_table
from chippolitik.query.claimtable.rows import FACTS, Writing
from chippolitik.store import Foundation, open_store
from chippolitik.store.foreign import put_triples
from chippolitik.store.rebuilding import rebuilding
from chippolitik.store.writing import EmbeddedWriter

from .beside import KNOWLEDGE, MANIFEST, check, file, opened, record, touched


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedWriter]:
    """A store on disk with two articles, open for writing."""
    with opened(tmp_path) as writer:
        for number in (1, 2):
            writer.put(record(number))
        yield writer


steps = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.integers(0, 11), st.sampled_from([0, 4, 9])),
        st.tuples(st.just("retract"), st.integers(0, 11), st.just(0)),
        st.tuples(st.just("load"), st.integers(0, 1), st.integers(0, 1)),
        st.tuples(st.just("ask"), st.just(0), st.just(0)),
        st.tuples(st.just("reopen"), st.just(0), st.just(0)),
    ),
    max_size=8,
)


@given(steps=steps)
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_table_gives_what_sparql_gives(steps: list[Any], tmp_path_factory: pytest.TempPathFactory) -> None:
    """After any writes, in one session or several, asked in between or not, all rows are those of SPARQL."""
    folder = tmp_path_factory.mktemp("table")
    writer, telling = opened(folder), dict[int, bool]()
    for what, number, more in [("put", 0, 9), ("put", 3, 9), *steps]:
        if what == "put":
            writer.put(record(number, more))
        elif what == "retract":
            writer.retract([record(number).id])
        elif what == "load":
            writer.put_files([file(number, telling=bool(more))])
            telling[number] = bool(more)
        elif what == "ask":
            assert touched(writer) == (not any(telling.values()))
        else:
            writer.close()
            writer = opened(folder)
    names = [file(number, telling=True).id for number in (0, 1)]
    if any(telling.values()):
        assert all(answered_by_table(writer, name, {}, least=0) is None for name in QUESTIONS)
        writer.retract(names)
    check(writer)
    writer.close()
    with open_store(folder) as reader:
        check(reader)


def test_a_reader_beside_a_writer_sees_its_own_state(tmp_path: Path, store: EmbeddedWriter) -> None:
    """A snapshot is answered as it was, though the table has gone on with the writer meanwhile."""
    with open_store(tmp_path) as reader:
        assert touched(store)
        store.put(record(7, 9))
        check(store)
        check(reader)
        check(store)


def test_a_rebuild_is_followed(tmp_path: Path, store: EmbeddedWriter) -> None:
    """New data in place of the old ones have a table of their own."""
    assert touched(store)
    store.close()
    with rebuilding(tmp_path, MANIFEST, Foundation(lambda: KNOWLEDGE, list)) as work:
        work.new.put(record(2, 3))
        work.new.put(record(8, 9))
    with open_store(tmp_path) as reader:
        check(reader)


def test_a_death_between_store_and_table_is_noticed(tmp_path: Path, store: EmbeddedWriter) -> None:
    """Where a writer dies before the table has followed, whoever asks next brings it in step first."""
    assert touched(store)
    store.close()
    child = os.fork()
    if child == 0:  # a writer whose life ends right after its transaction
        writer = opened(tmp_path)
        writer.put(record(9, 9))
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    with open_store(tmp_path) as reader:
        assert record(9).id in {entry.id for entry in reader.entries()}
        check(reader)


def test_a_death_in_the_midst_of_the_table_leaves_the_old_one(tmp_path: Path, store: EmbeddedWriter) -> None:
    """The table goes on from one state to the next wholly or not at all."""
    assert touched(store)
    store.put(record(9, 9))
    store.put(record(10, 9))
    store.close()
    child = os.fork()
    if child == 0:
        Writing.finish = lambda *_: os.kill(os.getpid(), signal.SIGKILL)  # type: ignore[method-assign]  # in the child alone
        with open_store(tmp_path) as reader:
            touched(reader)
        os._exit(0)
    assert os.waitpid(child, 0)[1] == signal.SIGKILL
    with sqlite3.connect(tmp_path / "g1" / CLAIM_TABLE.file) as table:
        assert table.execute("SELECT COUNT(*) FROM entry").fetchall() == [(2,)]
    table.close()
    with open_store(tmp_path) as reader:
        check(reader)


@pytest.mark.parametrize("content", [b"", b"no database at all" * 100])
def test_a_broken_file_is_made_anew(tmp_path: Path, store: EmbeddedWriter, content: bytes) -> None:
    """A file that is lost or spoilt costs time only."""
    assert touched(store)
    (tmp_path / "g1" / CLAIM_TABLE.file).write_bytes(content)
    check(store)


def test_another_version_is_made_anew(tmp_path: Path, store: EmbeddedWriter) -> None:
    """A table that an older program made is not trusted."""
    assert touched(store)
    table = sqlite3.connect(tmp_path / "g1" / CLAIM_TABLE.file)
    table.execute("UPDATE meta SET value = '0' WHERE name = 'version'")
    table.execute("DELETE FROM filler")
    table.commit()
    table.close()
    check(store)


def test_where_no_file_can_be_written_sparql_answers(tmp_path: Path, store: EmbeddedWriter) -> None:
    """A folder that takes no table is asked as before."""
    (tmp_path / "g1" / CLAIM_TABLE.file).mkdir()
    assert answered_by_table(store, "source-mix", {}, least=0) is None
    assert run_query(store, catalogue()["source-mix"]).rows


@pytest.mark.parametrize("predicate", ["claims", "holds"])
def test_claims_of_other_people_make_the_table_step_aside(store: EmbeddedWriter, predicate: str) -> None:
    """Claims in a graph from outside are in the answers of SPARQL, so the table, which lacks them, does not answer."""
    assert touched(store)
    node, graph = NamedNode("https://example.org/claim"), NamedNode("https://example.org/notes")
    put_triples(store, graph, [Triple(node, chip("alias"), Literal("a note"))], replace=False)
    assert touched(store)
    put_triples(store, graph, [Triple(node, chip(predicate), node)], replace=False)
    assert not touched(store)
    put_triples(store, graph, [], replace=True)
    about = NamedNode(f"https://w3id.org/chippolitik/id/article/{record(1).id}")
    put_triples(store, graph, [Triple(about, chip("alias"), Literal("ours"))], replace=False)
    assert not touched(store)


@pytest.mark.parametrize("thing", ["https://w3id.org/chippolitik/vocab/modality/planned", chip("Order").value])
def test_what_no_claim_names_is_asked_in_sparql(store: EmbeddedWriter, thing: str) -> None:
    """A word of the vocabulary fills no role, but SPARQL finds claims by it all the same, so it is asked."""
    terms: Bindings = {Variable("in_about"): NamedNode(thing)}
    assert answered_by_table(store, "timeline", terms, least=0) is None
    assert answered_by_table(store, "speculation", terms, least=0) is None


def test_small_stores_make_no_file(tmp_path: Path, store: EmbeddedWriter) -> None:
    """A store of few articles is asked in SPARQL, and reading it writes nothing."""
    assert run_query(store, catalogue()["source-mix"]).rows
    assert "less than 200 articles" in why_not_by_table(store, "source-mix")
    assert why_not_by_table(store, "licences") == "the question starts at what it names"
    assert not (tmp_path / "g1" / CLAIM_TABLE.file).exists()


def test_facts_are_those_of_the_queries() -> None:
    """Which two roles make a fact is told once in Python and in each query on facts, and it is the same."""
    pairs = [f"(chip:{kind} chip:{one} chip:{other})" for kind, (one, other) in FACTS.items()]
    for name in ("corroboration", "new-facts"):
        text = catalogue()[name].text
        listed = [line.strip() for line in text.splitlines() if line.strip().startswith("(chip:")]
        assert listed == pairs * (len(listed) // len(pairs)), name
