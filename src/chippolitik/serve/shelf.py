"""Answers that are kept as long as the store stays as it is: pages, documents and suggestions, never what queries give.

An answer depends on its URL, the language and the media types asked for, the store, and the day. So it is kept under
these, with bounded memory, and has a tag by which a browser that has it already is told so in a few bytes.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chippolitik.errors import StoreError

__all__ = ["Shelf"]

_KEPT = ("/id/", "/vocab/", "/shapes/", "/ontology", "/instruments", "/chips", "/articles", "/suggest", "/statistics")
_ASKED = (b"accept", b"accept-language", b"cookie")
_MOST_BYTES, _MOST_OF_ONE = 48 * 2**20, 2**20
_MOST_KEY = 2000
_REVALIDATED = (b"cache-control", b"content-language", b"vary", b"set-cookie")
_PAUSE = 0.2  # seconds between two looks at the store
Key = tuple[bytes, ...]
Stamp = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Answer:
    """What was sent once.

    Attributes:
        status: Status of HTTP.
        headers: Its headers, the tag among them.
        body: Its body.
        tag: What stands for it.
    """

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes
    tag: bytes

    @property
    def size(self) -> int:
        """Bytes that it takes, roughly."""
        return len(self.body) + 1000


class Shelf:
    """Keeps answers.

    Args:
        app: What makes them.
        root: Path that the server is reached below.
        state: Says in which state the store is; what is made after that is at least as new.
    """

    def __init__(self, app: ASGIApp, root: str, state: Callable[[], Stamp]) -> None:
        self._app, self._root, self._newest = app, root, state
        self._answers: OrderedDict[Key, _Answer] = OrderedDict()
        self._made: dict[Key, asyncio.Event] = {}
        self._looking: asyncio.Event | None = None
        self._state: Stamp = ()
        self._looked, self._size = 0.0, 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from the shelf, or have the answer made and keep it."""
        key = self._key(scope)
        if key is None:
            if scope["type"] == "http" and scope["method"] not in {"GET", "HEAD"}:
                self._looked = 0.0  # it may have written
            await self._app(scope, receive, send)
            return
        if not await self._look():
            await self._app(scope, receive, send)
            return
        while key in self._made:  # somebody is having it made
            await self._made[key].wait()
        answer = self._answers.get(key)
        if answer is None:
            answer = await self._fetched(key, scope, receive, send)
        else:
            self._answers.move_to_end(key)
        if answer is not None:
            await _give(answer, Headers(scope=scope).get("if-none-match", ""), send)

    def _key(self, scope: Scope) -> Key | None:
        """Return what an answer is kept under, or None if it is not kept."""
        if scope["type"] != "http" or scope["method"] != "GET":
            return None
        path = scope["path"].removeprefix(self._root)
        if not (path == "/" or path.startswith(_KEPT)):
            return None
        asked = {name: value for name, value in scope["headers"] if name in _ASKED or name == b"origin"}
        target = (scope["raw_path"], scope["query_string"])
        if b"origin" in asked or sum(map(len, (*target, *asked.values()))) > _MOST_KEY:
            return None
        return (*target, *(asked.get(name, b"") for name in _ASKED))

    async def _look(self) -> bool:
        """Clear the shelf if the store or the day is another, looking no more often than now and then.

        Returns:
            Whether the store can be read.
        """
        while self._looking is not None:  # somebody looks already
            await self._looking.wait()
        if time.monotonic() - self._looked < _PAUSE:
            return True
        self._looking = asyncio.Event()
        self._looked = time.monotonic()
        try:
            state = (*await run_in_threadpool(self._newest), dt.datetime.now(dt.UTC).date())
        except StoreError:
            self._looked = 0.0
            return False
        finally:
            self._looking.set()
            self._looking = None
        if state != self._state:
            self._state, self._size = state, 0
            self._answers.clear()
        return True

    async def _fetched(self, key: Key, scope: Scope, receive: Receive, send: Send) -> _Answer | None:
        """Have an answer made, keep it if it is good and small, and return it; None if it has been sent in pieces."""
        state, taken = self._state, _Taken(send)
        self._made[key] = asyncio.Event()
        try:
            await self._app(scope, receive, taken)
            answer = taken.answer()
            if answer is not None and answer.tag and state == self._state and answer.size <= _MOST_OF_ONE:
                self._answers[key] = answer
                self._size += answer.size
                while self._size > _MOST_BYTES:
                    self._size -= self._answers.popitem(last=False)[1].size
        finally:
            self._made.pop(key).set()
        return answer


class _Taken:
    """Takes an answer instead of the client; one that comes in pieces goes on to the client at once.

    Args:
        send: Sends to the client.
    """

    def __init__(self, send: Send) -> None:
        self._send, self._start, self._body = send, list[Message](), b""
        self._whole = False

    async def __call__(self, message: Message) -> None:
        """Take a part of the answer."""
        if message["type"] == "http.response.start":
            self._start.append(message)
        elif self._start and not message.get("more_body", False):
            self._body, self._whole = message.get("body", b""), True
        else:
            if self._start:
                await self._send(self._start.pop())
            await self._send(message)

    def answer(self) -> _Answer | None:
        """Return the answer if it came in one piece."""
        return _answer_of(self._start[0], self._body) if self._whole else None


def _answer_of(start: Message, body: bytes) -> _Answer:
    """Return an answer with its tag; the tag is empty if it is not to be kept."""
    headers = [(name, value) for name, value in start["headers"] if name.lower() != b"etag"]
    names = {name.lower() for name, _ in headers}
    good = start["status"] in {200, 303} and b"set-cookie" not in names
    tag = b'W/"' + hashlib.sha256(body).hexdigest()[:24].encode() + b'"' if good else b""
    if good and start["status"] == 200:  # noqa: PLR2004 - a redirect has nothing to compare
        headers.append((b"etag", tag))
    return _Answer(start["status"], headers, body, tag)


async def _give(answer: _Answer, known: str, send: Send) -> None:
    """Send an answer, or that the client has it already."""
    same = answer.status == 200 and answer.tag and answer.tag.decode() in {one.strip() for one in known.split(",")}  # noqa: PLR2004 - as above
    if same:
        headers = [(n, v) for n, v in answer.headers if n.lower() in {*_REVALIDATED, b"etag"}]
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
    await send({"type": "http.response.body", "body": answer.body})
