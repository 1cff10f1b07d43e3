"""What every store promises, asked of each backend alike."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from chippolitik.graph import article_ids, claims_of, document_of
from chippolitik.namespaces import FILE_GRAPH, article_graph, derived_graph
from chippolitik.store import (
    ArticleRecord,
    Change,
    Counts,
    Entry,
    Failure,
    FileRecord,
    Judgement,
    Verdict,
    Writer,
    memory_writer,
    open_writer,
    pack,
)
from chippolitik.store.endpoint import SERVERS
from chippolitik.store.exporting import canonical_lines
from chippolitik.store.head import Link
from chippolitik.store.writing import EmbeddedWriter

from .made import FOUNDATION, MANIFEST, REASON, document, doubtful, held_record, order, other, record, renamed
from .servers import ENVIRONMENT, oxigraph, virtuoso

Maker = Callable[[], Writer]


@pytest.fixture(scope="module")
def running() -> Iterator[Callable[[str], str]]:
    """Give the address of a running server of some make; each is started when it is first asked for."""
    with contextlib.ExitStack() as stack:
        known: dict[str, str] = {}

        def address(make: str) -> str:
            if make not in known:
                known[make] = stack.enter_context({"oxigraph": oxigraph, "virtuoso": virtuoso}[make]())
            return known[make]

        yield address


@pytest.fixture(params=["disk", "memory", "oxigraph", "virtuoso"])
def make(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    running: Callable[[str], str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Maker]:
    """Make fresh stores of one backend; at an endpoint a new one takes the place of the old."""
    backend, made = str(request.param), list[Writer]()
    link = None
    if backend in SERVERS:
        if backend == "virtuoso":
            for name, value in ENVIRONMENT.items():
                monkeypatch.setenv(name, value)
        link = Link(base=running(backend), server=backend)

    def fresh() -> Writer:
        if backend == "memory":
            made.append(memory_writer(MANIFEST, FOUNDATION))
        else:
            made.append(open_writer(tmp_path / f"store-{len(made)}", MANIFEST, FOUNDATION, link=link))
        return made[-1]

    yield fresh
    for store in made:
        store.close()


def content(store: Writer) -> bytes:
    return b"".join(canonical_lines(store, with_text=True))


def times_aside(store: Writer) -> list[Entry]:
    return [replace(entry, at="") for entry in store.entries()]


def only(make: Maker, *records: ArticleRecord) -> bytes:
    """The bytes of a store that never held anything but these."""
    with make() as store:
        for item in records:
            store.put(item)
        return content(store)


def test_an_article_comes_back_as_it_went_in(make: Maker) -> None:
    """Text, claims, names and counts of an article are what was put."""
    store, made = make(), held_record(1)
    result = store.put(made)
    assert (result.change, result.replaced, result.quads) == (Change.ADDED, (), len(made.quads) + len(made.derived))
    assert article_ids(store) == [made.id]
    stored = document_of(store, made.id)
    assert stored is not None
    assert stored.text == document(1).text
    assert claims_of(store, made.id) == [order(document(1).text)]
    (entry,) = store.entries()
    assert (entry.id, entry.keys, entry.name, entry.url) == (
        made.id,
        ("note-1.txt",),
        "note-1",
        "https://example.org/1",
    )
    assert entry.counts == Counts(offered=2, accepted=1, quarantined=1)


def test_a_quarantined_claim_keeps_its_reasons_and_stays_out_of_the_graph(make: Maker) -> None:
    """Quarantine returns claim and reasons; the union of graphs knows nothing of it."""
    store, made = make(), held_record(1)
    store.put(made)
    (held,) = store.quarantined()
    assert held == made.quarantined[0]
    assert (held.claim, held.reasons) == (other(document(1).text), (REASON,))
    assert list(store.match(NamedNode(held.iri))) == []
    assert store.quarantined(made.id) == [held]
    assert store.quarantined("0" * 24) == []


def test_the_second_put_changes_nothing(make: Maker) -> None:
    """Putting the same article again is seen and leaves every byte."""
    store = make()
    store.put(held_record(1))
    before = content(store)
    result = store.put(held_record(1))
    assert (result.change, result.quads) == (Change.UNCHANGED, 0)
    assert content(store) == before
    assert len(store.quarantined()) == 1


def test_order_does_not_matter(make: Maker) -> None:
    """Two articles give the same bytes in either order."""
    assert only(make, record(1), held_record(2)) == only(make, held_record(2), record(1))


def test_another_text_under_the_key_replaces_the_old_one(make: Maker) -> None:
    """The old article goes with all its graphs and its quarantine, and the result says so."""
    store, old, new = make(), held_record(1), record(1, 1)
    store.put(old)
    result = store.put(new)
    assert (result.change, result.replaced) == (Change.REPLACED, (old.id,))
    assert result.quads == len(new.quads) + len(new.derived) - len(old.quads) - len(old.derived)
    assert content(store) == only(make, new)
    assert store.quarantined() == []
    assert [entry.id for entry in store.entries()] == [new.id]


def test_a_text_with_a_second_key_survives_when_the_first_key_moves_on(make: Maker) -> None:
    """An article that came from two places goes only when both have another text."""
    store = make()
    first = store.put(record(1))
    again = store.put(record(1, key="copy.txt"))
    assert (first.change, again.change) == (Change.ADDED, Change.UNCHANGED)
    assert store.put(record(1, 1)).replaced == ()
    assert store.put(record(1, 2, key="copy.txt")).replaced == (record(1).id,)
    assert article_ids(store) == sorted([record(1, 1).id, record(1, 2).id])


def test_the_same_text_with_other_claims_is_updated(make: Maker) -> None:
    """Another extractor's graph takes the place of the old one, quarantine too."""
    store = make()
    store.put(held_record(1))
    result = store.put(record(1))
    assert result.change is Change.UPDATED
    assert content(store) == only(make, record(1))
    assert store.quarantined() == []


