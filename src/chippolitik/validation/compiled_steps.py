"""The steps that compiled queries are made of: each binds what it finds in a row and goes on to the next.

Which step follows which is up to ``compiled_query``.
"""

from __future__ import annotations

from collections.abc import Callable

from chippolitik.validation.compiled_paths import Walk
from chippolitik.validation.compiled_terms import Slots

__all__ = ["Maker", "Place", "Step", "any_of", "bind_end", "chained", "check", "never"]

Step = Callable[[Slots], bool]  # true: no more rows are wanted
Maker = Callable[[Step], Step]
Place = int | str  # where a term is in a row, or the term itself


def never(_: Slots) -> bool:
    """Go nowhere: there is no row."""
    return False


def chained(makers: list[Maker], following: Step) -> Step:
    """Return the first of several steps, made from the last on."""
    for make in reversed(makers):
        following = make(following)
        if following is never:
            break
    return following


def check(walk: Walk, here: Place, there: Place) -> Maker:
    """Go on if a path leads from one known node to another."""
    start = _at(here)

    def make(following: Step) -> Step:
        if isinstance(there, str):
            if isinstance(here, int):
                return lambda row: there in walk(row[here]) and following(row)
            return lambda row: there in walk(start(row)) and following(row)
        return lambda row: row[there] in walk(start(row)) and following(row)

    return make


def bind_end(walk: Walk, here: Place, there: Place) -> Maker:
    """Go on with each node to which a path leads."""
    assert isinstance(here, int)
    assert isinstance(there, int)

    def make(following: Step) -> Step:
        def run(row: Slots) -> bool:
            for found in walk(row[here]):
                row[there] = found
                if following(row):
                    return True
            return False

        return run

    return make


def _at(place: Place) -> Callable[[Slots], str]:
    """Return what gives the term at a place."""
    if isinstance(place, int):
        return lambda row: row[place]
    return lambda _: place


def any_of(ways: list[tuple[str, Maker]], place: int) -> Maker:
    """Go on along each of several predicates, noted in the row."""

    def make(following: Step) -> Step:
        steps = [(token, way(following)) for token, way in ways]
        if not steps:
            return never

        def run(row: Slots) -> bool:
            for token, step in steps:
                row[place] = token
                if step(row):
                    return True
            return False

        return run

    return make
