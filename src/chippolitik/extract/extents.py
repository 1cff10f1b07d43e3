"""Which tokens carry a claim: the words of a clause, the extent of a predication and its arguments, its adverbials."""

from __future__ import annotations

from functools import lru_cache

from chippolitik.extract.context import Context
from chippolitik.extract.matching import Filled
from chippolitik.extract.predication import Predication
from chippolitik.model.annotated import Sentence

__all__ = ["clause_end", "clause_words", "extent", "folded", "time_window"]

_FAR = 12  # tokens from an antecedent to its clause


def clause_words(context: Context, pred: Predication) -> str:
    """Return the text of a predication's clause, its particles and infinitives included."""
    if not pred.words:
        pred.words = _clause_words(context, pred)
    return pred.words


def _clause_words(context: Context, pred: Predication) -> str:
    last = pred.last
    tags = context.sentence.tags
    while last + 1 < len(tags) and tags[last + 1] not in ",;:.!?CRS–—" and last - pred.last < 14:  # noqa: PLR2004 - the rest of a clause
        last += 1
    first = min(pred.first, pred.at)
    if pred.link.startswith("rel"):  # "the licence that Nvidia obtained": what the pronoun means is of the clause
        first = min([first, *(arg.first for arg in pred.args if first - _FAR <= arg.first)])
    first -= first > 0 and tags[first - 1] == "P"  # "Ohne Lizenz …"
    return context.words(first, max(last, pred.at))


@lru_cache(maxsize=1024)
def folded(words: str) -> tuple[str, str]:
    """Return the words of a clause in lower case, and with a small first letter: no other word than within a clause.

    Example:
        >>> folded("Für Intel")
        ('für intel', 'für Intel')
    """
    return words.lower(), words[:1].lower() + words[1:]


def extent(pred: Predication, filled: Filled) -> tuple[int, int]:
    """Return the first and last token of what carries a claim: the clause and the arguments used."""
    firsts = [pred.first, pred.at, *(arg.first for arg in filled.args.values())]
    lasts = [pred.last, pred.at, *(arg.last for arg in filled.args.values())]
    return min(firsts), max(lasts)


def clause_end(sentence: Sentence, last: int) -> int:
    """Return the last token before the next break of a sentence: "was ordered | to pay $4.1 million"."""
    while last + 1 < len(sentence.tags) and sentence.tags[last + 1] not in ",;:.!?()–—RS":
        last += 1
    return last


def time_window(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """Widen an extent to the adverbials of its clause before and after it."""
    stop = ";:.!?()–—"
    low, high = first, last
    while low > 0 and sentence.tags[low - 1] not in stop + "VRS" and first - low < 8:  # noqa: PLR2004 - a long adverbial
        low -= 1
    if low > 0 and sentence.tags[low - 1] in "VR":
        # What stands before the last comma belongs to the other clause: "After R1 came out in January, …".
        comma = sentence.tags.rfind(",", low, first)
        low = comma + 1 if comma >= 0 and sentence.language == "en" else low
    if sentence.language == "de" and low > 0 and sentence.tags[low - 1] == "V":
        low = _before_verb(sentence, low)
    while high + 1 < len(sentence.tags) and sentence.tags[high + 1] not in stop + "VRSOA" and high - last < 8:  # noqa: PLR2004 - as above
        high += 1
    return low, high


def _before_verb(sentence: Sentence, low: int) -> int:
    """Return where a German clause starts whose finite verb stands at ``low - 1``, if a time stands before the verb."""
    start = low - 1
    while start > 0 and sentence.tags[start - 1] not in ",;:.!?()–—VS":
        start -= 1
    return start if any(token.time is not None for token in sentence.tokens[start : low - 1]) else low
