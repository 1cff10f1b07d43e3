"""Sources become outcomes in their order; what is in the store already is not worked on again; nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from chippolitik.corpus import Notice, Problem, Read
from chippolitik.errors import InputError
from chippolitik.graph import Extractor, MemoryView, claims_of, nquads
from chippolitik.model import Claim, Document, EntityRef, Kind, PartialDate, Role
from chippolitik.pipeline import ingesting, processing
from chippolitik.pipeline.given import GivenClaims
from chippolitik.pipeline.ingesting import ingest
from chippolitik.pipeline.outcome import Ingested, Outcome, Summary
from chippolitik.pipeline.processing import Work, process
from chippolitik.pipeline.workers import WorkerDiedError
from chippolitik.store import PackedArticle, pack
from chippolitik.store.judgements import Judgement, Verdict
from chippolitik.store.record import ArticleRecord, Change, Counts, Entry, Failure, PutResult

from .made import ARTICLE, DELIVERY, ORDER, OTHER, MadeParts

EXTRACTOR = Extractor("test", "1")
ORDERS = replace(ARTICLE, language=None)
TWIN = replace(ORDERS, name="twin", key="twin.txt", source="AP")
NOTICE, PROBLEM = Notice("b.txt", "is odd"), Problem(InputError("is empty", file="c.txt"))


class Shelf(MemoryView):
    """A store in memory that keeps articles by id and key, and nothing else."""

    def __init__(self, *judgements: Judgement) -> None:
        super().__init__([])
        self._judgements = judgements
        self.records: dict[str, ArticleRecord] = {}
        self.puts = 0
        self.failed: list[Failure] = []

    def judgements(self) -> list[Judgement]:
        return list(self._judgements)

    def entry(self, identifier: str) -> Entry | None:
        record = self.records.get(identifier)
        return Entry(id=record.id, keys=(record.key,), name=record.name, counts=record.counts) if record else None

    def put_many(self, articles: Sequence[PackedArticle]) -> list[PutResult]:
        return [self._put(article.record()) for article in articles]

    def note_failures(self, failures: Iterable[Failure]) -> None:
        self.failed += failures

    def _put(self, record: ArticleRecord) -> PutResult:
        self.puts += 1
        gone = tuple(r.id for r in self.records.values() if r.key == record.key and r.id != record.id)
        for name in gone:
            del self.records[name]
        before = self.records.get(record.id)
        self.records[record.id] = record
        self._store.clear()
        self._store.bulk_extend(quad for r in self.records.values() for quad in (*r.quads, *r.derived))
        if before == record:
            return PutResult(change=Change.UNCHANGED)
        change = Change.REPLACED if gone else Change.ADDED
        return PutResult(change=change, replaced=gone, quads=len(record.quads))

    def bytes(self) -> bytes:
        return nquads(self.match())


@pytest.fixture(autouse=True)
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let the work be done by an extractor that always finds the same; return the names of what it worked on."""
    seen: list[str] = []

    def packed_work(work: Work) -> PackedArticle | InputError:
        seen.append(work.document.name)
        if work.document.name == "poison":
            raise WorkerDiedError
        try:
            done = process(work.document, work.claims, judgements=work.judgements, using=MadeParts(refused=(OTHER,)))
        except InputError as error:
            return error
        return pack(done.record())

    monkeypatch.setattr(ingesting, "packed_work", packed_work)
    return seen


def run(sources: Iterable[Read], shelf: Shelf, given: GivenClaims | None = None) -> list[Outcome]:
    def resolve(label: str, role: Role) -> EntityRef:
        return EntityRef(label, role.fills.default_class)

    found = (given, resolve) if given else None
    return list(ingest(sources, shelf, extractor=EXTRACTOR, given=found))  # type: ignore[arg-type] # a part of a writer


def test_outcomes_come_in_the_order_of_the_sources() -> None:
    """Articles, problems and notices come out as they came in, each article after it is in the store."""
    shelf = Shelf()
    outcomes = run([ORDERS, NOTICE, PROBLEM, TWIN], shelf)
    assert [o.name if isinstance(o, Ingested) else o for o in outcomes] == ["orders", NOTICE, PROBLEM, "twin"]
    assert sorted(shelf.records) == sorted([ORDERS.id, TWIN.id])
    first = outcomes[0]
    assert isinstance(first, Ingested)
    assert first.counts == Counts(offered=3, accepted=2, quarantined=1)
    assert [kept.claim for kept in first.quarantined] == [OTHER]


def test_a_second_ingest_works_on_nothing(made: list[str]) -> None:
    """Articles that are in the store are unchanged, without being extracted again; the store is as before."""
    shelf = Shelf()
    run([ORDERS, TWIN], shelf)
    before = shelf.bytes()
    made.clear()
    outcomes = run([ORDERS, TWIN], shelf)
    assert [o.change for o in outcomes if isinstance(o, Ingested)] == [Change.UNCHANGED] * 2
    assert (made, shelf.bytes()) == ([], before)


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(replace(ORDERS, key="other.txt"), id="another key"),
        pytest.param(replace(ORDERS, name="other"), id="another name"),
        pytest.param(replace(ORDERS, language="de"), id="another language"),
        pytest.param(replace(ORDERS, published=PartialDate("2024")), id="another date"),
    ],
)
def test_an_article_that_differs_is_worked_on(made: list[str], changed: Document) -> None:
    """Where the store would say something else about an article, it is processed anew."""
    shelf = Shelf()
    run([ORDERS], shelf)
    made.clear()
    run([changed], shelf)
    assert made == [changed.name]


