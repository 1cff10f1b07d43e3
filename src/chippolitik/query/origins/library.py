"""The articles of a graph as the tracing of origins sees them: texts, sources, dates, and families of copies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import Literal, NamedNode

from chippolitik.graph.terms import chip
from chippolitik.graph.view import View
from chippolitik.namespaces import ARTICLE
from chippolitik.query.origins.copies import copied_pairs
from chippolitik.query.origins.groups import Groups
from chippolitik.query.origins.outlets import Outlets
from chippolitik.query.origins.translations import translated_pairs

__all__ = ["Kinship", "Library", "Piece", "Shelves", "library_of", "shelved", "values_of"]


@dataclass(frozen=True, slots=True)
class Piece:
    """An article.

    Attributes:
        id: Its id.
        text: Its text; empty in a graph without texts.
        language: Its language; empty where unknown.
        source: Key of who published it, or empty.
        published: When, in EDTF, or empty.
    """

    id: str
    text: str
    language: str
    source: str
    published: str

    @property
    def age(self) -> tuple[bool, str, str]:
        """Sorts older pieces first and undated ones last."""
        return not self.published, self.published, self.id


@dataclass(frozen=True, slots=True, order=True)
class Kinship:
    """Why two articles are of one family.

    Attributes:
        one: Id of an article.
        other: Id of the other.
        how: ``copy`` or ``translation``.
        share: How much they share, 1 being all.
    """

    one: str
    other: str
    how: str
    share: float


class Library(Protocol):
    """What the tracing of origins asks of a collection of articles."""

    @property
    def outlets(self) -> Outlets:
        """The outlets."""
        ...

    def piece(self, article: str) -> Piece | None:
        """Return an article by its id, or None if it is not known."""
        ...

    def family(self, article: str) -> list[Piece]:
        """Return the copies and translations of an article with itself, oldest first."""
        ...

    def kin(self, article: str) -> list[Kinship]:
        """Return why other articles are of the family of an article, sorted."""
        ...


@dataclass(frozen=True, slots=True)
class Shelves:
    """All articles, read at once: who is known as an outlet, which articles are copies or translations of others.

    Attributes:
        pieces: Article id → article.
        outlets: The outlets.
        families: Groups of articles with one text; ids are the members.
        kinships: Why they are groups.
    """

    pieces: dict[str, Piece]
    outlets: Outlets
    families: Groups
    kinships: tuple[Kinship, ...]

    def piece(self, article: str) -> Piece | None:
        """Return an article by its id, or None if it is not known."""
        return self.pieces.get(article)

    def kin(self, article: str) -> list[Kinship]:
        """Return why other articles are of the family of an article, sorted."""
        return [kinship for kinship in self.kinships if article in {kinship.one, kinship.other}]

    def family(self, article: str) -> list[Piece]:
        """Return the copies and translations of an article with itself, oldest first."""
        return sorted((self.pieces[name] for name in self.families.members(article)), key=lambda piece: piece.age)


def shelved(pieces: Iterable[Piece], outlets: Outlets) -> Shelves:
    """Return a library of articles in any order, with their families."""
    by_id = {piece.id: piece for piece in sorted(pieces, key=lambda piece: piece.id)}
    texts = {name: piece.text for name, piece in by_id.items()}
    spoken = {name: (piece.text, piece.language) for name, piece in by_id.items() if piece.language}
    kinships = [Kinship(one, other, "copy", share) for one, other, share in copied_pairs(texts)]
    kinships += [Kinship(one, other, "translation", share) for one, other, share in translated_pairs(spoken)]
    families = Groups(by_id)
    for kinship in kinships:
        families.join(kinship.one, kinship.other)
    return Shelves(by_id, outlets, families, tuple(sorted(kinships)))


def library_of(view: View, known_at: str = "") -> Shelves:
    """Read the articles of a graph.

    Args:
        view: The graph.
        known_at: An instant, ISO 8601 in UTC; what was published later is left out. Empty for all articles.
    """
    texts, languages, sources, days = (
        dict(values_of(view, name)) for name in ("text", "language", "sourceName", "publishedEdtf")
    )
    later = {name for name, at in values_of(view, "publishedAt") if known_at and at > known_at}
    outlets = Outlets.of(view, sources.values())
    return shelved(
        (
            Piece(
                name,
                texts.get(name, ""),
                languages.get(name, ""),
                outlets.key(sources[name]) or sources[name] if name in sources else "",
                days.get(name, ""),
            )
            for name in {*texts, *languages, *sources, *days} - later
        ),
        outlets,
    )


def values_of(view: View, name: str) -> Iterator[tuple[str, str]]:
    """Yield the ids of articles with the values of one of their properties."""
    for quad in view.match(None, chip(name), None, None):
        node, value = quad.subject, quad.object
        if isinstance(node, NamedNode) and node.value.startswith(ARTICLE) and isinstance(value, Literal):
            short = node.value.removeprefix(ARTICLE)
            if "/" not in short:
                yield short, value.value
