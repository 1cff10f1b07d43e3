"""The ledger as rows and as JSON; the same numbers stand before the entries in both. Text formats are in ``render``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from chippolitik.query.answer import Answer, Cell, Labels, Thing
from chippolitik.query.header import Column, ColumnType
from chippolitik.query.ledger.answering import Account
from chippolitik.query.ledger.entry import Entry, Question
from chippolitik.query.ledger.interval import Interval
from chippolitik.query.ledger.panel import Panel, Standing

__all__ = ["account_rows", "agreed_words", "ledger_json", "ledger_rows", "question_title"]

_COLUMNS = (
    ("n", ColumnType.STRING), ("question", ColumnType.STRING), ("period", ColumnType.STRING),
    ("unit", ColumnType.STRING), ("range", ColumnType.STRING), ("min", ColumnType.NUMBER), ("max", ColumnType.NUMBER),
    ("approximate", ColumnType.BOOLEAN), ("says", ColumnType.STRING), ("modality", ColumnType.STRING),
    ("attribution", ColumnType.ENTITY), ("source", ColumnType.SOURCE), ("published", ColumnType.PUBLISHED),
    ("origin", ColumnType.SOURCE), ("relation", ColumnType.STRING), ("against", ColumnType.STRING),
    ("outlier", ColumnType.BOOLEAN), ("disputed", ColumnType.BOOLEAN), ("quote", ColumnType.STRING),
    ("article", ColumnType.ARTICLE), ("claim", ColumnType.CLAIM),
)  # fmt: skip
_FOR_MACHINES = {"question", "min", "max", "approximate"}


def ledger_rows(accounts: Iterable[Account], labels: Labels) -> Answer:
    """Return all entries as one table, a row an entry, for CSV and the like."""
    columns = tuple(Column(name=name, type=kind) for name, kind in _COLUMNS)
    rows = [row for account in accounts for row in account_rows(account, labels, whole=True).rows]
    return Answer(columns, tuple(rows))


def account_rows(account: Account, labels: Labels, *, whole: bool = False) -> Answer:
    """Return the entries on one question as a table; ``whole`` adds the columns that only machines need."""
    kept = [i for i, (name, _) in enumerate(_COLUMNS) if whole or name not in _FOR_MACHINES]
    numbers = _numbers(account)
    rows = [
        _row(standing, account.question, numbers, labels) for panel in account.panels for standing in panel.standings
    ]
    columns = tuple(Column(name=_COLUMNS[i][0], type=_COLUMNS[i][1]) for i in kept)
    return Answer(columns, tuple(tuple(row[i] for i in kept) for row in rows))


def question_title(question: Question, labels: Labels) -> str:
    """Return a question in a line: its kind, and who and what it is about."""
    names = [
        " and ".join(sorted(labels.thing(value).label if "://" in value else value for value in values))
        for _, values in question.fillers
    ]
    return f"{question.kind.value}: {', '.join(names)}" + (f" ({question.slot})" if question.slot == "value" else "")


def agreed_words(panel: Panel) -> str:
    """Return in a line what the origins of a panel agree on; empty where nothing is asserted."""
    place = f"{_period(panel)}, {panel.unit or 'no amount'}"
    agreed, regions = panel.agreed, panel.agreed.regions
    if not regions:
        return f"{place}: no asserted amount"
    about = "about " if agreed.approximate else ""
    origins = f"{agreed.support} {'origin' if agreed.support == 1 else 'origins'}"
    outside = sum(standing.outlier for standing in panel.standings)
    if len(regions) > 1:
        camps = " against ".join(str(region) for region in regions)
        return f"{place}: no consensus, {about}{camps}, {origins} each"
    rest = f", {outside} outside" if outside else ""
    doubt = "" if panel.period.stated else "; the period is not stated, so they may be of different times"
    return f"{place}: consensus {about}{regions[0]} by {origins}{rest}{doubt}"


def ledger_json(accounts: Iterable[Account], labels: Labels) -> list[dict[str, Any]]:
    """Return the questions as JSON-ready objects; an open end is null."""
    return [
        {
            "question": question_title(account.question, labels),
            "kind": account.question.kind.value,
            "about": {
                name: [labels.thing(v).label if "://" in v else v for v in vs] for name, vs in account.question.fillers
            },
            "panels": [_panel_json(panel, account, labels) for panel in account.panels],
        }
        for account in accounts
    ]


def _panel_json(panel: Panel, account: Account, labels: Labels) -> dict[str, Any]:
    numbers = _numbers(account)
    return {
        "period": _period(panel) if panel.period.stated else None,
        "unit": panel.unit or None,
        "consensus": _interval_json(panel.agreed.consensus),
        "camps": [_interval_json(region) for region in panel.agreed.regions],
        "approximate": panel.agreed.approximate,
        "support": panel.agreed.support,
        "span": _interval_json(panel.span),
        "claims": [_entry_json(standing, numbers, labels) for standing in panel.standings],
    }


def _entry_json(standing: Standing, numbers: Mapping[Entry, int], labels: Labels) -> dict[str, Any]:
    entry = standing.entry
    return {
        "n": numbers[entry],
        "range": _interval_json(entry.interval),
        "approximate": entry.approximate,
        "says": entry.word or None,
        "modality": entry.modality.value,
        "ended": entry.ended,
        "attribution": labels.thing(entry.who).label if entry.who else None,
        "source": entry.source or None,
        "published": entry.published or None,
        "origin": entry.origin or None,
        "relation": standing.relation.value,
        "against": sorted(numbers[other] for other in standing.against),
        "outlier": standing.outlier,
        "disputed": entry.disputed,
        "quote": entry.quote,
        "article": labels.thing(entry.article).label,
        "claim": entry.claim,
    }


def _interval_json(interval: Interval | None) -> dict[str, int | float | None] | None:
    if interval is None:
        return None
    return {"min": _number(interval.low), "max": _number(interval.high)}


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _row(standing: Standing, question: Question, numbers: Mapping[Entry, int], labels: Labels) -> tuple[Cell, ...]:
    entry = standing.entry
    interval = entry.interval
    about = "about " if entry.approximate else ""
    article = labels.thing(entry.article)
    return (
        str(numbers[entry]),
        question_title(question, labels),
        entry.when or "not stated",
        entry.unit or None,
        f"{about}{interval}" if interval else None,
        interval.low if interval else None,
        interval.high if interval else None,
        entry.approximate,
        entry.word or None,
        f"{entry.modality.value}, over" if entry.ended else entry.modality.value,
        labels.thing(entry.who) if entry.who else None,
        entry.source or None,
        entry.published or None,
        entry.origin or None,
        standing.relation.value,
        ", ".join(str(number) for number in sorted(numbers[other] for other in standing.against)) or None,
        standing.outlier,
        entry.disputed,
        entry.quote,
        article,
        Thing(entry.claim, entry.claim),
    )


def _numbers(account: Account) -> dict[Entry, int]:
    entries = (standing.entry for panel in account.panels for standing in panel.standings)
    return {entry: number for number, entry in enumerate(entries, 1)}


def _period(panel: Panel) -> str:
    return panel.standings[0].entry.when or "period not stated"
