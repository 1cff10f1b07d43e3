"""What every list of claims shows of one: where and when it was said, by whom, of which time, in which words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pyoxigraph import Literal, NamedNode

from chippolitik.graph.view import Term
from chippolitik.namespaces import ARTICLE, CHIP, VOCAB
from chippolitik.query.claimtable.asking import Asked, article_node, compact, literal, node
from chippolitik.query.claimtable.keeping import NotKeptError

__all__ = ["CLAIM", "JOINS", "ORDER", "PLACE", "around", "decimal", "distinct", "named", "shown"]

CLAIM = "c.edtf, c.earliest, c.latest, c.disputed, a.hex, p.iri, a.published, c.digest, q.words, w.iri, m.iri"
"""The columns that ``shown`` reads, of a claim ``c``."""

JOINS = """
    CROSS JOIN article AS a ON a.id = c.article CROSS JOIN term AS m ON m.id = c.modality
    CROSS JOIN quote AS q ON q.claim = c.id
    LEFT JOIN term AS w ON w.id = c.who LEFT JOIN term AS p ON p.id = a.source
"""
"""What these columns need behind a claim ``c``; a claim without words is not shown."""

PLACE = "a.at, a.hex, c.start, c.digest"
ORDER = f"ORDER BY {PLACE}"
"""The order of most lists of claims."""

_DECIMAL = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")


def shown(row: Sequence[Any], *without: str) -> tuple[dict[str, Term], Literal]:
    """Return what lists of claims show of one, and its words.

    Args:
        row: The columns of ``CLAIM``.
        without: What the list at hand does not show.
    """
    when, earliest, latest, disputed, digits, source, day, digest, words, who, modality = row
    timing = "both ends" if earliest and latest else "one end" if when else "not stated"
    told = compact(
        modality=NamedNode(modality),
        attribution=node(who),
        when=literal(when),
        timing=Literal(timing),
        disputed=Literal(bool(disputed)),
        article=article_node(digits),
        source=literal(source),
        published=literal(day),
        claim=NamedNode(f"{ARTICLE}{digits}/claim/{digest}"),
    )
    for name in without:
        told.pop(name, None)
    return told, Literal(words)


def named(asked: Asked, parameter: str) -> int:
    """Return the number of a thing that claims name in some role; -1 if none names it or none is asked for.

    Raises:
        NotKeptError: It is no thing but a word of the vocabulary or a part of an article.
    """
    iri = asked.value(parameter)
    part = iri is not None and iri.startswith(ARTICLE) and "/described/" not in iri
    if iri is not None and (part or iri.startswith((CHIP, VOCAB))):
        raise NotKeptError("the claim table holds what claims name")
    return asked.term(iri)


def around(asked: Asked, claim: int) -> list[NamedNode]:
    """Return all things that a claim names, each once."""
    sql = "SELECT DISTINCT t.iri FROM role AS r CROSS JOIN term AS t ON t.id = r.thing WHERE r.claim = ?"
    return [NamedNode(iri) for (iri,) in asked.table.execute(sql, (claim,))]


def decimal(text: str | None) -> Literal | None:
    """Return a number of a row as the graph has it, or None."""
    return None if text is None else Literal(text, datatype=_DECIMAL)


def distinct(solutions: Iterable[dict[str, Term]]) -> Iterator[dict[str, Term]]:
    """Yield each solution once, where it came first."""
    seen = set()
    for solution in solutions:
        key = tuple(solution.items())
        if key not in seen:
            seen.add(key)
            yield solution
