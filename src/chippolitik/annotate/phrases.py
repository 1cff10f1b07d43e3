"""Noun phrases of a tagged sentence, by patterns over the signs of its tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from chippolitik.model.annotated import Phrase, Token

__all__ = ["noun_phrases"]

_MOMENTS = frozenset(
    {"end", "month", "year", "week", "day", "time", "quarter", "beginning", "start", "period", "moment", "turn"}
)
_OF_GRANTS = frozenset(
    {"annual", "new", "fresh", "special", "individual", "indefinite", "permanent", "temporary", "further"}
)
"""Adjectives that begin what a name is given: "gave Samsung annual licences"."""
_ENGLISH = re.compile(
    r"(?:[DH]T(?=[JN]*N))?(?:[DH]+(?:[QJ]|B(?=[JQX]))*|(?:[QJ]|B(?=[JQ]))*)[JXNMQ]*[NMX]|[DH]*J*Q|[DH](?=[,.VPAO]|$)|E"
)
_GERMAN = re.compile(r"[DH]*(?:[QJ]|B(?=[QJ]))*[NM]+|[DH]*J*Q|E")
_PLURAL_DETERMINERS = frozenset(
    """alle allen aller einige einigen einiger mehrere mehreren mehrerer viele vielen vieler beide beiden
    manche manchen zahlreiche zahlreichen etliche sämtliche""".split()  # noqa: SIM905 - words
)
_EITHER_NUMBER = frozenset(
    {"die", "den", "diese", "diesen", "keine", "seine", "ihre", "seinen", "ihren", "unsere", "unseren"}
)
_ACCUSATIVE = frozenset({"den", "diesen", "ihren", "seinen", "unseren"})
_NEUTER = ("unternehmen", "firmen")  # one form for both numbers, told apart by the article alone
_AGENTS = frozenset({"company", "body", "person", "group", "medium"})


def noun_phrases(tokens: Sequence[Token], tags: str, language: str) -> tuple[Phrase, ...]:
    """Return the noun phrases of a sentence, in text order.

    Args:
        tokens: The tokens of the sentence.
        tags: Their signs.
        language: ``en`` or ``de``.
    """
    pattern = _ENGLISH if language == "en" else _GERMAN
    found: list[Phrase] = []
    for match in pattern.finditer(tags):
        if tokens[match.start()].lower == "such":  # "such as" begins examples
            continue
        for first, last in _split(tokens, match.start(), match.end() - 1, language):
            found.append(_phrase(len(found), first, last, tokens, tags, found, language))
    return tuple(found)


def _split(tokens: Sequence[Token], first: int, last: int, language: str) -> Iterator[tuple[int, int]]:
    """Yield the parts of a run of nouns and names that are phrases of their own."""
    begin = first
    for index in range(first, last):
        token, after = tokens[index], tokens[index + 1]
        said = index + 2 < len(tokens) and tokens[index + 2].lower == "zufolge"  # "Internetkonzerne | Reuters zufolge"
        if _parts(token, after, language) or (said and after.tag == "M"):
            yield begin, index
            begin = index + 1
    yield begin, last


def _parts(token: Token, after: Token, language: str) -> bool:
    if token.mention is not None and (token.mention.possessive or _is_given(token, after)):
        return True
    if after.tag == "Q" and token.tag in "MNX":
        return True
    if token.tag == "Q":
        # "$500,000 Nvidia" are two things, "100,000 Nvidia chips" one.
        return token.amount is not None and token.amount.currency is not None and language == "de"
    if language == "en" and after.tag == "M" and token.lower in _MOMENTS:
        return True
    if language == "en" or token.tag not in "MN" or after.tag not in "MN":
        return False
    if token.tag == "M" and token.mention is not None:
        adjective = token.mention.refs[0].kind == "demonym"
        return not adjective and (after.mention is None or not _belongs(token, after))
    if after.tag == "M":
        if after.mention is not None and token.nouns and " von " in after.text:
            return True  # "in seinen Autos Chips von Nvidia"
        return not any(noun.cls in _AGENTS | {"product", "list", "place"} for noun in token.nouns)
    return True


def _is_given(token: Token, after: Token) -> bool:
    """Whether what a name is given begins after it: "gave Samsung annual licences"."""
    assert token.mention is not None
    return after.tag == "J" and after.lower in _OF_GRANTS and token.mention.refs[0].kind != "demonym"


def _belongs(token: Token, after: Token) -> bool:
    """Whether a name after a name is its product ("Huawei Ascend 910B") or its other half."""
    assert token.mention is not None
    assert after.mention is not None
    maker, product = token.mention.refs[0], after.mention.refs[0]
    if token.mention.head:
        return True
    return product.parent is not None and product.parent == maker.known


def _phrase(
    index: int, first: int, last: int, tokens: Sequence[Token], tags: str, before: Sequence[Phrase], language: str
) -> Phrase:
    head = tokens[last]
    inside = tokens[first : last + 1]
    mentions = tuple([token.mention for token in inside if token.mention is not None])
    amounts = [token.amount for token in inside if token.amount is not None]
    det = tokens[first].lower if tags[first] in "DHE" else ""
    nouns = head.nouns
    if not nouns and language == "de" and head.mention is not None:
        nouns = next((token.nouns for token in tokens[first:last] if token.nouns), ())
    return Phrase(
        index=index,
        first=first,
        last=last,
        prep=_postposition(tokens, last) or _preposition(tokens, tags, first),
        det=det,
        nouns=nouns,
        mentions=mentions,
        amount=amounts[0] if amounts else None,
        possessor=_possessor(tokens, tags, first, before),
        plural=_plural(head, det, language),
    )


def _postposition(tokens: Sequence[Token], last: int) -> str:
    """Return a German preposition that follows its phrase: "Insidern zufolge"."""
    after = tokens[last + 1].lower if last + 1 < len(tokens) else ""
    return after if after == "zufolge" else ""


def _preposition(tokens: Sequence[Token], tags: str, first: int) -> str:
    index = first - 1
    while index >= 0 and tags[index] in "BG":
        index -= 1
    if index >= 0 and tags[index] == "P":
        if (
            tokens[index].lower in {"to", "from"}
            and index
            and tokens[index - 1].lower in {"close", "prior", "next", "due"}
        ):
            return tokens[index - 1].lower + " " + tokens[index].lower
        if tokens[index].lower == "of" and index and tokens[index - 1].lower == "because":
            return "because"
        return tokens[index].lower
    return ""


def _possessor(tokens: Sequence[Token], tags: str, first: int, before: Sequence[Phrase]) -> int | None:
    if not before:
        return None
    last = before[-1]
    gap = tags[last.last + 1 : first]
    if gap == "g" or (
        gap in {"", "T"} and last.mentions and tokens[last.last].mention is not None and last.mentions[-1].possessive
    ):
        return last.index
    return None


def _plural(head: Token, det: str, language: str) -> bool:
    if language == "en":
        return head.lower.endswith("s") and not head.lower.endswith("ss") and det not in {"a", "an", "this"}
    return bool(head.nouns) and (det in _PLURAL_DETERMINERS or _plural_form(head, det))


def _plural_form(head: Token, det: str) -> bool:
    """Whether a German noun after "die", "den", "seine" … is in the plural: "die Hersteller", not "die Firma"."""
    if det not in _EITHER_NUMBER:
        return False
    if head.lower.endswith(_NEUTER):
        return True
    is_base = any(head.lower.endswith(noun.form) for noun in head.nouns)
    if det in _ACCUSATIVE:
        return not is_base and head.lower.endswith(("n", "s"))
    return not is_base or head.lower.endswith(("er", "el", "chen"))
