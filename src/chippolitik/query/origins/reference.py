"""A library that reads an article when it is asked for, by the marks of all texts beside the store."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from chippolitik.graph.terms import chip
from chippolitik.graph.view import View
from chippolitik.namespaces import ARTICLE
from chippolitik.query.origins.library import Kinship, Piece
from chippolitik.query.origins.marks import Marks
from chippolitik.query.origins.outlets import Outlets

__all__ = ["Reference"]


class Reference:
    """See ``Library`` for what the methods promise.

    Attributes:
        marks: The marks of all texts; put anew when their file is opened anew, what was read stays.

    Args:
        view: The graph, for texts.
        marks: The marks of its texts.
    """

    def __init__(self, view: View, marks: Marks) -> None:
        self._view, self.marks = view, marks
        self._outlets = Outlets.of(view, marks.sources())
        self._pieces: dict[str, Piece | None] = {}
        self._kin: dict[str, list[Kinship]] = {}
        self._families: dict[str, list[Piece]] = {}

    @property
    def outlets(self) -> Outlets:
        """The outlets."""
        return self._outlets

    def piece(self, article: str) -> Piece | None:
        """Return an article by its id, or None if it is not known."""
        if article not in self._pieces:
            about = self.marks.about(article)
            self._pieces[article] = self._read(article, *about) if about else None
        return self._pieces[article]

    def kin(self, article: str) -> list[Kinship]:
        """Return why other articles are of the family of an article, sorted."""
        if article not in self._kin:
            self._kin[article] = self.marks.kin(article)
        return self._kin[article]

    def family(self, article: str) -> list[Piece]:
        """Return the copies and translations of an article with itself, oldest first."""
        if article not in self._families:
            found, waiting = {article}, [article]
            while waiting:
                kin = {name for kinship in self.kin(waiting.pop()) for name in (kinship.one, kinship.other)}
                waiting += sorted(kin - found)
                found |= kin
            family = sorted((piece for name in found if (piece := self.piece(name))), key=lambda piece: piece.age)
            self._families |= dict.fromkeys(found, family)
        return self._families[article]

    def _read(self, article: str, language: str, source: str | None, published: str) -> Piece:
        texts = (quad.object for quad in self._view.match(NamedNode(ARTICLE + article), chip("text"), None, None))
        text = next((value.value for value in texts if isinstance(value, Literal)), "")
        return Piece(article, text, language, (source and (self._outlets.key(source) or source)) or "", published)
