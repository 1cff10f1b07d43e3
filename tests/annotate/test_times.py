"""Times are resolved against the day of publication, as past events and as plans mean them."""

from __future__ import annotations

import pytest

from chippolitik.annotate.anchors import Stretch
from chippolitik.annotate.times import TimeReader
from chippolitik.lexicon import load_lexicon
from chippolitik.model import PartialDate

READERS = {language: TimeReader(load_lexicon().data["times"], language) for language in ("en", "de")}
PUBLISHED = PartialDate("2024-09-30")

CASES = [
    ("en", "in July 2024", "2024-07", "at"),
    ("en", "since October 2022", "2022-10", "since"),
    ("en", "on 7 October 2022", "2022-10-07", "at"),
    ("en", "October 7, 2022", "2022-10-07", "at"),
    ("en", "2024-07-15", "2024-07-15", "at"),
    ("en", "Q2 2024", "2024-04/2024-06", "at"),
    ("en", "in the third quarter", "2024-07/2024-09", "at"),
    ("en", "in the first half of 2024", "2024-01/2024-06", "at"),
    ("en", "January to March 2024", "2024-01/2024-03", "at"),
    ("en", "from 2022 to 2024", "2022/2024", "at"),
    ("en", "last year", "2023", "at"),
    ("en", "next month", "2024-10", "at"),
    ("en", "last week", "2024-09", "at"),
    ("en", "yesterday", "2024-09-29", "at"),
    ("en", "on Friday", "2024-09-27", "at"),
    ("en", "two years ago", "2022", "at"),
    ("en", "by the end of the year", "2024-12-31", "until"),
    ("en", "in the three months to August", "2024-06/2024-08", "at"),
    ("en", "in the three months ended Jan. 31", "2023-11/2024-01", "at"),
    ("en", "the quarter ended in June", "2024-04/2024-06", "at"),
    ("en", "first nine months of last year", "2023-01/2023-09", "at"),
    ("en", "in November last year", "2023-11", "at"),
    ("en", "in the first quarter of next year", "2025-01/2025-03", "at"),
    ("en", "in H1 2024", "2024-01/2024-06", "at"),
    ("en", "two weeks ago", "2024-09", "at"),
    ("en", "in spring", "2024", "at"),
    ("en", "since the autumn", "2024", "since"),
    ("de", "im Winter", "2023", "at"),
    ("de", "im Juli 2024", "2024-07", "at"),
    ("de", "in den drei Monaten bis Ende August", "2024-06/2024-08", "at"),
    ("de", "in den ersten neun Monaten", "2024-01/2024-09", "at"),
    ("de", "im November vergangenen Jahres", "2023-11", "at"),
    ("de", "im vierten Quartal des vergangenen Jahres", "2023-10/2023-12", "at"),
    ("de", "im dritten Geschäftsquartal 2024", "2024-07/2024-09", "at"),
    ("de", "im Juni-Quartal", "2024-04/2024-06", "at"),
    ("de", "im Schlussquartal", "2023-10/2023-12", "at"),
    ("de", "2023/24", "2023/2024", "at"),
    ("de", "heuer", "2024", "at"),
    ("de", "Ende des Jahres", "2024", "at"),
    ("de", "seit Oktober 2022", "2022-10", "since"),
    ("de", "am 7. Oktober 2022", "2022-10-07", "at"),
    ("de", "07.10.2022", "2022-10-07", "at"),
    ("de", "im dritten Quartal", "2024-07/2024-09", "at"),
    ("de", "im ersten Halbjahr 2024", "2024-01/2024-06", "at"),
    ("de", "Januar bis März 2024", "2024-01/2024-03", "at"),
    ("de", "von 2022 bis 2024", "2022/2024", "at"),
    ("de", "im vergangenen Jahr", "2023", "at"),
    ("de", "im Vorjahr", "2023", "at"),
    ("de", "im nächsten Monat", "2024-10", "at"),
    ("de", "gestern", "2024-09-29", "at"),
    ("de", "vor zwei Jahren", "2022", "at"),
    ("de", "binnen zwei Jahren", "/2026", "at"),
    ("de", "zum Jahresende", "2024-12-31", "at"),
]


@pytest.mark.parametrize(("language", "text", "edtf", "relation"), CASES, ids=[c[1] for c in CASES])
def test_a_time_is_resolved(language: str, text: str, edtf: str, relation: str) -> None:
    """The words of a time give its span and whether it is a start or an end."""
    [time] = READERS[language].find(Stretch(text), PUBLISHED)
    assert text[time.start : time.end] == text
    assert (time.span.edtf, time.relation) == (edtf, relation)


@pytest.mark.parametrize(("language", "text"), [("en", "in March"), ("de", "im März")])
def test_a_month_without_a_year_has_two_readings(language: str, text: str) -> None:
    """Of a month without a year, events mean the last one and plans the next one."""
    [time] = READERS[language].find(Stretch(text), PUBLISHED)
    assert (time.span.edtf, time.future and time.future.edtf) == ("2024-03", "2025-03")


@pytest.mark.parametrize(("language", "text"), [("en", "in July"), ("de", "Ende Juli")])
def test_without_a_day_of_publication_the_year_is_unknown(language: str, text: str) -> None:
    """A month of an article without a date keeps an unknown year."""
    [time] = READERS[language].find(Stretch(text), None)
    assert time.span.edtf == "XXXX-07"


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "last year"), ("en", "on Monday"), ("en", "yesterday"), ("de", "gestern"), ("de", "im Vorjahr")],
)
def test_without_a_day_of_publication_relative_times_mean_nothing(language: str, text: str) -> None:
    """What only the day of publication could resolve is no time of an article without one."""
    assert READERS[language].find(Stretch(text), None) == []


@pytest.mark.parametrize(
    ("language", "text"), [("en", "the H20 may sell"), ("en", "31 chips"), ("de", "der Ascend 910B")]
)
def test_other_words_are_no_times(language: str, text: str) -> None:
    """Modal "may", numbers and product names are no times."""
    assert READERS[language].find(Stretch(text), PUBLISHED) == []


def test_an_impossible_day_is_no_time() -> None:
    """The 31st of February is not resolved to anything."""
    assert READERS["de"].find(Stretch("am 31. Februar 2024"), PUBLISHED) == []
