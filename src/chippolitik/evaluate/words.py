"""Labels as comparable words: folding, joining of product suffixes, singular and synonym. No alias tables here."""

from __future__ import annotations

import re
import unicodedata

from chippolitik.evaluate.lexical import FUNCTION_WORDS, LEGAL_FORMS, SYNONYMS

__all__ = ["describes", "key", "root", "words"]

_POSSESSIVE = re.compile(r"'s\b")
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")
_DECIMAL = re.compile(r"(?<=\d)[.,](?=\d)")
_WORD = re.compile(r"[^\W_]+")
_WITH_DIGIT = re.compile(r"\S*\d\S*")
_LETTERS = re.compile(r"[^\W\d_]+")
_PLURAL_OF_Y = 4  # "ties" is no plural of "ty"
_SHORT = 3  # "gas", "bus": no plurals


def words(label: str) -> list[str]:
    """Split a label into folded words.

    Case, accents, punctuation, a leading "the", a possessive and legal forms at the end make no difference; a number
    and the single letter after it are one word; a decimal point stays inside its number.

    Args:
        label: A filler as the flat table prints it.

    Returns:
        The words in their order; empty for a label without letters and digits.

    Example:
        >>> words("Ascend 910 B"), words("The U.S. Commerce Department"), words("Nvidia Corp.")
        (['ascend', '910b'], ['us', 'commerce', 'department'], ['nvidia'])
        >>> words("GPT-4.5")
        ['gpt', '4p5']
        >>> words("–")
        []
    """
    joined: list[str] = []
    for word in _WORD.findall(_fold(label)):
        if joined and joined[-1].isdigit() and len(word) == 1 and word.isalpha():
            joined[-1] += word
        else:
            joined.append(word)
    while len(joined) > 1 and joined[-1] in LEGAL_FORMS:
        joined.pop()
    return joined[1:] if len(joined) > 1 and joined[0] == "the" else joined


def key(label: str) -> str:
    """Return a label's words as one string; labels with one key are spellings of one name.

    Example:
        >>> key("Moore Threads") == key("MooreThreads"), key("H20") == key("H200")
        (True, False)
    """
    return "".join(words(label))


def root(word: str) -> str:
    """Return the singular of a folded word, or the synonym that stands for it.

    Example:
        >>> root("gpus"), root("companies"), root("curbs"), root("wafer")
        ('chip', 'company', 'limit', 'wafer')
    """
    if len(word) > _PLURAL_OF_Y and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > _SHORT and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return SYNONYMS.get(word, word)


def describes(label: str) -> bool:
    """Return whether a label looks like a description and not like a name: it has a content word in lower case.

    Example:
        >>> describes("Chinese companies"), describes("Bank of America"), describes("Ascend 910b")
        (True, False, False)
    """
    return any(word.islower() and word not in FUNCTION_WORDS for word in _LETTERS.findall(_WITH_DIGIT.sub("", label)))


def _fold(label: str) -> str:
    text = unicodedata.normalize("NFKD", label).replace("’", "'").casefold()
    text = "".join(char for char in text if not unicodedata.combining(char))
    text = _POSSESSIVE.sub("", text)
    text = _DOTTED.sub(lambda match: match.group().replace(".", ""), text)
    return _DECIMAL.sub("p", text)