def test_other_reasons_alone_update_the_quarantine(make: Maker) -> None:
    """New shapes may refuse a claim for another reason while the graph stays."""
    store = make()
    store.put(held_record(1))
    before, reason = content(store), replace(REASON, message="an order needs a named buyer")
    assert store.put(record(1, held=True, reasons=[reason])).change is Change.UPDATED
    assert content(store) == before
    assert [item.reasons for item in store.quarantined()] == [(reason,)]


def test_another_name_is_noted(make: Maker) -> None:
    """The ledger takes the new name of an article whose graph stays."""
    store = make()
    store.put(record(1))
    store.put(renamed(record(1), "order"))
    assert [entry.name for entry in store.entries()] == ["order"]


def test_many_at_once_are_as_one_after_the_other(make: Maker) -> None:
    """Articles put together, some there before, twice, or under the key of another one, give what single ones give."""
    coming = [held_record(2), record(3), record(1, 1), record(3), record(4, 2, key="note-3.txt"), record(5), record(2)]
    seen = []
    for many in (False, True):
        store = make()
        store.put(record(1))
        store.put(record(2))
        results = store.put_many([pack(item) for item in coming]) if many else [store.put(item) for item in coming]
        seen.append((results, content(store), store.quarantined(), times_aside(store)))
    assert seen[0] == seen[1]


def test_a_failure_is_known_until_the_article_comes_in(make: Maker) -> None:
    """What could not be worked on is told by its key, also after compaction, and goes when something comes under it."""
    store = make()
    failures = [Failure(key=f"note-{number}.txt", name=f"note-{number}", message="is odd") for number in (2, 1)]
    store.note_failures(failures)
    store.note_failures(failures)
    if isinstance(store, EmbeddedWriter):
        store.compact()
    assert [(f.key, f.name, f.message, bool(f.at)) for f in store.failures()] == [
        ("note-1.txt", "note-1", "is odd", True),
        ("note-2.txt", "note-2", "is odd", True),
    ]
    assert store.entries() == []
    store.put(record(1))
    assert [failure.key for failure in store.failures()] == ["note-2.txt"]


