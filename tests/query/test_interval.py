"""Ranges with open ends, and what most of several allow: laws over 10,000 random sets."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal

import pytest

from chippolitik.query.ledger import Interval, Vote, agreement

SETS = 10_000


def interval(rng: random.Random) -> Interval:
    """Return a range with small bounds, so that ranges touch, nest and miss each other often; each end may be open."""
    low, high = sorted(rng.randint(0, 9) for _ in range(2))
    return Interval(
        None if rng.random() < 0.2 else Decimal(low),
        None if rng.random() < 0.2 else Decimal(high),
    )


def random_sets() -> Iterator[tuple[random.Random, list[Vote]]]:
    """Yield 10,000 sets of up to six votes by up to four voters."""
    rng = random.Random(7)  # noqa: S311 - a fixed sequence of cases, no secret
    for _ in range(SETS):
        size = rng.randint(0, 6)
        yield rng, [Vote(interval(rng), rng.choice("abcd"), rng.random() < 0.2) for _ in range(size)]


def test_meet_and_hull_are_commutative_and_associative() -> None:
    """In any order and grouping ranges meet in the same range, or in nothing, and are covered by the same range."""
    rng = random.Random(3)  # noqa: S311 - as above
    for _ in range(SETS):
        a, b, c = interval(rng), interval(rng), interval(rng)
        assert a.meet(b) == b.meet(a)
        assert a.hull(b) == b.hull(a)
        assert a.hull(b).hull(c) == a.hull(b.hull(c))
        left, right = a.meet(b), b.meet(c)
        assert (left and left.meet(c)) == (right and a.meet(right))
        assert a.meet(a.hull(b)) == a


def test_an_open_end_stays_open() -> None:
    """Nothing closes an end that no range closes."""
    rng = random.Random(5)  # noqa: S311 - as above
    for _ in range(SETS):
        a, b = interval(rng), interval(rng)
        met, hull = a.meet(b), a.hull(b)
        assert (hull.low is None) == (a.low is None or b.low is None)
        assert (hull.high is None) == (a.high is None or b.high is None)
        if met:
            assert (met.low is None) == (a.low is None and b.low is None)
            assert (met.high is None) == (a.high is None and b.high is None)


def test_agreement_does_not_depend_on_order() -> None:
    """Votes in any order, and given twice, agree on the same."""
    for rng, votes in random_sets():
        shuffled = rng.sample(votes, len(votes)) + votes[:2]
        assert agreement(shuffled) == agreement(votes)


def test_agreement_is_what_counting_at_every_amount_gives() -> None:
    """No amount is allowed by more voters than the support, and each region by exactly so many."""
    halves = [Decimal(n) / 2 for n in range(-3, 22)]
    for _, votes in random_sets():
        found = agreement(votes)
        counts = [len({v.voter for v in votes if v.interval.least <= at <= v.interval.greatest}) for at in halves]
        assert max(counts, default=0) == found.support
        if votes and not any(vote.approximate for vote in votes):
            for region in found.regions:
                inside = {v.voter for v in votes if v.interval.covers(region)}
                assert len(inside) == found.support


@pytest.mark.parametrize(
    ("votes", "support", "regions"),
    [
        ([], 0, []),
        ([("a", 1, 5), ("b", 3, 8), ("c", 4, None)], 3, ["4–5"]),
        ([("a", 1, 2), ("b", 5, 6)], 1, ["1–2", "5–6"]),
        ([("a", 1, 5), ("a", 3, 8), ("b", None, None)], 2, ["3–5"]),
        ([("a", 100_000, None), ("b", None, None)], 2, ["≥ 100,000"]),
    ],
    ids=["nothing", "all", "two camps", "one voter twice", "open"],
)
def test_examples(votes: list[tuple[str, int | None, int | None]], support: int, regions: list[str]) -> None:
    """Most voters, not most claims, decide; equally strong camps give no consensus."""
    made = [Vote(Interval(*(None if end is None else Decimal(end) for end in ends)), who) for who, *ends in votes]
    found = agreement(made)
    assert found.support == support
    assert [str(region) for region in found.regions] == regions


def test_a_rounded_amount_supports_and_does_not_narrow() -> None:
    """About 430 stands behind 400 to 450 and leaves it as wide as it is; alone it is a rounded consensus."""
    wide, about = Interval(Decimal(400), Decimal(450)), Interval(Decimal(430), Decimal(430))
    found = agreement([Vote(wide, "a"), Vote(about, "b", approximate=True)])
    assert (found.support, found.consensus, found.approximate) == (2, wide, False)
    assert agreement([Vote(about, "b", approximate=True)]).approximate


def test_swapped_ends_are_no_range() -> None:
    """A range whose least is above its greatest cannot be built."""
    with pytest.raises(ValueError, match="not a range"):
        Interval(Decimal(2), Decimal(1))
