"""The entries of the disagreement ledger: one amount that one claim gives, and the question that it answers.

How entries are read from a graph is in ``reading``; how they stand to each other in ``panel``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from chippolitik.model import KINDS, Fills, Kind, Modality
from chippolitik.query.ledger.interval import Interval

__all__ = ["Entry", "Ledger", "Period", "Question", "key_roles"]

_MORE = {Kind.DELIVERY: ("recipient",), Kind.METRIC: ("place",)}


@dataclass(frozen=True, slots=True, order=True)
class Question:
    """What several claims can answer differently.

    Attributes:
        kind: The kind of claim.
        fillers: Property → IRIs of who and what it is about (or the words of a metric's name), both sorted.
        slot: ``quantity`` or ``value``; empty for claims without an amount.
    """

    kind: Kind
    fillers: tuple[tuple[str, tuple[str, ...]], ...]
    slot: str = ""

    def filler(self, name: str) -> tuple[str, ...]:
        """Return what fills a property; empty if nothing does."""
        return next((values for key, values in self.fillers if key == name), ())


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The time that a claim states for its amount.

    Attributes:
        earliest: First instant, ISO 8601 in UTC; empty where unknown.
        latest: Last instant, exclusive; empty where unknown.
        text: The time in EDTF, where a bound is unknown; empty if both are known or the claim states no time.
    """

    earliest: str = ""
    latest: str = ""
    text: str = ""

    @property
    def stated(self) -> bool:
        """Whether the claim states a time."""
        return bool(self.earliest or self.latest or self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One amount in one claim.

    Attributes:
        claim: IRI of the claim.
        question: What it answers.
        unit: Notation of unit or currency; empty without an amount.
        interval: The range as the text bounds it, or None where the claim gives no amount.
        approximate: Whether the text rounds.
        period: The time that it is of.
        when: That time as stated, in EDTF; empty if none is.
        modality: How the text presents it.
        ended: Whether the text says that it is over.
        word: Direction of a comparison or stance of a statement; empty for other kinds.
        who: IRI of whom the text names as its source, or empty.
        article: IRI of the article.
        source: Who published it; empty where unknown.
        published: When, in EDTF; empty where unknown.
        quote: The words.
        start: Where they stand in the text; -1 where unknown.
        disputed: Whether another claim of the article disputes it.
        origin: Whose word it is in the end; empty where nobody is known.
    """

    claim: str
    question: Question
    modality: Modality
    article: str
    quote: str
    unit: str = ""
    interval: Interval | None = None
    approximate: bool = False
    period: Period = Period()
    when: str = ""
    ended: bool = False
    word: str = ""
    who: str = ""
    source: str = ""
    published: str = ""
    start: int = -1
    disputed: bool = False
    origin: str = ""

    @property
    def place(self) -> tuple[bool, str, str, int, str, str, str]:
        """Where it stands among others: by publication, undated ones last, then by article and place in the text."""
        question = self.question
        return (not self.published, self.published, self.article, self.start, self.claim, question.slot, self.unit)


@dataclass(frozen=True, slots=True)
class Ledger:
    """Entries side by side; nothing is merged, nothing is dropped.

    Attributes:
        entries: The entries in the order of ``Entry.place``, each once.
    """

    entries: tuple[Entry, ...] = ()

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Ledger:
        """Make a ledger of entries in any order."""
        return cls(tuple(sorted(set(entries), key=_order)))

    def __or__(self, other: Ledger) -> Ledger:
        """Put two ledgers together; in any order and grouping the result is the same, and no entry is lost."""
        return Ledger.of((*self.entries, *other.entries))

    def questions(self) -> list[Question]:
        """Return the questions that the entries answer, sorted."""
        return sorted({entry.question for entry in self.entries})

    def on(self, question: Question) -> Ledger:
        """Return the entries that answer a question."""
        return Ledger(tuple(entry for entry in self.entries if entry.question == question))

    def with_origins(self, origins: dict[str, str]) -> Ledger:
        """Return the ledger with the origins of its claims.

        Args:
            origins: IRI of a claim → name of its origin.
        """
        return Ledger.of(replace(entry, origin=origins.get(entry.claim, entry.origin)) for entry in self.entries)


def key_roles(kind: Kind) -> Iterator[tuple[str, bool]]:
    """Yield the properties that tell questions of a kind apart, and whether they hold words.

    Example:
        >>> list(key_roles(Kind.METRIC))
        [('observedSubject', False), ('metricName', True), ('place', False)]
    """
    spec = KINDS[kind]
    for role in spec.roles:
        key = role.required or role.name in spec.one_of or role.name in _MORE.get(kind, ())
        if key and role.fills is not Fills.TERM:
            yield role.property, role.fills is Fills.TEXT


def _order(entry: Entry) -> tuple[object, ...]:
    """Order fully, so that equal sets give equal ledgers; what ``place`` leaves equal differs in what is said."""
    ends = (entry.interval.least, entry.interval.greatest) if entry.interval else ()
    said = (entry.approximate, entry.modality, entry.period, entry.when, entry.ended, entry.word, entry.disputed)
    return (*entry.place, entry.question, ends, said, entry.who, entry.source, entry.quote, entry.origin)