def test_another_text_under_a_key_takes_the_place_of_the_old_one() -> None:
    """The outcome and the summary say that an article was replaced."""
    shelf = Shelf()
    newer = replace(ORDERS, text=ORDERS.text + " That is all that is known of the order of the chips.")
    summary = Summary()
    for outcome in run([ORDERS, newer], shelf):
        summary.add(outcome)
    assert list(shelf.records) == [newer.id]
    assert (summary.replaced, summary.changes[Change.REPLACED]) == (1, 1)


def test_the_summary_adds_up() -> None:
    """Offered is the sum of the other three; unchanged articles and what could not be read are counted apart."""
    shelf, summary = Shelf(), Summary()
    for outcome in run([ORDERS, NOTICE, PROBLEM, replace(TWIN, language="fr"), ORDERS], shelf):
        summary.add(outcome)
    assert summary.row() == {
        "articles": 2, "added": 1, "unchanged": 1, "updated": 0, "replaced": 0, "unreadable": 2,
        "offered": 3, "accepted": 2, "quarantined": 1, "duplicate": 0, "quads": summary.quads,
        "copies": 0,
    }  # fmt: skip


def test_a_poisoned_article_fails_alone() -> None:
    """An article that ends its worker is a problem; those before and after it are in the store."""
    shelf = Shelf()
    outcomes = run([ORDERS, replace(ORDERS, name="poison", source="x"), TWIN], shelf)
    assert isinstance(outcomes[1], Problem)
    assert outcomes[1].error.message == "ended the process that worked on it"
    assert [o.name for o in outcomes if isinstance(o, Ingested)] == ["orders", "twin"]


def test_what_needs_no_work_waits_for_nothing() -> None:
    """An outcome without work is told before the next source is read."""
    shelf, seen = Shelf(), list[str]()
    items: list[Read] = [ORDERS, NOTICE, PROBLEM]

    def sources() -> Iterator[Read]:
        for number, item in enumerate(items):
            seen.append(f"read {number}")
            yield item

    for outcome in ingest(sources(), shelf, extractor=EXTRACTOR):  # type: ignore[arg-type] # a part of a writer
        seen.append(type(outcome).__name__)
    assert seen == ["read 0", "read 1", "read 2", "Ingested", "Notice", "Problem"]
    run([ORDERS], shelf)
    seen.clear()
    for outcome in ingest(sources(), shelf, extractor=EXTRACTOR):  # type: ignore[arg-type] # as above
        seen.append(type(outcome).__name__)
    assert seen == ["read 0", "Ingested", "read 1", "Notice", "read 2", "Problem"]


def test_an_error_of_our_own_code_is_told_of_its_article(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one article makes our code trip over is told with its kind and place; the others are in the store."""

    class Tripping(MadeParts):
        def extract(self, document: Document) -> list[Claim]:
            if document.name == "twin":
                raise ZeroDivisionError("no\nchips")
            return super().extract(document)

    monkeypatch.setattr(processing, "OwnParts", Tripping)
    monkeypatch.setattr(ingesting, "packed_work", processing.packed_work)
    shelf = Shelf()
    first, problem, last = run([ORDERS, TWIN, replace(TWIN, name="third", key="third.txt", source="dpa")], shelf)
    assert [o.name for o in (first, last) if isinstance(o, Ingested)] == ["orders", "third"]
    assert isinstance(problem, Problem)
    assert problem.error.message.startswith("could not be worked on: ZeroDivisionError in test_ingesting.py:")
    assert problem.error.message.endswith(": no chips")
    assert (problem.error.file, TWIN.id in shelf.records) == (TWIN.key, False)
    assert shelf.failed == [Failure(key=TWIN.key, name="twin", message=problem.error.message)]


def test_the_order_of_ingestion_does_not_matter() -> None:
    """Two orders give the same bytes."""
    one, two = Shelf(), Shelf()
    run([ORDERS, TWIN], one)
    run([TWIN, ORDERS], two)
    assert one.bytes() == two.bytes()


def test_judgements_reach_their_article() -> None:
    """A claim that people admitted passes, in its article only."""
    shelf = Shelf(Judgement.on(ORDERS.id, OTHER, Verdict.ADMIT, "it is so"))
    outcomes = run([ORDERS, TWIN], shelf)
    assert [o.counts.quarantined for o in outcomes if isinstance(o, Ingested)] == [0, 1]


def test_given_claims_enter_by_the_same_door(tmp_path: Path, made: list[str]) -> None:
    """Rows are judged and stored like extracted claims; bad rows and rows without a text are problems at the end."""
    row = {"article": "orders", "kind": "Order", "roles": {"buyer": "ByteDance", "product": "Ascend 910B"}}
    rows = [{**row, "quote": "ByteDance ordered"}, {**row, "kind": "Sale"}, {**row, "article": "lost", "quote": "x"}]
    path = tmp_path / "claims.jsonl"
    path.write_text("\n".join([json.dumps(r) for r in rows] + ["oops"]))
    shelf = Shelf()
    outcomes = run([ORDERS], shelf, GivenClaims.read(path))
    assert [claim.kind for claim in claims_of(shelf, ORDERS.id)] == [Kind.ORDER]
    assert [str(o.error).removeprefix(str(path))[:3] for o in outcomes if isinstance(o, Problem)] == [
        ":2:",
        ":4:",
        ":3:",
    ]
    assert isinstance(outcomes[0], Ingested)
    made.clear()
    run([ORDERS], shelf)
    assert made == ["orders"], "our own extraction takes the place of given claims"
    assert claims_of(shelf, ORDERS.id) == [ORDER, DELIVERY]
