"""The evidence of answers: to each row the quotes, articles and days of the claims that it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pyoxigraph import Literal, NamedNode

from chippolitik.graph.terms import chip
from chippolitik.graph.view import View
from chippolitik.namespaces import ARTICLE
from chippolitik.query.answer import Answer, Cell, Labels, Thing
from chippolitik.query.header import Column, ColumnType

__all__ = ["EVIDENCE", "with_evidence"]

EVIDENCE = tuple(
    Column(name=f"evidence_{name}", type=ColumnType.WORDS) for name in ("quote", "article", "published", "source")
)
"""The columns that are added; the first value of each belongs to the first claim of the row, and so on."""

_PART = re.compile(rf"({re.escape(ARTICLE)}[0-9a-f]{{24}}/claim/[0-9a-f]{{16}})(?:/\w+)?")


def with_evidence(view: View, answer: Answer, labels: Labels) -> tuple[Answer, int]:
    """Add quote, article, day and source of each claim that a row names.

    A claim is named by its IRI or that of one of its parts, such as its situation, in whatever column.

    Args:
        view: The graph.
        answer: The answer.
        labels: Gives the names of articles.

    Returns:
        The answer with four more columns, and the number of rows that name no claim.
    """
    rows: list[tuple[Cell, ...]] = []
    bare = 0
    for row in answer.rows:
        claims = list(dict.fromkeys(_claims(row)))
        bare += not claims
        found = [_evidence(view, claim, labels) for claim in claims]
        added: list[Cell] = [tuple(values) for values in zip(*found, strict=True)] if found else [None] * len(EVIDENCE)
        rows.append((*row, *added))
    return replace(answer, columns=(*answer.columns, *EVIDENCE), rows=tuple(rows)), bare


def _claims(row: tuple[Cell, ...]) -> Iterator[str]:
    for cell in row:
        for one in cell if isinstance(cell, tuple) else (cell,):
            if isinstance(one, Thing) and (match := _PART.fullmatch(one.iri)):
                yield match[1]


def _evidence(view: View, claim: str, labels: Labels) -> tuple[str, str, str, str]:
    article = NamedNode(claim.partition("/claim/")[0])
    quote = _value(view, NamedNode(f"{claim}/evidence"), "exactQuote")
    published, source = _value(view, article, "publishedEdtf"), _value(view, article, "sourceName")
    return quote, labels.thing(article.value).label, published or "unknown", source or "unknown"


def _value(view: View, node: NamedNode, name: str) -> str:
    values = (quad.object for quad in view.match(node, chip(name), None, None))
    return next((value.value for value in values if isinstance(value, Literal)), "")
