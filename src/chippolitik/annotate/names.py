"""Names that the knowledge base does not know: by legal form, by the noun before or after them, by their shape.

Shapes are in ``name_shapes``; short forms of names that the article gives in full are in ``short_forms``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from chippolitik.annotate.gazetteer import plain
from chippolitik.annotate.german_names import GermanNames
from chippolitik.annotate.german_words import GermanWords
from chippolitik.annotate.name_classes import NameClasses
from chippolitik.annotate.name_evidence import apart_from_makers, with_numbers, without_places
from chippolitik.annotate.name_runs import gaps, runs
from chippolitik.annotate.name_shapes import (
    ARM,
    BODY,
    CALLED,
    LEGAL,
    NAMED,
    NOT_NAMES,
    NUMBER,
    NUMBERED,
    ORGANISATION,
    PLACED,
    RUN,
    TITLED,
    begins,
)
from chippolitik.annotate.name_words import WordsSeen
from chippolitik.annotate.short_forms import of_one_class, short_forms, with_places
from chippolitik.lexicon import Lexicon, Noun
from chippolitik.lexicon.english_vocabulary import is_common
from chippolitik.lexicon.german_nouns import german_nouns
from chippolitik.model.mention import Mention, NameRef

__all__ = ["NameFinder"]

_LANDS = frozenset({"Country", "JurisdictionGroup"})
_SEATED = re.compile(r"\b(?:ansässige|beheimatete|börsennotierte|gegründete|geführte|kontrollierte)[nr]? $")
_OF = re.compile(r" of (?:the )?")
_SEAT_OF = re.compile(r"(?:University|Institute|College|Academy|School|Bank|Port|Chamber|Court)$")
_FIRST_JOINT = re.compile(r"(?:of|and|for|the|&|de|van|von|der) ")
_FIELDS = frozenset({"AI", "IT", "EV", "EDA"})
_NUMERALS = frozenset({"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"})
_JOINT = re.compile(r"(?:, | und | oder | sowie )$")
_LIKE = re.compile(r"([\w-]+),?\s(?:wie|such as|like)\s(?:(?:etwa|zum Beispiel)\s)?(?:[A-ZÄÖÜ]\w+(?:, | und | and ))*$")


class NameFinder:
    """Finds names by their form and neighbourhood.

    Args:
        lexicon: For nouns and persons.
        language: ``en`` or ``de``.
    """

    def __init__(self, lexicon: Lexicon, language: str) -> None:
        self._words = lexicon.words[language]
        self._german = GermanWords(german_nouns()) if language == "de" else None
        self._language = language
        self._classes = NameClasses(lexicon, language, self._german)
        self._persons: dict[str, str] = lexicon.data["persons"]
        self._first_names = frozenset(lexicon.data["first_names"]["names"].split())
        self._told = GermanNames(self._words, self._german, self._first_names) if self._german else None

    def find(self, text: str, known: Sequence[Mention]) -> list[Mention]:
        """Return the known names and the others, in text order, without overlap.

        Args:
            text: The text.
            known: The names of the knowledge base in it.
        """
        flat = plain(text)
        seen = WordsSeen(flat)
        told = self._of_words(seen, known)
        known = _outside(known, told)
        new = of_one_class(without_places(apart_from_makers([*told, *self._new(flat, seen, known)], known, flat), flat))
        wider = {mention.start for mention in new}
        known = with_numbers([mention for mention in known if mention.start not in wider], flat)
        english = self._german is None

        def is_name(word: str) -> bool:
            return self._is_strange(word) or (english and word.lower() not in seen.words and word not in NOT_NAMES)

        short = short_forms(flat, [*known, *new], lambda word: bool(self._words.nouns_of(word)), is_name)
        known_at = {mention.start for mention in known}
        # What the knowledge base knows comes before all else, then what has a class, then the longest.
        found = sorted(
            [*known, *new, *short],
            key=lambda m: (
                m.start,
                m.start not in known_at,
                m.refs[0].cls == "Entity",
                -m.end,
                m.text == m.refs[0].label,
            ),
        )
        out: list[Mention] = []
        for mention in found:
            if not out or mention.start >= out[-1].end:
                out.append(mention)
        verbs, closed = self._words.verbs, self._words.classes
        return with_places(out, flat, lambda word: word in verbs or bool(closed.get(word, frozenset()) & {"A", "O"}))

    def _of_words(self, seen: WordsSeen, known: Sequence[Mention]) -> list[Mention]:
        """Return German names that are words of the dictionary; of known names they hold only towns."""
        if self._told is None:
            return []
        names = [mention for mention in known if mention.refs[0].kind not in {"place", "demonym"}]
        starts = [mention.start for mention in names]
        found = []
        for one in self._told.find(seen, gaps(seen.flat, known)):
            last = bisect_left(starts, one.end) - 1
            if last < 0 or names[last].end <= one.start:
                found.append(one)
        return found

    def _new(self, flat: str, seen: WordsSeen, known: Sequence[Mention]) -> Iterator[Mention]:
        covered = gaps(flat, known)
        ends = {mention.end for mention in known if mention.refs[0].kind not in {"demonym", "place"}}
        nations = {mention.end for mention in known if mention.refs[0].kind == "demonym"}
        places = {m.end: m.start for m in known if m.refs[0].cls in _LANDS and not (m.possessive or m.head)}
        fronts = {end: start for end, start in _towns(known) if not PLACED.search(flat, max(0, start - 24), start)}
        firms = {m.end: m.start for m in known if m.refs[0].cls == "Company" and not (m.possessive or m.head)}
        towns = {start: end for end, start in places.items()}
        for first, last in runs(flat, covered, RUN[self._language]):
            start, end = first, last
            seated = bool(self._german and _SEATED.search(flat, max(0, start - 20), start))
            start, before = (start, None) if seated else self._without_nouns(flat, start, end)
            while joint := _FIRST_JOINT.match(flat, start, end):
                start, before = self._without_nouns(flat, joint.end(), end)
            start, titled = _without_title(flat, start, end)
            end = end if seated else self._without_tail(flat, start, end)
            if start >= end:
                continue
            if start - 1 in firms and ARM.fullmatch(flat, start, end):
                start = firms[start - 1]  # "Bosch Ventures"
            elif start - 1 in fronts and self._is_strange(flat[start:end]):
                start = fronts[start - 1]  # "Suzhou Lianke"
            elif start - 1 in places and (ORGANISATION.match(flat[start:end]) or BODY.search(flat[start:end])):
                start = places[start - 1]  # "Wuhan University", "European Innovation Council"
            elif (of := _OF.match(flat, end)) and of.end() in towns and _SEAT_OF.search(flat[start:end]):
                end = towns[of.end()]  # "University of Sheffield"
            before = before or self._noun_before(flat, start)
            end = self._with_number(flat, start, end, before)
            cls = "Person" if titled else self._classes.of(seen, start, end, before)
            sort = self._classes.sort(flat[start:end].split())
            if seated or (cls == "Entity" and self._german and start - 1 in nations and sort == "name"):
                cls = "Company"
            elif cls is None and sort == "compound" and (joint := _JOINT.search(flat, max(0, start - 8), start)):
                listed = joint[0] != ", " or re.match(r",| und | oder | sowie ", flat[end:])
                cls = "Entity" if listed and joint.start() in ends and self._may_be_listed(flat[start:end]) else None
            for mention in self._mention(seen, start, end, cls) if cls else ():
                ends.add(mention.end)
                yield mention

    def _is_strange(self, run: str) -> bool:
        """Whether a single word is in no dictionary."""
        if " " in run or "-" in run or run in NOT_NAMES or run.isupper():
            return False
        return self._german.sort(run) == "name" if self._german else not is_common(run.lower())

    def _may_be_listed(self, run: str) -> bool:
        return " " not in run and not self._words.nouns_of(run.lower()) and not run.endswith(("en", "er", "e", "ung"))

    def _mention(self, seen: WordsSeen, start: int, end: int, cls: str) -> Iterator[Mention]:
        flat = seen.flat
        run = flat[start:end]
        possessive = bool(re.match(r"'s?(?!\w)", flat[end : end + 2])) or run.endswith("'s")
        run = run.removesuffix("'s")
        if self._german and run.endswith("s") and _is_genitive(seen, end, run):
            run, possessive = run[:-1], True
        label = LEGAL.sub("", run).strip(" ,")
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
            sentence_start = begins(flat, start)
            closed = self._words.classes.get(lower.partition("'")[0]) or lower in _NUMERALS
            if word in _FIELDS and ORGANISATION.search(flat, start + match.end() - 1, end):
                break
            if closed and (sentence_start or self._language == "de"):
                last = None
            elif (nouns and (self._language == "de" or sentence_start) and not word.isupper()) or word in NOT_NAMES:
                last = nouns[0] if nouns else None
            elif self._is_no_name(word, first=sentence_start) or (
                match.end() < end - start
                and not (last and last.cls == "person")
                and not flat.startswith("& ", start + match.end())
                and self._is_german_noun(word)
            ):
                last = None
            else:
                break
            start += match.end()
        return start, last

    def _is_no_name(self, word: str, *, first: bool) -> bool:
        """Whether a word with a capital letter is an adjective or stands first as a verb or adverb."""
        lower = word.lower()
        adjective, verb = bool(self._words.adjective(lower)), first and lower in self._words.verbs
        if self._language == "de":
            return not word.isupper() and (adjective or verb)
        return first and (verb or lower.endswith("ly") or adjective)

    def _is_german_noun(self, word: str) -> bool:
        """Whether a word before a German name is a noun and no first name."""
        return self._german is not None and self._german.sort(word) == "word" and word not in self._first_names

    def _without_tail(self, flat: str, start: int, end: int) -> int:
        """Cut common nouns from the end of what may be a German name: "Hella Bauteile", "Lumiquas Modulator"."""
        if self._german is None or LEGAL.search(flat, start, end) or ORGANISATION.search(flat[start:end]):
            return end
        while " " in flat[start:end]:
            front, _, word = flat[start:end].rpartition(" ")
            first, _, owner = front.rpartition(" ")
            genitive = owner.endswith("s") and self._german.sort(owner) == "name" and first in {"", *self._first_names}
            if not (self._words.nouns_of(word.lower()) or (genitive and self._german.sort(word) != "name")):
                break
            end = start + len(front.rstrip())
        return end

    def _with_number(self, flat: str, start: int, end: int, before: Noun | None) -> int:
        """Return the end of a product's name with its number: "Falke 3", after its noun or for a strange word."""
        number = NUMBER.match(flat, end)
        word = flat[start:end].rpartition(" ")[2]
        if number is None or word in NUMBERED or word in NOT_NAMES or self._words.nouns_of(word.lower()):
            return end
        strange = (
            self._german.sort(word) == "name" if self._german else not begins(flat, start) or self._is_strange(word)
        )
        product = (before is not None and before.cls == "product") or NAMED.search(flat, max(0, start - 40), start)
        return number.end() if strange or product else end

    def _noun_before(self, flat: str, start: int) -> Noun | None:
        front = flat[max(0, start - 40) : start]
        match = CALLED.search(front) or _LIKE.search(front) or re.search(r"([\w-]+)[ ][\"„»“]?$", front)
        if match is None:
            return None
        closed = self._german is not None and (match[1][0].islower() or self._words.classes.get(match[1].lower()))
        nouns = () if closed else self._words.nouns_of(match[1].lower())
        return nouns[0] if nouns else None


def _outside(known: Sequence[Mention], told: Iterable[Mention]) -> list[Mention]:
    """Return the known names that no other name begins before and goes on over."""
    starts = [mention.start for mention in known]
    inside: set[int] = set()
    for one in told:
        inside.update(range(bisect_right(starts, one.start), bisect_left(starts, one.end)))
    return [mention for index, mention in enumerate(known) if index not in inside]


def _towns(known: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Yield where towns end and begin."""
    for mention in known:
        if mention.refs[0].kind == "place" and not (mention.possessive or mention.head):
            yield mention.end, mention.start


def _without_title(flat: str, start: int, end: int) -> tuple[int, bool]:
    """Return where a name begins after the title of a person, and whether it has one: "Judge Althea Ruiz"."""
    title = TITLED.match(flat, start, end)
    if title is None or ORGANISATION.search(flat[title.end() : end]):
        return start, False
    return title.end(), True


def _is_genitive(seen: WordsSeen, end: int, run: str) -> bool:
    """Whether a German name ends in the "s" of a genitive: the text has it without, or a noun always follows."""
    if " " in run or run.endswith("ss"):
        return False
    return run[:-1] in seen.words or (seen.noun_follows(end) and run not in seen.free)
