"""Names that the knowledge base does not know: by legal form, by the noun before or after them, by their shape.

Also short forms of names that the article gives in full ("Huang" after "Jensen Huang", "NUDT" in brackets).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from chippolitik.annotate.gazetteer import plain
from chippolitik.lexicon import Lexicon, Noun
from chippolitik.model.mention import Mention, NameRef

__all__ = ["NameFinder"]

_CAPITAL = r"[A-ZÄÖÜÀ-Þ][\w&+'’.-]*[\w&+]|[A-ZÄÖÜ]"
_RUN = {
    "en": re.compile(rf"(?:(?:{_CAPITAL}|i[A-Z]\w+)(?:\s(?:of|and|for|the|&|de|van|von|der)(?=\s[A-Z]))*[ ]?)+"),
    "de": re.compile(rf"(?:(?:{_CAPITAL})(?:\s(?:of|and|&|de|van|for|the)(?=\s[A-Z]))*[ ]?)+"),
}
_LEGAL = re.compile(
    r"[\s,]+(?:GmbH(?: & Co\.? KG)?|AG|SE|KG|N\.?V\.?|B\.?V\.?|Inc\.?|Corp\.?|Corporation|Ltd\.?|"
    r"Limited|Co\.?,? Ltd\.?|LLC|PLC|plc|S\.?A\.?|Co\.?|Holdings?|KGaA|Oy|AB)$"
)
_ORGANISATION = re.compile(
    r"(?:^|\s)(?:Labs?|Laborator(?:y|ies)|Technolog(?:y|ies)|Semiconductors?|Group|Bank|Institutes?|University|Centre|Center|Forum|Systems|Computing|Compute|"
    r"Foundation|Council|Association|Commission|Committee|Ministry|Department|Agency|Authority|Bureau|Office|Institut|Universität|Verband|Ministerium|Capital|Securities|"
    r"Partners|Research|Industries|Electronics|Microelectronics|Materials|Robotics|Networks|Cloud|Energy|Motors|Works|Ventures|Fund|Telecom|Mobile|Media|Company|"
    r"Consulting|Analytics|Intelligence|Precision|Logistics|Cargo|Trading|Optics|Photonics|Instruments|Devices|Solutions|Alliance|Federation|Chamber|Academy|College)(?:\s|$)"
)
_CLASS_OF = {
    "company": "Company",
    "body": "GovernmentBody",
    "group": "Organization",
    "medium": "NewsOrganization",
    "person": "Person",
    "product": "Product",
}
_NOT_NAMES = frozenset(
    """I Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December Mr Mrs Ms Dr Prof President Chancellor Minister Senator CEO CFO AI IT KI EV
    TV IPO GPU GPUs CPU CPUs NPU PC PCs API ETF GDP QR NATO OECD WTO UN G7 G20 North South East West Asia Africa
    Europe Pacific Atlantic Christmas Easter Internet Covid Covid-19 English German Mandarin Western Eastern Nasdaq
    Dow Jones Ende Herr Frau Uhr Foto Bild Quelle Anm Red dpa AFP Sie Ihr Ihre Ihren Man Montag Dienstag Mittwoch
    Donnerstag Freitag Samstag Sonntag Hier Heute Milliarden Millionen Milliarde Million Billionen Billion Prozent
    Yuan Euro Dollar Won Yen Prozentpunkte Nanometer Gigawatt Megawatt Q1 Q2 Q3 Q4 H1 H2 OK Update
    Date Source Correction Note Asked
    Nobody Nothing Neither Who What Why How When Where Jänner Januar Februar März Mai Juni Juli Oktober Dezember
    Anfang Mitte Frühjahr Frühling Sommer Herbst Winter Jahresende Jahresanfang Quartal Halbjahr Early Late Mid Spring
    Summer Autumn Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Jän Okt Dez""".split()  # noqa: SIM905 - words
)
_JOINT = re.compile(r"(?:of|and|for|the|&|de|van|von|der) ")
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Herr|Herrn|Frau|Ministerialrat|Doktor)\.? $")
_AGE = re.compile(r", (?:aged )?\d\d,")
_SHORTEST_ALONE = 4  # code points
_SHORTEST_ENTITY = 3  # code points; two are initials
_TYPE_NUMBER = re.compile(r"(?:[A-Z]-?)?\d+\w?|[345]G|[A-Z]\d")
_BRACKET = re.compile(r"\s\((?:(?:kurz|im Folgenden|hereafter|or)\s)?[\"„“]?([A-Z][\w&-]{1,11})[\"”“]?\)")
_PRODUCT_SHAPE = re.compile(
    r"^(?:[A-Z][\w-]*[ -])?(?=[\w-]*\d)(?=[\w-]*[A-Z])[A-Za-z][\w.-]*$|^[A-Z][a-z]+ (?:[A-Z]?\d+\w*|Ultra|Max|Pro)$"
)


class NameFinder:
    """Finds names by their form and neighbourhood.

    Args:
        lexicon: For nouns and persons.
        language: ``en`` or ``de``.
    """

    def __init__(self, lexicon: Lexicon, language: str) -> None:
        self._words = lexicon.words[language]
        self._language = language
        self._persons: dict[str, str] = lexicon.data["persons"]

    def find(self, text: str, known: Sequence[Mention]) -> list[Mention]:
        """Return the known names and the others, in text order, without overlap.

        Args:
            text: The text.
            known: The names of the knowledge base in it.
        """
        flat = plain(text)
        new = list(self._new(flat, known))
        short = list(self._short_forms(flat, [*known, *new]))
        found = sorted([*known, *new, *short], key=lambda m: (m.start, -m.end))
        out: list[Mention] = []
        for mention in found:
            if not out or mention.start >= out[-1].end:
                out.append(mention)
        return out

    def _new(self, flat: str, known: Sequence[Mention]) -> Iterator[Mention]:
        covered = _gaps(flat, known)
        for match in _RUN[self._language].finditer(covered):
            start, end = match.start(), match.end()
            while end > start and flat[end - 1] in " .'-":
                end -= 1
            start, before = self._without_nouns(flat, start, end)
            while joint := _JOINT.match(flat, start, end):
                start = joint.end()
                start, before = self._without_nouns(flat, start, end)
            if start >= end:
                continue
            run = flat[start:end]
            cls = self._class(flat, start, end, run, before)
            if cls is None:
                continue
            possessive = bool(re.match(r"'s?(?!\w)", flat[end : end + 2])) or run.endswith("'s")
            run = run.removesuffix("'s")
            label = _LEGAL.sub("", run).strip(" ,")
            country = self._persons.get(label)
            ref = NameRef(label, cls, country=country)
            if label:
                stop = end + 2 if possessive and flat[end : end + 2] == "'s" else end
                yield Mention(start, stop, label, (ref,), "", possessive)

    def _without_nouns(self, flat: str, start: int, end: int) -> tuple[int, Noun | None]:
        """Cut common nouns, function words and adjectives from the front; return what is left and the last noun cut."""
        last: Noun | None = None
        while start < end:
            match = re.match(r"\S+\s*", flat[start:end])
            if match is None:
                break
            word = match[0].strip().rstrip(",.;:'")
            lower = word.lower()
            nouns = self._words.nouns_of(lower)
            sentence_start = _begins(flat, start)
            if self._words.classes.get(lower) and (sentence_start or self._language == "de"):
                last = None
            elif (nouns and (self._language == "de" or sentence_start) and not word.isupper()) or word in _NOT_NAMES:
                last = nouns[0] if nouns else None
            elif (
                self._language == "de"
                and not word.isupper()
                and self._is_german_word(lower, sentence_start=sentence_start)
            ) or (
                self._language == "en"
                and sentence_start
                and (lower in self._words.verbs or lower.endswith("ly") or self._words.adjective(lower))
            ):
                last = None
            else:
                break
            start += match.end()
        return start, last

    def _is_german_word(self, lower: str, *, sentence_start: bool) -> bool:
        return bool(self._words.adjective(lower)) or (sentence_start and lower in self._words.verbs)

    def _class(self, flat: str, start: int, end: int, run: str, before: Noun | None) -> str | None:
        words = run.split()
        if _TITLE.search(flat[max(0, start - 16) : start]) or (len(words) > 1 and _AGE.match(flat, end)):
            return "Person"
        if all(word.strip(".,") in _NOT_NAMES for word in words):
            return None
        if run in self._persons:
            return "Person"
        before = before or self._noun_before(flat, start)
        if _LEGAL.search(run) and len(words) > 1:
            return "Company"
        if _ORGANISATION.search(run) and len(words) > 1:
            return "Organization"
        digits = any(c.isdigit() for c in run)
        # A German word after "Chip" that has no digit is the next word, not the chip's name.
        word = self._language == "de" and len(words) == 1 and not digits
        if before is not None and before.cls in _CLASS_OF and not (word and before.cls == "product"):
            return _CLASS_OF[before.cls]
        if digits and run not in _NOT_NAMES and _PRODUCT_SHAPE.match(run) and not _TYPE_NUMBER.fullmatch(run):
            return "Product"
        after = self._noun_after(flat, end)
        if after is not None and after.cls in _CLASS_OF:
            return _CLASS_OF[after.cls]
        return "Entity" if self._stands_out(words, run, begins=_begins(flat, start)) else None

    def _stands_out(self, words: Sequence[str], run: str, *, begins: bool) -> bool:
        """Whether capital letters alone make a name: in German only those of several foreign words."""
        if self._language == "de":
            return len(words) > 1 and not begins and not any(self._words.nouns_of(word.lower()) for word in words)
        return len(words) > 1 or not (begins or len(run) < _SHORTEST_ENTITY)

    def _noun_before(self, flat: str, start: int) -> Noun | None:
        match = re.search(r"([\w-]+)[ ]$", flat[max(0, start - 40) : start])
        if match is None:
            return None
        nouns = self._words.nouns_of(match[1].lower())
        return nouns[0] if nouns else None

    def _noun_after(self, flat: str, end: int) -> Noun | None:
        """Return the noun of an apposition: "Hao Global, a Texas company", "Farid Osman, who"."""
        if self._language == "en":
            match = re.match(r",?\s(?:(?:an?|the|its)\s)(?:[\w'-]+\s){0,4}?([\w-]+)(?=[,.;\s])", flat[end : end + 90])
        else:
            match = re.match(
                r",?\s(?:eine?[mnrs]?|de[rmns]|das|die|seine?[rmns]?)\s(?:[\w-]+\s){0,3}?([A-ZÄÖÜ][\w-]+)(?=[,.;\s])",
                flat[end : end + 90],
            )
        if match is None or flat[end : end + 1] != ",":
            return None
        for word in reversed(re.findall(r"[\w-]+", match[0])):
            if nouns := self._words.nouns_of(word.lower()):
                return nouns[0]
        return None

    def _short_forms(self, flat: str, full: Iterable[Mention]) -> Iterator[Mention]:
        """Yield later short forms of names: abbreviations in brackets, surnames, first words."""
        forms: dict[str, tuple[NameRef, int]] = {}
        for mention in full:
            ref = mention.refs[0]
            bracket = _BRACKET.match(flat, mention.end)
            if bracket and ref.kind not in {"demonym", "place"}:
                forms.setdefault(bracket[1], (ref, bracket.start(1)))
            words = mention.text.split()
            if ref.known is None and len(words) > 1:
                if ref.cls == "Person":
                    forms.setdefault(words[-1], (ref, mention.end))
                elif ref.cls in {"Company", "Organization"} and self._may_stand_alone(words[0]):
                    forms.setdefault(words[0], (ref, mention.end))
            elif ref.known is None and ref.cls in {"Company", "Product"} and not _LEGAL.search(mention.text):
                forms.setdefault(mention.text, (ref, mention.end))
        for form, (ref, after) in forms.items():
            for match in re.finditer(rf"(?<![\w-]){re.escape(form)}(?:('s)(?!\w)|(s)(?!\w))?(?!\w)", flat):
                if match.start() >= after:
                    yield Mention(match.start(), match.end(), form, (ref,), "", bool(match[1] or match[2]))

    def _may_stand_alone(self, word: str) -> bool:
        """Whether the first word of a name can mean the whole: it is long enough and no common noun."""
        return len(word) >= _SHORTEST_ALONE and word not in _NOT_NAMES and not self._words.nouns_of(word.lower())


def _gaps(flat: str, known: Sequence[Mention]) -> str:
    """Return the text with known names blanked out by a mark that no name can hold."""
    parts, position = [], 0
    for mention in known:
        parts.append(flat[position : mention.start])
        parts.append("\x00" * (mention.end - mention.start))
        position = mention.end
    return "".join([*parts, flat[position:]])


def _begins(flat: str, start: int) -> bool:
    """Whether a sentence begins at an offset, as far as the marks before it tell."""
    before = flat[max(0, start - 3) : start].rstrip(" \"'„“”»«‚(")
    return not before or before[-1] in ".!?:\n\r+–-;"
