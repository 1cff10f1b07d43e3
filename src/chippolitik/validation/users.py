"""Shapes of a user: read, judged themselves, and applied within limits. Our own shapes need none of this."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from pyoxigraph import NamedNode, Quad, Triple

from chippolitik.ontology.files import read_rdf
from chippolitik.ontology.names import RDF
from chippolitik.validation.bounded import BoundedValidator, Limits
from chippolitik.validation.faults import review
from chippolitik.validation.finding import Finding
from chippolitik.validation.places import Source
from chippolitik.validation.shapes import load_shapes, shape_files

__all__ = ["UsersShapes"]


class UsersShapes:
    """A ``Validator`` with the shapes of a folder or a file; a context manager, since it has a process.

    Args:
        path: The folder or file.
        limits: What one shape may take.

    Raises:
        InputError: There is none, or one cannot be read.
    """

    name = "shapes of the user"

    def __init__(self, path: Path, limits: Limits | None = None) -> None:
        self.shapes = load_shapes(path)
        self.path = path
        self.limits = limits or Limits()
        self._review = review(self.shapes)
        self._engine = BoundedValidator(self._review.sound, self.limits)

    def faults(self, data: Iterable[Quad | Triple] | None = None) -> list[Finding]:
        """Return what is wrong with the shapes themselves.

        Args:
            data: What they are to judge, to tell targets that nothing there has; None does not ask.
        """
        if data is None:
            return list(self._review.findings)
        classes = {q.object.value for q in data if q.predicate == RDF.type and isinstance(q.object, NamedNode)}
        return list(review(self.shapes, classes).findings)

    def sources(self) -> list[Source]:
        """Return the files, for the places of faults; their blank nodes are named after what uses them."""
        return [Source(path, read_rdf(path)) for path in shape_files(self.path)]

    def validate(self, quads: Iterable[Quad | Triple]) -> list[Finding]:
        """Return what is wrong with data by the sound ones among the shapes; see ``Validator.validate``."""
        return self._engine.validate(quads)

    def validate_file(self, path: Path) -> list[Finding]:
        """Return what is wrong with a file of N-Triples, which is not held in this process."""
        return self._engine.validate_file(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._engine.close()
