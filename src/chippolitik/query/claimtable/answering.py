"""Which questions of the catalogue the claim table answers; what they mean, their SPARQL text says."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator

from chippolitik.graph.view import View
from chippolitik.query.answer import Solution
from chippolitik.query.binding import Bindings
from chippolitik.query.claimtable import counting, facts, listing
from chippolitik.query.claimtable.asking import Asked
from chippolitik.query.claimtable.keeping import LEAST, NotKeptError, kept_table
from chippolitik.query.claimtable.rows import CLAIM_TABLE

__all__ = ["QUESTIONS", "answered_by_table", "why_not_by_table"]

QUESTIONS: dict[str, Callable[[Asked], Iterator[Solution]]] = {
    "causes": listing.causes,
    "claims-by-source": counting.claims_by_source,
    "corroboration": facts.corroboration,
    "first-mention": counting.first_mention,
    "most-named": counting.most_named,
    "new-facts": facts.new_facts,
    "performance-ranking": listing.performance_ranking,
    "source-mix": counting.source_mix,
    "unknown-entities": counting.unknown_entities,
}
"""Name of a query → what answers it: questions that look at all claims."""


def answered_by_table(view: View, name: str, bindings: Bindings, *, least: int = LEAST) -> list[Solution] | None:
    """Return the solutions of a question of the catalogue, or None if the table cannot answer.

    Args:
        view: The graph.
        name: Name of the query.
        bindings: Its terms.
        least: Number of articles from which on there is a table.
    """
    if name not in QUESTIONS:
        return None
    try:
        with kept_table(view, CLAIM_TABLE, least) as table:
            return list(QUESTIONS[name](Asked(table, bindings)))
    except (NotKeptError, sqlite3.Error):  # a file that is spoilt in a place that nobody has looked at
        return None


def why_not_by_table(view: View, name: str) -> str:
    """Return why a question is asked in SPARQL, or the empty string if the claim table answers it."""
    if name not in QUESTIONS:
        return "the question starts at what it names"
    try:
        with kept_table(view, CLAIM_TABLE):
            return ""
    except NotKeptError as reason:
        return str(reason)
