"""Times that clauses take from what was said before them."""

from __future__ import annotations

import pytest
from tests.extract.made import rows

DAY = {"start": "2024-03-12", "end": "2024-03-12"}
MONTH = {"start": "2024-03", "end": "2024-03"}
QUARTER = {"start": "2024-04", "end": "2024-06"}


def times(text: str, language: str, kind: str) -> list[dict[str, str] | None]:
    """Return the times of the claims of one kind, None for a claim without one."""
    return [row.get("time") for row in rows(text, language, kind)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Nvidia presented the H20 on 12 March 2024. Baidu ordered 5,000 chips from Huawei on the same day."),
        ("de", "Am 12. März 2024 stellte Nvidia den H20 vor. Baidu bestellte am selben Tag 5.000 Chips bei Huawei."),
        ("de", "Am 12. März 2024 stellte Nvidia den H20 vor. Zeitgleich bestellte Baidu 5.000 Chips bei Huawei."),
    ],
)
def test_the_same_day_is_the_day_said_last(language: str, text: str) -> None:
    """An order on "the same day" has the date of the sentence before it."""
    assert times(text, language, "Order") == [DAY]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Nvidia presented the H20 in March 2024. Baidu ordered 5,000 chips from Huawei in the same month."),
        ("en", "Nvidia presented the H20 on 12 March 2024. Baidu ordered 5,000 chips from Huawei in the same month."),
        ("de", "Im März 2024 stellte Nvidia den H20 vor. Baidu bestellte im selben Monat 5.000 Chips bei Huawei."),
    ],
)
def test_the_same_month_is_a_month_or_that_of_a_day(language: str, text: str) -> None:
    """A month is taken from what was said before, cut off from a day where a day was said."""
    assert times(text, language, "Order") == [MONTH]


def test_a_month_gives_no_same_day() -> None:
    """A reference to a day needs a day before it; a month does not say which one."""
    text = "Nvidia presented the H20 in March 2024. Baidu ordered 5,000 chips from Huawei on the same day."
    assert times(text, "en", "Order") == [None]


def test_nothing_is_taken_over_unless_words_refer_back() -> None:
    """A date in the sentence before is no date of the next sentence by itself."""
    text = "Nvidia presented the H20 on 12 March 2024. Baidu ordered 5,000 chips from Huawei."
    assert times(text, "en", "Order") == [None]


def test_a_listing_that_refers_back_starts_on_that_day() -> None:
    """What lasts once it is done has a start and no end."""
    text = (
        "Nvidia presented the H20 on 12 March 2024. The United States added SMIC to the Entity List on that same day."
    )
    assert times(text, "en", "Listing") == [{"start": "2024-03-12"}]


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "12 March 2024. Baidu ordered 5,000 chips from Huawei.", "2024-03-12"),
        ("en", "Friday. Baidu ordered 5,000 chips from Huawei.", "2024-09-27"),
        ("de", "Freitag. Baidu bestellte 5.000 Chips bei Huawei.", "2024-09-27"),
    ],
)
def test_a_day_that_heads_a_paragraph_is_the_day_of_its_events(language: str, text: str, day: str) -> None:
    """A date that is a sentence of its own dates the events of its paragraph."""
    assert times(text, language, "Order") == [{"start": day, "end": day}]


def test_a_heading_gives_a_listing_its_start_only() -> None:
    """A listing under a day starts on it."""
    text = "12 March 2024. The United States added SMIC to the Entity List."
    assert times(text, "en", "Listing") == [{"start": "2024-03-12"}]


def test_a_heading_ends_with_its_paragraph() -> None:
    """A day that heads one paragraph says nothing of the next."""
    assert times("12 March 2024.\n\nBaidu ordered 5,000 chips from Huawei.", "en", "Order") == [None]


