"""Cut a stream into pieces of a bounded size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

__all__ = ["batched"]

_Item = TypeVar("_Item")


def batched(items: Iterable[_Item], size: int) -> Iterator[tuple[_Item, ...]]:
    """Yield tuples of so many items; the last one may be shorter.

    Example:
        >>> list(batched("H20", 2)), list(batched("", 2))
        ([('H', '2'), ('0',)], [])
    """
    rest = iter(items)
    while part := tuple(islice(rest, size)):
        yield part
