"""Every frame is held by its own examples: a sentence gives its claim, a ``never`` sentence none of that kind.

An example marked as ``open`` does not hold yet. There may only be fewer of them: one that holds again must lose its
mark, and a new failure is a failure.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from chippolitik.lexicon import Example, Frame, load_lexicon
from chippolitik.pipeline.lexicon_checks.examples import Examples
from chippolitik.tables import load_tables

MOST = 4
"""How many examples may be open; lower it when there are fewer."""

CASES = [(frame, example) for frame in load_lexicon().frames for example in frame.examples]


def cases() -> list[Any]:
    """Return the examples as test cases, the open ones as expected failures."""
    fails = pytest.mark.xfail(reason="open", strict=True, raises=AssertionError)
    return [pytest.param(f, e, id=f.id, marks=[fails] if e.open else []) for f, e in CASES]


@cache
def examples() -> Examples:
    return Examples(load_tables(), load_lexicon())


@pytest.mark.parametrize(("frame", "example"), cases())
def test_an_example_of_a_frame_gives_its_claim(frame: Frame, example: Example) -> None:
    """An example gives one claim of the frame's kind with all that it states; a ``never`` sentence gives none."""
    rows = examples().rows(frame, example)
    assert examples().holds(example, rows), rows


def test_open_examples_only_become_fewer() -> None:
    """There are not more of them than there were."""
    assert sum(example.open for _, example in CASES) <= MOST


def test_the_ids_of_frames_are_unique() -> None:
    """No two frames have one id."""
    ids = [frame.id for frame in load_lexicon().frames]
    assert sorted({one for one in ids if ids.count(one) > 1}) == []
