"""Figures of firms, products and countries: an amount, the word for what it measures, and what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chippolitik.extract.context import FIRMS, Context
from chippolitik.extract.draft import Draft
from chippolitik.extract.measuring import Units, as_money, time_of
from chippolitik.extract.modality import stance_of
from chippolitik.extract.predication import Predication
from chippolitik.lexicon import Lexicon
from chippolitik.model.amount import Quantity
from chippolitik.model.annotated import Phrase, Token
from chippolitik.model.entity import EntityRef
from chippolitik.model.kinds import Kind, Modality
from chippolitik.model.mention import Amount
from chippolitik.model.resolved import ResolvedDocument
from chippolitik.model.time import TimeSpan

__all__ = ["MetricReader"]

_CHIPS = frozenset({"AIAccelerator", "Chip", "MemoryChip", "ComputeSystem"})
_PRODUCTS = _CHIPS | {"AIModel", "Application", "Software", "Product", "ManufacturingEquipment", "Material"}
_MODIFIERS = re.compile(
    r"\b(active|weekly|monthly|daily|paying|registered|aktiven?|wöchentliche[nr]?|monatliche[nr]?|tägliche[nr]?|zahlende[nr]?)\b",
    re.IGNORECASE,
)
_ENGLISH = {
    "aktive": "active",
    "aktiven": "active",
    "wöchentlich": "weekly",
    "monatlich": "monthly",
    "täglich": "daily",
    "zahlend": "paying",
}
_SOURCE_PREPS = frozenset({"laut", "nach", "zufolge", "by", "per", "bei", "von", "auf", "at"})
_IT_WAS = {
    "de": re.compile(r"\b(?:waren|sind|wären|seien) es\b[^.;]{0,40}§|\b[Ee]s (?:waren|sind|wären|seien)\b[^.;]{0,40}§"),
    "en": re.compile(r"\b(?:[Ii]t|that|[Tt]he figure) (?:was|were|is|had been|stood at)\b[^.;]{0,20}§"),
}
"""The figure before in another period: "2022 waren es noch 95 Prozent", "a year before it was $3.50"."""
_WINDOW = 90  # code points around an amount that the word for it may stand in


@dataclass(frozen=True, slots=True)
class _Rule:
    """One row of ``metrics.yaml``."""

    label: str
    take: str
    of: str
    words: dict[str, re.Pattern[str] | None]


class MetricReader:
    """Reads metrics off sentences.

    Args:
        lexicon: The lexicon.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._units = Units(lexicon.data["numbers"]["counted"])
        self._embeddings = lexicon.embeddings
        self._rules = [
            _Rule(
                row["label"],
                row["take"],
                row["of"],
                {lang: re.compile(row[lang]) if row[lang] else None for lang in ("en", "de")},
            )
            for row in lexicon.data["metrics"]
        ]
        self._told: tuple[ResolvedDocument, int, _Rule, tuple[EntityRef, ...]] | None = None

    def drafts(self, context: Context) -> Iterator[Draft]:
        """Yield a draft for each figure whose measure and subject the sentence makes clear."""
        for index, token in enumerate(context.sentence.tokens):
            if token.amount is not None:
                unit = (
                    "money"
                    if token.amount.currency
                    else token.amount.unit or self._units.of(context.sentence, index, ())
                )
                if unit is not None:
                    yield from self._figure(context, index, token, token.amount, unit)

    def _figure(self, context: Context, index: int, token: Token, amount: Amount, unit: str) -> Iterator[Draft]:
        before, after = self._around(context, token, amount)
        language = context.sentence.language
        for rule in self._rules:
            if rule.take != unit:
                continue
            pattern = rule.words[language]
            matched = pattern is None or self._near(pattern, before, after, backward=rule.label.endswith("growth"))
            if not matched:
                continue
            subject = self._subject(context, index, rule)
            if subject:
                self._told = (context.resolved, context.sentence.index, rule, subject)
                yield from self._draft(context, index, amount, unit, rule, subject, before + after)
            return
        if self._told is not None and _IT_WAS[language].search(f"{before}§{after}"):
            resolved, sentence, rule, subject = self._told
            near = resolved is context.resolved and context.sentence.index - sentence <= 1
            if near and rule.take == unit:
                yield from self._draft(context, index, amount, unit, rule, subject, before + after)

    @staticmethod
    def _around(context: Context, token: Token, amount: Amount) -> tuple[str, str]:
        """Return the words before and after an amount, up to the end of its clause or to another one of its sort."""
        sentence = context.sentence
        low, high = max(sentence.start, token.start - _WINDOW), min(sentence.end, token.end + _WINDOW)
        for other in sentence.tokens:
            if other is token:
                continue
            breaks = other.tag in ";:" or (other.amount is not None and _measures(other.amount) == _measures(amount))
            if breaks and other.end <= token.start:
                low = max(low, other.end)
            elif breaks and other.start >= token.end:
                high = min(high, other.start)
        return context.text[low : token.start], context.text[token.end : high]

    @staticmethod
    def _near(pattern: re.Pattern[str], before: str, after: str, *, backward: bool) -> bool:
        return bool(pattern.search(before) if backward else pattern.search(f"{before}§{after}"))

    def _subject(self, context: Context, index: int, rule: _Rule) -> tuple[EntityRef, ...]:
        if rule.take == "nanometre":
            return self._nearest(context, index, products=True) or self._nearest(context, index, products=False)
        if rule.take == "user":
            found = self._nearest(context, index, products=True) or self._subject_of_verb(context, index)
            return found or self._earlier_product(context)
        if rule.of == "product":
            return self._nearest(context, index, products=True) or self._earlier_product(context)
        found = self._owner(context, index) or self._subject_of_verb(context, index)
        if rule.of == "any":
            found = found or self._nearest(context, index, products=True)
        return found or self._nearest(context, index, products=False) or context.firm() or context.topic

    def _subject_of_verb(self, context: Context, index: int) -> tuple[EntityRef, ...]:
        """Return the firm that is subject of the clause of an amount."""
        pred = self._pred(context, index)
        arg = pred.arg("subj") if pred is not None else None
        for phrase in arg.phrases if arg is not None else ():
            ref = context.refs[phrase]
            if ref.agents and ref.agents[0].cls in FIRMS and not ref.agents[0].described and ref.cls != "person":
                return ref.agents[:1]
        return ()

    @staticmethod
    def _earlier_product(context: Context) -> tuple[EntityRef, ...]:
        """Return the product that the sentence before named last."""
        back = context.sentence.index - 1
        for refs in reversed(context.resolved.refs[back]) if back >= 0 else ():
            named = tuple(p for p in refs.products if p.cls in _PRODUCTS and not p.described and refs.how == "name")
            if named:
                return named[:1]
        return ()

    @staticmethod
    def _owner(context: Context, index: int) -> tuple[EntityRef, ...]:
        """Return whose figure it is by a genitive near the amount."""
        phrases = [p for p in context.sentence.phrases if abs(p.first - index) < 12]  # noqa: PLR2004 - tokens
        for phrase in sorted(phrases, key=lambda p: abs(p.first - index)):
            owner = context.refs[phrase.index].owner
            if owner and owner[0].cls in FIRMS and not context.refs[phrase.index].products:
                return owner[:1]
        return ()

    @staticmethod
    def _nearest(context: Context, index: int, *, products: bool) -> tuple[EntityRef, ...]:
        """Return the named firm or product of the sentence nearest before the amount, else after it."""
        found: list[tuple[int, tuple[EntityRef, ...]]] = []
        for phrase, ref in zip(context.sentence.phrases, context.refs, strict=True):
            if ref.how not in {"name", "definite", "pronoun"} or ref.cls == "person" or phrase.prep in _SOURCE_PREPS:
                continue
            if products:
                named = tuple(p for p in ref.products if p.cls in _PRODUCTS and not p.described)
            else:
                named = tuple(a for a in ref.agents if a.cls in FIRMS - {"Agent"} and not a.described)
            if named:
                cost = index - phrase.last if phrase.last < index else 8 + phrase.first - index
                found.append((cost + (0 if not phrase.prep else 3), named[:1]))
        return min(found)[1] if found else ()

    def _draft(
        self,
        context: Context,
        index: int,
        amount: Amount,
        unit: str,
        rule: _Rule,
        subject: tuple[EntityRef, ...],
        words: str,
    ) -> Iterator[Draft]:
        sentence = context.sentence
        first, last = self._extent(context, index)
        modality, dropped = self._stance(context, index)
        if dropped:
            return
        draft = Draft(
            Kind.METRIC, sentence.index, sentence.tokens[first].start, sentence.tokens[last].end,
            roles={"subject": subject}, terms={"metric": self._label(rule, words)}, modality=modality,
            paragraph=sentence.paragraph, trace=f"metric: {rule.label}",
        )  # fmt: skip
        if amount.currency:
            draft.value = as_money(amount)
        else:
            draft.quantity = Quantity(unit, amount.min, amount.max, amount.approximate)
        place = self._place(context, subject)
        if place:
            draft.roles["place"] = place
        draft.time = self._time(context, draft.modality, index, first, last)
        yield draft

    @staticmethod
    def _time(context: Context, modality: Modality, index: int, first: int, last: int) -> TimeSpan | None:
        """Return the time of a figure: the nearest one between its commas, else the one of the clause."""
        tags = context.sentence.tags
        low, high = max(tags.rfind(sign, 0, index) for sign in ",;:–—(") + 1, index
        while high + 1 < len(tags) and tags[high + 1] not in ",;:.–—)":
            high += 1
        found = time_of(Kind.METRIC, modality, context.sentence, low, high, context.published, core=(index, index))
        return found or time_of(
            Kind.METRIC, modality, context.sentence, first, last, context.published, core=(index, index)
        )

    @staticmethod
    def _label(rule: _Rule, words: str) -> str:
        if rule.label != "users":
            return rule.label
        found = _MODIFIERS.search(words)
        if not found:
            return rule.label
        word = found[1].lower()
        return (
            f"{next((english for german, english in _ENGLISH.items() if word.startswith(german)), word)} {rule.label}"
        )

    @staticmethod
    def _place(context: Context, subject: tuple[EntityRef, ...]) -> tuple[EntityRef, ...]:
        labels = {s.label for s in subject}
        for phrase, ref in zip(context.sentence.phrases, context.refs, strict=True):
            named = bool(ref.places) and ref.how == "name" and ref.places[0].label not in labels
            if named and (phrase.prep in {"in", "im", ""} or phrase.mentions[-1].head):
                return ref.places[:1]
        return ()

    @staticmethod
    def _pred(context: Context, index: int) -> Predication | None:
        inside = [p for p in context.preds if p.first <= index <= p.last]
        return min(inside, key=lambda p: p.last - p.first) if inside else None

    def _extent(self, context: Context, index: int) -> tuple[int, int]:
        pred = self._pred(context, index)
        if pred is None:
            phrase: Phrase | None = next((p for p in context.sentence.phrases if p.first <= index <= p.last), None)
            return (min(index, phrase.first), max(index, phrase.last)) if phrase else (index, index)
        return min(pred.first, index), max(pred.last, index)

    def _stance(self, context: Context, index: int) -> tuple[Modality, bool]:
        pred = self._pred(context, index)
        if pred is None:
            return Modality.ASSERTED, False
        modality, dropped = stance_of(pred, context.sentence.language, self._embeddings[context.sentence.language])
        return (Modality.SPECULATED if modality is Modality.PLANNED and "expect" in pred.verb else modality), dropped


def _measures(amount: Amount) -> str:
    """Return the sort of an amount: money, a share, or a count."""
    return "money" if amount.currency else "percent" if amount.unit == "percent" else "count"
