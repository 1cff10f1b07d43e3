"""Ranges of amounts whose ends may be open, and what most of several ranges agree on.

No units here: ranges meet only after ``panel`` has made sure that they are of one unit.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from chippolitik.model.amount import decimal_text

__all__ = ["Agreement", "Interval", "Vote", "agreement"]

_BELOW, _ABOVE = Decimal("-Infinity"), Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Interval:
    """A range of amounts; a missing end is open, and stays so.

    Attributes:
        low: The least amount, inclusive, or None where nothing bounds it from below.
        high: The greatest amount, inclusive, or None where nothing bounds it from above.
    """

    low: Decimal | None = None
    high: Decimal | None = None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"not a range: {self.low} to {self.high}")

    @property
    def least(self) -> Decimal:
        """The lower end, minus infinity where it is open."""
        return _BELOW if self.low is None else self.low

    @property
    def greatest(self) -> Decimal:
        """The upper end, infinity where it is open."""
        return _ABOVE if self.high is None else self.high

    def meet(self, other: Interval) -> Interval | None:
        """Return what both ranges allow, or None if nothing.

        Example:
            >>> Interval(low=Decimal(100_000)).meet(Interval(high=Decimal(130_000)))
            Interval(low=Decimal('100000'), high=Decimal('130000'))
            >>> Interval(low=Decimal(100_000)).meet(Interval(high=Decimal(30_000))) is None
            True
        """
        low, high = max(self.least, other.least), min(self.greatest, other.greatest)
        return None if low > high else _interval(low, high)

    def hull(self, other: Interval) -> Interval:
        """Return the least range that covers both."""
        return _interval(min(self.least, other.least), max(self.greatest, other.greatest))

    def covers(self, other: Interval) -> bool:
        """Return whether all that the other range allows lies in this one."""
        return self.least <= other.least and other.greatest <= self.greatest

    def __str__(self) -> str:
        """Write the range for people.

        Example:
            >>> str(Interval(Decimal(400_000))), str(Interval(Decimal(1), Decimal(2))), str(Interval())
            ('≥ 400,000', '1–2', 'any')
        """
        low, high = (None if end is None else _grouped(end) for end in (self.low, self.high))
        if low == high:
            return low or "any"
        if low is None or high is None:
            return f"≥ {low}" if high is None else f"≤ {high}"
        return f"{low}–{high}"


@dataclass(frozen=True, slots=True)
class Vote:
    """A range and whose word it is.

    Attributes:
        interval: The range.
        voter: Who stands behind it; several votes of one voter count once.
        approximate: Whether the text rounds; such a vote supports a range and does not narrow it.
    """

    interval: Interval
    voter: Hashable
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Agreement:
    """What most voters agree on.

    Attributes:
        support: How many voters agree, at the most.
        regions: The ranges on which so many agree, from low to high: one is a consensus, several are camps.
        approximate: Whether only rounded amounts stand behind a region.
    """

    support: int
    regions: tuple[Interval, ...]
    approximate: bool = False

    @property
    def consensus(self) -> Interval | None:
        """The one range that most agree on, or None where there is no vote or several camps are equally strong."""
        return self.regions[0] if len(self.regions) == 1 else None


def agreement(votes: Iterable[Vote]) -> Agreement:
    """Return the ranges that the greatest number of voters allow.

    Votes come in any order and any grouping; equal ones count once.

    Args:
        votes: The ranges, of one unit and one period.

    Source:
        K. Marzullo, Maintaining the Time in a Distributed System (1984): the intersection of the most intervals.

    Example:
        >>> found = agreement([Vote(Interval(Decimal(4), Decimal(9)), "a"), Vote(Interval(Decimal(6)), "b"),
        ...                    Vote(Interval(None, Decimal(3)), "c")])
        >>> found.support, str(found.consensus)
        (2, '6–9')
        >>> agreement([]).consensus is None
        True
    """
    distinct = set(votes)
    best, found = (0, 0), dict[tuple[Decimal, Decimal], bool]()
    for point in sorted({vote.interval.least for vote in distinct}):
        # The ranges that share an amount share the greatest of their lower ends.
        there = [vote for vote in distinct if vote.interval.least <= point <= vote.interval.greatest]
        weight = (len({vote.voter for vote in there}), len(there))
        if weight < best:
            continue
        if weight > best:
            best, found = weight, {}
        exact = [vote.interval for vote in there if not vote.approximate]
        bounding = exact or [vote.interval for vote in there]
        ends = max(one.least for one in bounding), min(one.greatest for one in bounding)
        found[ends] = not exact
    regions = tuple(_interval(*ends) for ends in sorted(found))
    return Agreement(best[0], regions, any(found.values()))


def _interval(low: Decimal, high: Decimal) -> Interval:
    return Interval(None if low == _BELOW else low, None if high == _ABOVE else high)


def _grouped(value: Decimal) -> str:
    whole, point, rest = decimal_text(value).partition(".")
    return f"{int(whole):,}{point}{rest}" if whole.lstrip("-") else f"{whole}{point}{rest}"
