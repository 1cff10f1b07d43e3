"""What every request passes first and every answer last: hosts, rates, safe headers, the access log.

The log has no parameters, headers or bodies, since those may hold secrets.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chippolitik.serve.options import ServeOptions
from chippolitik.serve.problem import Problem, problem_response

__all__ = ["SAFE_HEADERS", "Door"]

_LOG = logging.getLogger("chippolitik.serve.access")
_MOST_ADDRESSES = 10_000
_MOST_TARGET = 2**20  # characters of path and parameters
_BURST = 5.0  # seconds' worth of requests that may come at once

SAFE_HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
"""Headers of every answer."""


class Door:
    """Lets requests in and answers out.

    Args:
        app: What is behind it.
        options: The limits.
    """

    def __init__(self, app: ASGIApp, options: ServeOptions) -> None:
        self._app, self._options = app, options
        self._rates = _Rates(options.rate)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = _Answer(send, self._options.client_seconds, local=not self._options.origins)
        try:
            if problem := self._refusal(scope):
                await problem_response(Request(scope), problem)(scope, receive, answer.send)
            else:
                await self._app(scope, receive, answer.send)
        except (OSError, Problem) as error:
            # The answer breaks off; the server closes the connection, since its end was never sent.
            answer.note = "broken off"
            _LOG.debug("broken off because=%r", str(error))
        finally:
            answer.log(scope)

    def _refusal(self, scope: Scope) -> Problem | None:
        hosts = self._options.hosts
        headers = Headers(scope=scope)
        if hosts is not None and _name(headers.get("host", "")) not in hosts:
            return Problem(421, "this server is not called that", f"it is {self._options.url}")
        if len(scope["raw_path"]) + len(scope["query_string"]) > _MOST_TARGET:
            return Problem(414, "the URL is too long", "send the query by POST")
        address = scope["client"][0] if scope["client"] else ""
        if not self._rates.allows(address, time.monotonic()):
            return Problem(429, "too many requests", "come slower", {"Retry-After": "1"})
        return None


class _Rates:
    """Counts requests of each address: a bucket that refills with time."""

    def __init__(self, rate: float) -> None:
        self._rate, self._buckets = rate, OrderedDict[str, tuple[float, float]]()

    def allows(self, address: str, now: float) -> bool:
        if not self._rate:
            return True
        most = max(self._rate * _BURST, 1.0)
        level, then = self._buckets.pop(address, (most, now))
        level = min(level + (now - then) * self._rate, most)
        self._buckets[address] = (max(level - 1, 0.0), now)
        if len(self._buckets) > _MOST_ADDRESSES:
            self._buckets.popitem(last=False)
        return level >= 1


class _Answer:
    """Sends one answer, with our headers, in the time that a client has."""

    def __init__(self, send: Send, seconds: float, *, local: bool) -> None:
        self._send, self._seconds, self._local = send, seconds, local
        self.status, self.size, self.note = 0, 0, ""
        self._start = time.perf_counter()

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            present = {name.lower() for name, _ in message["headers"]}
            added = dict(SAFE_HEADERS) | ({"cross-origin-resource-policy": "same-origin"} if self._local else {})
            extra = [(k.encode(), v.encode()) for k, v in added.items() if k.encode() not in present]
            message = {**message, "headers": [*message["headers"], *extra]}
        else:
            self.size += len(message.get("body", b""))
        async with asyncio.timeout(self._seconds):
            await self._send(message)

    def log(self, scope: Scope) -> None:
        path = scope["raw_path"].decode("latin-1").encode("unicode_escape").decode("ascii")[:200]
        method = scope["method"][:10].encode("unicode_escape").decode("ascii")
        client = scope["client"][0] if scope["client"] else "-"
        taken = (time.perf_counter() - self._start) * 1000
        words = f" {self.note}" if self.note else ""
        _LOG.info("%s %s %s %d %d %.1f ms%s", client, method, path, self.status, self.size, taken, words)


def _name(host: str) -> str:
    """Return the name in a Host header without its port, in lower case."""
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.rpartition(":")[0].lower() if ":" in host else host.lower()
