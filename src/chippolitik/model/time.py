"""Partial dates as the text gives them, and the instants that bound them.

Source: Extended Date/Time Format, level 1 (ISO 8601-2:2019); a month without a year is ``XXXX-07``.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

__all__ = ["PartialDate", "TimeSpan"]

_FORM = re.compile(r"(\d{4}|XXXX)(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A year, month or day, as precise as the text; the year may be unknown.

    Attributes:
        text: ``2024``, ``2024-07``, ``2024-07-15``, ``XXXX-07`` or ``XXXX-07-15``.

    Example:
        >>> PartialDate("2024-07").first.isoformat(), PartialDate("2024-07").after.isoformat()
        ('2024-07-01', '2024-08-01')
        >>> PartialDate("XXXX-07").first is None
        True
    """

    text: str

    def __post_init__(self) -> None:
        match = _FORM.fullmatch(self.text)
        if not match or self.text == "XXXX":
            raise ValueError(f"not a date of the forms 2024, 2024-07, 2024-07-15, XXXX-07: {self.text!r}")
        year, month, day = match.groups()
        # 2000 is a leap year, so that XXXX-02-29 is a date.
        dt.date(2000 if year == "XXXX" else int(year), int(month or 1), int(day or 1))

    @property
    def known_year(self) -> bool:
        """Whether the year is known."""
        return not self.text.startswith("XXXX")

    @property
    def first(self) -> dt.date | None:
        """The first day it can mean, or None where the year is unknown."""
        if not self.known_year:
            return None
        year, month, day = self._parts()
        return dt.date(year, month or 1, day or 1)

    @property
    def after(self) -> dt.date | None:
        """The day after the last day it can mean, or None where that is unknown."""
        if not self.known_year:
            return None
        year, month, day = self._parts()
        if day:
            return _next_day(dt.date(year, month or 1, day))
        if month:
            return _first_of(year + month // 12, month % 12 + 1)
        return _first_of(year + 1, 1)

    def _parts(self) -> tuple[int, int, int]:
        match = _FORM.fullmatch(self.text)
        assert match
        return int(match[1]), int(match[2] or 0), int(match[3] or 0)


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """When a situation happens or holds, as the text says; a point or period has start = end.

    Attributes:
        start: Its start, or None where the text gives none.
        end: Its end (inclusive, as stated), or None where the text gives none.
    """

    start: PartialDate | None = None
    end: PartialDate | None = None

    def __post_init__(self) -> None:
        if self.start is None and self.end is None:
            raise ValueError("a time span needs a start or an end")

    @property
    def edtf(self) -> str:
        """The span in EDTF; an unstated side stays empty, since it is unknown and not open.

        Example:
            >>> TimeSpan(end=PartialDate("XXXX-07")).edtf
            '/XXXX-07'
        """
        if self.start == self.end and self.start:
            return self.start.text
        return f"{self.start.text if self.start else ''}/{self.end.text if self.end else ''}"

    @classmethod
    def from_edtf(cls, text: str) -> TimeSpan:
        """Read back what ``edtf`` wrote.

        Raises:
            ValueError: The text is not of that form.
        """
        start, slash, end = text.partition("/")
        if not slash:
            end = start
        return cls(PartialDate(start) if start else None, PartialDate(end) if end else None)

    @property
    def earliest(self) -> dt.datetime | None:
        """The first instant (UTC) at which it can begin, or None where unknown."""
        return _instant(self.start.first if self.start else None)

    @property
    def latest(self) -> dt.datetime | None:
        """The instant (UTC, exclusive) by which it has ended, or None where unknown."""
        return _instant(self.end.after if self.end else None)


def _first_of(year: int, month: int) -> dt.date | None:
    return dt.date(year, month, 1) if year <= dt.MAXYEAR else None


def _next_day(day: dt.date) -> dt.date | None:
    return None if day == dt.date.max else day + dt.timedelta(days=1)


def _instant(day: dt.date | None) -> dt.datetime | None:
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC) if day else None
