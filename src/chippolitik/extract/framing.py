"""From a frame that matches to a draft: negation, modality, amounts, time, words that the frame sets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from chippolitik.extract.adapting import adapt, name_rule
from chippolitik.extract.avoiding import settle_advice
from chippolitik.extract.context import Context
from chippolitik.extract.draft import Draft
from chippolitik.extract.extents import clause_end, clause_words, extent, folded, time_window
from chippolitik.extract.makers import agrees, maker_of
from chippolitik.extract.matching import Filled, match_verb
from chippolitik.extract.measuring import Units, money_of, quantity_of, time_of
from chippolitik.extract.modality import is_advised, is_obliged
from chippolitik.extract.needing import missing_need
from chippolitik.extract.nominal import NounIndex, goods_of, nominal_predications, titles
from chippolitik.extract.phases import phase_of
from chippolitik.extract.plans import plan_of
from chippolitik.extract.predication import Predication
from chippolitik.extract.stances import Stances
from chippolitik.lexicon import Frame, Lexicon
from chippolitik.model.annotated import Phrase
from chippolitik.model.entity import EntityRef
from chippolitik.model.kinds import KINDS, Kind, Modality, Phase
from chippolitik.tables import Tables

__all__ = ["Framer", "Trigger", "refusal"]

_COUNTED = frozenset(
    {Kind.ORDER, Kind.DELIVERY, Kind.SUPPLY, Kind.USAGE, Kind.TRAINING, Kind.LICENSE, Kind.MANUFACTURE}
)
_PRICED = frozenset({Kind.ORDER, Kind.DELIVERY, Kind.INVESTMENT, Kind.PENALTY, Kind.OWNERSHIP, Kind.SUPPLY})
_DEALINGS = frozenset({
    Kind.ORDER, Kind.DELIVERY, Kind.SUPPLY, Kind.USAGE, Kind.TRAINING, Kind.MANUFACTURE, Kind.RELEASE, Kind.OWNERSHIP,
})  # fmt: skip
_BINDING = frozenset({Kind.REGULATION, Kind.LICENSE, Kind.PENALTY})
_SHARES = frozenset({Kind.OWNERSHIP, Kind.PENALTY})
_DATED = frozenset(Kind) - {Kind.COMPARISON, Kind.DEVELOPMENT, Kind.LOCATION}
_TARIFF = re.compile(
    r"\btariffs?\b|\bdut(?:y|ies)\b|\blev(?:y|ies)\b|\bimposed \d|\b[Zz]oll\b|[Zz]ölle|[Aa]bgabe", re.ASCII
)
_LIST_WORDS = re.compile(
    r"[Ll]ist(?:e[nd]?|ed|ing|ung)?\b|[Bb]lacklist|[Ss]anctioned|[Ss]anktion|gelistet|[Rr]egister|[Dd]esignat"
)


class Trigger(NamedTuple):
    """A word that may make a claim by a frame.

    Attributes:
        frame: The frame.
        pred: The predication that the word makes.
        word: Its base form.
        kinds: How many kinds of claims the word may make.
        measure: Name of the measure that the word is, or empty.
    """

    frame: Frame
    pred: Predication
    word: str
    kinds: int = 1
    measure: str = ""


class Framer:
    """Applies the frames of the lexicon to sentences.

    Args:
        tables: The knowledge base, for the roles of firms.
        lexicon: The lexicon.
        stances: Says how a text presents its clauses.
    """

    def __init__(self, tables: Tables, lexicon: Lexicon, stances: Stances) -> None:
        self._tables = tables
        self._lexicon = lexicon
        self._stances = stances
        self._units = Units(lexicon.data["numbers"]["counted"])
        self._nouns = {lang: NounIndex(frozenset(by_noun), lang) for lang, by_noun in lexicon.by_noun.items()}

    def drafts(self, context: Context) -> Iterator[Draft]:
        """Yield a draft for each frame that fits, verb frames first."""
        for trigger in [*self.triggers(context)]:
            filled = match_verb(trigger.frame, trigger.pred, context)
            draft = self.draft(context, trigger, filled) if filled is not None else None
            if draft is not None:
                yield draft

    def triggers(self, context: Context) -> Iterator[Trigger]:
        """Yield the words of a sentence that trigger a frame whose other words are there too, verbs first."""
        return (trigger for trigger in self.tried(context) if not refusal(trigger, context))

    def tried(self, context: Context) -> Iterator[Trigger]:
        """Yield the words of a sentence that trigger a frame, whatever else is there, verbs first."""
        yield from self._verbal(context)
        yield from self._nominal(context)

    def _verbal(self, context: Context) -> Iterator[Trigger]:
        by_verb = self._lexicon.by_verb[context.sentence.language]
        for pred in context.preds:
            frames = by_verb.get(pred.verb, ())
            kinds = len({frame.kind for frame in frames})
            for frame in frames:
                yield Trigger(frame, pred, pred.verb, kinds)

    def _nominal(self, context: Context) -> Iterator[Trigger]:
        language = context.sentence.language
        by_noun, index = self._lexicon.by_noun[language], self._nouns[language]
        for phrase in context.sentence.phrases:
            head = context.sentence.tokens[phrase.last]
            if head.tag not in "NMX":
                continue
            word = head.mention.head if head.mention is not None else head.text
            noun = index.trigger(word.lower()) if word else None
            if noun is None:
                yield from self._titles(context, phrase, by_noun, index)
                continue
            plain, under = nominal_predications(context, phrase, self._lexicon.embeddings[language])
            plain.compound = under.compound = self._compound(context, phrase)
            things = context.refs[phrase.index].things
            kinds = len({frame.kind for frame in by_noun[noun]})
            for frame in by_noun[noun]:
                # A purchase that is forbidden is none; a ban that is demanded is still about a ban.
                pred = under if frame.kind in _DEALINGS else plain
                yield Trigger(frame, pred, noun, kinds, things[0].label if things else noun)

    @staticmethod
    def _titles(
        context: Context, phrase: Phrase, by_noun: Mapping[str, Sequence[Frame]], index: NounIndex
    ) -> Iterator[Trigger]:
        """Yield the noun before a name that says what it is to another one: "Nvidia's supplier SK hynix"."""
        for word, pred in titles(context, phrase, index):
            frames = [frame for frame in by_noun[word] if any("self" in sources for sources in frame.roles.values())]
            for frame in frames:
                yield Trigger(frame, pred, word, len({other.kind for other in frames}))

    def _compound(self, context: Context, phrase: Phrase) -> tuple[EntityRef, ...]:
        """Return what a noun's first part or adjective names: a government by its country, a firm, a product."""
        ref, mention = context.refs[phrase.index], phrase.mentions[-1] if phrase.mentions else None
        goods = goods_of(context, phrase)
        if ref.nationality and (government := self._tables.government_of(ref.nationality)):
            return (EntityRef(self._tables.flat_label(government), "GovernmentBody", government), *goods)
        if mention is None or not mention.head:
            asked = mention is not None and context.refs[phrase.index].cls == "license"  # "gave G42 permission"
            return (
                *goods,
                *((EntityRef(r.label, r.cls, r.known) for r in mention.refs[:1]) if asked and mention else ()),
            )
        name = mention.refs[0]
        return (EntityRef(self._tables.flat_label(name.known) if name.known else name.label, name.cls, name.known),)

    def draft(self, context: Context, trigger: Trigger, filled: Filled) -> Draft | None:
        """Return the claim that a frame makes of its fillers; None where the text says something else."""
        made = self.attempt(context, trigger, filled)
        return made if isinstance(made, Draft) else None

    def attempt(self, context: Context, trigger: Trigger, filled: Filled) -> Draft | str:
        """Return the claim that a frame makes of its fillers, or why it makes none.

        Args:
            context: The sentence.
            trigger: The frame and the word that triggers it.
            filled: Its roles, filled.
        """
        frame, pred = trigger.frame, trigger.pred
        modality, dropped = self._stances.of(context, pred)
        if dropped:
            return "modality: what embeds the clause or the condition says that it makes no claim"
        negation = self._negation(frame, pred, modality)
        if negation is None:
            return f"negation: the clause is {modality.value}, the frame says negated: {frame.negated}"
        modality, fixed = negation
        kind = Kind(frame.kind)
        if kind is Kind.REGULATION and is_advised(pred):
            return "modality: what a state should do is advice"
        if kind in _BINDING and modality is Modality.PLANNED and is_obliged(pred):
            modality = Modality.ASSERTED
        first, last = extent(pred, filled)
        tokens = context.sentence.tokens
        draft = Draft(
            kind, context.sentence.index, tokens[first].start, tokens[last].end, roles=dict(filled.roles),
            terms=dict(filled.terms), modality=modality, paragraph=context.sentence.paragraph,
            trace=f"{frame.id}: {trigger.word}",
        )  # fmt: skip
        self._fix(draft, fixed)
        settle_advice(draft, context, pred, filled)
        adapt(self._tables, draft, context, filled)
        self._measure(draft, context, first, last, filled)
        name_rule(draft, trigger.measure, context, (first, last))
        draft.phase = phase_of(draft, context, pred)
        if kind is Kind.LISTING and "list" not in draft.roles and not _LIST_WORDS.search(clause_words(context, pred)):
            return "needs: no list, and no word for one"
        if not draft.complete:
            return "role unfilled: a role that holds words"
        if not self._may_have_made(draft):
            return "maker: the knowledge base names another one"
        missing = missing_need(self._tables, frame.needs, draft, context.sentence.tokens[first : last + 1])
        return f"needs: no {missing}" if missing else draft

    def _may_have_made(self, draft: Draft) -> bool:
        """Whether the firms of a release or development can be the makers of its products, a foundry is not."""
        tables, products = self._tables, draft.roles.get("product", ())
        if draft.kind is Kind.MANUFACTURE:
            own = [(m, p) for m in draft.roles.get("manufacturer", ()) for p in products if m.known]
            return not any(maker_of(tables, p) and agrees(tables, m, p) for m, p in own)
        if draft.kind not in {Kind.RELEASE, Kind.DEVELOPMENT}:
            return True
        firms = draft.roles.get("company", ()) + draft.roles.get("developer", ())
        return all(agrees(tables, f, p) for f in firms for p in products if f.known)

    def _negation(self, frame: Frame, pred: Predication, modality: Modality) -> tuple[Modality, dict[str, str]] | None:
        """Return the modality and what the frame sets, given a negation; None where it then says nothing."""
        fixed = dict(frame.fixed)
        denied = modality is Modality.DENIED
        if (frame.negated == "require" and not denied) or (frame.negated == "drop" and denied):
            return None
        if denied and frame.negated in {"require", "ignore", "worse"}:
            modality = Modality.ASSERTED
            if frame.negated == "worse":
                fixed["direction"] = "worse"
        if frame.modality and modality is Modality.ASSERTED:
            modality = Modality(frame.modality)
        if frame.kind == "Statement" and modality is not Modality.ASSERTED and frame.negated != "require":
            return None if not pred.finite else (Modality.ASSERTED, fixed)
        return modality, fixed

    @staticmethod
    def _fix(draft: Draft, fixed: dict[str, str]) -> None:
        spec = KINDS[draft.kind]
        for key, value in fixed.items():
            if key == "status":
                draft.status = value
            elif key == "modality":
                draft.modality = Modality(value)
            elif key == "phase":
                draft.phase = Phase(value)
            elif spec.role(key) is not None:
                draft.terms[key] = value

    def _measure(self, draft: Draft, context: Context, first: int, last: int, filled: Filled) -> None:
        """Find the amounts and the time that belong to the draft."""
        sentence = context.sentence
        if draft.kind in _COUNTED:
            counted = [f for name in ("product", "chip") for f in draft.roles.get(name, ())]
            arg = filled.args.get("product") or filled.args.get("chip")
            if arg is not None:
                piece = "unit" if draft.kind in {Kind.ORDER, Kind.DELIVERY} else None
                draft.quantity = quantity_of(sentence, arg.first, arg.last, counted, self._units, piece=piece)
            if draft.quantity is None:
                draft.quantity = quantity_of(
                    sentence,
                    first,
                    last,
                    counted,
                    self._units,
                    kinds=("chip", "wafer", "server", "system", "rack", "device"),
                )
        elif draft.kind in _SHARES:
            draft.quantity = quantity_of(sentence, first, last, (), self._units, kinds=("percent",))
        elif draft.kind is Kind.LISTING:
            arg = filled.args.get("listed")
            if arg is not None:
                spans = ((arg.first, arg.last), (first, last))
                found = (quantity_of(sentence, *span, (), self._units, kinds=("company",)) for span in spans)
                draft.quantity = next(filter(None, found), None)
        elif draft.kind is Kind.REGULATION and _TARIFF.search(context.words(first, last)):
            draft.quantity = quantity_of(sentence, first, last, (), self._units, kinds=("percent",))
        if draft.kind in _PRICED:
            product = filled.args.get("product") if draft.kind in _COUNTED else None
            draft.value = money_of(sentence, first, last, product.last if product else None)
            if draft.value is None and draft.kind is Kind.PENALTY and draft.quantity is None:
                draft.value = money_of(sentence, first, clause_end(sentence, last), None)
        if draft.kind in _DATED:
            low, high = (first, last) if draft.kind is Kind.STATEMENT else time_window(sentence, first, last)
            draft.time = time_of(draft.kind, draft.modality, sentence, low, high, context.published, core=(first, last))


def refusal(trigger: Trigger, context: Context) -> str:
    """Return why the words of the clause do not allow a frame, or the empty string.

    Args:
        trigger: The frame and the word that triggers it.
        context: The sentence.
    """
    frame, plan = trigger.frame, plan_of(trigger.frame)
    if plan.phrase is None and plan.veto is None:
        return ""
    words = clause_words(context, trigger.pred)
    lower, small = folded(words)
    if frame.phrase and plan.phrase and not plan.phrase.passes(lower):
        return f"phrase: nothing matches {frame.phrase.pattern}"
    if frame.phrase and plan.phrase and not (frame.phrase.search(words) or frame.phrase.search(small)):
        return f"phrase: nothing matches {frame.phrase.pattern}"
    if not frame.veto or not plan.veto or not plan.veto.passes(lower):
        return ""
    vetoed = frame.veto.search(words) or frame.veto.search(small)
    return f"veto: {vetoed[0]!r}" if vetoed is not None else ""
