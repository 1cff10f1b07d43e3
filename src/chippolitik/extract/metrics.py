"""Figures of firms, products and countries: an amount, the word for what it measures, and what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from chippolitik.extract.context import Context
from chippolitik.extract.draft import Draft
from chippolitik.extract.measuring import Units, as_money, is_price, time_of
from chippolitik.extract.metric_subjects import MetricSubjects, clause_of, counted_at
from chippolitik.extract.stances import Stances
from chippolitik.lexicon import Lexicon
from chippolitik.lexicon.literals import Gate
from chippolitik.model.amount import Quantity
from chippolitik.model.annotated import Phrase, Token
from chippolitik.model.entity import EntityRef
from chippolitik.model.kinds import Kind, Modality
from chippolitik.model.mention import Amount
from chippolitik.model.resolved import ResolvedDocument
from chippolitik.model.time import TimeSpan

__all__ = ["MetricReader"]

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
_IT_WAS = {
    "de": re.compile(r"\b(?:waren|sind|wären|seien) es\b[^.;]{0,40}§|\b[Ee]s (?:waren|sind|wären|seien)\b[^.;]{0,40}§"),
    "en": re.compile(r"\b(?:[Ii]t|that|[Tt]he figure) (?:was|were|is|had been|stood at)\b[^.;]{0,20}§"),
}
"""The figure before in another period: "2022 waren es noch 95 Prozent", "a year before it was $3.50"."""
_FORECAST = re.compile(
    r"\b(?:forecasts?|guid(?:es|ed|ance)|outlook|predict(?:s|ed|ion|ions)?|projects|projected|projections?|points? to"
    r"|pencilled|Prognosen?|prognostizier\w*|in Aussicht|rechnet(?:e|en)?|erwartet|erwarten|erwartete[nt]?"
    r"|traut\w*|zutraut)\b"
)
"""Words of a clause whose figure is only foreseen."""
_FORESEEN = 14  # tokens between such a word and the figure
_SHARE = "share of production"
_OUTPUT = frozenset({"output", "production", "capacity", "supply", "supplies"})
_THOUSAND, _SLACK = Decimal(1000), Decimal(30)  # a figure before may be thirty times smaller than it is now
_COMMA = 20  # code points that a comma between an amount and a word counts as
_NAMED = 12  # code points between an amount and the colon that follows the word for it
_DEAREST = Decimal(10) ** 9  # what one piece may cost, in any currency
_WINDOW = 90  # code points around an amount that the word for it may stand in


@dataclass(frozen=True, slots=True)
class _Rule:
    """One row of ``metrics.yaml``."""

    label: str
    take: str
    subjects: MetricSubjects
    words: dict[str, re.Pattern[str] | None]
    gates: dict[str, Gate]


@dataclass(frozen=True, slots=True)
class _Told:
    """The last figure that was read."""

    resolved: ResolvedDocument
    sentence: int
    rule: _Rule
    subject: tuple[EntityRef, ...]
    amount: Amount


class MetricReader:
    """Reads metrics off sentences.

    Args:
        lexicon: The lexicon.
        stances: Says how a text presents its clauses.
    """

    def __init__(self, lexicon: Lexicon, stances: Stances) -> None:
        self._units = Units(lexicon.data["numbers"]["counted"])
        self._stances = stances
        self._rules = [
            _Rule(
                row["label"],
                row["take"],
                MetricSubjects(row["take"], row["of"], row["label"]),
                {lang: re.compile(row[lang]) if row[lang] else None for lang in ("en", "de")},
                {lang: Gate([re.compile(row[lang])] if row[lang] else []) for lang in ("en", "de")},
            )
            for row in lexicon.data["metrics"]
        ]
        self._told: _Told | None = None

    def drafts(self, context: Context) -> Iterator[Draft]:
        """Yield a draft for each figure whose measure and subject the sentence makes clear."""
        told = self._told
        if told is not None and (told.resolved is not context.resolved or context.sentence.index - told.sentence > 1):
            self._told = None
        for index, token in enumerate(context.sentence.tokens):
            amount = token.amount
            if amount is not None:
                unit = (
                    "money"
                    if amount.currency
                    else amount.unit or self._units.of(context.sentence, index, counted_at(context, index))
                )
                yield from self._figure(context, index, token, amount, unit)

    def _figure(self, context: Context, index: int, token: Token, amount: Amount, unit: str | None) -> Iterator[Draft]:
        before, after = self._around(context, token, amount)
        language = context.sentence.language
        rule = self._rule(language, unit, before, after, amount) if unit is not None else None
        if rule is not None and unit is not None:
            subject = rule.subjects.at(context, index)
            if subject:
                self._told = _Told(context.resolved, context.sentence.index, rule, subject, amount)
                yield from self._draft(context, index, amount, unit, rule, subject, f"{before}§{after}")
            return
        told = self._told
        if told is not None and unit in {None, told.rule.take} and _IT_WAS[language].search(f"{before}§{after}"):
            same = amount if unit is not None else _like(amount, told.amount)
            yield from self._draft(context, index, same, told.rule.take, told.rule, told.subject, f"{before}§{after}")

    @staticmethod
    def _around(context: Context, token: Token, amount: Amount) -> tuple[str, str]:
        """Return the words before and after an amount, up to the end of its clause or to another one of its sort."""
        sentence = context.sentence
        low, high = max(sentence.start, token.start - _WINDOW), min(sentence.end, token.end + _WINDOW)
        for other in sentence.tokens:
            if other is token:
                continue
            names_it = other.tag == ":" and 0 <= token.start - other.end <= _NAMED  # "Revenue: $2.17 billion"
            breaks = (other.tag in ";:" and not names_it) or (
                other.amount is not None and _measures(other.amount) == _measures(amount)
            )
            if breaks and other.end <= token.start:
                low = max(low, other.end)
            elif breaks and other.start >= token.end:
                high = min(high, other.start)
        return context.text[low : token.start], context.text[token.end : high]

    def _rule(self, language: str, unit: str, before: str, after: str, amount: Amount) -> _Rule | None:
        """Return the rule whose words stand nearest to the amount, the earlier one where two are as near."""
        best: tuple[int, _Rule] | None = None
        lower = f"{before}§{after}".lower()
        for rule in self._rules:
            if rule.take != unit or not _may_be(rule.label, amount):
                continue
            pattern = rule.words[language]
            if pattern is not None and not rule.gates[language].passes(lower):
                continue
            away = 0 if pattern is None else _away(pattern, before, after)
            if away is not None and (best is None or away < best[0]):
                best = away, rule
        return best[1] if best else None

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
        label = self._label(rule, words, sentence.language, counted_at(context, index))
        draft = Draft(
            Kind.METRIC, sentence.index, sentence.tokens[first].start, sentence.tokens[last].end,
            roles={"subject": subject}, terms={"metric": label},
            modality=modality, paragraph=sentence.paragraph, trace=f"metric: {rule.label}",
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
        if found is not None or is_price(context.sentence, index):
            return found
        return time_of(Kind.METRIC, modality, context.sentence, first, last, context.published, core=(index, index))

    @staticmethod
    def _label(rule: _Rule, words: str, language: str, things: Sequence[EntityRef]) -> str:
        pattern = rule.words[language]
        if rule.label == _SHARE and pattern is not None and (match := pattern.search(words)):
            return f"share of {_made(match.groupdict())}"
        if rule.label == "stock":
            return f"stock of {things[0].label}" if things else rule.label
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
        """Return where a figure holds: a town or country named with "in", else one without a preposition."""
        labels = {s.label for s in subject}
        owners = {phrase.possessor for phrase in context.sentence.phrases}
        found: list[tuple[int, EntityRef]] = []
        for phrase, ref in zip(context.sentence.phrases, context.refs, strict=True):
            if not ref.places or ref.how != "name" or ref.places[0].label in labels:
                continue
            town = phrase.mentions[-1] if phrase.mentions else None
            if phrase.prep in {"in", "im"}:
                is_town = town is not None and town.refs[0].kind == "place" and not town.head
                found.append((0, EntityRef(town.text, "Jurisdiction") if town and is_town else ref.places[0]))
            elif (not phrase.prep and phrase.index not in owners) or (town and town.head):
                found.append((1, ref.places[0]))
        return (min(found, key=lambda pair: pair[0])[1],) if found else ()

    def _extent(self, context: Context, index: int) -> tuple[int, int]:
        pred = clause_of(context, index)
        if pred is None:
            phrase: Phrase | None = next((p for p in context.sentence.phrases if p.first <= index <= p.last), None)
            return (min(index, phrase.first), max(index, phrase.last)) if phrase else (index, index)
        return min(pred.first, index), max(pred.last, index)

    def _stance(self, context: Context, index: int) -> tuple[Modality, bool]:
        pred = clause_of(context, index)
        if pred is None:
            return Modality.ASSERTED, False
        modality, dropped = self._stances.of(context, pred)
        foreseen = modality is Modality.PLANNED and "expect" in pred.verb
        words = context.words(max(pred.first, index - _FORESEEN), min(pred.last, index + _FORESEEN))
        foreseen = foreseen or (modality is Modality.ASSERTED and bool(_FORECAST.search(words)))
        return (Modality.SPECULATED if foreseen else modality), dropped


def _measures(amount: Amount) -> str:
    """Return the sort of an amount: money, a share, or a count."""
    return "money" if amount.currency else "percent" if amount.unit == "percent" else "count"


def _may_be(label: str, amount: Amount) -> bool:
    """Whether a figure may be what it is to measure: no piece costs a billion, no model has one parameter."""
    bound = amount.min or amount.max or 0
    return (label != "price" or bound < _DEAREST) and (label != "parameters" or bound > _THOUSAND)


def _away(pattern: re.Pattern[str], before: str, after: str) -> int | None:
    """Return how far from an amount the nearest match of a pattern stands, a comma between counting more; else None."""
    around, at = f"{before}§{after}", len(before)
    found = []
    for match in pattern.finditer(around):
        low, high = (match.end(), at) if match.end() <= at else (at + 1, match.start())
        found.append(max(0, high - low) + _COMMA * around.count(",", low, max(low, high)))
    return min(found, default=None)


def _made(groups: dict[str, str | None]) -> str:
    """Return of what production a share is: "NAND output" of "its NAND", "gallium production" of "Galliumförderung"."""
    if groups.get("stem") is not None:
        return f"{(groups['stem'] or '').lower()} production".strip()
    what = groups.get("what") or groups.get("which") or groups.get("made") or "output"
    what = what if what[:2].isupper() else what[0].lower() + what[1:]
    return what if what.split()[-1].lower() in _OUTPUT else f"{what} output"


def _like(amount: Amount, told: Amount) -> Amount:
    """Return a bare number in the currency, unit and scale of the figure before: "950 million, so far it was 900"."""
    before, bare = told.min or told.max, amount.min or amount.max
    scale = Decimal(1)
    while before and bare and bare * scale * _THOUSAND <= before * _SLACK:
        scale *= _THOUSAND
    low, high = (bound * scale if bound is not None else None for bound in (amount.min, amount.max))
    return replace(amount, min=low, max=high, unit=told.unit, currency=told.currency)
