"""Times that a clause takes from what was said before: "on the same day", the quarter that a report is about.

The time that stands in the clause itself is read in ``measuring``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from chippolitik.extract.context import FIRMS
from chippolitik.extract.draft import Draft
from chippolitik.extract.measuring import START_ONLY, time_of
from chippolitik.model.annotated import Sentence
from chippolitik.model.kinds import Kind, Modality
from chippolitik.model.mention import TimeMention
from chippolitik.model.resolved import ResolvedDocument
from chippolitik.model.time import PartialDate, TimeSpan

__all__ = ["with_times_said_before"]

_SAME = {
    "en": re.compile(r"\b(?:(?:that|the)\s+(?:very\s+|same\s+)+|that\s+)(day|month|year|quarter)\b", re.IGNORECASE),
    "de": re.compile(
        r"\b(?:(?:dem)?selben|gleichen|jenem|diesem)\s+(Tag|Monat|Jahr|Quartal)(?:e?s)?\b|\bzeitgleich\b",
        re.IGNORECASE,
    ),
}
_LENGTH = {"day": 10, "tag": 10, "month": 7, "monat": 7, "year": 4, "jahr": 4, "quarter": 7, "quartal": 7}
_FLOWS = re.compile(
    r"revenue|sales|profit|income|loss|margin|earnings|turnover|write-down|charge|shipment|capital|spending|growth|share"
)
_EVENTS = frozenset({
    Kind.ORDER, Kind.DELIVERY, Kind.LISTING, Kind.PENALTY, Kind.LICENSE, Kind.REGULATION, Kind.RECOMMENDATION,
    Kind.INVESTMENT, Kind.RELEASE, Kind.SUPPLY,
})  # fmt: skip
_AT_ONCE = {
    "en": re.compile(
        r"\b(?:with immediate effect|effective immediately|takes? effect immediately|as of today)\b", re.IGNORECASE
    ),
    "de": re.compile(r"\b(?:mit sofortiger Wirkung|ab sofort|mit Wirkung von heute)\b", re.IGNORECASE),
}
_HEADING = 5
"""How many tokens a sentence may have that only names a day."""


def with_times_said_before(drafts: Sequence[Draft], resolved: ResolvedDocument) -> list[Draft]:
    """Return drafts in which those without a time have the one that their words refer back to.

    Args:
        drafts: Drafts in any order; they are changed in place.
        resolved: The document.
    """
    sentences = resolved.annotated.sentences
    text = resolved.annotated.document.text
    for draft in drafts:
        if draft.time is not None:
            continue
        sentence = sentences[draft.sentence]
        if draft.kind in _EVENTS:
            draft.time = (
                _at_once(draft, sentence, resolved)
                or _same_time(draft, sentence, sentences, text)
                or _introduced(draft, sentence, resolved.annotated.document.published)
                or _headed(draft, sentence, sentences)
            )
        elif draft.kind is Kind.STATEMENT:
            draft.time = _introduced(draft, sentence, resolved.annotated.document.published)
        elif draft.kind is Kind.METRIC and draft.modality is Modality.ASSERTED:
            draft.time = _introduced(draft, sentence, None) or _reported_period(draft, resolved)
    return list(drafts)


def _at_once(draft: Draft, sentence: Sentence, resolved: ResolvedDocument) -> TimeSpan | None:
    """Return the day of publication for what begins "with immediate effect"."""
    document = resolved.annotated.document
    told = _AT_ONCE[sentence.language].search(document.text, sentence.start, sentence.end)
    if told is None or draft.kind not in START_ONLY or document.published is None:
        return None
    return TimeSpan(start=document.published)


def _same_time(draft: Draft, sentence: Sentence, sentences: Sequence[Sentence], text: str) -> TimeSpan | None:
    """Return the day, month or year that "the same day" beside a clause refers to."""
    around = text[max(sentence.start, draft.start - 60) : min(sentence.end, draft.end + 60)]
    match = _SAME[sentence.language].search(around)
    if match is None:
        return None
    length = _LENGTH[(match[1] or "day").lower()]
    for mention in _backwards(sentences[: sentence.index + 1], draft.start):
        point = mention.span.start if mention.span.start == mention.span.end or length < _LENGTH["day"] else None
        if point is not None and len(point.text) >= length:
            date = PartialDate(point.text[:length])
            return TimeSpan(start=date) if draft.kind in START_ONLY else TimeSpan(date, date)
    return None


def _introduced(draft: Draft, sentence: Sentence, published: PartialDate | None) -> TimeSpan | None:
    """Return the time that opens a sentence, or the clause before a colon, if the draft's clause is the next one.

    "Between March and May, the court heard, the firm bought …", "This showed in November: the bureau fined …".
    """
    tags = sentence.tags
    at = next((i for i, token in enumerate(sentence.tokens) if token.start >= draft.start), 0)
    opening = next((i for i, tag in enumerate(tags) if tag not in "PDJBNMXgQ"), len(tags))
    if opening < at and tags[opening] == "T" and _is_next_clause(tags[opening + 1 : at]):
        return time_of(draft.kind, draft.modality, sentence, opening, opening, published)
    colon = tags.rfind(":", 0, at)
    if colon > 0 and "," not in tags[colon:at] and tags[colon - 1] == "T":
        return time_of(draft.kind, draft.modality, sentence, colon - 1, colon - 1, published)
    return None


def _is_next_clause(between: str) -> bool:
    """Whether nothing but what stands between two commas parts an opening time from a clause."""
    inside = re.fullmatch(r"(?:[DHJNMXg]{1,4})?,(?:[^,;:SR]*,)?[DJNMXPBgC]{0,3}", between)
    return inside is not None


def _headed(draft: Draft, sentence: Sentence, sentences: Sequence[Sentence]) -> TimeSpan | None:
    """Return the day that heads a paragraph of a diary or ticker: "Friday. The cloud firm orders …"."""
    if draft.modality is not Modality.ASSERTED:
        return None
    first = next(s for s in sentences if s.paragraph == sentence.paragraph)
    times = [token for token in first.tokens if token.time is not None]
    if not times or len(first.tokens) > _HEADING or first.index == sentence.index:
        return None
    span = times[0].time.span if times[0].time else None
    return TimeSpan(start=span.start) if span and span.start and draft.kind in START_ONLY else span


def _reported_period(draft: Draft, resolved: ResolvedDocument) -> TimeSpan | None:
    """Return the quarter or half-year that an article reports on when a figure of a business stands without a time.

    The figure's firm must be the one whose period it is: no other firm is named between them.
    """
    if not _FLOWS.search(draft.terms.get("metric", "")):
        return None
    subject = {entity.label for entity in draft.roles.get("subject", ())}
    for index in range(draft.sentence, -1, -1):
        sentence = resolved.annotated.sentences[index]
        named = {e.label for ref in resolved.refs[index] if ref.how == "name" for e in ref.agents if e.cls in FIRMS}
        periods = [m.span for m in _backwards([sentence], draft.start) if _is_period(m.span)]
        if periods and (named & subject or not named):
            return max(periods, key=lambda span: span.edtf)
        if named - subject:
            return None
    return None


def _is_period(span: TimeSpan) -> bool:
    """Whether a time is a run of months of one year."""
    start, end = span.start, span.end
    return start is not None and end is not None and start != end and start.text[:4] == end.text[:4]


def _backwards(sentences: Sequence[Sentence], before: int) -> Iterator[TimeMention]:
    """Yield the times of sentences from an offset backwards."""
    for sentence in reversed(sentences):
        for token in reversed(sentence.tokens):
            if token.time is not None and token.start < before:
                yield token.time
