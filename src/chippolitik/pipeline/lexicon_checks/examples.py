"""The examples of frames, run: each sentence gives its claim, each ``never`` sentence none of the frame's kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chippolitik.extract.weights import FRAMES_ALONE
from chippolitik.lexicon import Example, Frame, Lexicon
from chippolitik.model import Document, PartialDate, claim_to_flat
from chippolitik.pipeline.frames import Frames
from chippolitik.tables import Tables

__all__ = ["Examples", "Failure", "failing_examples"]

_PUBLISHED = PartialDate("2024-09-30")


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not hold, or one that is marked as open and holds.

    Attributes:
        frame: Its frame.
        example: The example.
        message: What happened instead.
    """

    frame: Frame
    example: Example
    message: str


class Examples:
    """Runs examples, by frames and readers alone: what the decider makes of them is not theirs to test.

    Args:
        tables: The knowledge base.
        lexicon: The lexicon.
    """

    def __init__(self, tables: Tables, lexicon: Lexicon) -> None:
        self._extractor = Frames(tables, lexicon, FRAMES_ALONE)

    def rows(self, frame: Frame, example: Example) -> list[dict[str, Any]]:
        """Return the claims of the frame's kind that a sentence gives, as rows of the flat table."""
        article = Document(
            name="example", key="example", text=example.text, published=_PUBLISHED, language=frame.language
        )
        rows = [claim_to_flat(claim, article="example", iri=str) for claim in self._extractor.extract(article)]
        return [row for row in rows if row["kind"] == frame.kind]

    def holds(self, example: Example, rows: Sequence[Mapping[str, Any]]) -> bool:
        """Whether the claims of a sentence are as its example says.

        Args:
            example: The example.
            rows: The claims of the frame's kind, as rows of the flat table.
        """
        wanted = example.claim
        if wanted is None:
            return not rows
        return any(all(_fits(row, key, value) for key, value in wanted.items()) for row in rows)


def failing_examples(tables: Tables, lexicon: Lexicon) -> Iterator[Failure]:
    """Yield the examples of a lexicon that do not hold, and those marked as open that do.

    Args:
        tables: The knowledge base.
        lexicon: The lexicon.
    """
    runner = Examples(tables, lexicon)
    for frame in lexicon.frames:
        for example in frame.examples:
            rows = runner.rows(frame, example)
            held = runner.holds(example, rows)
            if held and example.open:
                yield Failure(frame, example, "holds now: strike 'open'")
            elif not held and not example.open:
                yield Failure(frame, example, _instead(frame, rows))


def _instead(frame: Frame, rows: Sequence[Mapping[str, Any]]) -> str:
    told = "; ".join(", ".join(f"{role}: {_said(value)}" for role, value in row["roles"].items()) for row in rows)
    return f"gives {frame.kind} with {told}" if rows else f"gives no {frame.kind}"


def _said(value: object) -> str:
    return " and ".join(_labels(value))


def _fits(row: Mapping[str, Any], key: str, wanted: object) -> bool:
    """Whether a row of the flat table has what an example says of it; of an amount only the stated parts count."""
    got = row["roles"].get(key, row.get(key))
    if isinstance(wanted, Mapping):
        return isinstance(got, Mapping) and all(got.get(part) == value for part, value in wanted.items())
    return got is not None and _labels(got) == _labels(wanted)


def _labels(value: object) -> list[str]:
    return sorted(str(one) for one in value) if isinstance(value, list) else [str(value)]
