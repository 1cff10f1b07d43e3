"""Which questions of the catalogue the claim table answers; what they mean, their SPARQL text says."""

from __future__ import annotations

import contextlib
import gc
import sqlite3
from collections.abc import Callable, Iterator

from chippolitik.graph.view import View
from chippolitik.query.answer import Solution
from chippolitik.query.binding import Bindings
from chippolitik.query.claimtable import about, advice, counting, facts, listing, trade
from chippolitik.query.claimtable.asking import Asked
from chippolitik.query.claimtable.keeping import LEAST, NotKeptError, kept_table
from chippolitik.query.claimtable.rows import CLAIM_TABLE

__all__ = ["QUESTIONS", "answered_by_table", "why_not_by_table"]

QUESTIONS: dict[str, Callable[[Asked], Iterator[Solution]]] = {
    "against-advice": advice.against_advice,
    "causes": listing.causes,
    "claims-by-source": counting.claims_by_source,
    "corroboration": facts.corroboration,
    "disputed-claims": about.disputed_claims,
    "evidence-for": about.evidence_for,
    "first-mention": counting.first_mention,
    "followed-advice": advice.followed_advice,
    "most-named": counting.most_named,
    "new-facts": facts.new_facts,
    "open-orders": trade.open_orders,
    "performance-ranking": listing.performance_ranking,
    "planned-moves": listing.planned_moves,
    "source-mix": counting.source_mix,
    "speculation": about.speculation,
    "supplier-customer": trade.supplier_customer,
    "switched-supplier": trade.switched_supplier,
    "timeline": about.timeline,
    "unknown-entities": counting.unknown_entities,
}
"""Name of a query → what answers it: questions that look at all claims, or at many."""


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
        with kept_table(view, CLAIM_TABLE, least) as table, _nothing_collected():
            return list(QUESTIONS[name](Asked(view, table, bindings)))
    except (NotKeptError, sqlite3.Error):  # a file that is spoilt in a place that nobody has looked at
        return None


@contextlib.contextmanager
def _nothing_collected() -> Iterator[None]:
    """Keep the search for cycles away, which takes a third of the time where rows are many and have none."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def why_not_by_table(view: View, name: str) -> str:
    """Return why a question is asked in SPARQL, or the empty string if the claim table answers it."""
    if name not in QUESTIONS:
        return "the question starts at what it names"
    try:
        with kept_table(view, CLAIM_TABLE):
            return ""
    except NotKeptError as reason:
        return str(reason)
