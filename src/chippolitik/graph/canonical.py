"""One sequence of bytes for one set of quads: sorted N-Quads, one quad a line."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad, RdfFormat, serialize

__all__ = ["nquads"]


def nquads(quads: Iterable[Quad]) -> bytes:
    """Return quads as sorted N-Quads; the order of code points of the lines in UTF-8.

    Two sets of quads without blank nodes give the same bytes exactly if they are equal.
    """
    data = serialize(quads, format=RdfFormat.N_QUADS)
    assert data is not None  # it is None only when an output file is given
    lines = data.splitlines(keepends=True)
    return b"".join(sorted(set(lines)))
