"""Tokens of a sentence: names, amounts and times as one token each, words and marks between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from chippolitik.annotate.tagging import Tagger
from chippolitik.lexicon import Words
from chippolitik.model.annotated import Token
from chippolitik.model.mention import Amount, Mention, TimeMention

__all__ = ["tokenize"]

_WORD = re.compile(
    r"n't(?!\w)|['’](?:s|re|ve|ll|d)?(?![\w])|[^\W_]+(?:[.&/][^\W_]+)*(?:[-‑][^\W_]+)*-?(?:['’](?=t\b)t)?|\.\.\.|[^\w\s]"
)
_Row = tuple[int, int, str, str, str, Mention | Amount | TimeMention | None]


def tokenize(
    text: str, start: int, end: int, specials: Sequence[Mention | Amount | TimeMention], words: Words, tagger: Tagger
) -> tuple[list[Token], str]:
    """Return the tokens of a sentence and their signs.

    Args:
        text: The article's text.
        start: Offset of the sentence's first character.
        end: Offset after its last one.
        specials: Names, amounts and times inside it, in text order, without overlap.
        words: The words of its language.
        tagger: The tagger of its language.
    """
    rows = _rows(text, start, end, specials, tagger, words.language)
    shapes = [(row[2], row[3], row[4]) for row in rows]
    tags: list[str] = []
    for index in range(len(shapes)):
        tags.append(tagger.tag(index, shapes, tags))
    _mend(tags, shapes, words)
    tokens = []
    before = ""
    for (first, last, word, lower, _, special), tag in zip(rows, tags, strict=True):
        mention = special if isinstance(special, Mention) else None
        head = mention.head.lower() if mention else ""
        nouns = words.nouns_of(head or lower) if tag == "N" or head else ()
        if nouns and before and words.language == "en":  # "data centres" are no centres
            nouns = words.nouns_of(f"{before} {lower}") or nouns
        before = lower if tag in "NJX" else ""
        verbs = words.verbs.get(lower, ()) if tag in "VJAO" else ()
        if special is None or mention is not None:
            tokens.append(Token(first, last, word, lower, tag, verbs, nouns, mention))
        else:
            amount = special if isinstance(special, Amount) else None
            time = special if isinstance(special, TimeMention) else None
            tokens.append(Token(first, last, word, lower, tag, verbs, nouns, None, amount, time))
    return tokens, "".join(tags)


def _rows(
    text: str,
    start: int,
    end: int,
    specials: Iterable[Mention | Amount | TimeMention],
    tagger: Tagger,
    language: str,
) -> list[_Row]:
    rows: list[_Row] = []
    position = start
    for special in specials:
        _add_plain(rows, text, position, special.start, tagger)
        word = text[special.start : special.end]
        rows.append((special.start, special.end, word, word.lower(), _sign(special, language), special))
        position = special.end
    _add_plain(rows, text, position, end, tagger)
    return rows


def _add_plain(rows: list[_Row], text: str, start: int, end: int, tagger: Tagger) -> None:
    """Add the words and marks between two offsets."""
    options = tagger.options
    for match in _WORD.finditer(text, start, end):
        word = match[0].replace("’", "'")
        lower = word.lower()
        rows.append((match.start(), match.end(), word, lower, options(word, lower), None))


def _sign(special: Mention | Amount | TimeMention, language: str) -> str:
    if isinstance(special, Amount):
        return "Q"
    if isinstance(special, TimeMention):
        return "T"
    if special.refs[0].kind == "demonym":
        # "Chinese firms", "the Chinese": an adjective unless a capital letter makes it a noun in German.
        noun = language == "de" and special.text[0].isupper()
        return "M" if noun else "J"
    if special.head and special.head.islower() and language == "en":
        return "J"
    return "M"


def _mend(tags: list[str], shapes: list[tuple[str, str, str]], words: Words) -> None:
    """Mend what only the tags of both neighbours tell."""
    for index, tag in enumerate(tags):
        follows = tags[index + 1] if index + 1 < len(tags) else ""
        lower = shapes[index][1]
        adjective = tag == "J" and follows not in {"N", "M", "J", "X", "Q", "C", ","}
        unknown = tag == "X" and bool(index) and tags[index - 1] in "A,PC"
        if words.language == "en" and ((adjective and lower in words.verbs) or (unknown and lower.endswith("ing"))):
            tags[index] = "V"
