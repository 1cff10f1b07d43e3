"""What is made of a snapshot of the store once, and kept until there is another one."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar, cast

from chippolitik.graph.view import View

__all__ = ["Kept"]

_Made = TypeVar("_Made")


class Kept:
    """Keeps what was made of the newest snapshot; who asks while it is being made waits for it."""

    def __init__(self) -> None:
        self._view: View | None = None
        self._made: dict[Hashable, object] = {}
        self._locks: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def of(self, view: View, name: Hashable, make: Callable[[], _Made]) -> _Made:
        """Return something of a snapshot, made now if it is asked for the first time.

        Args:
            view: The snapshot.
            name: What it is called; the same name always means the same.
            make: Makes it.
        """
        with self._lock:
            if self._view is not view:
                self._view, self._made, self._locks = view, {}, {}
            made, lock = self._made, self._locks.setdefault(name, Lock())
        with lock:
            if name not in made:
                made[name] = make()
            return cast("_Made", made[name])
