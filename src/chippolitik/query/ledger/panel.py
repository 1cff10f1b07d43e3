"""How the entries of the ledger stand to each other: what most agree on, who is outside, what cannot both be true.

Only amounts of one unit and one stated period are compared. Nothing is converted, nothing is merged.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from chippolitik.model import Modality
from chippolitik.query.ledger.entry import Entry, Ledger, Period
from chippolitik.query.ledger.interval import Agreement, Interval, Vote, agreement

__all__ = ["Panel", "Relation", "Standing", "panels"]


class Relation(StrEnum):
    """How an entry stands to the other entries of its panel."""

    ALONE = "alone"  # there is no other
    SAME = "same"  # all that is asserted gives the same range
    DIFFERENT = "different"  # another range, and both can be true
    INCOMPATIBLE = "incompatible"  # both cannot be true


@dataclass(frozen=True, slots=True)
class Standing:
    """An entry among the others of its panel.

    Attributes:
        entry: The entry.
        relation: How it stands to the others.
        against: The entries that it is incompatible with.
        outlier: Whether it is an asserted amount outside what most agree on.
    """

    entry: Entry
    relation: Relation
    against: tuple[Entry, ...]
    outlier: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """The entries that answer one question in one unit for one period.

    Attributes:
        period: The period that they state; unstated ones have a panel of their own and are never incompatible.
        unit: The unit of all of them, or empty for claims without an amount.
        standings: The entries with their relations, in the order of the ledger.
        agreed: What most origins agree on among the asserted amounts.
        span: The least range that covers all asserted amounts, or None without any.
    """

    period: Period
    unit: str
    standings: tuple[Standing, ...]
    agreed: Agreement
    span: Interval | None


def panels(ledger: Ledger) -> list[Panel]:
    """Return the panels of the entries on one question, by period and unit; unstated periods come last.

    Each entry is in exactly one panel.

    Args:
        ledger: Entries that answer the same question.
    """
    groups: dict[tuple[bool, Period, str], list[Entry]] = {}
    for entry in ledger.entries:
        groups.setdefault((not entry.period.stated, entry.period, entry.unit), []).append(entry)
    return [_panel(period, unit, groups[key]) for key in sorted(groups) for _, period, unit in [key]]


def _panel(period: Period, unit: str, entries: list[Entry]) -> Panel:
    asserted = [entry for entry in entries if _votes(entry)]
    agreed = agreement(
        Vote(entry.interval, entry.origin or entry.claim, entry.approximate) for entry in asserted if entry.interval
    )
    span: Interval | None = None
    for interval in (entry.interval for entry in asserted):
        span = interval if span is None else span.hull(interval) if interval else span
    standings = tuple(_standing(entry, entries, agreed) for entry in entries)
    return Panel(period, unit, standings, agreed, span)


def _standing(entry: Entry, entries: list[Entry], agreed: Agreement) -> Standing:
    against = tuple(other for other in entries if other != entry and _incompatible(entry, other))
    outlier = (
        _votes(entry)
        and agreed.consensus is not None
        and entry.interval is not None
        and entry.interval.meet(agreed.consensus) is None
    )
    return Standing(entry, _relation(entry, entries, against), against, outlier)


def _relation(entry: Entry, entries: list[Entry], against: tuple[Entry, ...]) -> Relation:
    if against:
        return Relation.INCOMPATIBLE
    if len(entries) == 1:
        return Relation.ALONE
    same = all(_said(entry) == _said(other) for other in entries)
    return Relation.SAME if same else Relation.DIFFERENT


def _said(entry: Entry) -> tuple[object, ...]:
    return entry.interval, entry.approximate, entry.modality, entry.word, entry.ended


def _votes(entry: Entry) -> bool:
    return entry.modality is Modality.ASSERTED and not entry.ended


def _incompatible(one: Entry, other: Entry) -> bool:
    """Tell whether two entries cannot both be true: only what is stated exactly, for a stated period, can conflict."""
    if not _comparable(one, other):
        return False
    return any(conflict(one, other) or conflict(other, one) for conflict in (_disjoint, _denies, _contrary))


def _comparable(one: Entry, other: Entry) -> bool:
    """Amounts need a stated period to conflict; what has no amount is taken as of the same time if both say none."""
    same = (one.period, one.unit, one.question) == (other.period, other.unit, other.question)
    return same and (one.period.stated or one.interval is None)


def _disjoint(one: Entry, other: Entry) -> bool:
    both = _votes(one) and _votes(other) and not one.approximate and not other.approximate
    return (
        both and one.interval is not None and other.interval is not None and one.interval.meet(other.interval) is None
    )


def _denies(one: Entry, other: Entry) -> bool:
    """Tell whether one denies all that the other asserts."""
    if one.modality is not Modality.DENIED or not _votes(other) or one.word != other.word:
        return False
    if one.interval is None or other.interval is None:
        return one.interval == other.interval
    return not other.approximate and not one.approximate and one.interval.covers(other.interval)


def _contrary(one: Entry, other: Entry) -> bool:
    words = {one.word, other.word}
    both = _votes(one) and _votes(other)
    return both and len(words) > 1 and not words & {"", "no_comment"}
