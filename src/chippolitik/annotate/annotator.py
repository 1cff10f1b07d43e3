"""From a document to its annotation: language, sentences, names, amounts, times, tokens, noun phrases."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chippolitik.annotate.amounts import AmountReader
from chippolitik.annotate.anchors import Stretch, masked
from chippolitik.annotate.calendar import year_before
from chippolitik.annotate.gazetteer import Gazetteer, plain
from chippolitik.annotate.language import language_of
from chippolitik.annotate.names import NameFinder
from chippolitik.annotate.phrases import noun_phrases
from chippolitik.annotate.sentences import sentence_spans
from chippolitik.annotate.tagging import Tagger
from chippolitik.annotate.times import TimeReader
from chippolitik.annotate.tokens import tokenize
from chippolitik.annotate.towns import TownFinder, lands_of
from chippolitik.lexicon import LANGUAGES, Lexicon, Words
from chippolitik.model.annotated import AnnotatedDocument, Sentence
from chippolitik.model.document import Document
from chippolitik.model.mention import Amount, Mention, TimeMention
from chippolitik.model.time import TimeSpan
from chippolitik.tables import Tables

__all__ = ["Annotator"]

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_MONEY_AFTER = (" dollar", " francs", " kron", "-Dollar", " Dollar")  # "40 million Canadian dollars" name no country
_LONGEST = 1500  # code points; a longer stretch without an end is cut there, so that work stays linear
_PERIOD_BEFORE = re.compile(r"Vorjahreszeitraum|Vorjahresquartal|Vorjahreswert")
_JOINTS = frozenset({"and", "to", "until", "through", "und", "bis", "-", "–"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Readers:
    """What reads texts of one language."""

    words: Words
    tagger: Tagger
    amounts: AmountReader
    times: TimeReader
    towns: TownFinder
    names: NameFinder


class Annotator:
    """Annotates documents in German and English.

    Args:
        tables: The knowledge base.
        lexicon: The lexicon.
    """

    def __init__(self, tables: Tables, lexicon: Lexicon) -> None:
        self._gazetteer = Gazetteer(tables, lexicon)
        self._lexicon = lexicon
        self._towns = lands_of(lexicon.data["towns"])
        self._readers: dict[str, _Readers] = {}

    def annotate(self, document: Document) -> AnnotatedDocument:
        """Return the document with its sentences; paragraphs in other languages have none.

        Args:
            document: The article.
        """
        sentences: list[Sentence] = []
        prior = document.language if document.language in LANGUAGES else language_of(document.text[:20_000], None)
        lines = [(match.start(), match.end(), language_of(match[0], prior)) for match in _LINE.finditer(document.text)]
        mentions = self._mentions(document.text, prior, lines)
        for paragraph, (start, end, language) in enumerate(lines):
            if language not in LANGUAGES:
                continue
            for first, last in self._spans(document.text, language, start, end):
                inside = list(_between(mentions, first, last))
                sentences.append(self._sentence(document, len(sentences), paragraph, (first, last), language, inside))
        return AnnotatedDocument(document, tuple(sentences))

    def _mentions(self, text: str, prior: str | None, lines: Sequence[tuple[int, int, str | None]]) -> list[Mention]:
        language = prior or next((lang for _, _, lang in lines if lang), None)
        if language is None:
            return []
        readers = self._of(language)
        return readers.names.find(text, readers.towns.find(text, self._gazetteer.find(text, language)))

    def _of(self, language: str) -> _Readers:
        """Return what reads a language; it knows many words, and is made where it is needed."""
        if language not in self._readers:
            data, words = self._lexicon.data, self._lexicon.words[language]
            self._readers[language] = _Readers(
                words=words,
                tagger=Tagger(words),
                amounts=AmountReader(data["numbers"], language),
                times=TimeReader(data["times"], language),
                towns=TownFinder(self._towns, language, words, self._gazetteer.ref),
                names=NameFinder(self._lexicon, language),
            )
        return self._readers[language]

    def _spans(self, text: str, language: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        for begin, last in sentence_spans(text, language, start, end):
            first = begin
            while last - first > _LONGEST:
                cut = text.rfind(" ", first + 1, first + _LONGEST)
                cut = cut if cut > first else first + _LONGEST
                yield first, cut
                first = cut + 1 if text[cut : cut + 1] == " " else cut
            if first < last:
                yield first, last

    def _sentence(
        self, document: Document, index: int, paragraph: int, span: tuple[int, int], language: str, names: list[Mention]
    ) -> Sentence:
        text, (start, end), readers = document.text, span, self._of(language)
        names = [name for name in names if not text.startswith(_MONEY_AFTER, name.end)]
        names_inside = ((name.start - start, name.end - start) for name in names)
        stretch = Stretch(masked(plain(text)[start:end], names_inside), start)
        times = _joined(readers.times.find(stretch, document.published), text)
        amounts = readers.amounts.find(stretch.without((time.start, time.end) for time in times))
        specials: list[Mention | Amount | TimeMention] = [*names, *times, *amounts]
        specials.sort(key=lambda special: special.start)
        tokens, tags = tokenize(text, start, end, specials, readers.words, readers.tagger)
        return Sentence(
            index=index,
            paragraph=paragraph,
            start=start,
            end=end,
            language=language,
            tokens=tuple(tokens),
            tags=tags,
            phrases=noun_phrases(tokens, tags, language),
            question=text[start:end].rstrip("\"'”“»«’)").endswith("?"),
        )


def _between(mentions: Sequence[Mention], start: int, end: int) -> Iterator[Mention]:
    for index in range(bisect_left(mentions, start, key=lambda mention: mention.start), len(mentions)):
        mention = mentions[index]
        if mention.start >= end:
            return
        if mention.end <= end:
            yield mention


def _joined(times: list[TimeMention], text: str) -> list[TimeMention]:
    """Join "between October 2024 and May 2025"; date "im Vorjahresquartal" by the quarter told of before it."""
    out: list[TimeMention] = []
    for time in times:
        if (
            out
            and text[out[-1].end : time.start].strip().lower() in _JOINTS
            and text[out[-1].start :][:9].lower().startswith(("between", "from", "zwischen", "von"))
        ):
            before = out.pop()
            span = TimeSpan(before.span.start, time.span.end)
            out.append(TimeMention(before.start, time.end, span, "at", span))
        elif out and _PERIOD_BEFORE.search(text, time.start, time.end) and (earlier := year_before(out[-1].span)):
            out.append(TimeMention(time.start, time.end, earlier, "at", earlier))
        else:
            out.append(time)
    return out
