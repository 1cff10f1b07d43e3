"""The page of a chip: its data sheet, its figures against the limits of rules over time, its status on a day."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from pyoxigraph import NamedNode, Triple
from starlette.responses import Response
from starlette.routing import Route

from chippolitik.errors import UsageError
from chippolitik.graph.terms import chip
from chippolitik.namespaces import CHIP
from chippolitik.query import find_query, run_query
from chippolitik.serve.pages.amounts import number_words
from chippolitik.serve.pages.cells import shown
from chippolitik.serve.pages.desk import Desk, desk_page
from chippolitik.serve.pages.entity import portrait
from chippolitik.serve.pages.facts import value
from chippolitik.serve.pages.thresholds import METRICS, charts_of, limits
from chippolitik.serve.pages.units import SIGNS, figure_words

__all__ = ["FIGURES", "chip_page", "routes"]

FIGURES = frozenset(CHIP + name for name in (*METRICS.values(), "dense16BitTflops", "dense8BitTops"))
"""Properties that only chips have."""


def routes() -> list[Route]:
    """Return the route of the list of chips."""
    return [Route("/chips", desk_page(_list), methods=["GET", "HEAD"])]


def chip_page(desk: Desk, iri: str, triples: list[Triple]) -> Response:
    """Return the page of a chip.

    Args:
        desk: Where the page is written.
        iri: The chip.
        triples: What is said of the chip itself.
    """
    figures = {metric: Decimal(text) for metric, name in METRICS.items() if (text := value(triples, name))}
    found = limits(desk, figures)
    released = value(triples, "releaseYear")
    country, day = desk.field("country", "China"), desk.field("as_of") or dt.datetime.now(dt.UTC).date().isoformat()
    return desk.show(
        "chip.html",
        200,
        figures={metric: figure_words(figure, METRICS[metric], desk.lang) for metric, figure in figures.items()},
        limits=found,
        charts=charts_of(desk, found, figures, float(released) if released else None),
        country=country,
        day=day,
        status=_status(desk, iri, country, day) if desk.field("as_of") else None,
        **portrait(desk, iri, triples),
    )


def _status(desk: Desk, iri: str, country: str, day: str) -> dict[str, object]:
    if desk.stopped:
        return {"error": desk.stopped[0], "rows": []}
    try:
        answer = run_query(
            desk.store, find_query("chip-status-at"), {"chip": iri, "country": country, "as_of": day}, lang=desk.lang
        )
    except UsageError as error:
        return {"error": error.message, "rows": []}
    wanted = ("instrument", "ground", "controlled", "when", "thresholds")
    kept = [i for i, column in enumerate(answer.columns) if column.name in wanted]
    return {"error": "", "rows": [[shown(desk, row[i], answer.columns[i]) for i in kept] for row in answer.rows]}


def _list(desk: Desk) -> Response:
    words = desk.field("q").casefold()
    rows = []
    for quad in desk.store.match(None, chip("totalProcessingPerformance"), None, None):
        if isinstance(quad.subject, NamedNode):
            me = desk.link(quad.subject.value)
            own = [q.triple for q in desk.store.match(quad.subject)]
            designer = value(own, "designedBy")
            maker = desk.link(designer) if designer else None
            if words in f"{me.label} {maker.label if maker else ''}".casefold():
                cells = [value(own, name) for name in METRICS.values()]
                year = value(own, "releaseYear")
                rows.append((year, me, maker, [number_words(Decimal(c), desk.lang) if c else "" for c in cells]))
    rows.sort(key=lambda row: (row[0], row[1].label), reverse=True)
    columns = [(desk.term(name), SIGNS[name]) for name in METRICS.values()]
    return desk.show("chips.html", 200, title=desk.t("Chips"), rows=rows, columns=columns, q=desk.field("q"))
