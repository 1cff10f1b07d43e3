"""What the store holds, in figures."""

from __future__ import annotations

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from chippolitik.model import Modality
from chippolitik.serve.pages.desk import Desk, desk_page
from chippolitik.store.statistics import count

__all__ = ["routes"]


def routes() -> list[Route]:
    """Return the route of the page."""
    return [Route("/statistics", desk_page(_statistics), methods=["GET", "HEAD"])]


def _statistics(desk: Desk) -> Response:
    found = desk.kept("statistics", lambda: count(desk.store))
    if desk.field("format") == "json":
        return JSONResponse(found.row(), headers={"Cache-Control": "no-cache"})
    names = [modality.value for modality in Modality]
    rows = [(desk.term(kind), kind, [row.get(name, 0) for name in names]) for kind, row in found.claims.items()]
    most = max((sum(numbers) for _, _, numbers in rows), default=1)
    return desk.show(
        "statistics.html",
        200,
        title=desk.t("Statistics"),
        found=found,
        modalities=[(name, desk.concept("modality", name)) for name in names],
        rows=sorted(rows, key=lambda row: -sum(row[2])),
        sums=[sum(row[2][i] for row in rows) for i in range(len(names))],
        most=most,
    )
