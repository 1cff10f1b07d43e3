"""Pages that ask what a user chose of the graph: written in a worker, so that the limits of queries hold for them.

What a limit cuts off is said on the page itself, which is then written here, without asking. Which pages these are is
in ``heavy``.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from chippolitik.serve.options import ServeOptions
from chippolitik.serve.pages.desk import Desk, written
from chippolitik.serve.pool import Answer, Pool
from chippolitik.serve.problem import Problem
from chippolitik.serve.reading import Reading
from chippolitik.serve.site import Site

__all__ = ["Apart", "apart_page", "desk_of", "packed"]

_KEPT = (b"accept-language", b"cookie")
_MOST_BYTES = 2**27  # of one page or download


class Apart(Response):
    """A page that a worker writes.

    Args:
        request: The request.
        page: A key of ``heavy.PAGES``.
        write: Writes the page at a desk; at one with a problem it says so, and asks nothing.
    """

    def __init__(self, request: Request, page: str, write: Callable[[Desk], Response]) -> None:
        super().__init__()
        self._request, self._page, self._write = request, page, write

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Have it written and send it."""
        response = await self._made(Desk(self._request))
        await response(scope, receive, send)

    async def _made(self, desk: Desk) -> Response:
        pool = desk.site.pool
        if not pool.started:  # an application whose life span nobody keeps has no workers
            return await run_in_threadpool(lambda: written(desk, self._write))
        try:
            async with pool.run(_job(self._request, self._page, desk.site.options)) as answer:
                return _unpacked(answer.status, await _whole(answer))
        except Problem as problem:
            desk.problem = problem
            return await run_in_threadpool(lambda: written(desk, self._write))


def apart_page(page: str, write: Callable[[Desk], Response], asks: str = "") -> Callable[[Request], Any]:
    """Return a route's endpoint.

    Args:
        page: A key of ``heavy.PAGES``.
        write: Writes the page at a desk.
        asks: The parameter without which the page asks nothing, so that no worker is needed; empty if it always does.
    """

    async def endpoint(request: Request) -> Response:
        if asks and not request.query_params.get(asks):
            return await run_in_threadpool(lambda: written(Desk(request), write))
        return Apart(request, page, write)

    return endpoint


def desk_of(job: dict[str, Any], reading: Reading) -> Desk:
    """Return, in a worker, the desk of a page's job."""
    options = ServeOptions(
        store=reading.folder, base=job["base"], with_text=job["with_text"], seconds=job["seconds"], token=None
    )
    scope = {
        **job["scope"],
        "type": "http",
        "query_string": job["query"].encode("latin-1"),
        "headers": [(name.encode("latin-1"), value.encode("latin-1")) for name, value in job["headers"]],
    }
    return Desk(Request(scope), Site(options, Pool(options), reading))


def packed(response: Response) -> bytes:
    """Return a written page as the bytes of an answer: its headers in one line, then its body."""
    headers = [[name.decode("latin-1"), value.decode("latin-1")] for name, value in response.raw_headers]
    return json.dumps(headers).encode() + b"\n" + bytes(response.body)


def _unpacked(status: int, data: bytes) -> Response:
    line, _, body = data.partition(b"\n")
    response = Response(body, status)
    response.raw_headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in json.loads(line)]
    return response


def _job(request: Request, page: str, options: ServeOptions) -> dict[str, Any]:
    scope = request.scope
    return {
        "kind": "page",
        "page": page,
        "base": options.url,
        "with_text": options.with_text,
        "seconds": options.seconds,
        "query": scope["query_string"].decode("latin-1"),
        "headers": [[n.decode("latin-1"), v.decode("latin-1")] for n, v in scope["headers"] if n in _KEPT],
        "scope": {
            "method": "GET",
            "path": scope["path"],
            "root_path": scope.get("root_path", ""),
            "path_params": dict(scope.get("path_params", {})),
            "scheme": "http",
            "server": ["127.0.0.1", 80],
        },
    }


async def _whole(answer: Answer) -> bytes:
    parts, size = [], 0
    async for piece in answer.pieces:
        parts.append(piece)
        size += len(piece)
        if size > _MOST_BYTES:
            raise Problem(413, "the answer is too large for a page", "ask for less, or on the command line")
    return b"".join(parts)
