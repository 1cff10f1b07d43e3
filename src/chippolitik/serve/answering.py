"""Hand an answer of a worker on to the client as it comes; stop the worker when the client goes away."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from chippolitik.serve.pool import Answer
from chippolitik.serve.problem import Problem, problem_response
from chippolitik.serve.site import Site

__all__ = ["BrokenOffError", "WorkerResponse"]


class BrokenOffError(OSError):
    """An answer ended before its end, after its beginning has gone out."""


class WorkerResponse(Response):
    """The answer to a job.

    An answer that breaks off after its beginning has gone out closes the connection before its end, which every client
    of HTTP notices.

    Args:
        site: Where the workers are.
        job: What to do.
        body: What belongs to it.
        headers: Headers beside the content type; values by status where they depend on it.
    """

    def __init__(
        self, site: Site, job: dict[str, Any], body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(headers=dict(headers or {}))
        self._site, self._job, self._data, self._extra = site, job, body, dict(headers or {})
        self._started = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""
        work = asyncio.create_task(self._answer(scope, receive, send))
        gone = asyncio.create_task(_gone(receive))
        try:
            await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (gone, work):
                if not task.done():
                    task.cancel()
            await asyncio.wait({work, gone})
        if not work.cancelled():
            work.result()

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            async with self._site.pool.run(self._job, self._data) as answer:
                await self._hand_on(scope, send, answer)
        except Problem as problem:
            if self._started:
                raise BrokenOffError(problem.detail) from problem
            await problem_response(Request(scope), problem)(scope, receive, send)

    async def _hand_on(self, scope: Scope, send: Send, answer: Answer) -> None:
        headers = [(name.lower().encode(), value.encode("latin-1")) for name, value in self._extra.items()]
        if answer.media:
            headers.append((b"content-type", f"{answer.media}; charset=utf-8".encode()))
            headers.append((b"vary", b"Accept"))
        silent = scope["method"] == "HEAD" or not answer.media
        start = {"type": "http.response.start", "status": answer.status, "headers": headers}
        async for piece in answer.pieces:
            if not self._started:
                self._started = True
                await send(start)
            if not silent:
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        if not self._started:
            self._started = True
            await send(start)
        await send({"type": "http.response.body", "body": b""})


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
