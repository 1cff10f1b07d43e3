"""The disagreement ledger: all claims on one question side by side, with what they agree on and where they cannot.

Whose word a claim is in the end is the business of ``origins``; printing is in ``cli``.
"""

from chippolitik.query.ledger.answering import Account, Wanted, ask_ledger
from chippolitik.query.ledger.entry import Entry, Ledger, Period, Question
from chippolitik.query.ledger.interval import Agreement, Interval, Vote, agreement
from chippolitik.query.ledger.panel import Panel, Relation, Standing, panels
from chippolitik.query.ledger.writing import account_rows, agreed_words, ledger_json, ledger_rows, question_title

__all__ = [
    "Account",
    "Agreement",
    "Entry",
    "Interval",
    "Ledger",
    "Panel",
    "Period",
    "Question",
    "Relation",
    "Standing",
    "Vote",
    "Wanted",
    "account_rows",
    "agreed_words",
    "agreement",
    "ask_ledger",
    "ledger_json",
    "ledger_rows",
    "panels",
    "question_title",
]
