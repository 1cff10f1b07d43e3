"""What adverbs, set phrases and the shape of a sentence make of a clause: "allegedly", "yet to", "had it ordered".

What the chain of a verb and the verbs above it make of it is the business of ``modality``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from chippolitik.extract.context import Context
from chippolitik.extract.modality import Stance, stance_of, stronger
from chippolitik.extract.predication import Predication
from chippolitik.lexicon import Lexicon
from chippolitik.model.kinds import Modality

__all__ = ["Stances"]

_BEFORE = 6  # tokens before a verb that a set phrase may begin in
_Patterns = dict[str, dict[str, re.Pattern[str]]]


@dataclass(frozen=True, slots=True)
class _Around:
    """What a sentence says around its clauses: wordings by where they stand, adverbs by their clause."""

    context: Context
    wordings: list[tuple[str, int, int]]
    adverbs: list[tuple[str, Predication | None]]


class Stances:
    """Says how a text presents its clauses.

    Args:
        lexicon: The lexicon.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._embeddings = lexicon.embeddings
        self._patterns: dict[str, _Patterns] = {
            language: {
                place: {effect: re.compile(pattern) for effect, pattern in effects.items()}
                for place, effects in places.items()
            }
            for language, places in lexicon.data["surroundings"].items()
        }
        self._last: _Around | None = None

    def of(self, context: Context, pred: Predication) -> Stance:
        """Return how the text presents a predication, by its verbs and by the words around it.

        Args:
            context: The sentence.
            pred: The predication.
        """
        language = context.sentence.language
        modality, dropped = stance_of(pred, language, self._embeddings[language])
        for effect in self._effects(context, pred):
            if effect == "drop":
                dropped = True
            else:
                modality = stronger(modality, Modality(effect))
        return modality, dropped

    def _effects(self, context: Context, pred: Predication) -> list[str]:
        around, sentence = self._around(context), context.sentence
        at = sentence.tokens[pred.at].start - sentence.start
        below = pred.link == "that" or pred.parent is None
        found = [
            effect for effect, low, high in around.wordings if low <= at and (at < high or (below and effect != "drop"))
        ]
        mine = (None, pred, pred.parent)
        found += [effect for effect, clause in around.adverbs if any(clause is own for own in mine)]
        before = context.text[sentence.tokens[max(0, pred.at - _BEFORE)].start : sentence.tokens[pred.at].start]
        place = "before" if sentence.tokens[pred.at].tag in "VA" else "nouns"
        patterns = self._patterns[sentence.language][place]
        return found + [effect for effect, pattern in patterns.items() if pattern.search(before)]

    def _around(self, context: Context) -> _Around:
        """Return what is found in a sentence, once for all its clauses."""
        if self._last is None or self._last.context is not context:
            sentence = context.sentence
            words, patterns = context.text[sentence.start : sentence.end], self._patterns[sentence.language]
            wordings = [
                (effect, match.start(), match.end())
                for effect, pattern in patterns["sentence"].items()
                if (match := pattern.search(words)) is not None
            ]
            adverbs = [
                (effect, _clause_at(context, sentence.start + match.start()))
                for effect, pattern in patterns["adverbs"].items()
                for match in pattern.finditer(words)
            ]
            self._last = _Around(context, wordings, adverbs)
        return self._last


def _clause_at(context: Context, offset: int) -> Predication | None:
    """Return the smallest predication around an offset, or None."""
    tokens = context.sentence.tokens
    around = [p for p in context.preds if tokens[p.first].start <= offset < tokens[p.last].end]
    return min(around, key=lambda p: p.last - p.first) if around else None
