"""Claims as rows in SQLite beside the quads of a store, for questions that look at all of them.

SPARQL over the quads defines each question; the table gives the same rows sooner, or steps aside. See
``docs/decisions/0014-a-claim-table-beside-the-store.md``.
"""

from chippolitik.query.claimtable.answering import QUESTIONS, answered_by_table, why_not_by_table
from chippolitik.query.claimtable.keeping import Kept, NotKeptError, Taking, kept_table
from chippolitik.query.claimtable.rows import CLAIM_TABLE
from chippolitik.query.claimtable.watching import Watch, watched

__all__ = [
    "CLAIM_TABLE",
    "QUESTIONS",
    "Kept",
    "NotKeptError",
    "Taking",
    "Watch",
    "answered_by_table",
    "kept_table",
    "watched",
    "why_not_by_table",
]
