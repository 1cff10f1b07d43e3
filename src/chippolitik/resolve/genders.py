"""What a phrase is called by: its noun, its German gender and number; and which gender a pronoun asks for."""

from __future__ import annotations

from chippolitik.model.annotated import Phrase, Sentence

__all__ = ["ANY", "called_by", "genders_of", "wanted_by"]

ANY = frozenset("mfnp")
"""Masculine, feminine, neuter, plural: what a phrase whose words do not tell may be."""

_M, _F, _N = frozenset("m"), frozenset("f"), frozenset("n")
_MN, _FP = frozenset("mn"), frozenset("fp")
_ARTICLES = {
    "der": frozenset("mfp"), "die": _FP, "das": _N, "dem": _MN, "den": frozenset("mp"), "des": _MN,
    "ein": _MN, "eine": _F, "einen": _M, "einem": _MN, "einer": _F, "eines": _MN,
    "vom": _MN, "beim": _MN, "zum": _MN, "im": _MN, "am": _MN, "ins": _N, "zur": _F,
}  # fmt: skip
_STEMS = ("sein", "ihr", "kein", "mein", "unser")
_ENDINGS = {"": _MN, "e": _FP, "en": frozenset("mp"), "em": _MN, "er": frozenset("fp"), "es": _MN}
_POINTING = ("dies", "jed", "jen", "welch")
_POINTED = {"er": frozenset("mfp"), "e": _FP, "es": _N, "en": frozenset("mp"), "em": _MN}
_FEMININE = (
    "ung", "heit", "keit", "schaft", "ion", "tät", "ei", "firma", "gruppe", "tochter", "behörde", "bank",
    "erin", "orin", "eurin", "istin", "entin",
)  # fmt: skip
_NEUTER = ("chen", "ment", "werk", "unternehmen", "haus", "system", "modell", "ministerium")
_MASCULINE = ("konzern", "chip", "prozessor", "beschleuniger", "hersteller", "händler", "riese")
_PRONOUNS = {
    "er": _M, "ihn": _M, "ihm": _MN, "es": _N, "sie": _FP, "ihr": _F, "ihnen": frozenset("p"),
}  # fmt: skip


def genders_of(sentence: Sentence, phrase: Phrase) -> frozenset[str]:
    """Return what gender or number a German phrase may have; any for what is not German.

    Args:
        sentence: The sentence.
        phrase: The phrase.

    Returns:
        Some of ``m`` ``f`` ``n`` ``p``, by its article and by the ending of its noun.
    """
    if sentence.language != "de":
        return ANY
    by_article = _by_article(phrase.det) or _by_article(phrase.prep) or ANY
    nouns = [token for token in sentence.tokens[phrase.first : phrase.last + 1] if token.tag == "N"]
    return (by_article & _by_noun(nouns[-1].lower)) or by_article if nouns else by_article


def called_by(sentence: Sentence, phrase: Phrase, lemma: str) -> str:
    """Return the noun of a phrase by which a later one is known to mean the same.

    Args:
        sentence: The sentence.
        phrase: The phrase.
        lemma: The English base form of its noun, or empty.

    Returns:
        The base form in German, where "Autohändler" comes back as "Händler"; in English, which has a base form for
        several words, the word itself.
    """
    return lemma if not lemma or sentence.language == "de" else sentence.tokens[phrase.last].lower


def wanted_by(word: str) -> frozenset[str]:
    """Return the genders that a German pronoun, personal or possessive, may stand for; any for other words.

    Example:
        >>> sorted(wanted_by("er")), sorted(wanted_by("seinen")), sorted(wanted_by("ihre"))
        (['m'], ['m', 'n'], ['f', 'p'])
    """
    if word in _PRONOUNS:
        return _PRONOUNS[word]
    if word.startswith("sein"):
        return _MN
    return _FP if word.startswith("ihr") else ANY


def _by_article(word: str) -> frozenset[str] | None:
    if word in _ARTICLES:
        return _ARTICLES[word]
    for stems, endings in ((_STEMS, _ENDINGS), (_POINTING, _POINTED)):
        stem = next((stem for stem in stems if word.startswith(stem)), None)
        if stem is not None:
            return endings.get(word[len(stem) :])
    return None


def _by_noun(word: str) -> frozenset[str]:
    if word.endswith(_FEMININE):
        return _F
    if word.endswith(_NEUTER):
        return _N
    return _M if word.endswith(_MASCULINE) else ANY
