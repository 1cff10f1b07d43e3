"""Calendar arithmetic for times that a text gives relative to its day of publication."""

from __future__ import annotations

import datetime as dt

from chippolitik.model.time import PartialDate, TimeSpan

__all__ = ["Calendar", "Spans", "year_before"]

Spans = tuple[TimeSpan, TimeSpan]
"""A time as past events mean it, and as plans mean it."""

_DAY, _MONTH = 10, 7  # lengths of partial dates
_LAST_MONTH = 12
_QUARTER = 3  # months


class Calendar:
    """Answers what words of time mean on the day of publication.

    Args:
        published: When the article was published, or None, in which case years stay unknown.
    """

    def __init__(self, published: PartialDate | None) -> None:
        self._today = published.first if published and len(published.text) == _DAY else None
        known = published.first if published else None
        self._year = known.year if known else None
        self._month = known.month if known and published and len(published.text) >= _MONTH else None

    def exactly(self, text: str) -> Spans | None:
        """Return the day or month that an ISO date names, or None where there is no such day."""
        return _point(text)

    def day(self, day: int, month: int, year: str | None) -> Spans | None:
        """Return a day; without a year, the nearest one before publication and the nearest one after it."""
        if year:
            return _point(f"{year}-{month:02}-{day:02}")
        if self._year is None:
            return _point(f"XXXX-{month:02}-{day:02}")
        this = (month, day) <= ((self._month or _LAST_MONTH), self._today.day if self._today else 31)
        past = _point(f"{self._year - (not this)}-{month:02}-{day:02}")
        future = _point(f"{self._year + this}-{month:02}-{day:02}")
        if past is None or future is None:
            return past or future
        if (month, day) == ((self._month or 0), self._today.day if self._today else 0):
            future = past
        return past[0], future[0]

    def months(self, first: int, last: int, year: str | None, shift: int | None = None) -> Spans:
        """Return a month or a run of months; without a year, the nearest one before publication and after it."""
        if year:
            return _both(f"{year}-{first:02}", f"{year}-{last:02}")
        if self._year is None:
            return _both(f"XXXX-{first:02}", f"XXXX-{last:02}")
        month = self._month or _LAST_MONTH
        # A quarter may be told of before it is over, a longer period not.
        begun = last if last - first >= _QUARTER else first
        past = self._year - (begun > month) - (1 if shift == -1 and first == month else 0)
        future = self._year + (last < month)
        if shift == -1:
            future = past
        elif shift == 0:
            past = future = self._year
        return (
            _span(f"{past}-{first:02}", f"{past}-{last:02}"),
            _span(f"{future}-{first:02}", f"{future}-{last:02}"),
        )

    def ending(self, length: int, month: int, year: str | None) -> Spans:
        """Return the run of so many months that ends with a month."""
        spans = self.months(month, month, year)
        return _run_to(spans[0], length), _run_to(spans[1], length)

    def weekday(self, day: int, shift: int | None) -> Spans | None:
        """Return a weekday: the last one up to the day of publication, and the next one after it."""
        if self._today is None:
            return None
        back = (self._today.weekday() - day) % 7
        if shift == -1 and back == 0:
            back = 7
        past = self._today - dt.timedelta(days=back)
        future = past + dt.timedelta(days=7 if back or shift == 1 else 0)
        if shift == 1:
            past = future
        return _span(past.isoformat(), past.isoformat()), _span(future.isoformat(), future.isoformat())

    def days(self, shift: int) -> Spans | None:
        """Return today, yesterday or tomorrow."""
        if self._today is None:
            return None
        return _point((self._today + dt.timedelta(days=shift)).isoformat())

    def shifted(self, shift: int, unit: str) -> Spans | None:
        """Return last, this or next week, month, quarter or year; a week gives its month, a season its year."""
        if self._year is None:
            return None
        if unit.startswith(("quart",)):
            return self.quarter_shifted(shift)
        if unit.startswith(("month", "monat")) and self._month:
            return self._month_shifted(shift)
        if unit.startswith(("week", "woche")) and self._today:
            day = self._today + dt.timedelta(days=7 * shift)
            return _point(day.isoformat()[:_MONTH])
        return _point(str(self._year + shift))

    def season(self, first: int, last: int) -> Spans | None:
        """Return the year of a season from one month to another: the last one begun, and the next one not over."""
        if self._year is None:
            return None
        month = self._month or _LAST_MONTH
        past, future = self._year - (first > month), self._year + (last < month)
        return _span(str(past), str(past)), _span(str(future), str(future))

    def quarter_shifted(self, shift: int) -> Spans | None:
        """Return the months of a quarter before or after the one of publication."""
        if self._year is None or self._month is None:
            return None
        index = self._year * 4 + (self._month - 1) // 3 + shift
        year, quarter = divmod(index, 4)
        return _both(f"{year}-{3 * quarter + 1:02}", f"{year}-{3 * quarter + 3:02}")

    def year_shifted(self, shift: int) -> str | None:
        """Return the year before or after the one of publication."""
        return None if self._year is None else str(self._year + shift)

    def ago(self, count: int, unit: str) -> Spans | None:
        """Return the time so many units before publication."""
        if self._year is None:
            return None
        if unit.startswith(("year", "jahr")):
            return _point(str(self._year - count))
        if unit.startswith(("month", "monat")) and self._month:
            return self._month_shifted(-count)
        if self._today is None:
            return None
        if unit.startswith(("week", "woche")):
            return _point((self._today - dt.timedelta(days=7 * count)).isoformat()[:_MONTH])
        return _point((self._today - dt.timedelta(days=count)).isoformat())

    def within(self, years: int) -> Spans | None:
        """Return the span that ends so many years after publication."""
        if self._year is None:
            return None
        span = TimeSpan(end=PartialDate(str(self._year + years)))
        return span, span

    def between(self, first: str, last: str) -> Spans:
        """Return a run of years."""
        return _both(first, last)

    def turn(self, *, end: bool) -> Spans | None:
        """Return the turn of the year: the last day of this one, or the first month of this one or the next."""
        if self._year is None:
            return None
        if end:
            return _point(f"{self._year}-12-31")
        return _span(f"{self._year}-01", f"{self._year}-01"), _span(f"{self._year + 1}-01", f"{self._year + 1}-01")

    def _month_shifted(self, shift: int) -> Spans | None:
        assert self._year is not None
        index = self._year * 12 + (self._month or 1) - 1 + shift
        return _point(f"{index // 12}-{index % 12 + 1:02}")


