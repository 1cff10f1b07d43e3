"""Scores as text: a table for people, Markdown for documents, JSON for programs. Nothing is computed here."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from chippolitik.evaluate.figures import Counts, Share
from chippolitik.evaluate.rows import FlatClaim
from chippolitik.evaluate.scoring import PlacedMistake, Scores

__all__ = ["Layout", "Part", "as_lines", "table"]

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_HEAD = ("", "P", "R", "F1", "matched", "predicted", "gold")


class Part(StrEnum):
    """What the counts can be broken down by."""

    KIND = "kind"
    LANGUAGE = "language"
    ARTICLE = "article"


class Layout(StrEnum):
    """How scores are written."""

    TABLE = "table"
    JSON = "json"
    MARKDOWN = "md"


def as_lines(scores: Scores, *, layout: Layout, per: Iterable[Part] = (), errors: bool = False) -> list[str]:
    """Write scores.

    Args:
        scores: The scores.
        layout: How.
        per: What to break them down by, in this order.
        errors: Whether to list each mistake with its sentence.

    Returns:
        Lines without line breaks; for JSON together one object.
    """
    parts = list(dict.fromkeys(per))
    if layout is Layout.JSON:
        return json.dumps(_tree(scores, parts, errors=errors), ensure_ascii=False, indent=1).split("\n")
    markdown = layout is Layout.MARKDOWN
    groups = [(name, counts) for part in parts for name, counts in _group(scores, part).items()]
    rows = [(name, *_cells(counts)) for name, counts in (("all", scores.total), *groups)]
    lines = [*table(_HEAD, rows, markdown=markdown), ""]
    agreement = [(name, _share(share), str(share.of)) for name, share in scores.qualifiers.items()]
    if agreement:
        lines += [*table(("on matched claims", "agree", "of"), agreement, markdown=markdown), ""]
    lines += [f"- {note}" if markdown else note for note in _notes(scores)]
    if errors:
        lines += [line for placed in scores.mistakes for line in ("", *_mistake_lines(placed, markdown=markdown))]
    return lines


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]], *, markdown: bool = False) -> list[str]:
    """Lay out cells in columns: the first to the left, the others to the right.

    Args:
        head: Titles of the columns.
        rows: Cells, as many as there are titles.
        markdown: Whether to write a Markdown table.

    Example:
        >>> table(("", "F1"), [("Order", "0.912")])
        ['          F1', 'Order  0.912']
        >>> table(("", "F1"), [("Order", "0.912")], markdown=True)
        ['|  | F1 |', '|---|---:|', '| Order | 0.912 |']
    """
    cells = [tuple(_CONTROL.sub(" ", cell) for cell in row) for row in (head, *rows)]
    if markdown:
        lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in cells]
        return [lines[0], "|---" + "|---:" * (len(head) - 1) + "|", *lines[1:]]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    return [
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    ]


def _group(scores: Scores, part: Part) -> Mapping[str, Counts]:
    return {Part.KIND: scores.kinds, Part.LANGUAGE: scores.languages, Part.ARTICLE: scores.articles}[part]


def _cells(counts: Counts) -> tuple[str, ...]:
    shares = (counts.precision, counts.recall, counts.f1)
    return (*(f"{x:.3f}" for x in shares), str(counts.matched), str(counts.predicted), str(counts.gold))


def _share(share: Share) -> str:
    return "-" if share.value is None else f"{share.value:.3f}"


def _notes(scores: Scores) -> list[str]:
    """Say what the tables do not."""
    articles = len(scores.articles)
    notes = [
        (
            f"F1 95 % interval, bootstrap over {articles} article{'s'[: articles != 1]}: "
            f"{scores.interval.low:.3f} to {scores.interval.high:.3f}"
        ),
        f"surplus predictions for a gold claim that is taken: {scores.surplus}",
        f"predictions in articles without gold, not scored: {scores.unscored}",
    ]
    if scores.quotes.of:
        notes.append(f"quotes that stand in their text: {_share(scores.quotes)} of {scores.quotes.of}")
    if scores.offsets.of:
        notes.append(f"offsets that fit their quote: {_share(scores.offsets)} of {scores.offsets.of}")
    return notes


def _mistake_lines(placed: PlacedMistake, *, markdown: bool) -> list[str]:
    mistake = placed.mistake
    title = f"{placed.article} · {mistake.fault} · {mistake.claim.kind} {_roles(mistake.claim)}"
    lines = [title, *([mistake.detail] if mistake.detail else []), f"quote: {mistake.claim.quote}", placed.sentence]
    lines = [_CONTROL.sub(" ", line) for line in lines]
    return [f"- {lines[0]}", *(f"  {line}" for line in lines[1:])] if markdown else [lines[0], *_indented(lines[1:])]


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"    {line}" for line in lines]


def _roles(claim: FlatClaim) -> str:
    return ", ".join(f"{role}={' | '.join(labels)}" for role, labels in claim.roles.items())


def _tree(scores: Scores, parts: Iterable[Part], *, errors: bool) -> dict[str, Any]:
    tree: dict[str, Any] = {
        "total": _figures(scores.total),
        "f1_interval_95": [scores.interval.low, scores.interval.high],
        "articles": len(scores.articles),
        "qualifiers": {name: _agreement(share) for name, share in scores.qualifiers.items()},
        "surplus": scores.surplus,
        "unscored": scores.unscored,
        "quotes": _agreement(scores.quotes),
        "offsets": _agreement(scores.offsets),
        "per": {part.value: {name: _figures(c) for name, c in _group(scores, part).items()} for part in parts},
    }
    if errors:
        tree["errors"] = [_mistake_tree(placed) for placed in scores.mistakes]
    return tree


def _mistake_tree(placed: PlacedMistake) -> dict[str, Any]:
    mistake = placed.mistake
    return {
        "article": placed.article,
        "fault": mistake.fault.value,
        "detail": mistake.detail,
        "kind": mistake.claim.kind,
        "roles": {role: list(labels) for role, labels in mistake.claim.roles.items()},
        "quote": mistake.claim.quote,
        "sentence": placed.sentence,
    }


def _figures(counts: Counts) -> dict[str, float | int]:
    return {
        "precision": counts.precision,
        "recall": counts.recall,
        "f1": counts.f1,
        "matched": counts.matched,
        "predicted": counts.predicted,
        "gold": counts.gold,
    }


def _agreement(share: Share) -> dict[str, float | int | None]:
    return {"share": share.value, "of": share.of}
