"""Findings of whole graphs and files, our own shapes and those of a user."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Quad, Triple

from chippolitik.validation.declared import undeclared_terms
from chippolitik.validation.engines import PyshaclValidator, Validator
from chippolitik.validation.finding import Finding
from chippolitik.validation.gate import quotes_of, with_quotes
from chippolitik.validation.shapes import load_shapes, own_shapes

__all__ = ["validate_graph"]


def validate_graph(
    quads: Iterable[Quad | Triple], *, shapes: Path | None = None, engine: Validator | None = None
) -> list[Finding]:
    """Return all that is wrong with a graph.

    Args:
        quads: The graph; names of graphs do not matter, so shapes judge the union.
        shapes: A folder or file with shapes of the user, applied beside ours.
        engine: What applies our shapes; that of this installation by default.

    Returns:
        The findings in the order of ``Finding.sort_key``, each with the quote of its claim.

    Raises:
        InputError: A shape file cannot be read.
        ValidationError: A shape is broken.
    """
    data = list(quads)
    found = set((engine or PyshaclValidator(own_shapes())).validate(data))
    found.update(undeclared_terms(data))
    if shapes is not None:
        found.update(PyshaclValidator(load_shapes(shapes)).validate(data))
    return with_quotes(sorted(found, key=lambda finding: finding.sort_key), quotes_of(data))
