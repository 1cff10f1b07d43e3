"""Names that German text makes of words of the dictionary: "die Spedition Trave Logistik", "der Bildprozessor Kauz".

All nouns have capital letters there. So such a name is told by what stands around it, and by standing there again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from chippolitik.annotate.german_words import GermanWords
from chippolitik.annotate.name_shapes import LEGAL, NOT_NAMES, NUMBERED, ORGANISATION, begins
from chippolitik.annotate.name_words import WordsSeen
from chippolitik.lexicon import Noun, Words
from chippolitik.model.mention import Mention, NameRef

__all__ = ["GermanNames"]

_RUN = re.compile(r"(?<![\w-])[A-ZÄÖÜ][\w-]+(?: [A-ZÄÖÜ][\w-]+)+")
_WORD = re.compile(r"\S+")
_QUOTED = re.compile(r"(?<![\w-])([\w-]+) [\"„“»«]([A-ZÄÖÜ][\w-]+(?: [A-ZÄÖÜ0-9][\w-]*)?)[\"“”«»]")
_TRADE = re.compile(
    r"(?:Logistik|Silizium|Vakuum|Optik|Elektronik|\w*[Tt]echnik|\w*[Ss]ysteme|\w*[Hh]albleiter|Software|Energie|"
    r"\w*[Mm]aschinen|Photonik|Sensorik|Robotik|Automation|Chemie|Metall|Pharma|Medien|Druck|Stahl|Glas|Optronik|"
    r"Mikroelektronik|Kapital|Beteiligungen|Immobilien|Dienste|Netze|Daten|Handel|Transporte|Bau|\w*[Bb]au|Tech|Labs?)"
)
"""What the firm deals in that a name ends in."""
_GENITIVE = re.compile(r"\b(?:des|eines|seines|ihres|dieses|unseres)(?: [a-zäöüß-]+){0,2} $")
_PHRASE = re.compile(
    r"\b(?:[Dd]er|[Dd]ie|[Dd]as|[Dd]e[mn]|[Ee]ine?[mrn]?|[Ss]eine?[mrn]?|[Ii]hre?[mrn]?) (?:[\wäöüß-]+ ){0,2}$"
)
_GOVERNED = re.compile(
    r"\b(?i:an|auf|bei|mit|von|zu|für|durch|gegen|um|in|über|aus|beim|vom|zum|zur|am|im) "
    r"(?:(?:der|die|das|de[mn]|eine?[mrn]?|seine?[mrn]?|ihre?[mrn]?) )?(?:[\wäöüß-]+ ){0,2}$"
)
_OWN = re.compile(r"\b(?:[Ss]eine?[mrns]?|[Ii]hre?[mrns]?|[Uu]nsere?[mrns]?)(?: [\wäöüß-]+){0,2} $")
_EXPLAINED = re.compile(r",? (?:der|die|das|dessen|deren|dem|den|ein|eine|einer|einem) |[,.;:)]")
_NEXT = re.compile(r" ([a-zäöüß]+)\b")
_COUNT = re.compile(r"(?:\d|\b(?:ein|zwei|drei|vier|fünf|Millionen|Milliarden|Prozent|Tonnen|Kilogramm|Stück)) $")
_BODIES = re.compile(
    r"\b(?P<school>(?:(?:Technischen?|Freien?) )?(?:Hochschule|Universität|Fachhochschule|TU|FH|Uni) [A-ZÄÖÜ][\w-]+)"
    r"|(?<!eine )(?<!einer )(?<!ein )(?<!eines )(?<!einem )\b"
    r"(?:(?:[A-ZÄÖÜ]\w*)?(?:[Vv]erband(?:e?s)?|[Vv]ereinigung) (?:der|des|für|Deutscher)"
    r"|(?:Gesellschaft|[A-ZÄÖÜ]\w*institut(?:e?s)?|Institut(?:e?s)?) für) (?:[A-ZÄÖÜ]?[\w-]+en )?[A-ZÄÖÜ][\w-]+"
    r"(?: und [A-ZÄÖÜ][\w-]+)?"
    r"|\b[A-ZÄÖÜ]\w*verband(?:e?s)? [A-ZÄÖÜ][\w-]+"
)
"""Universities, federations and institutes with what names them: "Hochschule Trier", "Verband der Optiker"."""
_GENITIVE_HEAD = re.compile(r"^(\w*(?:[Vv]erband|[Ii]nstitut))e?s\b")
_OF_NAMES = {"company": "Company", "group": "Organization", "product": "Product"}
_MODELS = frozenset({"model", "language model", "AI model", "LLM"})
_OFTEN = 2


class GermanNames:
    """Finds names that are words of the dictionary.

    Args:
        words: The words of the lexicon.
        german: The words of the dictionary.
        first_names: With another name after them they make a person.
    """

    def __init__(self, words: Words, german: GermanWords, first_names: frozenset[str]) -> None:
        self._words = words
        self._german = german
        self._first_names = first_names

    def find(self, seen: WordsSeen, covered: str) -> Iterator[Mention]:
        """Yield the names, in no order, maybe overlapping.

        Args:
            seen: The words of the text.
            covered: The text with the names of the knowledge base blanked out.
        """
        for match in _BODIES.finditer(seen.flat):
            cls = "ResearchOrganization" if match["school"] else "Organization"
            if not match[0].rpartition(" ")[2].isupper():  # "Herstellerverband CAAM" has a name of its own
                yield _named(match.start(), match[0], cls, _GENITIVE_HEAD.sub(r"\1", match[0]))
        for match in _QUOTED.finditer(covered):
            if sort := self._class_of(match[1]):
                yield _named(match.start(2), match[2], sort)
        runs = [[(m.start() + run.start(), m[0]) for m in _WORD.finditer(run[0])] for run in _RUN.finditer(covered)]
        pairs = Counter((one[1], two[1]) for run in runs for one, two in pairwise(run))
        for run in runs:
            yield from self._in_run(seen, run, pairs)

    def _in_run(
        self, seen: WordsSeen, run: Sequence[tuple[int, str]], pairs: Counter[tuple[str, str]]
    ) -> Iterator[Mention]:
        """Yield the names in a row of words with capital letters."""
        for index in range(1, len(run)):
            (start, front), (at, last) = run[index - 1], run[index]
            noun = self._noun(front)
            if noun is not None:
                if index == len(run) - 1 and (cls := self._apposed(seen.flat, run[index - 1], run[index], noun)):
                    yield _named(at, last, cls)
                continue
            if not self._may_begin(seen.flat, start, front) or last in NOT_NAMES:
                continue
            if found := self._firm(seen.flat, run, index, pairs):
                yield found

    def _goes_on(
        self, flat: str, row: Sequence[tuple[int, str]], word: tuple[int, str], pairs: Counter[tuple[str, str]]
    ) -> bool:
        """Whether the last word of a row before the words of a name belongs to it."""
        start, last = row[-1]
        noun = self._noun(row[-2][1]) if len(row) > 1 else None
        firm = noun is not None and noun.cls == "company"
        strange = firm or self._german.sort(last) == "name" or pairs[last, word[1]] >= _OFTEN
        return strange and self._noun(last) is None and self._may_begin(flat, start, last)

    def _firm(
        self, flat: str, run: Sequence[tuple[int, str]], index: int, pairs: Counter[tuple[str, str]]
    ) -> Mention | None:
        """Return the firm whose name ends in a word of a row: by its trade or by coming twice."""
        begin = index - 1
        while begin and self._goes_on(flat, run[:begin], run[begin], pairs):
            begin -= 1
        (start, _), (at, last) = run[begin], run[index]
        before = self._noun(run[begin - 1][1]) if begin else self._noun_before(flat, start)
        firm = before is not None and before.cls == "company"
        often = pairs[run[index - 1][1], last] >= _OFTEN
        english = ORGANISATION.fullmatch(last) is not None
        trade = english or _TRADE.fullmatch(last) is not None
        if not (trade or (often and not self._noun(last))) or not (firm or often or english):
            return None
        return _named(start, flat[start : at + len(last)], "Company" if firm or trade else "Entity")

    def _may_begin(self, flat: str, start: int, word: str) -> bool:
        """Whether a word with a capital letter may begin the name of a firm."""
        lower = word.lower()
        closed = self._words.classes.get(lower) or self._words.adjective(lower) or lower in self._words.verbs
        counted = _COUNT.search(flat, max(0, start - 12), start) or word in NOT_NAMES or word in NUMBERED
        return not (closed or counted or word in self._first_names or LEGAL.search(" " + word))

    def _apposed(self, flat: str, noun_at: tuple[int, str], word_at: tuple[int, str], noun: Noun) -> str | None:
        """Return the class that a noun gives the word of the dictionary right after it, if that is its name."""
        (start, head), (at, word) = noun_at, word_at
        cls = _OF_NAMES.get(noun.cls)
        compound = bool(self._words.first_part(word.lower()))
        other = (self._noun(word) is not None and not (compound and cls == "Company")) or self._is_no_name(word)
        if cls is None or other or head.endswith(("innen", "ern")) or head in NUMBERED:
            return None
        cls = "AIModel" if noun.lemma in _MODELS else cls
        after = at + len(word)
        front = flat[max(0, start - 60) : start]
        if _GENITIVE.search(front) and head.endswith("s"):
            return cls
        if cls != "Company" and _OWN.search(front):
            return cls
        phrase = _PHRASE.search(front)
        if phrase is None:
            return None
        first = begins(flat, max(0, start - 60) + phrase.start()) if len(front) else True
        if first:
            return cls if self._verb_follows(flat, after) or _EXPLAINED.match(flat, after) else None
        governed = _GOVERNED.search(front) is not None and cls == "Company"
        relative = re.match(r", (?:der|die|das|dessen|deren|dem) ", flat[after : after + 10])
        return cls if (governed and _EXPLAINED.match(flat, after)) or (relative and cls == "Company") else None

    def _is_no_name(self, word: str) -> bool:
        lower = word.lower()
        return (
            word in NOT_NAMES or bool(self._words.classes.get(lower)) or lower.endswith(("ung", "keit", "heit", "tion"))
        )

    def _verb_follows(self, flat: str, end: int) -> bool:
        after = _NEXT.match(flat, end)
        if after is None:
            return False
        helps = self._words.classes.get(after[1], frozenset()) & {"A", "O"}
        return bool(helps) or any(form.tag in "fk" for form in self._words.verbs.get(after[1], ()))

    def _noun(self, word: str) -> Noun | None:
        nouns = self._words.nouns_of(word.lower())
        return nouns[0] if nouns else None

    def _class_of(self, word: str) -> str | None:
        noun = self._noun(word) if word[0].isupper() else None
        if noun is None:
            return None
        return "AIModel" if noun.lemma in _MODELS else _OF_NAMES.get(noun.cls)

    def _noun_before(self, flat: str, start: int) -> Noun | None:
        match = re.search(r"([A-ZÄÖÜ][\w-]+) (?:namens |wie )?$", flat[max(0, start - 40) : start])
        return self._noun(match[1]) if match else None


def _named(start: int, text: str, cls: str, label: str = "") -> Mention:
    """Return a name of one class, whose label is its text unless another one is given."""
    return Mention(start, start + len(text), label or text, (NameRef(label or text, cls),))