def test_the_time_of_the_clause_itself_wins() -> None:
    """What the clause says of its time is kept, whatever heads the paragraph."""
    text = "Friday. Baidu ordered 5,000 chips from Huawei on 12 March 2024."
    assert times(text, "en", "Order") == [DAY]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Nvidia reported figures for the second quarter of 2024. Revenue rose to $30 billion."),
        ("de", "Nvidia legte Zahlen für das zweite Quartal 2024 vor. Der Umsatz lag bei 30 Milliarden Dollar."),
    ],
)
def test_a_figure_of_a_business_belongs_to_the_quarter_reported(language: str, text: str) -> None:
    """A revenue without a time has that of the quarter that the report is about."""
    assert times(text, language, "Metric") == [QUARTER]


def test_a_figure_to_come_is_not_of_the_quarter_reported() -> None:
    """A revenue that is expected lies outside the quarter of the report."""
    text = "Nvidia reported figures for the second quarter of 2024. Its revenue will be $30 billion."
    assert times(text, "en", "Metric") == [None]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Between April 2024 and June 2024, the court heard, Baidu ordered 5,000 chips from Huawei."),
        ("de", "So war es im März 2024: Baidu bestellte 5.000 Chips bei Huawei."),
    ],
)
def test_a_time_that_opens_a_sentence_holds_for_its_first_clause(language: str, text: str) -> None:
    """What is put in between commas, or a colon, does not part a clause from the time before it."""
    assert times(text, language, "Order") == [QUARTER if language == "en" else MONTH]


def test_a_time_of_another_clause_is_none_of_the_claim() -> None:
    """The time of a subordinate clause before the main clause stays with it."""
    text = "After Nvidia brought out the H20 in March 2024, Baidu ordered 5,000 chips from Huawei."
    assert times(text, "en", "Order") == [None]


def test_the_nearest_time_counts() -> None:
    """Of two times in a sentence, a figure has the one between its own commas."""
    text = "SMIC, which went public in 2020, posted revenue of 3.4 billion dollars last year."
    assert times(text, "en", "Metric") == [{"start": "2023", "end": "2023"}]


def test_who_denies_does_so_on_a_day() -> None:
    """A statement has the day on which it was made, but no period of what it is about."""
    assert times("Nvidia denied the report on Friday.", "en", "Statement") == [
        {"start": "2024-09-27", "end": "2024-09-27"}
    ]


def test_the_same_period_of_last_year_is_that_of_the_figure_before() -> None:
    """The period of the year before has the months of the period that the sentence names."""
    text = (
        "Von Januar bis Juni 2024 stieg der Umsatz von SMIC auf 3 Milliarden Dollar, im Vorjahreszeitraum waren es 2."
    )
    assert {"start": "2023-01", "end": "2023-06"} in times(text, "de", "Metric")


def test_what_is_to_appear_appears_in_the_future() -> None:
    """A month without a year is the next one where the clause speaks of the future."""
    text = "Das Spark X2 von iFlytek werde im November erscheinen, teilte iFlytek mit."
    assert times(text, "de", "Release") == [{"start": "2024-11", "end": "2024-11"}]


@pytest.mark.parametrize(
    ("language", "text", "kind", "time"),
    [
        ("en", "TSMC ended its business with Huawei in 2020.", "Supply", {"start": "2020"}),
        ("en", "TSMC did not supply Huawei in 2020.", "Supply", {"start": "2020", "end": "2020"}),
        (
            "de",
            "China untersagt mit sofortiger Wirkung die Ausfuhr von Gallium.",
            "Regulation",
            {"start": "2024-09-30"},
        ),
        ("en", "China banned exports of gallium with immediate effect.", "Regulation", {"start": "2024-09-30"}),
    ],
)
def test_what_is_over_or_begins_at_once_has_a_start(language: str, text: str, kind: str, time: dict[str, str]) -> None:
    """What ends is not so from then on; a rule with immediate effect begins on the day of publication."""
    assert times(text, language, kind) == [time]
