"""A pure function over many items: in this process or in several, results in the order of the items.

Workers are spawned, not forked, since a fork of a process with an open store is not safe. They leave Ctrl-C to the
parent. A worker that dies takes only its item with it.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Generic, Self, TypeVar

__all__ = ["WorkerDiedError", "Workers"]

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

_AHEAD = 32  # items in work for each worker: enough for the time in which the parent writes what is done


class WorkerDiedError(Exception):
    """The process that worked on an item was ended from outside, as for lack of memory."""


@dataclass(slots=True)
class Workers(Generic[_Item, _Result]):
    """Some worker processes; a context manager that ends them.

    Attributes:
        function: The work; a module-level function, since it is sent by name.
        jobs: Number of processes; 1 works in this one.
        apart: Whether even one job gets a process of its own.
    """

    function: Callable[[_Item], _Result]
    jobs: int = 1
    apart: bool = False
    _pool: ProcessPoolExecutor | None = None
    _items: deque[tuple[_Item, Future[_Result] | None]] = field(default_factory=deque)
    _others: frozenset[BaseProcess] = frozenset()

    def __enter__(self) -> Self:
        self._others = frozenset(multiprocessing.active_children())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            if kind is not None:
                self._end_processes()
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    @property
    def full(self) -> bool:
        """Whether results should be taken before more is given."""
        return len(self._items) >= (1 if self.jobs == 1 and not self.apart else self.jobs * _AHEAD)

    @property
    def waiting(self) -> int:
        """Number of items whose result was not taken."""
        return len(self._items)

    def give(self, item: _Item) -> None:
        """Give an item to the workers."""
        self._items.append((item, self._submit(item)))

    def take(self) -> _Result:
        """Wait for the result of the item that was given first among those that are left.

        Raises:
            WorkerDiedError: This item ends the process that works on it.
        """
        item, future = self._items.popleft()
        if future is None:
            return self.function(item)
        try:
            return future.result()
        except BrokenProcessPool:
            return self._alone(item)

    def _submit(self, item: _Item) -> Future[_Result] | None:
        if self.jobs == 1 and not self.apart:
            return None
        if self._pool is None:
            self._pool = _pool(self.jobs)
        try:
            with _interrupts_blocked():
                return self._pool.submit(self.function, item)
        except BrokenProcessPool:
            # A death that no result has told of yet; taking this item will find out whose it was.
            broken: Future[_Result] = Future()
            broken.set_exception(BrokenProcessPool())
            return broken

    def _alone(self, item: _Item) -> _Result:
        """Work on an item that was lost with a pool in a process of its own, and give the others to a new pool."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool = None
        rest = list(self._items)
        self._items.clear()
        try:
            with _pool(1) as pool:
                with _interrupts_blocked():
                    only = pool.submit(self.function, item)
                return only.result()
        except BrokenProcessPool:
            raise WorkerDiedError from None
        finally:
            for other, future in rest:
                done = future is not None and future.done() and not future.cancelled() and not future.exception()
                self._items.append((other, future if done else self._submit(other)))

    def _end_processes(self) -> None:
        for process in multiprocessing.active_children():
            if process not in self._others:
                with contextlib.suppress(OSError):
                    process.terminate()


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"))


@contextlib.contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """Start processes that never see Ctrl-C: a child inherits what its parent blocks."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
