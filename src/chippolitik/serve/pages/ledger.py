"""The ledger as a page: all claims on one question side by side, with what they agree on and where they cannot."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from starlette.responses import Response
from starlette.routing import Route

from chippolitik.errors import UsageError
from chippolitik.model import KINDS
from chippolitik.query.ledger import Wanted, account_rows, ask_ledger, ledger_rows
from chippolitik.query.ledger.answering import Account
from chippolitik.query.origins import Tracer
from chippolitik.query.render import render
from chippolitik.serve.pages.apart import apart_page
from chippolitik.serve.pages.cells import Shown, shown
from chippolitik.serve.pages.desk import Desk, Link
from chippolitik.serve.pages.ledgerwords import agreement_line, cell_words, range_words, title_line

__all__ = ["ledger_page", "routes"]

_FIELDS = ("subject", "kind", "metric", "about", "unit", "as_of", "known_at")
_LEFT, _RIGHT = 150.0, 920.0


@dataclass(frozen=True, slots=True)
class _Bar:
    """A range on a scale: place, length, height, modality and words."""

    x: float
    width: float
    y: float
    modality: str
    label: str
    number: int


def routes() -> list[Route]:
    """Return the route of the ledger."""
    return [Route("/ledger", apart_page("ledger", ledger_page, asks="subject"), methods=["GET", "HEAD"])]


def ledger_page(desk: Desk) -> Response:
    """Return the page of the ledger."""
    values = {name: desk.field(name) for name in _FIELDS}
    error: UsageError | None = None
    accounts: list[Account] = []
    if values["subject"] and not desk.problem:
        known = values["known_at"]
        try:
            wanted = Wanted(**{name: value or None for name, value in values.items() if name != "subject"},
                            subject=values["subject"])  # fmt: skip
            tracer = Tracer(desk.store, f"{known}T00:00:00Z" if known else "")
            accounts = ask_ledger(desk.store, wanted, tracer.names)
        except UsageError as wrong:
            error = wrong
    if accounts and desk.field("format") == "csv":
        headers = {"Content-Disposition": 'attachment; filename="ledger.csv"'}
        return Response(render(ledger_rows(accounts, desk.labels), "csv"), 200, headers, "text/csv")
    return desk.show(
        "ledger.html",
        desk.problem.status if desk.problem else 400 if error else 200,
        title=desk.t("Ledger"),
        values=values,
        error=(error.message, error.hint) if error else desk.stopped,
        kinds=[(kind.value, desk.term(kind.value)) for kind in KINDS],
        accounts=[_shown(desk, account) for account in accounts],
    )


def _shown(desk: Desk, account: Account) -> dict[str, object]:
    answer = account_rows(account, desk.labels)
    left = {"quote", "against", "outlier"}
    keep = [
        i for i, column in enumerate(answer.columns) if column.name not in left and any(row[i] for row in answer.rows)
    ]
    standings = (standing for panel in account.panels for standing in panel.standings)
    rows: list[list[Shown]] = []
    for row, standing in zip(answer.rows, standings, strict=True):
        ours = cell_words(desk, standing)
        names = [(i, answer.columns[i]) for i in keep]
        rows.append(
            [
                Shown((Link(ours[column.name], ""),)) if column.name in ours else shown(desk, row[i], column)
                for i, column in names
            ]
        )
    quotes = [i for i, column in enumerate(answer.columns) if column.name == "quote"]
    return {
        "title": title_line(desk, account.question),
        "columns": [answer.columns[i].name for i in keep],
        "rows": [(cells, str(row[quotes[0]] or "")) for cells, row in zip(rows, answer.rows, strict=True)],
        "agreed": [agreement_line(desk, panel) for panel in account.panels],
        "bars": _bars(account, desk.lang),
    }


def _bars(account: Account, lang: str) -> list[list[_Bar]]:
    """Return for each panel with amounts its ranges on one scale."""
    drawn = []
    number = 0
    for panel in account.panels:
        bars: list[_Bar] = []
        entries = [standing.entry for standing in panel.standings]
        ends = [
            e for entry in entries if entry.interval for e in (entry.interval.low, entry.interval.high) if e is not None
        ]
        low, high = (min(ends), max(ends)) if ends else (Decimal(0), Decimal(0))
        room = (high - low) or max(abs(high), Decimal(1))
        low, high = low - room / 8, high + room / 8
        for entry in entries:
            number += 1
            if entry.interval is None:
                continue
            x1, x2 = (_place(e, low, high, d) for e, d in ((entry.interval.low, _LEFT), (entry.interval.high, _RIGHT)))
            label = f"{number}  {range_words(entry.interval, lang)}"
            bars.append(
                _Bar(x1, round(max(x2 - x1, 3.0), 1), 12 + 20.0 * len(bars), entry.modality.value, label, number)
            )
        drawn.append(bars)
    return drawn


def _place(end: Decimal | None, low: Decimal, high: Decimal, default: float) -> float:
    return default if end is None else round(_LEFT + float((end - low) / (high - low)) * (_RIGHT - _LEFT), 1)
