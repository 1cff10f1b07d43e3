"""What a source is expected to give: numbers of articles and fill rates, told in a small YAML file.

A source that gives less than its minimum has changed its layout or was cut off: nothing of it should enter a store.
More than the maximum is worth a look, no more. Judging happens before any work is done::

    articles: {min: 900, max: 1200}
    fill:
      published: {min: 0.95}
    languages: {de: {min: 300}}
    sources:
      Reuters: {articles: {min: 10}, fill: {title: {min: 1}}}

Source: the assertions of zavod, the crawler framework of OpenSanctions: minima abort, maxima warn.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import yaml

from chippolitik.corpus.language import detect_language
from chippolitik.corpus.reading import Problem, Read
from chippolitik.errors import InputError
from chippolitik.model import Document

__all__ = ["FIELDS", "Expectations", "Shortfall", "Tally", "read_expectations"]

FIELDS = ("published", "source", "url", "title", "author", "language")
"""The fields whose share of articles can be expected."""

_PARTS = ("articles", "fill", "languages", "sources")


@dataclass(frozen=True, slots=True)
class Shortfall:
    """An expectation that is not met.

    Attributes:
        message: What was expected and what is.
        fatal: Whether it is a minimum, so that nothing should be done.
    """

    message: str
    fatal: bool


@dataclass(slots=True)
class Tally:
    """Counts of what was read.

    Attributes:
        articles: Articles.
        filled: Field → articles that have it.
        languages: Language → articles in it.
        sources: Publisher → the counts of its articles.
    """

    articles: int = 0
    filled: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    sources: dict[str, Tally] = field(default_factory=dict)

    @classmethod
    def of(cls, items: Iterable[Read]) -> tuple[Self, int]:
        """Count what was read; return the counts and the number of problems."""
        tally, problems = cls(), 0
        for item in items:
            if isinstance(item, Document):
                tally.add(item)
                if item.source:
                    tally.sources.setdefault(item.source, Tally()).add(item)
            elif isinstance(item, Problem):
                problems += 1
        return tally, problems

    def add(self, document: Document) -> None:
        """Count an article."""
        self.articles += 1
        self.filled.update(name for name in FIELDS if getattr(document, name))
        self.languages[document.language or detect_language(document.text) or "unknown"] += 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Range:
    least: float = 0
    most: float = math.inf

    def judge(self, what: str, value: float, *, share: bool = False) -> list[Shortfall]:
        def said(number: float) -> str:
            return f"{number:.0%}" if share else f"{number:,.0f}"

        if value < self.least:
            return [Shortfall(f"{what}: {said(value)}, at least {said(self.least)} expected", fatal=True)]
        if value > self.most:
            return [Shortfall(f"{what}: {said(value)}, at most {said(self.most)} expected", fatal=False)]
        return []


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectations:
    """What is expected of some articles.

    Attributes:
        articles: Of their number.
        fill: Field → of the share of articles that have it, 0 to 1.
        languages: Language → of the number of articles in it.
        sources: Publisher → what is expected of its articles.
    """

    articles: _Range = _Range()
    fill: Mapping[str, _Range] = field(default_factory=dict)
    languages: Mapping[str, _Range] = field(default_factory=dict)
    sources: Mapping[str, Expectations] = field(default_factory=dict)

    def judge(self, tally: Tally, of: str = "") -> list[Shortfall]:
        """Return what is not met, in the order of the parts.

        Args:
            tally: What was read.
            of: Whose articles they are, for messages.
        """
        prefix = f"{of}: " if of else ""
        found = self.articles.judge(f"{prefix}articles", tally.articles)
        for name, bounds in self.fill.items():
            share = tally.filled[name] / tally.articles if tally.articles else 0
            found += bounds.judge(f"{prefix}articles with the field {name!r}", share, share=True)
        for name, bounds in self.languages.items():
            found += bounds.judge(f"{prefix}articles in the language {name!r}", tally.languages[name])
        for name, inner in self.sources.items():
            found += inner.judge(tally.sources.get(name, Tally()), of=name)
        return found


def read_expectations(path: Path) -> Expectations:
    """Read a file of expectations.

    Raises:
        InputError: It cannot be read, or says what is not known.
    """
    try:
        told = yaml.safe_load(path.read_bytes())
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", "look at the path", file=str(path)) from None
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        place = getattr(error, "problem_mark", None)
        line = place.line + 1 if place else None
        raise InputError("is no YAML", "write e.g. 'articles: {min: 10}'", file=str(path), line=line) from None
    try:
        return _expectations(told, _PARTS)
    except ValueError as error:
        raise InputError(str(error), f"parts: {', '.join(_PARTS)}", file=str(path)) from None


def _expectations(told: Any, parts: tuple[str, ...]) -> Expectations:
    values = _mapping(told, "expectations", parts)
    return Expectations(
        articles=_range(values.get("articles", {}), "articles"),
        fill={name: _range(v, name, top=1) for name, v in _mapping(values.get("fill", {}), "fill", FIELDS).items()},
        languages={name: _range(v, name) for name, v in _mapping(values.get("languages", {}), "languages").items()},
        sources={
            name: _expectations(v, parts[:-1]) for name, v in _mapping(values.get("sources", {}), "sources").items()
        },
    )


def _mapping(told: Any, what: str, known: tuple[str, ...] | None = None) -> dict[str, Any]:
    if not isinstance(told, dict):
        raise ValueError(f"{what}: names with values are expected, not {told!r}")  # noqa: TRY004 - one error type for bad files
    for name in told:
        if known is not None and name not in known:
            raise ValueError(f"{what}: {name!r} is not known; known: {', '.join(known)}")
    return {str(name): value for name, value in told.items()}


def _range(told: Any, what: str, top: float = math.inf) -> _Range:
    bounds = _mapping(told, what, ("min", "max"))
    for name, value in bounds.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= top:
            limit = "from 0 to 1" if top == 1 else "of at least 0"
            raise ValueError(f"{what}: {name} must be a number {limit}, not {value!r}")
    found = _Range(least=bounds.get("min", 0), most=bounds.get("max", math.inf))
    if found.least > found.most:
        raise ValueError(f"{what}: the minimum is above the maximum")
    return found