def year_before(span: TimeSpan) -> TimeSpan | None:
    """Return the same period a year before; None for a single point or a period of an unknown year.

    Example:
        >>> year_before(TimeSpan(PartialDate("2025-01"), PartialDate("2025-06"))).edtf
        '2024-01/2024-06'
    """
    if span.start is None or span.end is None or span.start == span.end or not span.start.text[:4].isdigit():
        return None
    return _span(*(f"{int(date.text[:4]) - 1}{date.text[4:]}" for date in (span.start, span.end)))


def _point(text: str) -> Spans | None:
    try:
        return _both(text, text)
    except ValueError:
        return None


def _both(first: str, last: str) -> Spans:
    span = _span(first, last)
    return span, span


def _run_to(span: TimeSpan, length: int) -> TimeSpan:
    """Return the run of so many months that ends with the month that a span is; a month of an unknown year stays."""
    assert span.end is not None
    year, month = span.end.text[:4], int(span.end.text[5:7])
    if not year.isdigit():
        return span
    first = int(year) * _LAST_MONTH + month - length
    return _span(f"{first // _LAST_MONTH}-{first % _LAST_MONTH + 1:02}", span.end.text)


def _span(first: str, last: str) -> TimeSpan:
    return TimeSpan(PartialDate(first), PartialDate(last))
