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

    def make(following: Step) -> Step:
        def run(row: Slots) -> bool:
            start = row[here] if type(here) is int else here
            end = row[there] if type(there) is int else there
            return end in walk(start) and following(row)  # type: ignore[operator, arg-type]  # a row holds text

        return run

    return make


def bind_end(walk: Walk, here: Place, there: Place) -> Maker:
    """Go on with each node to which a path leads."""
    assert isinstance(there, int)
    place = there

    def make(following: Step) -> Step:
        def run(row: Slots) -> bool:
            for found in walk(row[here] if type(here) is int else here):  # type: ignore[arg-type]  # a row holds text
                row[place] = found
                if following(row):
                    return True
            return False

        return run

    return make


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
