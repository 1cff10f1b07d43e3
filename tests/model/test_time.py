"""Partial dates keep what is unknown unknown, and bound what is known."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chippolitik.model import PartialDate, TimeSpan


@pytest.mark.parametrize("text", ["", "Juli", "24", "2024-7", "2024-00", "2024-02-30", "XXXX", "XXXX-13", "2024/2025"])
def test_what_is_no_date_is_refused(text: str) -> None:
    """A text that is no partial date raises."""
    with pytest.raises(ValueError):  # noqa: PT011 - the standard library words the message
        PartialDate(text)


@pytest.mark.parametrize(
    ("text", "first", "after"),
    [
        ("2024", "2024-01-01", "2025-01-01"),
        ("2024-12", "2024-12-01", "2025-01-01"),
        ("2024-02-29", "2024-02-29", "2024-03-01"),
        ("XXXX-07", None, None),
    ],
)
def test_bounds_of_a_partial_date(text: str, first: str | None, after: str | None) -> None:
    """The first day is inclusive, the day after is exclusive, an unknown year bounds nothing."""
    date = PartialDate(text)
    assert (date.first and date.first.isoformat(), date.after and date.after.isoformat()) == (first, after)


@given(
    st.tuples(st.dates() | st.none(), st.dates() | st.none()).filter(any),
    st.integers(4, 10).filter(lambda n: n in {4, 7, 10}),
)
def test_edtf_comes_back(days: tuple[dt.date | None, dt.date | None], precision: int) -> None:
    """What is written as EDTF is read as the same span."""
    start, end = (PartialDate(day.isoformat()[:precision]) if day else None for day in days)
    span = TimeSpan(start, end)
    assert TimeSpan.from_edtf(span.edtf) == span


def test_an_open_side_has_no_instant() -> None:
    """A span with an end only has no earliest instant."""
    span = TimeSpan(end=PartialDate("2024-07"))
    assert (span.edtf, span.earliest, span.latest) == ("/2024-07", None, dt.datetime(2024, 8, 1, tzinfo=dt.UTC))
