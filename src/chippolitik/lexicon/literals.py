"""What a pattern cannot do without: words of which one stands in all that it matches, so that few texts need a search.

The words are read off the parsed pattern. Where none can be told, every text is searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from re import _constants as sre  # type: ignore[attr-defined]  # the parsed form of patterns has no other name
from re import _parser  # type: ignore[attr-defined]  # as above
from typing import Any

__all__ = ["Gate", "needed"]

_MOST = 64  # words; a pattern with more is not told by its words
_Words = frozenset[str]
_NONE: _Words = frozenset({""})


def needed(pattern: re.Pattern[str]) -> frozenset[str]:
    r"""Return strings in lower case of which every match of a pattern contains one; none where that cannot be told.

    Args:
        pattern: The pattern.

    Example:
        >>> sorted(needed(re.compile(r"\b(?:licen[cs]e|permit) for \w+")))
        ['licence for ', 'license for ', 'permit for ']
        >>> sorted(needed(re.compile(r"\d+ %|percent?")))
        [' %', 'percen', 'percent']
        >>> needed(re.compile(r"\d+"))
        frozenset()
    """
    return frozenset(found) if (found := _needed(_parser.parse(pattern.pattern, pattern.flags))) != _NONE else _Words()


def _needed(items: Iterable[tuple[Any, Any]]) -> _Words:
    """Return the best choice of strings that a sequence of items needs; the empty string where it needs none."""
    best = run = _NONE
    for op, given in items:
        exact = _exact(op, given)
        if exact is not None and len(run) * len(exact) <= _MOST:
            run = frozenset(one + other for one in run for other in exact)
            continue
        best = _better(best, run)
        if exact is None:
            best, run = _better(best, _inside(op, given)), _NONE
        else:
            run = exact
    return _better(best, run)


def _better(one: _Words, other: _Words) -> _Words:
    """Return that one of two sets of strings whose shortest is longer, or which has fewer."""
    return max(one, other, key=lambda words: (min(map(len, words)), -len(words)))


def _exact(op: Any, given: Any) -> _Words | None:
    """Return all that an item matches, if that is few strings."""
    if op is sre.LITERAL:
        return frozenset({chr(given).lower()})
    if op in {sre.AT, sre.ASSERT, sre.ASSERT_NOT}:
        return _NONE
    if op is sre.IN:
        literal = all(kind is sre.LITERAL for kind, _ in given)
        return frozenset(chr(code).lower() for _, code in given) if literal and len(given) <= _MOST else None
    if op is sre.SUBPATTERN:
        return _exact_all(given[3])
    if op is sre.BRANCH:
        branches = [_exact_all(branch) for branch in given[1]]
        return None if None in branches else _few(chain.from_iterable(branch for branch in branches if branch))
    if op is sre.MAX_REPEAT and tuple(given[:2]) == (0, 1):
        body = _exact_all(given[2])
        return None if body is None else _few((*body, ""))
    return None


def _exact_all(items: Sequence[tuple[Any, Any]]) -> _Words | None:
    found: _Words = _NONE
    for op, given in items:
        exact = _exact(op, given)
        if exact is None or len(found) * len(exact) > _MOST:
            return None
        found = frozenset(one + other for one in found for other in exact)
    return found


def _few(words: Iterable[str]) -> _Words | None:
    found = frozenset(words)
    return found if len(found) <= _MOST else None


def _inside(op: Any, given: Any) -> _Words:
    """Return what an item needs that matches more than few strings."""
    if op is sre.SUBPATTERN:
        return _needed(given[3])
    if op is sre.BRANCH:
        return frozenset(chain.from_iterable(_needed(branch) for branch in given[1]))
    if op in {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT} and given[0] > 0:
        return _needed(given[2])
    return _NONE


class Gate:
    """Tells which texts some patterns need not be searched for in.

    Args:
        patterns: The patterns.
    """

    def __init__(self, patterns: Iterable[re.Pattern[str]]) -> None:
        self._patterns = tuple(patterns)

    @cached_property
    def _words(self) -> tuple[str, ...]:
        found = [needed(pattern) for pattern in self._patterns]
        return tuple(_shortest(chain.from_iterable(found))) if all(found) else ("",)

    def passes(self, text: str) -> bool:
        """Whether one of the patterns may match.

        Args:
            text: The text in lower case.
        """
        for word in self._words:  # noqa: SIM110 - twice as fast as any(), and asked for every clause
            if word in text:
                return True
        return False


def _shortest(words: Iterable[str]) -> Iterator[str]:
    """Yield the words that hold no other one."""
    kept: list[str] = []
    for word in sorted(set(words), key=lambda one: (len(one), one)):
        if not any(other in word for other in kept):
            kept.append(word)
            yield word
