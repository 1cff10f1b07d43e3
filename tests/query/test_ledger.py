"""The disagreement ledger: entries side by side, relations, and what options leave."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal

import pytest

from chippolitik.errors import UsageError
from chippolitik.model import Kind, Modality
from chippolitik.query.ledger import Entry, Interval, Ledger, Period, Question, Relation, Wanted, ask_ledger, panels

from .graphs import FIXTURES, Known, build, small_knowledge, small_resolver

QUESTION = Question(Kind.METRIC, (("observedSubject", ("id:kappa",)), ("metricName", ("users",))), "quantity")
YEAR = Period("2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z")


def entry(number: int, low: int | None, high: int | None, **other: object) -> Entry:
    """Return an asserted amount of chips for 2025."""
    bounds = (None if end is None else Decimal(end) for end in (low, high))
    made = Entry(
        claim=f"claim/{number}", question=QUESTION, modality=Modality.ASSERTED, article=f"article/{number}",
        quote=f"quote {number}", unit="chip", interval=Interval(*bounds), period=YEAR, when="2025",
    )  # fmt: skip
    return replace(made, **other)  # type: ignore[arg-type]  # fields by name


def relations(*entries: Entry) -> list[str]:
    """Return the relations of entries by the number of their claims."""
    standings = [standing for panel in panels(Ledger.of(entries)) for standing in panel.standings]
    return [standing.relation.value for standing in sorted(standings, key=lambda one: one.entry.claim)]


@pytest.fixture(scope="module")
def eight() -> Known:
    """Eight articles, four in each language, on how many chips one firm made in one year."""
    quads = small_knowledge()
    return build(FIXTURES / "ledger", small_resolver(quads), quads)


def random_ledgers(seed: int, count: int) -> list[list[Entry]]:
    rng = random.Random(seed)  # noqa: S311 - a fixed sequence of cases, no secret
    made = []
    for _ in range(count):
        entries = []
        for _ in range(rng.randint(0, 4)):
            low, high = sorted(rng.randint(0, 5) for _ in range(2))
            entries.append(
                entry(
                    rng.randint(0, 9), rng.choice([low, None]), rng.choice([high, None]),
                    unit=rng.choice(["chip", "wafer"]), period=rng.choice([YEAR, Period()]),
                    modality=rng.choice(list(Modality)), approximate=rng.random() < 0.2,
                )
            )  # fmt: skip
        made.append(entries)
    return made


def test_ledgers_join_in_any_order_and_no_entry_is_lost() -> None:
    """Over 10,000 random sets joining is commutative, associative and idempotent, and each entry stays."""
    sets = random_ledgers(11, 10_002)
    for a, b, c in zip(sets, sets[1:], sets[2:], strict=False):
        one, two, three = Ledger.of(a), Ledger.of(b), Ledger.of(c)
        assert one | two == two | one
        assert (one | two) | three == one | (two | three)
        assert one | one == one
        assert set((one | two).entries) == {*a, *b}


def test_each_entry_is_in_one_panel_of_its_unit_and_period() -> None:
    """Over random sets the panels hold each entry once, and never two units or periods."""
    for entries in random_ledgers(13, 2_000):
        ledger = Ledger.of(entries)
        found = panels(ledger)
        inside = [standing.entry for panel in found for standing in panel.standings]
        assert sorted(map(repr, inside)) == sorted(map(repr, ledger.entries))
        for panel in found:
            assert {(one.entry.unit, one.entry.period) for one in panel.standings} == {(panel.unit, panel.period)}


def test_incompatibility_is_mutual() -> None:
    """Who is against whom is told from both sides, and only of exact amounts of a stated period."""
    for entries in random_ledgers(17, 2_000):
        for panel in panels(Ledger.of(entries)):
            against = {standing.entry: set(standing.against) for standing in panel.standings}
            for one, others in against.items():
                assert all(one in against[other] for other in others)
                assert not others or (panel.period.stated and not one.approximate)


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([entry(2, 6, 9)], ["incompatible", "incompatible"]),
        ([entry(2, 5, 9)], ["different", "different"]),
        ([entry(2, 1, 5)], ["same", "same"]),
        ([], ["alone"]),
        ([entry(2, 6, 9, approximate=True)], ["different", "different"]),
        ([entry(2, 6, 9, modality=Modality.SPECULATED)], ["different", "different"]),
        ([entry(2, 0, 9, modality=Modality.DENIED)], ["incompatible", "incompatible"]),
        ([entry(2, 2, 3, modality=Modality.DENIED)], ["different", "different"]),
        ([entry(2, 6, 9, unit="wafer")], ["alone", "alone"]),
        ([entry(2, 6, 9, period=Period(text="XXXX-07"))], ["alone", "alone"]),
        ([entry(2, 6, 9, ended=True)], ["different", "different"]),
    ],
    ids=[
        "apart",
        "touching",
        "equal",
        "alone",
        "rounded",
        "guess",
        "denied",
        "denied in part",
        "unit",
        "period",
        "over",
    ],
)
def test_relations(others: list[Entry], expected: list[str]) -> None:
    """From 1 to 5 chips in 2025, and another amount: only exact, asserted, comparable ranges are incompatible."""
    assert relations(entry(1, 1, 5), *others) == expected


def test_amounts_without_a_period_are_never_incompatible() -> None:
    """Two amounts that state no time may be of different times."""
    assert relations(entry(1, 1, 5, period=Period()), entry(2, 6, 9, period=Period())) == ["different", "different"]


def test_opposite_directions_are_incompatible() -> None:
    """Claims without amounts conflict by what they say: better against worse; silence conflicts with nothing."""
    comparison = replace(entry(1, 1, 1), interval=None, unit="", period=Period(), word="better")
    worse = replace(comparison, claim="claim/2", word="worse")
    silent = replace(comparison, claim="claim/3", word="no_comment")
    assert relations(comparison, worse) == ["incompatible", "incompatible"]
    assert relations(comparison, silent) == ["different", "different"]


def test_an_option_that_leaves_nothing_is_named(eight: Known) -> None:
    """A mistyped metric, a unit that nobody uses, a day before all: each message says what there is."""
    for wanted, message, hint in [
        (Wanted(subject="Kappa", metric="K2 outputs"), "did you mean k2 output", "k2 output"),
        (Wanted(subject="Kappa", unit="tonne"), "in 'tonne'", "chip, wafer"),
        (Wanted(subject="Kappa", about="Lumen"), "none of the 8 amounts", "leave the option out"),
        (Wanted(subject="Kappa", as_of="2020-01-01", metric="x"), "metric 'x'", "k2 output"),
        (Wanted(subject="Kappa", kind="Orders"), "did you mean Order", "Ownership"),
        (Wanted(subject="Kappa", kind="Order"), "no claim of the kind Order", "of the kind Metric"),
        (Wanted(subject="Lumen"), "no claim gives an amount", "evidence-for"),
        (Wanted(subject="Kappa", kind="Order", metric="users"), "has no metric", "leave"),
    ]:
        with pytest.raises(UsageError, match=message) as caught:
            ask_ledger(eight.view, wanted)
        assert hint in caught.value.hint


def test_days_narrow_the_ledger(eight: Known) -> None:
    """--known-at keeps what was published by then and undated articles; --as-of keeps what has no known time."""
    [known] = ask_ledger(eight.view, Wanted(subject="Kappa", known_at="2026-01-11"))
    assert [eight.claims[one.entry.claim] for panel in known.panels for one in panel.standings] == ["a", "b", "e"]
    [then] = ask_ledger(eight.view, Wanted(subject="Kappa", as_of="2024-06-01"))
    assert [eight.claims[one.entry.claim] for panel in then.panels for one in panel.standings] == ["g"]


def test_a_kind_shows_claims_without_an_amount(small: Known) -> None:
    """With --kind, orders that name no amount stand beside those that do, as a question of their own."""
    accounts = ask_ledger(small.view, Wanted(subject="Norddata", kind="Order"))
    found = {
        (a.question.slot, small.claims[s.entry.claim], s.relation)
        for a in accounts
        for p in a.panels
        for s in p.standings
    }
    assert ("quantity", "o1", Relation.ALONE) in found
    assert ("", "o4", Relation.ALONE) in found
