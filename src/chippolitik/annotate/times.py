"""Times in a text, resolved against the day of publication where they are relative.

Source: the flat claim table: quarters as their months, a month of an unknown year is ``XXXX-07``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from chippolitik.annotate.anchors import Anchored, Stretch, words_in
from chippolitik.annotate.calendar import Calendar
from chippolitik.model.mention import TimeMention
from chippolitik.model.time import PartialDate

__all__ = ["TimeReader"]


class TimeReader:
    """Finds the times of one language.

    Args:
        data: The parsed ``times.yaml``.
        language: ``en`` or ``de``.
    """

    def __init__(self, data: Mapping[str, Any], language: str) -> None:
        self._months: dict[str, int] = data["months"][language]
        self._weekdays: dict[str, int] = data["weekdays"][language]
        self._ordinals: dict[str, int] = data["ordinals"][language]
        self._shifts: dict[str, int] = data["shifts"][language]
        self._since = {part.strip().lower() for part in data["since"][language].split(",")}
        self._until = {part.strip().lower() for part in data["until"][language].split(",")}
        lead, core = self._english() if language == "en" else self._german()
        pattern = re.compile(rf"(?<![\w$€£-]){lead}(?:{core})", re.VERBOSE)
        shifts = {word for shift in self._shifts for word in shift.split()}
        self.pattern = Anchored(pattern, words_in(core) - _IDLE[language] - shifts - set(self._ordinals))

    def find(self, stretch: Stretch, published: PartialDate | None) -> list[TimeMention]:
        """Return the times in a part of a text, in text order.

        Args:
            stretch: The part, product names masked.
            published: When the article was published, or None.
        """
        calendar, by = Calendar(published), stretch.at
        found = []
        for match in self.pattern.finditer(stretch):
            spans = self._read({k: v for k, v in match.groupdict().items() if v}, calendar)
            if spans is not None:
                relation = self._relation(match)
                found.append(TimeMention(by + match.start(), by + match.end(), spans[0], relation, spans[1]))
        return found

    def _english(self) -> tuple[str, str]:
        """Return the patterns of what may stand before a time, and of times."""
        month, day, ordinal = _any(self._months), _any(self._weekdays), _any(self._ordinals)
        shift = _any(self._shifts)
        year = r"(?:19|20)\d\d|(?i:(?:this|last|next)\s+year)"
        lead = rf"""
            (?:(?P<relation>(?i:{_any(self._since | self._until)}|between|in|on|during|at|of|for|to|as))\s+)?
            (?:(?i:the|about|around)\s+)?
            (?:(?i:(?:the\s+)?(?:early|late|mid|end\sof|start\sof|beginning\sof|middle\sof|mid-|spring\sof|summer\sof|autumn\sof|winter\sof|fall\sof))[\s-]*(?:in\s+)?)?"""
        return (
            lead,
            rf"""(?P<iso>(?:19|20)\d\d-\d\d-\d\d)
             |(?P<d1>[0-3]?\d)(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>(?i:{month}))\.?(?!\w)(?:,?\s+(?P<y1>(?:19|20)\d\d))?
             |(?P<run>(?i:three|six|nine|12|twelve|3|6|9))[\s-]months?\s+(?:period\s+)?(?i:(?:that\s+)?(?:to|through|ended|ending|until))\s+
                (?:(?i:in|on|the\s+end\s+of)\s+)?(?:[0-3]?\d\s+)?(?P<runend>(?i:{month}))\.?(?!\w)(?:\s+[0-3]?\d(?!\d))?(?:,?\s+(?P<runyear>(?:19|20)\d\d))?
             |(?P<runquarter>(?i:quarter|year|half))\s+(?i:(?:that\s+)?(?:to|through|ended|ending))\s+(?:(?i:in|on|the\s+end\s+of)\s+)?
                (?:[0-3]?\d\s+)?(?P<runlast>(?i:{month}))\.?(?!\w)(?:\s+[0-3]?\d(?!\d))?(?:,?\s+(?P<runyear2>(?:19|20)\d\d))?
             |(?i:first)\s+(?P<months>(?i:two|three|six|nine|ten|eleven))\s+months(?:\s+of\s+(?:the\s+year|(?P<monthsyear>{year})))?
             |(?P<m2>(?i:{month}))\.?\s+(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?(?![\d,.]*\d)(?:,\s*(?P<y2>(?:19|20)\d\d))?
             |(?P<mm>(?-i:[A-Z])(?i:(?<=J)anuary|(?<=F)ebruary|(?<=M)arch|(?<=A)pril|(?<=M)ay|(?<=J)une|(?<=J)uly|(?<=A)ugust|(?<=S)eptember|(?<=O)ctober|(?<=N)ovember|(?<=D)ecember))
                \s+(?:to|and|through|until)\s+(?P<mn>(?i:{month}))(?!\w)(?:,?\s+(?:of\s+)?(?P<yn>(?:19|20)\d\d))?
             |(?:(?P<mshift>(?i:{shift}))\s+)?(?P<m3>(?-i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*)(?:[\s-](?P<mq>quarter|quarter's))?(?!\w)(?:,?\s+(?:of\s+)?(?P<y3>{year}))?(?=\W|$)
             |(?i:Q)(?P<q1>[1-4])(?!\d)(?:\s+(?:of\s+)?(?P<qy1>{year}))?
             |(?P<q2>(?i:{ordinal}))[\s-]+(?:fiscal\s+)?quarter(?:'s)?(?:\s+(?:of\s+)?(?:(?:fiscal|the)\s+(?:year\s+)?)?(?P<qy2>{year}))?
             |(?P<h>(?i:first|second))[\s-]+half(?:\s+(?:of\s+)?(?P<hy>{year})|(?=\s+of\s+the\s+year))
             |H(?P<h2>[12])(?:\s+(?:of\s+)?(?P<hy2>{year}))
             |(?P<shift>(?i:{shift}))\s+(?P<unit>(?i:week|month|quarter|year|spring|summer|autumn|winter|fall|{day}))(?!\w)
             |(?P<season>(?<=\bin\s)(?:spring|summer|autumn|winter)|(?<=\bthe\s)(?:spring|summer|autumn|winter|fall)(?=\s+(?:to|the|and|by|for|with|from|on|it|he|they)\b|[,.;]|$))(?!\w)
             |(?:(?P<wd>(?i:{day})))(?!\w)
             |(?P<today>(?i:today|yesterday|tomorrow|tonight))(?!\w)
             |(?P<ago>(?i:a|two|three|four|five|six|\d+))\s+(?P<agounit>(?i:years?|months?|weeks?|days?))\s+ago
             |(?P<ya>(?:19|20)\d\d)\s*(?:to|and|through|until|[-–])\s*(?P<yb>(?:19|20)\d\d)(?![\d,])
             |(?P<year>(?:19|20)\d\d)(?![\d,.-]*\d)(?![\w])
             |(?P<yearend>(?i:year-end|(?:the\s+)?(?:year's\s+end|end\s+of\s+the\s+year)))""",
        )

    def _german(self) -> tuple[str, str]:
        """Return the patterns of what may stand before a time, and of times."""
        month, day, ordinal = _any(self._months), _any(self._weekdays), _any(self._ordinals)
        shift = _any(self._shifts)
        year = rf"(?:19|20)\d\d|(?:(?i:des)\s+)?(?i:{shift})\s+Jahres"
        lead = rf"""
            (?:(?P<relation>(?i:{_any(self._since | self._until)}
              |zwischen|im|in|am|an|zum|zur|für|(?:des|der|den|dem)(?!\s+[ia][mn]\b)|gegen|Jahr|Jahres|Jahre))\s+)?
            (?:(?i:im\s+Jahr|im|dem|des|der|den|Jahr|Jahres)\s+)?
            (?:(?i:Anfang|Ende|Mitte|Frühjahr|Sommer|Herbst|Winter)\s+)?(?:(?i:des\s+Jahres|des|der)\s+)?"""
        return (
            lead,
            rf"""(?P<wdbefore>(?i:{day}),?\s+(?:(?:den|dem)\s+)?)?(?P<d1>[0-3]?\d)\.\s*(?P<m1>(?i:{month}))\.?(?!\w)(?:\s+(?P<y1>{year}))?(?:\s+(?P<an>an)\b)?
             |(?P<iso>(?:19|20)\d\d-\d\d-\d\d)
             |(?P<dd>[0-3]?\d)\.(?P<dm>[01]?\d)\.(?P<dy>(?:19|20)\d\d)?(?!\d)
             |(?P<run>drei|sechs|neun|zwölf)\s+Monaten?\s+(?:bis|zu|per)\s+(?:(?i:zum|Ende|Anfang|Mitte)\s+)?(?:\d\d?\.\s+)?(?P<runend>(?i:{month}))(?!\w)(?:\s+(?P<runyear>(?:19|20)\d\d))?
             |(?P<runquarter>Quartal|Dreimonatszeitraum|Halbjahr|Geschäftsjahr|Jahr)\s+(?:bis|zu|per)\s+(?:(?i:zum|Ende|Anfang|Mitte)\s+)?(?:\d\d?\.\s+)?(?P<runlast>(?i:{month}))(?!\w)(?:\s+(?P<runyear2>(?:19|20)\d\d))?
             |(?i:ersten)\s+(?P<months>zwei|drei|sechs|neun|zehn|elf)\s+Monaten?(?:\s+(?:des\s+Jahres\s+)?(?P<monthsyear>{year}))?
             |(?P<mm>(?i:{month}))\s+(?:bis|und)\s+(?P<mn>(?i:{month}))(?!\w)(?:\s+(?P<yn>(?:19|20)\d\d))?
             |(?:(?P<mshift>(?i:{shift}))\s+)?(?P<m3>(?-i:Jan|Jän|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)\w*)\.?(?P<mq>-?[Qq]uartals?)?(?!\w)(?:\s+(?P<y3>{year}))?
             |(?:Q|q)(?P<q1>[1-4])(?!\d)(?:\s+(?P<qy1>{year}))?
             |(?P<q2>(?i:{ordinal}))\s+(?:Geschäfts|Jahres)?[Qq]uartals?(?:\s+(?:des\s+(?:Geschäftsj|J)ahres\s+)?(?P<qy2>{year}))?
             |(?P<h>(?i:erste|zweite|ersten|zweiten))[nrs]?\s+(?:Halbjahr|Jahreshälfte|Halbjahres)(?:\s+(?P<hy>{year}))?
             |(?P<shift>(?i:{shift}))\s+(?P<unit>Woche|Monats?|Quartals?|Jahr|Jahres|Frühjahr|Sommer|Herbst|Winter|(?:{day}))(?!\w)
             |(?P<heuer>heuer)(?!\w)
             |(?P<season>(?:Sommer|Herbst|Frühjahr|Frühling|Winter))(?!\w)
             |(?P<wd>(?i:{day}))(?:abend|nacht|morgen|mittag|vormittag|nachmittag)?(?!\w)
             |(?P<today>(?i:heutigen\s+Tage?|heute|gestern|morgen))(?!\w)
             |(?P<prevyear>Vorjahr(?:es)?|Vorjahreszeitraums?|Vorjahresquartals?)(?!\w)
             |(?P<fullyear>Gesamtjahr)(?!\w)
             |(?P<turn>Jahreswechsel|Jahresbeginn|Jahresanfang)(?!\w)
             |(?P<yearend>Jahresende)(?!\w)
             |(?P<endofyear>Ende\s+des\s+Jahres)(?!\w)
             |(?P<startq>Jahresauftakt|Auftaktquartals?)(?!\w)
             |(?P<endq>Schlussquartals?)(?!\w)
             |(?:vor)\s+(?P<ago>(?i:einem|einer|zwei|drei|vier|fünf|sechs|\d+))\s+(?P<agounit>Jahren|Jahr|Monaten|Monat|Wochen|Woche|Tagen)
             |binnen\s+(?P<within>zwei|drei|vier|fünf|zehn)\s+Jahren
             |(?P<yfirst>(?:19|20)\d\d)/(?P<ysecond>\d\d)(?!\d)
             |(?P<ya>(?:19|20)\d\d)\s*(?:bis|und|[-–])\s*(?P<yb>(?:19|20)\d\d)(?![\d.,]*\d)
             |(?P<year>(?:19|20)\d\d)(?![\d.,-]*\d)(?!\w)""",
        )

    def _relation(self, match: re.Match[str]) -> str:
        word = re.sub(r"\s+", " ", (match["relation"] or "").lower())
        if word in self._since and not ("ya" in match.groupdict() and (match["ya"] or match["mm"])):
            return "since"
        return "until" if word in self._until else "at"

    def _read(self, got: Mapping[str, str], calendar: Calendar) -> Any:
        for keys, method in _READERS:
            if any(key in got for key in keys):
                return getattr(self, method)(got, calendar)
        return None

    def _iso(self, got: Mapping[str, str], calendar: Calendar) -> Any:
        return calendar.exactly(got["iso"])

    def _day(self, got: Mapping[str, str], calendar: Calendar) -> Any:
        month = self._months[(got.get("m1") or got["m2"]).lower()]
        year = self._year_in(got.get("y1") or got.get("y2"), calendar)
        return calendar.day(int(got.get("d1") or got["d2"]), month, year)

    def _year_in(self, words: str | None, calendar: Calendar) -> str | None:
        """Return the year that digits or words like "last year", "des vergangenen Jahres" name."""
        if not words or words.isdigit():
            return words
        return calendar.year_shifted(next((self._shifts[w] for w in words.lower().split() if w in self._shifts), 0))

    def _run(self, got: Mapping[str, str], calendar: Calendar) -> Any:
        """Return the months that end with a month: "the three months to May"."""
        month = self._months[(got.get("runend") or got["runlast"]).lower()]
        length = _COUNTS[got["run"].lower()] if "run" in got else _LENGTHS[got["runquarter"].lower()]
        return calendar.ending(length, month, got.get("runyear") or got.get("runyear2"))

    def _first_months(self, got: Mapping[str, str], calendar: Calendar) -> Any:
        return calendar.months(1, _COUNTS[got["months"].lower()], self._year_in(got.get("monthsyear"), calendar))

    def _numeric(self, got: Mapping[str, str], calendar: Calendar) -> Any:
        return calendar.day(int(got["dd"]), int(got["dm"]), got.get("dy")) if 1 <= int(got["dm"]) <= 12 else None  # noqa: PLR2004 - months

    def _months_range(self, got: Mapping[str, str], calendar: Calendar) -> Any:
        first, last = self._months[got["mm"].lower()], self._months[got["mn"].lower()]
        return calendar.months(first, last, got.get("yn"))

    def _month(self, got: Mapping[str, str], calendar: Calendar) -> Any:
        month = self._months.get(got["m3"].lower())
        if month is None:
            return None
        first = max(1, month - 2) if "mq" in got else month
        year = self._year_in(got.get("y3"), calendar)
        return calendar.months(first, month, year, self._shifts.get(got.get("mshift", "").lower()))

    def _quarter(self, got: Mapping[str, str], calendar: Calendar) -> Any:
        number = int(got["q1"]) if "q1" in got else self._ordinals[got["q2"].lower()]
        if number == 0:
            return calendar.quarter_shifted(-1)
        year = self._year_in(got.get("qy1") or got.get("qy2"), calendar)
        return calendar.months(3 * number - 2, 3 * number, year)

    def _half(self, got: Mapping[str, str], calendar: Calendar) -> Any:
        first = 1 if (got.get("h") or got["h2"]).lower().startswith(("first", "erste", "1")) else 7
        year = self._year_in(got.get("hy") or got.get("hy2"), calendar)
        return calendar.months(first, first + 5, year)

    def _shifted(self, got: Mapping[str, str], calendar: Calendar) -> Any:
        shift, unit = self._shifts[got["shift"].lower()], got["unit"].lower()
        if unit in self._weekdays:
            return calendar.weekday(self._weekdays[unit], shift)
        return calendar.shifted(shift, unit)

    def _season(self, got: Mapping[str, str], calendar: Calendar) -> Any:
        return calendar.season(*_SEASONS[got["season"].lower()])

    def _weekday(self, got: Mapping[str, str], calendar: Calendar) -> Any:
        return calendar.weekday(self._weekdays[got["wd"].lower()], None)

    def _today(self, got: Mapping[str, str], calendar: Calendar) -> Any:
        word = got["today"].lower()
        return calendar.days(-1 if word in {"yesterday", "gestern"} else 1 if word in {"tomorrow", "morgen"} else 0)

    def _ago(self, got: Mapping[str, str], calendar: Calendar) -> Any:
        word = got["ago"].lower()
        count = int(word) if word.isdigit() else _COUNTS.get(word, 1)
        return calendar.ago(count, got["agounit"].lower())

    def _within(self, got: Mapping[str, str], calendar: Calendar) -> Any:
        return calendar.within(_COUNTS[got["within"]])

    def _years(self, got: Mapping[str, str], calendar: Calendar) -> Any:
        if "yfirst" in got:
            return calendar.between(got["yfirst"], got["yfirst"][:2] + got["ysecond"])
        return calendar.between(got["ya"], got["yb"])

    def _year(self, got: Mapping[str, str], calendar: Calendar) -> Any:
        return calendar.between(got["year"], got["year"])

    def _named(self, got: Mapping[str, str], calendar: Calendar) -> Any:
        if "prevyear" in got:
            return calendar.shifted(-1, "year")
        if "fullyear" in got or "heuer" in got or "endofyear" in got:
            return calendar.shifted(0, "year")
        if "startq" in got:
            return calendar.months(1, 3, None)
        if "endq" in got:
            return calendar.months(10, 12, None)
        return calendar.turn(end="yearend" in got)


_IDLE = {
    "en": frozenset(
        """the and for from that through until ended ending end period two three four five six nine ten eleven twelve
        first second""".split()  # noqa: SIM905 - words
    ),
    "de": frozenset(
        """des der den dem zum per bis und vor ende anfang mitte einem einer zwei drei vier fünf sechs neun zehn elf
        zwölf erste ersten zweite zweiten""".split()  # noqa: SIM905 - words
    ),
}
"""Words of times that tell no time by themselves; no time is made of them and of shifts and ordinals alone."""

_COUNTS = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "3": 3, "6": 6, "9": 9, "12": 12, "neun": 9, "elf": 11, "zwölf": 12, "einem": 1, "einer": 1,
    "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "zehn": 10,
}  # fmt: skip

_SEASONS = {
    "spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 12), "frühjahr": (3, 5),
    "frühling": (3, 5), "sommer": (6, 8), "herbst": (9, 11),
}  # fmt: skip
"""First and last month; a winter counts for the year in which it begins."""
_LENGTHS = {
    "quarter": 3, "half": 6, "year": 12, "quartal": 3, "dreimonatszeitraum": 3, "halbjahr": 6,
    "geschäftsjahr": 12, "jahr": 12,
}  # fmt: skip
"""Months that a period has."""

_READERS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("iso",), "_iso"),
    (("run", "runquarter"), "_run"),
    (("months",), "_first_months"),
    (("d1", "d2"), "_day"),
    (("dd",), "_numeric"),
    (("mm",), "_months_range"),
    (("m3",), "_month"),
    (("q1", "q2"), "_quarter"),
    (("h", "h2"), "_half"),
    (("unit",), "_shifted"),
    (("season",), "_season"),
    (("wd",), "_weekday"),
    (("today",), "_today"),
    (("ago",), "_ago"),
    (("within",), "_within"),
    (("ya", "yfirst"), "_years"),
    (("year",), "_year"),
    (("prevyear", "fullyear", "turn", "yearend", "startq", "endq", "heuer", "endofyear"), "_named"),
)


def _any(forms: Iterable[str]) -> str:
    return "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in sorted(forms, key=lambda f: (-len(f), f)))
