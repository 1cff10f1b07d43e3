"""Whatever happened to a store before, it holds what the survivors alone would give."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from chippolitik.store import Judgement, Verdict, memory_writer

from .made import FOUNDATION, MANIFEST, held_record, record
from .operations import Operation, lived, picture

NUMBERS = st.integers(0, 3)
PUTS = st.builds(Operation, NUMBERS, st.integers(0, 2), st.booleans())
RETRACTIONS = st.builds(Operation, NUMBERS, st.none())


@settings(max_examples=60, deadline=None)
@given(st.lists(PUTS | PUTS | RETRACTIONS, max_size=12))
def test_a_store_holds_what_the_survivors_give(life: list[Operation]) -> None:
    """Any life of puts, replacements, updates and retractions ends like the last puts alone, in any order."""
    last = {operation.number: operation for operation in life}
    survivors = [operation for operation in last.values() if operation.version is not None]
    assert lived(life) == lived(survivors) == lived(reversed(survivors))


@settings(max_examples=20, deadline=None)
@given(st.lists(PUTS, max_size=6), st.lists(PUTS, max_size=6))
def test_a_judgement_outlives_other_articles(before: list[Operation], after: list[Operation]) -> None:
    """Admitting a claim changes its own article alone, whatever came before and comes after."""
    with memory_writer(MANIFEST, FOUNDATION) as store:
        for operation in before:
            operation.apply(store)
        others = [operation for operation in after if operation.number != 3]
        made = held_record(3)
        store.put(made)
        judgement = Judgement.on(made.id, made.quarantined[0].claim, Verdict.ADMIT, "said in the headline")
        store.put(record(3), judgement)
        for operation in others:
            operation.apply(store)
        assert store.judgements() == [judgement]
        assert picture(store) == lived([*before, *others, Operation(3, 0)])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(NUMBERS, st.sampled_from(["put", "other text", "retract", "admit"])), max_size=12))
def test_any_order_of_everything_leaves_what_the_last_word_says(life: list[tuple[int, str]]) -> None:
    """Ingest, other texts, retraction and admission in any order: each article is as its last event left it.

    Decisions are kept in the order in which they were made, also those about articles that are gone.
    """
    last, decided = dict[int, Operation](), list[Judgement]()
    with memory_writer(MANIFEST, FOUNDATION) as store:
        for number, event in life:
            before = last.get(number)
            if event == "admit":
                if before is None or not before.held:
                    continue
                made = held_record(number, before.version or 0)
                judgement = Judgement.on(made.id, made.quarantined[0].claim, Verdict.ADMIT, "said in the headline")
                decided.append(judgement)
                last[number] = Operation(number, before.version)
                store.put(record(number, before.version or 0), judgement)
                continue
            if event == "retract":
                last.pop(number, None)
                Operation(number, None).apply(store)
                continue
            version = 0 if event == "put" else 1
            last[number] = Operation(number, version, held=True)
            last[number].apply(store)
        assert store.judgements() == decided
        assert picture(store) == lived(last.values())
