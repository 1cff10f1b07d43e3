"""Precision, recall and F1 from counts, and their bootstrap interval."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["Counts", "Interval", "Share", "f1_interval", "total"]

_ROUNDS = 2000
_SEED = 20240701
_TAIL = 0.025


@dataclass(frozen=True, slots=True)
class Counts:
    """How many claims are matched, predicted, gold.

    Example:
        >>> figures = Counts(matched=3, predicted=4, gold=6)
        >>> figures.precision, figures.recall, figures.f1
        (0.75, 0.5, 0.6)
        >>> Counts().f1
        0.0
    """

    matched: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.matched + other.matched, self.predicted + other.predicted, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Share of the predicted claims that are matched; 0 if none is predicted."""
        return self.matched / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold claims that are matched; 0 if there is none."""
        return self.matched / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.predicted + self.gold
        return 2 * self.matched / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a number are right.

    Example:
        >>> Share(9, 10).value, Share().value
        (0.9, None)
    """

    right: int = 0
    of: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.of + other.of)

    @property
    def value(self) -> float | None:
        """The share, or None where there is nothing to be right about."""
        return self.right / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval."""

    low: float
    high: float


def total(counts: Iterable[Counts]) -> Counts:
    """Add counts.

    Example:
        >>> total([Counts(1, 2, 3), Counts(1, 1, 1)])
        Counts(matched=2, predicted=3, gold=4)
    """
    return sum(counts, Counts())


def f1_interval(articles: Sequence[Counts]) -> Interval:
    """Return the 95 % percentile interval of micro-averaged F1 over articles drawn again and again.

    Articles are drawn, not claims, since the claims of one article are right or wrong together. The generator is
    seeded: the same counts in the same order give the same interval.

    Args:
        articles: Counts of each article.

    Source: Efron and Tibshirani, *An Introduction to the Bootstrap* (1993), chapter 13.

    Example:
        >>> f1_interval([Counts(1, 1, 1), Counts(1, 1, 1)])
        Interval(low=1.0, high=1.0)
        >>> f1_interval([])
        Interval(low=0.0, high=0.0)
    """
    if not articles:
        return Interval(0.0, 0.0)
    draw = random.Random(_SEED)  # noqa: S311 - statistics, not secrets
    scores = sorted(total(draw.choices(articles, k=len(articles))).f1 for _ in range(_ROUNDS))
    return Interval(scores[int(_TAIL * _ROUNDS)], scores[_ROUNDS - int(_TAIL * _ROUNDS) - 1])
