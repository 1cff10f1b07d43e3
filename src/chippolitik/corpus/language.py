"""The language of a text: German, English, another one, or not to be told."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

__all__ = ["LANGUAGES", "detect_language"]

LANGUAGES = ("de", "en")
"""The languages that claims are extracted from."""

_SAMPLE = 20_000  # code points; more does not change the answer
_ENOUGH = 8  # function words that settle the matter without the model, which takes a second to load
_CERTAIN = 0.3  # probability below which a text gives no answer
_OTHERS = (
    "fr", "es", "it", "nl", "pt", "pl", "ru", "uk", "zh", "ja", "ko", "tr", "ar", "cs", "da", "sv", "no", "fi", "hu",
    "ro", "el", "he", "hi", "vi", "id",
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
# Words that no other language of the list shares as a frequent word.
_GERMAN = frozenset({
    "und", "der", "das", "nicht", "mit", "für", "auf", "ist", "dem", "ein", "eine", "einen", "sich", "auch",
    "wird", "werden", "nach", "bei", "aus", "zu", "im", "vom", "zum", "zur", "über", "sind", "wurde", "seit",
    "am", "noch", "einer", "eines",
})  # fmt: skip
_ENGLISH = frozenset({
    "the", "of", "and", "that", "with", "has", "was", "were", "which", "by", "from", "its", "this", "would",
    "have", "is", "to",
})  # fmt: skip
_FUNCTION_WORDS = {"de": _GERMAN, "en": _ENGLISH}


def detect_language(text: str) -> str | None:
    """Return the language of a text.

    Args:
        text: The text; its beginning is enough.

    Returns:
        ``de``, ``en``, the ISO 639-1 code of another language, or None where the text is too short to tell.

    Example:
        >>> detect_language("Der Konzern hat die Chips nicht auf dem Markt, und das wird sich nach der Sperre zeigen.")
        'de'
    """
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.lower())
    hits = {language: sum(word in known for word in words) for language, known in _FUNCTION_WORDS.items()}
    best, other = sorted(LANGUAGES, key=lambda language: (-hits[language], language))
    if hits[best] >= _ENOUGH and hits[best] * 8 >= len(words) and hits[best] > 4 * hits[other]:
        return best
    code, certainty = _identifier().classify(sample)
    return str(code) if certainty >= _CERTAIN else None


@functools.cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - the model takes a second to load

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([*LANGUAGES, *_OTHERS])
    return identifier
