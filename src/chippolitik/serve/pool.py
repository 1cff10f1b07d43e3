"""Workers of the server: started beforehand, lent to one request at a time, ended when they overrun a limit."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from chippolitik.serve.frames import BODY, DATA, END, HEAD, JOB, LENGTH, OUT_OF_MEMORY, PROBLEM, READY
from chippolitik.serve.options import ServeOptions
from chippolitik.serve.problem import Problem

__all__ = ["Answer", "Pool"]

_LOG = logging.getLogger(__name__)
_WRITES = frozenset({"update", "put", "post", "delete"})


@dataclass(slots=True)
class Answer:
    """An answer that a worker is giving.

    Attributes:
        status: Status of HTTP.
        media: Media type, or the empty string for no content.
        pieces: The body, piece by piece; raises ``Problem`` if it breaks off.
    """

    status: int
    media: str
    pieces: AsyncIterator[bytes]


class Pool:
    """Lends workers.

    Attributes:
        started: Whether there are any.

    Args:
        options: How many, and their limits.
    """

    def __init__(self, options: ServeOptions) -> None:
        self._options = options
        self._idle: list[asyncio.subprocess.Process] = []
        self._free = asyncio.Semaphore(options.workers)
        self._writing = asyncio.Lock()
        self._waiting = 0
        self._starting: set[asyncio.Task[None]] = set()
        self._closed = False
        self.started = False

    async def start(self) -> None:
        """Start all workers, and wait until they are ready."""
        await asyncio.gather(*(self._start_one() for _ in range(self._options.workers)))
        self.started = True

    async def close(self) -> None:
        """End all workers."""
        self._closed = True
        starting = list(self._starting)
        for task in starting:
            task.cancel()
        await asyncio.gather(*starting, return_exceptions=True)
        idle, self._idle = self._idle, []
        for process in idle:
            await _end(process)

    @contextlib.asynccontextmanager
    async def run(self, job: dict[str, Any], body: bytes = b"") -> AsyncIterator[Answer]:
        """Give a job to a worker; leaving the block before the answer's end ends the worker.

        Args:
            job: What to do; see ``asking`` and ``changing``.
            body: What belongs to it.

        Raises:
            Problem: 503 if all workers are busy, 504 at the time limit, 507 at the memory limit, or what the worker
                says.
        """
        lock = self._writing if job["kind"] in _WRITES else contextlib.nullcontext()
        async with self._slot(), lock:
            session, answer = await self._begun(job | {"memory": self._options.memory}, body)
            try:
                yield answer
            finally:
                await self._take_back(session.process, fit=session.done)

    async def _begun(self, job: dict[str, Any], body: bytes) -> tuple[_Session, Answer]:
        """Give a job to a worker that is still there; one that has served its time may have gone meanwhile."""
        while True:
            process = self._idle.pop() if self._idle else await self._spawn()
            session = _Session(process, self._options)
            try:
                return session, await session.begin(job, body)
            except _RetiredError:
                await _end(process)
            except BaseException:
                await self._take_back(process, fit=session.done)
                raise

    @contextlib.asynccontextmanager
    async def _slot(self) -> AsyncIterator[None]:
        if self._free.locked() and self._waiting >= self._options.waiting:
            raise Problem(503, "too many requests are waiting", "try again soon", {"Retry-After": "2"})
        self._waiting += 1
        try:
            async with asyncio.timeout(self._options.seconds):
                await self._free.acquire()
        except TimeoutError as error:
            raise Problem(503, "all workers are busy", "try again soon", {"Retry-After": "5"}) from error
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._free.release()

    async def _take_back(self, process: asyncio.subprocess.Process, *, fit: bool) -> None:
        if fit and not self._closed and process.returncode is None:
            self._idle.append(process)
            return
        await asyncio.shield(_end(process))
        if not self._closed:
            task = asyncio.create_task(self._start_one())
            self._starting.add(task)
            task.add_done_callback(self._starting.discard)

    async def _start_one(self) -> None:
        process = await self._spawn()
        if self._closed or len(self._idle) >= self._options.workers:
            await _end(process)
        else:
            self._idle.append(process)

    async def _spawn(self) -> asyncio.subprocess.Process:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "chippolitik.serve.worker",
            str(self._options.store.resolve()),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        try:
            kind, _ = await _frame(process)
        except BaseException:
            await _end(process)
            raise
        if kind != READY:
            await _end(process)
            raise Problem(503, "a worker could not start", "see the server's log")
        return process


class _RetiredError(Exception):
    """A worker had served its time before it took the job."""


class _Session:
    """One job of one worker.

    Attributes:
        process: The worker.
        done: Whether the worker has come to the job's end and can take another.
    """

    def __init__(self, process: asyncio.subprocess.Process, options: ServeOptions) -> None:
        self.process, self._options, self.done = process, options, False
        self._deadline = asyncio.get_running_loop().time() + options.seconds

    async def begin(self, job: dict[str, Any], body: bytes) -> Answer:
        assert self.process.stdin is not None, "it was started with a pipe"
        text = json.dumps(job).encode()
        try:
            self.process.stdin.write(JOB + LENGTH.pack(len(text)) + text + BODY + LENGTH.pack(len(body)))
            self.process.stdin.write(body)
            await self.process.stdin.drain()
        except (BrokenPipeError, ConnectionResetError) as error:
            raise await self._died() from error
        kind, data = await self._next()
        head = json.loads(data)
        if kind == PROBLEM:
            self.done = True
            raise _problem_of(head)
        assert kind == HEAD, "an answer begins with its head"
        return Answer(head["status"], head["media"], self._pieces())

    async def _pieces(self) -> AsyncIterator[bytes]:
        while True:
            kind, data = await self._next()
            if kind == DATA:
                yield data
                continue
            self.done = True
            if kind == PROBLEM:
                raise _problem_of(json.loads(data))
            assert kind == END, "nothing else comes"
            return

    async def _next(self) -> tuple[bytes, bytes]:
        try:
            async with asyncio.timeout_at(self._deadline):
                kind, data = await _frame(self.process)
        except TimeoutError as error:
            raise Problem(
                504,
                f"this took longer than {self._options.seconds:g} s and was stopped",
                "ask for less: add LIMIT, or bind more terms",
            ) from error
        if not kind:
            raise await self._died()
        return kind, data

    async def _died(self) -> Exception:
        code = await self.process.wait()
        if code == 0:
            return _RetiredError()
        _LOG.warning("worker ended code=%s", code)
        if code > 0 and code != OUT_OF_MEMORY:
            return Problem(500, "the worker failed", "the server's log says why")
        most = self._options.memory // 2**20
        return Problem(507, f"this needed more than {most:,} MiB of memory and was stopped", "ask for less: add LIMIT")


async def _frame(process: asyncio.subprocess.Process) -> tuple[bytes, bytes]:
    """Return the kind and the bytes of the next frame; an empty kind if the process has gone."""
    assert process.stdout is not None, "it was started with a pipe"
    try:
        head = await process.stdout.readexactly(1 + LENGTH.size)
        (length,) = LENGTH.unpack(head[1:])
        return head[:1], await process.stdout.readexactly(length)
    except asyncio.IncompleteReadError:
        return b"", b""


async def _end(process: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    assert process.stdout is not None, "it was started with a pipe"
    while await process.stdout.read(2**16):  # asyncio sees the end of a process only at the end of its pipes
        pass
    await process.wait()


def _problem_of(head: dict[str, Any]) -> Problem:
    headers = {"Retry-After": "2"} if head["status"] == 503 else {}  # noqa: PLR2004 - service unavailable
    return Problem(head["status"], head["detail"], head["hint"], headers)
