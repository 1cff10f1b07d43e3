"""The claim table gives the rows that SPARQL gives, whatever has happened to the store, or steps aside."""

from __future__ import annotations

import itertools
import os
import random
import signal
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Triple

from chippolitik.errors import UsageError
from chippolitik.graph import Extractor, View, article_quads, derived_quads
from chippolitik.graph.terms import chip
from chippolitik.model import KINDS, Document, PartialDate, claim_from_flat
from chippolitik.model.flat import link_claims
from chippolitik.namespaces import FILE_GRAPH
from chippolitik.query import catalogue, run_query
from chippolitik.query.answer import Solution
from chippolitik.query.binding import bind
from chippolitik.query.claimtable import (
    CLAIM_TABLE,
    QUESTIONS,
    NotKeptError,
    answered_by_table,
    kept_table,
    why_not_by_table,
)
from chippolitik.query.claimtable.rows import FACTS, Writing
from chippolitik.query.run import solutions_of
from chippolitik.store import ArticleRecord, FileRecord, Foundation, Manifest, open_store, open_writer
from chippolitik.store.foreign import put_triples
from chippolitik.store.rebuilding import rebuilding
from chippolitik.store.writing import EmbeddedWriter

from .graphs import small_knowledge, small_resolver
from .histories import DATES, rows_of_all_kinds

MANIFEST = Manifest(ontology="o1", extractor="frames 1", shapes="s1", knowledge_base="k1")
KNOWLEDGE = small_knowledge()
RESOLVE = small_resolver(KNOWLEDGE)
ROWS = rows_of_all_kinds()
NAMES = ("Norddata", "Kappa", "L7", "Neubau GmbH")
ASKED: dict[str, tuple[dict[str, str], ...]] = {
    "causes": ({}, {"effect": "Order"}, {"cause": "Regulation"}),
    "claims-by-source": ({}, {"source": "Paper 1"}),
    "corroboration": ({"at_least": "1"}, {"subject": "L7"}),
    "first-mention": ({}, {"thing": "Norddata"}),
    "most-named": ({"at_least": "1"},),
    "new-facts": (
        {"since": "2023-06-01", "until": "2024-12-31"},
        {"since": "2024-01-01", "until": "2024-12-31", "subject": "L7"},
    ),
    "performance-ranking": ({}, {"thing": "L7"}, {"direction": "worse"}),
    "source-mix": ({},),
    "unknown-entities": ({},),
}  # fmt: skip
DAYS: tuple[dict[str, str], ...] = (
    {},
    {"known_at": "2024-02-10"},
    {"as_of": "2024-02-10"},
    {"as_of": "2024-03-01", "known_at": "2024-02-10"},
)


def record(number: int, claims: int = 6) -> ArticleRecord:
    """Return an article with some claims; with more of them it is the same article after an admission."""
    pick = random.Random(number)  # noqa: S311 - an article, not a secret
    chosen = [{**ROWS[i], "roles": dict(ROWS[i]["roles"])} for i in pick.sample(range(len(ROWS)), 9)]
    for row in chosen:
        for role in KINDS[row["kind"]].roles:
            if role.fills.value in {"agent", "agent or place"} and pick.random() < 0.3:
                row["roles"][role.name] = pick.choice(NAMES)
    for before, row in itertools.pairwise(chosen):
        if row["kind"] == "Statement" and row["roles"]["stance"] == "denies":
            row["disputes"] = [before["id"]]
        elif pick.random() < 0.5:
            row["caused_by"] = [before["id"]]
    text = f"Article {number}. " + " ".join(row["quote"] for row in chosen)
    date = DATES[number % len(DATES)]
    document = Document(
        name=f"article-{number}", key=f"article-{number % 5}", text=text,
        published=PartialDate(date) if date else None, source=f"Paper {number % 3}" if number % 4 else None,
    )  # fmt: skip
    made = link_claims(chosen, [claim_from_flat(row, text=text, resolve=RESOLVE) for row in chosen])[:claims]
    return ArticleRecord(
        id=document.id, key=document.key, name=document.name,
        quads=tuple(article_quads(document, made, extractor=Extractor("gold", "1"), language="en")),
        derived=tuple(derived_quads(document.id, made)),
    )  # fmt: skip


def file(number: int, *, telling: bool) -> FileRecord:
    """Return a loaded file, which tells of claims or of something else."""
    identifier = f"{number:023x}{int(telling)}"
    node, graph = NamedNode(f"https://example.org/{number}"), NamedNode(FILE_GRAPH + identifier)
    quads = [Quad(node, chip("claims") if telling else chip("alias"), node if telling else Literal("x"), graph)]
    return FileRecord(id=identifier, key=f"file:///{number}", name=f"file-{number}", quads=quads)


def by_sparql(view: View, name: str, bindings: Any) -> list[Solution]:
    columns = {column.name for column in catalogue()[name].columns}
    found = solutions_of(view, catalogue()[name].text, bindings)
    return [{key: term for key, term in solution.items() if key in columns} for solution in found]


def asked(view: View) -> Iterator[tuple[str, Any]]:
    """Yield each question with its terms, on each day."""
    for name, cases in ASKED.items():
        for number, values in enumerate(cases):
            for day in DAYS[number::2]:
                try:
                    yield from ((name, terms) for terms in bind(view, catalogue()[name], {**values, **day}))
                except UsageError as error:  # a graph without the name
                    assert "knows nothing called" in str(error)  # noqa: PT017 - other questions go on


def check(view: View) -> None:
    """Hold the table against SPARQL."""
    for name, terms in asked(view):
        assert answered_by_table(view, name, terms, least=0) == by_sparql(view, name, terms), (name, terms)


def touched(view: View) -> bool:
    """Bring the table in step; tell whether it can answer."""
    try:
        with kept_table(view, CLAIM_TABLE, least=0):
            return True
    except NotKeptError:
        return False


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedWriter]:
    """A store on disk with two articles, open for writing."""
    with opened(tmp_path) as writer:
        for number in (1, 2):
            writer.put(record(number))
        yield writer


def opened(folder: Path) -> EmbeddedWriter:
    return open_writer(folder, MANIFEST, Foundation(lambda: KNOWLEDGE, list))


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


def test_small_stores_make_no_file(tmp_path: Path, store: EmbeddedWriter) -> None:
    """A store of few articles is asked in SPARQL, and reading it writes nothing."""
    assert run_query(store, catalogue()["source-mix"]).rows
    assert "less than 200 articles" in why_not_by_table(store, "source-mix")
    assert why_not_by_table(store, "timeline") == "the question starts at what it names"
    assert not (tmp_path / "g1" / CLAIM_TABLE.file).exists()


def test_facts_are_those_of_the_queries() -> None:
    """Which two roles make a fact is told once in Python and in each query on facts, and it is the same."""
    pairs = [f"(chip:{kind} chip:{one} chip:{other})" for kind, (one, other) in FACTS.items()]
    for name in ("corroboration", "new-facts"):
        text = catalogue()[name].text
        listed = [line.strip() for line in text.splitlines() if line.strip().startswith("(chip:")]
        assert listed == pairs * (len(listed) // len(pairs)), name
