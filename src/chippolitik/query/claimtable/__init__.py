"""Claims as rows in SQLite beside the quads of a store, for questions that look at all of them.

SPARQL over the quads defines each question; the table gives the same rows sooner, or steps aside. See
``docs/decisions/0014-a-claim-table-beside-the-store.md``.
"""

from chippolitik.query.claimtable.answering import QUESTIONS, answered_by_table, why_not_by_table
from chippolitik.query.claimtable.keeping import NotKeptError, claim_table

__all__ = ["QUESTIONS", "NotKeptError", "answered_by_table", "claim_table", "why_not_by_table"]
