"""Things that belong together, joined pair by pair; the groups are the same in whatever order pairs come."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["Groups"]


class Groups:
    """A union of disjoint sets.

    Args:
        names: What there is at first, each by itself; others come in when they are joined.

    Example:
        >>> groups = Groups(["c"])
        >>> groups.join("b", "a")
        >>> groups.join("b", "c")
        >>> groups.root("c"), groups.members("b")
        ('a', ['a', 'b', 'c'])
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._above = {name: name for name in names}
        self._members = {name: [name] for name in self._above}

    def root(self, name: str) -> str:
        """Return the least member of a thing's group."""
        self._add(name)
        while self._above[name] != name:
            self._above[name] = self._above[self._above[name]]
            name = self._above[name]
        return name

    def join(self, one: str, other: str) -> None:
        """Put the groups of two things together."""
        low, high = sorted((self.root(one), self.root(other)))
        if low != high:
            self._above[high] = low
            self._members[low] += self._members.pop(high)

    def members(self, name: str) -> list[str]:
        """Return the group of a thing, sorted."""
        return sorted(self._members[self.root(name)])

    def _add(self, name: str) -> None:
        if name not in self._above:
            self._above[name] = name
            self._members[name] = [name]
