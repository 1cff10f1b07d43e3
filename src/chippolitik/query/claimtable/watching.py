"""Who is told how far the making of a file beside the store is; ``keeping`` tells."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from contextvars import ContextVar

__all__ = ["Watch", "telling", "watched"]

Watch = Callable[[str, int], AbstractContextManager[Callable[[], None]]]
"""Takes what is done and how many articles there are, and gives what is called after each of them."""

_watch: ContextVar[Watch | None] = ContextVar("watch", default=None)


@contextlib.contextmanager
def watched(watch: Watch) -> Iterator[None]:
    """Have somebody told of all making of files within this block."""
    before = _watch.set(watch)
    try:
        yield
    finally:
        _watch.reset(before)


@contextlib.contextmanager
def telling(doing: str, articles: int) -> Iterator[Callable[[], None]]:
    """Tell of a number of articles; nobody is told of none.

    Example:
        >>> with telling("counting claims", 3) as tell:
        ...     tell()
    """
    watch = _watch.get()
    if watch is None or not articles:
        yield lambda: None
    else:
        with watch(doing, articles) as tell:
            yield tell
