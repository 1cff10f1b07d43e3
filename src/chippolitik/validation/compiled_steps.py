"""The steps that compiled queries are made of: each binds what it finds in a row and goes on to the next.

Which step follows which is up to ``compiled_query``.
"""

from __future__ import annotations

from collections.abc import Callable

from chippolitik.validation.compiled_paths import Walk
from chippolitik.validation.compiled_terms import Slots
from chippolitik.validation.triple_index import Kept

__all__ = ["Maker", "Place", "Step", "any_of", "any_way", "bind_end", "chained", "check", "follow", "meet", "never"]

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


def follow(kept: Kept, here: int, there: int) -> Maker:
    """Go on with each node at the other end of a predicate; ``bind_end`` without a walk."""

    def make(following: Step) -> Step:
        def run(row: Slots) -> bool:
            found = kept(row[here])
            if found is None:
                return False
            if type(found) is str:
                row[there] = found
                return following(row)
            for one in found:
                row[there] = one
                if following(row):
                    return True
            return False

        return run

    return make


def meet(kept: Kept, here: int, there: Place) -> Maker:
    """Go on if a predicate leads from one known node to another; ``check`` without a walk."""

    def make(following: Step) -> Step:
        def run(row: Slots) -> bool:
            found = kept(row[here])
            wanted = there if type(there) is str else row[there]  # type: ignore[index]  # it is a place then
            return (found == wanted or (type(found) is list and wanted in found)) and following(row)

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


def any_way(ways: list[Maker]) -> Maker:
    """Go on along each of several ways."""

    def make(following: Step) -> Step:
        steps = [way(following) for way in ways]

        def run(row: Slots) -> bool:
            for step in steps:  # noqa: SIM110 - any() takes twice the time
                if step(row):
                    return True
            return False

        return run

    return make
