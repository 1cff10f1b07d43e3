"""Comparisons by adjective: "far weaker than the H100", "no match for it", "in der Leistung unter dem Doubao"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chippolitik.extract.context import Context
from chippolitik.extract.draft import Draft
from chippolitik.extract.stances import Stances
from chippolitik.lexicon import Lexicon
from chippolitik.lexicon.literals import Gate
from chippolitik.model.annotated import Phrase
from chippolitik.model.entity import EntityRef
from chippolitik.model.kinds import Kind

__all__ = ["Comparer"]

_OPPOSITE = {"better": "worse", "worse": "better", "comparable": "worse"}


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A wording between two products, and what it says of the first one."""

    pattern: re.Pattern[str]
    direction: str
    gate: Gate


def _wording(pattern: str, direction: str) -> _Pattern:
    compiled = re.compile(pattern, re.IGNORECASE)
    return _Pattern(compiled, direction, Gate([compiled]))


class Comparer:
    """Reads comparisons off the words between two products.

    Args:
        lexicon: The lexicon; its ``comparisons`` hold the wordings.
        stances: Says how a text presents its clauses.
    """

    def __init__(self, lexicon: Lexicon, stances: Stances) -> None:
        self._stances = stances
        self._between = {
            lang: [
                _wording(pattern, direction)
                for direction, patterns in lexicon.data["comparisons"][lang]["between"].items()
                for pattern in patterns
            ]
            for lang in ("en", "de")
        }
        self._gates = {lang: Gate(one.pattern for one in patterns) for lang, patterns in self._between.items()}
        self._around = {
            lang: [
                _wording(pattern, direction)
                for direction, patterns in lexicon.data["comparisons"][lang]["around"].items()
                for pattern in patterns
            ]
            for lang in ("en", "de")
        }

    def drafts(self, context: Context) -> Iterator[Draft]:
        """Yield a draft for each pair of products that the sentence compares."""
        phrases = [p for p in context.sentence.phrases if self._product(context, p)]
        compared: set[int] = set()
        for index, first in enumerate(phrases):
            for second in phrases[index + 1 : index + 4]:
                draft = self._pair(context, first, second) if second.index not in compared else None
                if draft is not None:
                    compared.add(second.index)
                    yield draft
                    break

    @staticmethod
    def _product(context: Context, phrase: Phrase) -> tuple[EntityRef, ...]:
        ref = context.refs[phrase.index]
        if ref.how not in {"name", "definite", "described", "pronoun"}:
            return ()
        return tuple(p for p in ref.products if not (p.described and ref.how == "pronoun"))

    def _pair(self, context: Context, first: Phrase, second: Phrase) -> Draft | None:
        subject, other = self._product(context, first), self._product(context, second)
        if {s.label for s in subject} & {o.label for o in other}:
            return None
        tokens, language = context.sentence.tokens, context.sentence.language
        start, end = tokens[first.last].end, tokens[second.first].start
        between = context.text[start:end]
        after = context.text[end : context.sentence.end]
        before = context.text[context.sentence.start : start]
        worded = self._gates[language].passes(between.lower())
        for pattern in self._between[language] if worded else ():
            match = pattern.pattern.search(between)
            if match and match.end() >= len(between.rstrip()) - 12:
                return self._draft(context, first, second, subject, other, pattern.direction, match[0], swapped=False)
        around = f"{before[-60:]}§1{between}§2{after}"
        lower = around.lower()
        for pattern in self._around[language]:
            match = pattern.pattern.search(around) if pattern.gate.passes(lower) else None
            if match:
                swapped = match.lastgroup == "swap" if match.lastgroup else False
                return self._draft(context, first, second, subject, other, pattern.direction, match[0], swapped=swapped)
        return None

    def _draft(
        self,
        context: Context,
        first: Phrase,
        second: Phrase,
        subject: tuple[EntityRef, ...],
        other: tuple[EntityRef, ...],
        direction: str,
        wording: str,
        *,
        swapped: bool,
    ) -> Draft | None:
        sentence = context.sentence
        pred = next((p for p in reversed(context.preds) if first.first <= p.at or p.first <= first.last), None)
        near = [p for p in context.preds if p.first <= second.last and p.last >= first.first]
        pred = min(near, key=lambda p: abs(p.at - first.last)) if near else pred
        draft = Draft(
            Kind.COMPARISON, sentence.index, sentence.tokens[first.first].start, sentence.tokens[second.last].end,
            roles={"subject": other if swapped else subject, "object": subject if swapped else other},
            terms={"direction": direction}, paragraph=sentence.paragraph, trace=f"comparison: {wording.strip()[:60]}",
        )  # fmt: skip
        if pred is not None:
            modality, dropped = self._stances.of(context, pred)
            if dropped:
                return None
            if modality.value == "denied":
                draft.terms["direction"] = _OPPOSITE[direction]
            else:
                draft.modality = modality
            draft.end = max(draft.end, sentence.tokens[pred.at].end)
        return draft
