"""Amounts and times of a claim: which of those in its clause belong to it, and what a bare number counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chippolitik.model.amount import Money, Quantity
from chippolitik.model.annotated import Sentence, Token
from chippolitik.model.entity import EntityRef
from chippolitik.model.kinds import Kind, Modality
from chippolitik.model.mention import Amount, TimeMention
from chippolitik.model.time import PartialDate, TimeSpan

__all__ = ["START_ONLY", "Units", "is_price", "money_of", "quantity_of", "time_of"]

_CHIPS = frozenset({"Chip", "AIAccelerator", "MemoryChip", "ProductGroup"})
_WEEK = 7  # days
_FURTHER = frozenset({"weitere", "weiteren", "weiterer", "other", "others", "further", "more"})
_EACH = frozenset({"apiece", "each", "per", "pro", "je", "jeweils"})
_PRICES = frozenset({"stückpreis", "stückpreise", "je", "jeweils"})
_FUTURE = frozenset({"will", "shall", "would", "wird", "werde", "werden", "würde", "würden"})
START_ONLY = frozenset({Kind.REGULATION, Kind.LICENSE, Kind.LISTING, Kind.OWNERSHIP})
"""Kinds whose time is when they begin."""


class Units:
    """Says what a bare number counts, from the noun beside it.

    Args:
        counted: Unit → base forms of nouns, from ``numbers.yaml``.
    """

    def __init__(self, counted: Mapping[str, str]) -> None:
        self._units = {
            word.strip('"'): unit
            for unit, words in counted.items()
            for word in words.replace('"graphics card"', "").split()
        }

    def of(self, sentence: Sentence, at: int, entities: Sequence[EntityRef]) -> str | None:
        """Return the unit of the number at a token: by the next noun, else by what is counted."""
        for token in sentence.tokens[at + 1 : at + 7]:
            if token.tag in ",;:.VAOP" and token.lower not in {"of", "von"}:
                break
            for word in (token.lower, *(noun.lemma for noun in token.nouns)):
                if word in self._units:
                    return self._units[word]
        if any(entity.cls in _CHIPS for entity in entities):
            return "chip"
        heads = (entity.label.rpartition(" ")[2].removesuffix("s") for entity in entities)
        return next((self._units[head] for head in heads if head in self._units), None)


_PAST = frozenset({"hat", "haben", "hatte", "hatten", "wurde", "wurden", "worden", "war", "waren"})


def quantity_of(
    sentence: Sentence,
    first: int,
    last: int,
    entities: Sequence[EntityRef],
    units: Units,
    *,
    kinds: Sequence[str] = (),
    piece: str | None = None,
) -> Quantity | None:
    """Return the first amount between two tokens that is no sum of money.

    Args:
        sentence: The sentence.
        first: Index of the first token to look at.
        last: Index of the last one.
        entities: What is counted.
        units: Says what a bare number counts.
        kinds: Units that are wanted; any where empty.
        piece: Unit of things that have none of their own; None leaves their number out.
    """
    for index in range(max(0, first), min(last + 1, len(sentence.tokens))):
        amount = sentence.tokens[index].amount
        if amount is None or amount.currency is not None:
            continue
        following = sentence.tokens[index + 1].lower if index + 1 < len(sentence.tokens) else ""
        if following in _FURTHER and "company" in kinds:
            continue
        unit = amount.unit or units.of(sentence, index, entities) or piece
        if unit is not None and (not kinds or unit in kinds):
            return Quantity(unit, amount.min, amount.max, amount.approximate)
    return None


def money_of(sentence: Sentence, first: int, last: int, near: int | None = None) -> Money | None:
    """Return the sum of money between two tokens that is no price of a single piece.

    Args:
        sentence: The sentence.
        first: Index of the first token to look at.
        last: Index of the last one.
        near: Token that the sum is nearest to; the first sum where it is None.
    """
    inside = range(max(0, first), min(last + 1, len(sentence.tokens)))
    for index in inside if near is None else sorted(inside, key=lambda at: abs(at - near)):
        amount = sentence.tokens[index].amount
        if amount is not None and amount.currency is not None and not is_price(sentence, index):
            return as_money(amount)
    return None


def is_price(sentence: Sentence, index: int) -> bool:
    """Whether a sum is what one piece costs: "at $27,000 apiece", "Stückpreis 27.000 Dollar"."""
    after = {token.lower for token in sentence.tokens[index + 1 : index + 2]}
    before = {token.lower for token in sentence.tokens[max(0, index - 2) : index]}
    return bool(after & _EACH or before & _PRICES)


def as_money(amount: Amount) -> Money:
    """Return an amount as a sum of money; its currency must be known."""
    assert amount.currency is not None
    return Money(amount.currency, amount.min, amount.max, amount.approximate)


def time_of(
    kind: Kind,
    modality: Modality,
    sentence: Sentence,
    first: int,
    last: int,
    published: PartialDate | None,
    *,
    core: tuple[int, int] | None = None,
) -> TimeSpan | None:
    """Return the time of a claim: the one nearest to what carries it, read as the kind wants it.

    Args:
        kind: Kind of the claim.
        modality: Plans mean the future, all else the past.
        sentence: The sentence.
        first: Index of the clause's first token.
        last: Index of its last one.
        published: When the article was published; of the days that "from 17 November" may mean, the nearest is taken.
        core: First and last token of what carries the claim; the first time inside it comes before all others.
    """
    low, high = core or (first, last)
    near = sorted(range(max(0, first), min(last + 1, len(sentence.tokens))), key=lambda at: max(low - at, at - high, 0))
    tokens = [sentence.tokens[at] for at in near if sentence.tokens[at].time is not None]
    if kind is Kind.STATEMENT:
        # Who confirms or denies does so on a day; periods belong to what it is about.
        tokens = [t for t in tokens if t.time and t.time.relation == "at" and t.time.span.start == t.time.span.end]
    if not tokens:
        return None
    mention = _chosen(tokens, kind)
    passed = _has_passed(mention, tokens, sentence, low, high)
    future = modality in {Modality.PLANNED, Modality.SPECULATED} or (
        kind is Kind.RELEASE and any(t.lower in _FUTURE for t in sentence.tokens[max(0, first) : last + 1])
    )
    span = mention.future if future and mention.future and not passed else mention.span
    if mention.relation == "since" or kind in START_ONLY or _ends(kind, modality, sentence.tags[low : high + 1]):
        span = span if passed else _nearest(mention, published) or span
        return TimeSpan(start=span.start or span.end) if mention.relation != "until" else TimeSpan(end=span.end)
    if mention.relation == "until":
        return TimeSpan(end=span.end)
    return span


def _has_passed(mention: TimeMention, tokens: Sequence[Token], sentence: Sentence, low: int, high: int) -> bool:
    """Whether words say that a time lies back: "since November", "seit November", or a verb in the past beside it."""
    token = next(token for token in tokens if token.time is mention)
    if token.lower.startswith(("seit", "since")):
        return True
    clause = sentence.tokens[low : high + 1]
    if mention.relation != "at":
        return False
    if sentence.language == "de":
        return any(_is_past(one) for one in clause)
    return any(one.lower == "had" for one in clause) and not any(one.tag in "OZ" for one in clause)


def _ends(kind: Kind, modality: Modality, tags: str) -> bool:
    """Whether a claim says that something is over from a time on: "cut ties in 2020", but not "sold none in 2020"."""
    return kind in {Kind.SUPPLY, Kind.USAGE} and modality is Modality.DENIED and "G" not in tags


def _is_past(token: Token) -> bool:
    """Whether a German token is an auxiliary of the past, or a verb in the preterite."""
    if token.tag == "A":
        return token.lower in _PAST
    return token.tag == "V" and any(form.tag == "f" for form in token.verbs) and token.lower.endswith(("te", "ten"))


def _nearest(mention: TimeMention, published: PartialDate | None) -> TimeSpan | None:
    """Return the reading of a time without a year that lies nearer to the day of publication; None if there is one."""
    today = published.first if published else None
    past = mention.span.start.first if mention.span.start else None
    future = mention.future.start.first if mention.future and mention.future.start else None
    if not (today and past and future) or (future - past).days <= _WEEK:
        return None
    return mention.future if abs((future - today).days) < abs((today - past).days) else mention.span


def _chosen(tokens: Sequence[Token], kind: Kind) -> TimeMention:
    times = [t.time for t in tokens if t.time is not None]
    if kind in START_ONLY:
        return next((t for t in times if t.relation == "since"), times[0])
    return times[0]
