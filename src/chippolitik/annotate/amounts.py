"""Amounts in a text: numbers, ranges, percentages, sums of money, in German and English notation.

What a bare number counts is decided later, from the noun it stands with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from chippolitik.annotate.anchors import Anchored, Stretch, words_in
from chippolitik.model.mention import Amount

__all__ = ["AmountReader"]

_YEAR = re.compile(r"(?:19|20)\d\d")
_PARTS = {"en": r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?", "de": r"\d{1,3}(?:[. ]\d{3})+(?:,\d+)?|\d+(?:,\d+)?"}
_RANGE = {"en": r"\s+(?:to|and)\s+|\s?[-–]\s?", "de": r"\s+(?:bis|und)\s+|\s?[-–]\s?"}
_CHANGE = re.compile(
    r"\b(?:rose|risen|rising|fell|fallen|falling|dropp\w+|climb\w+|grew|grown|jump\w+|surg\w+|sank|sunk|slid|slump\w+|"
    r"shr[aiu]nk\w*|declin\w+|slipp\w+|plung\w+|tumbl\w+|went|gone|cut|rais\w+|lift\w+|lower\w+|trimm\w+|"
    r"increas\w+|decreas\w+|reduc\w+|halv\w+|doubl\w+|up|down)\b[^.;]*$"
)
_SUM_OF = re.compile(
    r"(?:[Aa]uftrag|[Aa]ufträge|[Aa]ufträgen|[Bb]estellung(?:en)?|[Oo]rders?|[Ss]trafen?|[Bb]ußen?|[Bb]ußgeld(?:er)?|[Vv]ertrag|[Vv]erträge|"
    r"[Kk]redite?|[Dd]arlehen|[Dd]eals?|[Gg]eschäfte?|[Zz]usagen?|[Ss]checks?|[Aa]nleihen?|[Rr]echnung(?:en)?|[Vv]ereinbarung(?:en)?|"
    r"[Ll]ieferung(?:en)?|[Tt]ranchen?|[Ff]örderung|[Bb]eihilfen?|[Ss]ubventionen|[Ff]inanzierung|[Rr]ückstellung|[Aa]bschreibung(?:en)?|"
    r"[Ii]nvestition(?:en)?|[Ff]inanzspritze|[Kk]apitalerhöhung|[Tt]urn(?:s|ed|ing)?) $"
)
"""Words after which "über" and "over" say how much."""
_BACK = 60  # code points before "from 95 to 50" in which a verb of change stands
_SMALL_WORDS = {"en": {"a", "an", "one"}, "de": {"ein", "eine", "einer", "einem", "einen"}}


class AmountReader:
    """Finds the amounts of one language.

    Args:
        data: The parsed ``numbers.yaml``.
        language: ``en`` or ``de``.
    """

    def __init__(self, data: Mapping[str, Any], language: str) -> None:
        self._language = language
        self._words = {k.lower(): Decimal(str(v)) for k, v in data["words"][language].items()}
        self._times = {k: Decimal(v) for k, v in data["multipliers"][language].items()}
        self._vague = {k: Decimal(v) for k, v in data["vague"][language].items()}
        self._fractions = {k.lower(): Decimal(str(v)) for k, v in data["fractions"][language].items()}
        self._signs = dict(data["currency_signs"])
        self._currencies = dict(data["currency_words"][language])
        self._units = {form: unit for unit, forms in data["units"].items() for form in forms[language]}
        self._before = {form: bound for bound in ("least", "most", "about") for form in _listed(data[bound][language])}
        self._after = {form: bound for bound in ("least", "most", "about") for form in data[f"after_{bound}"][language]}
        self.pattern = Anchored(self._compile(), self._anchors())

    def find(self, stretch: Stretch) -> list[Amount]:
        """Return the amounts in a part of a text, in text order.

        Args:
            stretch: The part, product names masked.
        """
        return [a for match in self.pattern.finditer(stretch) for a in self.read(match, stretch.at)]

    def _anchors(self) -> set[str]:
        """Return the words of which an amount without figures has one; "a" and "one" alone make none."""
        forms = [*self._words, *self._times, *self._vague, *self._fractions, *self._currencies, *self._units]
        return {max(words_in(form), key=len, default="") for form in forms} - _SMALL_WORDS[self._language]

    def _compile(self) -> re.Pattern[str]:
        language = self._language
        signs, currencies, units = _any(self._signs), _any(self._currencies), _any(self._units)
        digits, words, times = _PARTS[language], _any(self._words), _any(self._times)
        # A short multiplier must touch its number ("5bn"), a word needs a space or a hyphen.
        number = rf"(?:{digits}|(?i:{words})(?=[\s-]))"
        scale = rf"(?:\s?-?(?:{times})(?![\w]))"
        cur = rf"(?:[\s-]{{0,2}}(?:{currencies})(?!\w))"
        unit = rf"(?:[\s-]{{0,2}}(?:{units})(?!\w))"
        pattern = rf"""(?<![\w.,])
            (?:(?P<before>(?i:{_any(self._before)}))\s+)?
            (?:(?P<from>between|zwischen|von|from)\s+(?={signs}|\d|{words}))?
            (?P<sign>{signs})?\s?
            (?:(?P<vague>{_any(self._vague)})(?!\w)(?:\s+of(?=\s+(?:dollars|euros|yuan)))?
             |(?P<fraction>(?i:{_any(self._fractions)}))(?!\w)(?!\s+an?\s+(?:{times}))
             |(?P<low>{number})(?P<scale1>{scale})?(?P<unit1>{cur}|{unit})?
              (?:(?:{_RANGE[language]})(?P<sign2>{signs})?(?P<high>{number})(?P<scale2>{scale})?)?(?![2-9]?[GD]\b))
            (?P<scale3>{scale})?
            (?:(?P<currency>{cur})|(?P<unit>{unit}))?
            (?:\s+(?P<after>{_any(self._after)})(?!\w))?
            """
        return re.compile(pattern, re.VERBOSE)

    def read(self, match: re.Match[str], by: int) -> Iterator[Amount]:
        """Yield the amounts of a match in a part of a text that begins at an offset: one, two, or none."""
        group = match.groupdict()
        low, high = self._bounds(group)
        if low is None:
            return
        first, second = group["unit1"], group["currency"] or group["unit"]
        part, start = self._units.get((first or "").strip(" -")), match.start()
        if high is not None and part is not None and (group["sign2"] or group["currency"]):
            # "rose 32 % to $7.69 billion" is no range but a change and a sum.
            change = (self._number(group["low"]) or 0) * (self._scale(group["scale1"]) or Decimal(1))
            yield Amount(by + start, by + match.end("unit1"), change, change, unit=part)
            start, low, high, first = match.start("sign2" if group["sign2"] else "high"), high, None, None
        elif (
            high is not None and group["from"] == "from" and _CHANGE.search(match.string, max(0, start - _BACK), start)
        ):
            # "fell from 95 to 50 percent": the figure is the later one.
            low, high = high, None
        words = (second or first or "").strip(" -")
        sign = group["sign"] or group["sign2"]
        currency = self._signs.get(sign or "") or self._currencies.get(words)
        unit = None if currency else self._units.get(words)
        if group["fraction"]:
            unit = "percent"
        if self._is_no_amount(match, high, currency or unit):
            return
        bound = self._before.get((group["before"] or "").lower()) or self._after.get(group["after"] or "")
        if group["vague"]:
            bound = "least"
        elif bound == "least" and _SUM_OF.search(match.string, max(0, match.start() - 40), match.start()):
            bound = None  # "Aufträge über drei Milliarden": of, not more than
        lower, upper = (low, high) if high is not None else _bounded(low, bound)
        if high is not None and high < low:
            lower, upper = high, low
        start, end = by + start, by + match.end()
        yield Amount(start, end, lower, upper, approximate=bound == "about", unit=unit, currency=currency)

    def _bounds(self, group: Mapping[str, str | None]) -> tuple[Decimal | None, Decimal | None]:
        last = self._scale(group["scale3"])
        if group["vague"]:
            return self._vague[group["vague"]] * (last or 1), None
        if group["fraction"]:
            return self._fractions[group["fraction"].lower()], None
        low, high = self._number(group["low"]), self._number(group["high"])
        if low is None:
            return None, None
        scale1, scale2 = self._scale(group["scale1"]), self._scale(group["scale2"]) or last
        if high is not None:
            return low * (scale1 or scale2 or 1), high * (scale2 or 1)
        return low * (scale1 or 1) * (last or 1), None

    def _number(self, text: str | None) -> Decimal | None:
        if not text:
            return None
        if not text[0].isdigit():
            return self._words.get(text.lower())
        plain = text.replace(",", "") if self._language == "en" else re.sub(r"[. ]", "", text).replace(",", ".")
        return Decimal(plain)

    def _scale(self, text: str | None) -> Decimal | None:
        return self._times.get((text or "").strip(" -"))

    def _is_no_amount(self, match: re.Match[str], high: Decimal | None, kind: str | None) -> bool:
        group = match.groupdict()
        if kind or group["vague"] or group["scale1"] or group["scale3"]:
            # "a dollar" counts, "a chip" does not.
            return False
        text = group["low"] or ""
        if text.lower() in _SMALL_WORDS[self._language]:
            return True
        year = bool(_YEAR.fullmatch(text)) and (high is None or bool(_YEAR.fullmatch(group["high"] or "")))
        return year and self._before.get((group["before"] or "").lower()) != "about"


def _bounded(low: Decimal, bound: str | None) -> tuple[Decimal | None, Decimal | None]:
    if bound == "least":
        return low, None
    if bound == "most":
        return None, low
    return low, low


def _any(forms: Iterable[str]) -> str:
    return "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in sorted(forms, key=lambda f: (-len(f), f)))


def _listed(text: str) -> list[str]:
    return [part.strip().strip('"') for part in text.split(",")]
