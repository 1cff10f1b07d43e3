"""The pages that workers write, by name, and the worker's side of writing one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.responses import Response

from chippolitik.namespaces import BASE
from chippolitik.serve.frames import Emitter
from chippolitik.serve.pages import compare, ledger, questions, things
from chippolitik.serve.pages.apart import desk_of, packed
from chippolitik.serve.pages.desk import Desk, written
from chippolitik.serve.reading import Reading

__all__ = ["PAGES", "write_page"]


def _thing(desk: Desk) -> Response:
    iri = BASE + desk.request.url.path.removeprefix(desk.site.options.root).removeprefix("/").removesuffix(".html")
    return things.written_thing(desk, iri, desk.site.reading.about(iri))


PAGES: dict[str, Callable[[Desk], Response]] = {
    "compare": compare.compare_page,
    "ledger": ledger.ledger_page,
    "question": questions.question_page,
    "thing": _thing,
}
"""Name of a page → what writes it."""


def write_page(reading: Reading, job: dict[str, Any], out: Emitter) -> None:
    """Write a page, and give it to the server.

    Args:
        reading: The store.
        job: What ``apart`` makes.
        out: Where the page goes.
    """
    response = written(desk_of(job, reading), PAGES[job["page"]])
    data = packed(response)
    out.start(status=response.status_code, media="")
    out.write(data)
    out.end()