def test_retraction_leaves_no_trace(make: Maker) -> None:
    """After retraction the store is as if the article had never come."""
    store = make()
    store.put(record(2))
    before = content(store)
    store.put(held_record(1))
    made = held_record(1)
    assert store.retract([made.id, "0" * 24]) == len(made.quads) + len(made.derived)
    assert content(store) == before
    assert store.quarantined() == []
    assert store.entry(made.id) is None
    assert store.retract([made.id]) == 0
    assert store.put(held_record(1)).change is Change.ADDED


def test_retraction_touches_no_other_article(make: Maker) -> None:
    """The graphs of the others are quad for quad what they were."""
    store = make()
    for number in (1, 2, 3):
        store.put(held_record(number))
    others = [held_record(1), held_record(3)]
    graphs = [NamedNode(name(item.id)) for item in others for name in (article_graph, derived_graph)]
    before = [set(store.match(graph=graph)) for graph in graphs]
    store.retract([held_record(2).id])
    assert [set(store.match(graph=graph)) for graph in graphs] == before
    assert {item.article for item in store.quarantined()} == {item.id for item in others}


def test_a_judgement_is_kept_with_the_article_that_follows_it(make: Maker) -> None:
    """Admission is one put: the claim leaves quarantine, the decision is listed."""
    store, made = make(), held_record(1)
    store.put(made)
    judgement = Judgement.on(made.id, made.quarantined[0].claim, Verdict.ADMIT, "the buyer is named in the headline")
    assert store.put(record(1), judgement).change is Change.UPDATED
    assert store.judgements() == [judgement]
    assert store.quarantined() == []
    assert content(store) == only(make, record(1))


def test_a_loaded_file_is_one_graph_and_can_be_retracted(make: Maker) -> None:
    """Files come in together, each in its graph; another content under the path replaces the old one."""
    store = make()
    empty = content(store)
    first, second, newer = (file(name, path) for name, path in (("a" * 24, "x"), ("b" * 24, "y"), ("c" * 24, "x")))
    assert [result.change for result in store.put_files([first, second])] == [Change.ADDED, Change.ADDED]
    assert [result.change for result in store.put_files([file("a" * 24, "x")])] == [Change.UNCHANGED]
    (result,) = store.put_files([newer])
    assert (result.change, result.replaced, result.quads) == (Change.REPLACED, ("a" * 24,), 0)
    assert [(entry.id, entry.kind) for entry in store.entries()] == [("b" * 24, "file"), ("c" * 24, "file")]
    assert store.retract(["b" * 24, "c" * 24]) == 2
    assert content(store) == empty


def file(identifier: str, path: str) -> FileRecord:
    node = NamedNode("https://example.org/made")
    quad = Quad(node, node, Literal(identifier), NamedNode(FILE_GRAPH + identifier))
    return FileRecord(id=identifier, key=f"file:///{path}", name=path, quads=[quad])


def test_a_broken_file_brings_nothing_in(make: Maker) -> None:
    """If one of two files breaks while it is read, the other one does not come in either."""
    store = make()
    before = content(store)

    def torn() -> Iterator[Quad]:
        yield from file("b" * 24, "y").quads
        raise ValueError("torn")

    files = [file("a" * 24, "x"), replace(file("b" * 24, "y"), quads=torn())]
    with pytest.raises(ValueError, match="torn"):
        store.put_files(files)
    assert content(store) == before
    assert store.entries() == []


def test_the_manifest_is_kept(make: Maker) -> None:
    """A store says what it was made with."""
    assert make().manifest.differences(MANIFEST) == []


def test_doubtful_knowledge_is_not_asked(make: Maker) -> None:
    """What the knowledge base holds with low confidence lies beside quarantine and is no quarantined claim."""
    store = make()
    assert list(store.match(predicate=doubtful()[0].predicate)) == []
    assert store.quarantined() == []


def test_a_closed_store_is_not_read(make: Maker) -> None:
    """Using a store after it was closed is a fault of the program."""
    store = make()
    store.close()
    store.close()
    with pytest.raises(ValueError, match="closed"):
        store.entries()
