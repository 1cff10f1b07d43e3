"""Every frame is held by its own examples: a sentence gives its claim, a ``never`` sentence none of that kind.

``known_failures.txt`` lists the examples that do not hold yet, one ``frame: sentence`` a line. It may only shrink: an
example that holds again must be struck from it, and a new failure is a failure.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from chippolitik.extract.weights import FRAMES_ALONE
from chippolitik.lexicon import Example, Frame, load_lexicon
from chippolitik.model import Document, PartialDate, claim_to_flat
from chippolitik.pipeline.frames import Frames
from chippolitik.tables import load_tables

LIST = Path(__file__).with_name("known_failures.txt")
KNOWN = {line for line in LIST.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")}
MOST = 6
"""How many lines the list may have; lower it when it shrinks."""

CASES = [(frame, example) for frame in load_lexicon().frames for example in frame.examples]


def line(frame: Frame, example: Example) -> str:
    return f"{frame.id}: {example.text}"


def cases() -> list[Any]:
    """Return the examples as test cases, those of the list as expected failures."""
    fails = pytest.mark.xfail(reason="in known_failures.txt", strict=True, raises=AssertionError)
    return [pytest.param(f, e, id=f.id, marks=[fails] if line(f, e) in KNOWN else []) for f, e in CASES]


@cache
def extractor() -> Frames:
    return Frames(load_tables(), load_lexicon(), FRAMES_ALONE)


def claims(language: str, text: str) -> list[dict[str, Any]]:
    """Return the claims of a sentence as rows of the flat table."""
    article = Document(name="example", key="example", text=text, published=PartialDate("2024-09-30"), language=language)
    return [claim_to_flat(claim, article="example", iri=str) for claim in extractor().extract(article)]


def fits(row: Mapping[str, Any], key: str, wanted: object) -> bool:
    """Whether a row of the flat table has what an example says of it; of an amount only the stated parts count."""
    got = row["roles"].get(key, row.get(key))
    if isinstance(wanted, Mapping):
        return isinstance(got, Mapping) and all(got.get(part) == value for part, value in wanted.items())
    return got is not None and labels(got) == labels(wanted)


def labels(value: object) -> list[str]:
    return sorted(str(one) for one in value) if isinstance(value, list) else [str(value)]


@pytest.mark.parametrize(("frame", "example"), cases())
def test_an_example_of_a_frame_gives_its_claim(frame: Frame, example: Example) -> None:
    """An example gives one claim of the frame's kind with all that it states; a ``never`` sentence gives none."""
    rows = [row for row in claims(frame.language, example.text) if row["kind"] == frame.kind]
    wanted = example.claim
    if wanted is None:
        assert rows == []
    else:
        assert [row for row in rows if all(fits(row, key, value) for key, value in wanted.items())], rows


def test_known_failures_are_examples() -> None:
    """Each line of the list is an example of the lexicon."""
    assert sorted(KNOWN - {line(frame, example) for frame, example in CASES}) == []


def test_the_list_of_known_failures_only_shrinks() -> None:
    """The list is not longer than it was."""
    assert len(KNOWN) <= MOST


def test_the_ids_of_frames_are_unique() -> None:
    """No two frames have one id."""
    ids = [frame.id for frame in load_lexicon().frames]
    assert sorted({one for one in ids if ids.count(one) > 1}) == []
