"""What the extractor sees in each sentence and why each frame fired or not; the rows are in ``traced``.

The trace follows the same steps as ``extractor``, so that what it tells is what happens.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chippolitik.extract.candidates import Candidate
from chippolitik.extract.context import Context
from chippolitik.extract.deciding import refused
from chippolitik.extract.draft import Draft
from chippolitik.extract.extractor import FrameExtractor
from chippolitik.extract.framing import Framer, Trigger, refusal
from chippolitik.extract.matching import match_verb, unfilled
from chippolitik.extract.predication import Predication
from chippolitik.extract.traced import CandidateTrace, ClauseTrace, PhraseTrace, SentenceTrace, Trial, labels_of
from chippolitik.extract.weights import Weights
from chippolitik.model.annotated import Sentence
from chippolitik.model.kinds import Fills
from chippolitik.model.resolved import PhraseRefs, ResolvedDocument

__all__ = ["trace"]

_MOST_FEATURES = 6


def trace(extractor: FrameExtractor, resolved: ResolvedDocument) -> list[SentenceTrace]:
    """Return what the extractor sees in each sentence of a document, in text order.

    Args:
        extractor: The extractor.
        resolved: The document.
    """
    found = list(extractor.candidates(resolved, told=True))
    drafts = [extractor.drafts(context, candidates) for context, candidates in found]
    kept = {id(draft) for draft in extractor.settled([draft for row in drafts for draft in row], resolved)}
    return [
        _sentence(extractor, context, candidates, row, kept)
        for (context, candidates), row in zip(found, drafts, strict=True)
    ]


def _sentence(
    extractor: FrameExtractor,
    context: Context,
    candidates: Sequence[Candidate],
    drafts: Sequence[Draft],
    kept: set[int],
) -> SentenceTrace:
    sentence = context.sentence
    text = context.text[sentence.start : sentence.end]
    decided = {id(draft) for draft in drafts}
    return SentenceTrace(
        index=sentence.index,
        language=sentence.language,
        text=text,
        tokens=tuple((token.text, token.tag) for token in sentence.tokens),
        names=tuple(_names(sentence)),
        phrases=tuple(_phrases(context)),
        clauses=tuple(_clause(context, pred) for pred in context.preds),
        trials=() if sentence.question else tuple(_trials(extractor.framer, context)),
        candidates=tuple(
            _candidate(candidate, candidates, extractor.weights, decided, kept) for candidate in candidates
        ),
    )


def _names(sentence: Sentence) -> Iterator[tuple[str, str, str]]:
    for token in sentence.tokens:
        if token.mention is not None:
            ref = token.mention.refs[0]
            yield token.text, ref.label, f"{ref.cls}, {ref.known or 'unknown'}"
        elif token.time is not None:
            yield token.text, token.time.span.edtf, f"time, {token.time.relation}"
        elif token.amount is not None:
            amount = token.amount
            low = "" if amount.min is None else f"{amount.min:f}"
            high = "" if amount.max is None else f"{amount.max:f}"
            limits = low if low == high else f"{low} to {high}".strip()
            yield token.text, limits, f"amount, {amount.currency or amount.unit or 'of what follows'}"


def _phrases(context: Context) -> Iterator[PhraseTrace]:
    for phrase, ref in zip(context.sentence.phrases, context.refs, strict=True):
        yield PhraseTrace(context.words(phrase.first, phrase.last), phrase.prep, ref.how, _meant(ref))


def _meant(ref: PhraseRefs) -> tuple[tuple[str, str], ...]:
    """Return what a phrase stands for, by what a role may want of it."""
    named = (
        (name.value, " or ".join(entity.label for entity in ref.filling(name)))
        for name in (Fills.AGENT, Fills.PRODUCT, Fills.PLACE, Fills.LIST, Fills.THING)
    )
    return tuple((name, labels) for name, labels in named if labels)


def _clause(context: Context, pred: Predication) -> ClauseTrace:
    states = (
        ("passive", pred.passive), ("causative", pred.causative), ("negated", pred.negated), ("past", pred.past),
        ("infinite", not pred.finite), ("conjunctive", pred.conjunctive),
    )  # fmt: skip
    under = f"{pred.link} of {pred.parent.verb}" if pred.parent is not None else pred.link
    arguments = []
    for arg in pred.args:
        words = [context.sentence.phrases[index] for index in arg.phrases]
        arguments.append((" ".join(arg.functions), " + ".join(context.words(p.first, p.last) for p in words)))
    return ClauseTrace(
        pred.verb,
        context.words(pred.first, pred.last),
        tuple(name for name, holds in states if holds),
        pred.modals,
        under,
        tuple(arguments),
    )


def _trials(framer: Framer, context: Context) -> Iterator[Trial]:
    for trigger in framer.tried(context):
        outcome, fillers = _outcome(framer, context, trigger)
        yield Trial(trigger.frame.id, trigger.frame.kind, trigger.word, outcome, fillers)


def _outcome(framer: Framer, context: Context, trigger: Trigger) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return why a frame does not fire, or the empty string, with the roles that it fills."""
    if reason := refusal(trigger, context):
        return reason, ()
    filled = match_verb(trigger.frame, trigger.pred, context)
    if filled is None:
        return f"role unfilled: {unfilled(trigger.frame, trigger.pred, context)}", ()
    made = framer.attempt(context, trigger, filled)
    return (made if isinstance(made, str) else ""), labels_of(filled.roles)


def _candidate(
    candidate: Candidate, rivals: Sequence[Candidate], weights: Weights, decided: set[int], kept: set[int]
) -> CandidateTrace:
    draft = candidate.draft
    table = weights.strict if candidate.strict else weights.loose
    if id(draft) in kept:
        outcome = "claim"
    elif id(draft) in decided:
        outcome = "the same is told elsewhere, or better by another kind"
    else:
        outcome = refused(candidate, rivals, weights)
    weighed = sorted(
        ((name, round(weights.features.get(name, 0.0), 2)) for name in dict.fromkeys(candidate.features)),
        key=lambda pair: (-abs(pair[1]), pair[0]),
    )
    return CandidateTrace(
        by=draft.trace.partition(", loose")[0],
        kind=draft.kind.value,
        roles=(*labels_of(draft.roles), *draft.terms.items()),
        modality=draft.modality.value,
        strict=candidate.strict,
        probability=round(weights.probability(candidate.features), 3),
        threshold=table[draft.kind.value],
        outcome=outcome,
        features=tuple(pair for pair in weighed[:_MOST_FEATURES] if pair[1]),
    )
