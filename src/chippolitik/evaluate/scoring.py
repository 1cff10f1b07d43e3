"""Scores over many articles: totals, groups, intervals, quotes, mistakes in their sentences. No files, no layout."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chippolitik.evaluate.figures import Counts, Interval, Share, f1_interval, total
from chippolitik.evaluate.matching import ArticleScore, Fault, Mistake, score_article
from chippolitik.evaluate.names import Names
from chippolitik.evaluate.rows import FlatClaim

__all__ = ["GoldArticle", "PlacedMistake", "Scores", "score", "sentence_around"]

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”“»«’')\]]*\s+|\n+")


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article with its gold claims.

    Attributes:
        language: Its language, or the name of the set where that is not known.
        claims: Its gold claims in the order of the file.
        text: Its text, or None if it is not at hand.
    """

    language: str
    claims: Sequence[FlatClaim]
    text: str | None = None


@dataclass(frozen=True, slots=True)
class PlacedMistake:
    """A mistake with the place where it is.

    Attributes:
        article: The article's id.
        mistake: What is wrong.
        sentence: The sentence that holds the quote, or the quote where the text is not at hand.
    """

    article: str
    mistake: Mistake
    sentence: str


@dataclass(frozen=True, slots=True)
class Scores:
    """What an evaluation gives.

    Attributes:
        total: Counts over all articles.
        interval: 95 % interval of the total F1.
        kinds: Kind → counts, in alphabetical order.
        languages: Language → counts.
        articles: Article → counts, in alphabetical order.
        qualifiers: Qualifier or ``other roles`` → agreement on matched claims.
        quotes: Predicted quotes that stand in their text word for word; of those whose text is at hand.
        offsets: Predicted offsets that cut the quote out of its text; of those that are given.
        unscored: Predicted claims in articles without gold.
        mistakes: All mistakes, by article.
    """

    total: Counts
    interval: Interval
    kinds: Mapping[str, Counts]
    languages: Mapping[str, Counts]
    articles: Mapping[str, Counts]
    qualifiers: Mapping[str, Share]
    quotes: Share
    offsets: Share
    unscored: int
    mistakes: tuple[PlacedMistake, ...]

    @property
    def surplus(self) -> int:
        """Predicted claims that would match a gold claim which another prediction has."""
        return sum(placed.mistake.fault is Fault.SURPLUS for placed in self.mistakes)


def score(gold: Mapping[str, GoldArticle], predicted: Iterable[FlatClaim], names: Names) -> Scores:
    """Score predicted claims against gold.

    Precision, recall and F1 are micro-averaged over claims. Articles without gold are counted apart and not scored.

    Args:
        gold: Article id → gold.
        predicted: The predictions of all articles.
        names: Decides about fillers.
    """
    offered: dict[str, list[FlatClaim]] = defaultdict(list)
    for claim in predicted:
        offered[claim.article].append(claim)
    results = {name: score_article(gold[name].claims, offered.get(name, []), names) for name in sorted(gold)}
    per_article = {name: result.counts for name, result in results.items()}
    languages = sorted({article.language for article in gold.values()})
    quotes = [
        _exactness(claim, text)
        for name in gold
        if (text := gold[name].text) is not None
        for claim in offered.get(name, [])
    ]
    return Scores(
        total=total(per_article.values()),
        interval=f1_interval(list(per_article.values())),
        kinds=_per_kind(results.values()),
        languages={
            language: total(counts for name, counts in per_article.items() if gold[name].language == language)
            for language in languages
        },
        articles=per_article,
        qualifiers=_qualifiers(results.values()),
        quotes=sum((quote for quote, _ in quotes), Share()),
        offsets=sum((offsets for _, offsets in quotes), Share()),
        unscored=sum(len(claims) for name, claims in offered.items() if name not in gold),
        mistakes=tuple(
            PlacedMistake(name, mistake, sentence_around(gold[name].text or "", mistake.claim))
            for name, result in results.items()
            for mistake in result.mistakes
        ),
    )


def sentence_around(text: str, claim: FlatClaim) -> str:
    """Return the sentences that hold a claim's quote, on one line; the quote itself if it is not in the text.

    Example:
        >>> claim = FlatClaim(article="a", kind="Order", quote="ByteDance ordered")
        >>> sentence_around("No comment. In May, ByteDance ordered chips. Huawei is silent.", claim)
        'In May, ByteDance ordered chips.'
        >>> sentence_around("", claim)
        'ByteDance ordered'
    """
    at = text.find(claim.quote) if claim.quote else -1
    if claim.span and text[slice(*claim.span)] == claim.quote:
        at = claim.span[0]
    if at < 0:
        return " ".join(claim.quote.split())
    end = at + len(claim.quote)
    breaks = [match.end() for match in _SENTENCE_END.finditer(text)]
    first = max((place for place in breaks if place <= at), default=0)
    last = min((place for place in breaks if place >= end), default=len(text))
    return " ".join(text[first:last].split())


def _per_kind(results: Iterable[ArticleScore]) -> dict[str, Counts]:
    found: dict[str, Counts] = defaultdict(Counts)
    for result in results:
        for kind, counts in result.kinds.items():
            found[kind] += counts
    return dict(sorted(found.items()))


def _qualifiers(results: Iterable[ArticleScore]) -> dict[str, Share]:
    found: dict[str, Share] = defaultdict(Share)
    for result in results:
        for name, share in result.qualifiers.items():
            found[name] += share
    return {name: share for name, share in found.items() if share.of}


def _exactness(claim: FlatClaim, text: str) -> tuple[Share, Share]:
    quote = Share(int(bool(claim.quote) and claim.quote in text), 1)
    if claim.span is None:
        return quote, Share()
    return quote, Share(int(text[slice(*claim.span)] == claim.quote), 1)
