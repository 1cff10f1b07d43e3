"""Whose word a claim is in the end: what copies, translations and citations go back to.

A cautious count: where a text leaves open which of its sources carries a claim, the claim follows the text's first
source, and never makes an origin of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from chippolitik.query.origins.groups import Groups
from chippolitik.query.origins.library import Library, Piece
from chippolitik.query.origins.outlets import document_of_words
from chippolitik.query.passage import passage_of

__all__ = ["Origin", "Said", "trace"]

_NOBODY = re.compile(
    r"(?<!\w)(?:people|persons?|person|sources?|insiders?|officials?|executives?|employees?|media|reports?|press|"
    r"analysts?|observers?|experts?|researchers|newspapers?|others|someone|familiar|anonymous|unnamed|rumou?rs?|"
    r"Insider\w*|Kreise\w*|Medien\w*|Personen|Quellen|Beobachter\w*|Analysten|Experten)(?!\w)",
    re.IGNORECASE,
)

_OWN = "its publisher's own word"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What of a claim tells whose word it is.

    Attributes:
        claim: IRI of the claim.
        article: Id of its article.
        who: Label of whom the claim is attributed to, or empty.
        known: Whether the knowledge base knows them, so that words in their name mean nothing.
        start: Where its quote stands in the text; -1 where unknown.
        end: Where the quote ends, exclusive.
    """

    claim: str
    article: str
    who: str = ""
    known: bool = False
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """Where a claim comes from.

    Attributes:
        name: Who or what: an outlet, somebody who speaks, a document; empty where nobody is known.
        kind: ``story``, ``statement``, ``document`` or ``unknown``.
        basis: Why, in words.
    """

    name: str
    kind: str
    basis: str


@dataclass(frozen=True, slots=True)
class _Trail:
    """One claim on its way back: its keys, and whether it is its outlet's own word."""

    said: Said
    keys: tuple[tuple[str, str], ...]  # kind and name
    own: bool
    basis: str


def trace(library: Library, claims: Iterable[Said]) -> dict[str, Origin]:
    """Return the origin of each of several claims on one fact; claims of one origin have one name.

    Args:
        library: The articles.
        claims: The claims that say the same, or answer the same question, in any order.
    """
    trails = [_trail(library, said) for said in sorted(claims, key=lambda said: said.claim)]
    groups, passed_on = _joined(library, trails)
    names: dict[str, tuple[str, str]] = {}
    for root in {groups.root(_word(key)) for trail in trails for key in trail.keys}:
        names[root] = _named(groups.members(root), passed_on)
    found = {}
    for trail in trails:
        if trail.keys:
            kind, name = names[groups.root(_word(trail.keys[0]))]
            found[trail.said.claim] = Origin(name, kind, _why(trail, name))
        else:
            found[trail.said.claim] = Origin("", "unknown", trail.basis)
    return found


def _trail(library: Library, said: Said) -> _Trail:
    """Find whom a claim itself names, and else whose text its article has."""
    piece = library.piece(said.article) or Piece(said.article, "", "", "", "")
    sentence = _sentence(piece, said)
    keys: list[tuple[str, str]] = []
    basis = ""
    outlet = library.outlets.key(said.who) if said.who else None
    if document := document_of_words(said.who) or document_of_words(sentence):
        keys.append(("document", document))
        basis = f"the text names a {document}"
    elif said.who and not outlet and (said.known or not _NOBODY.search(said.who)):
        keys.append(("statement", " ".join(said.who.split())))
        basis = f"the text attributes it to {said.who}"
    cited = [outlet] if outlet else [name for name in library.outlets.cited(sentence) if name != piece.source]
    if cited and cited[0] != piece.source:
        keys.append(("story", cited[0]))
        basis = basis or f"the sentence names {cited[0]}"
    if keys:
        return _Trail(said, tuple(keys), own=False, basis=basis)
    return _text_trail(library, said, piece)


def _text_trail(library: Library, said: Said, piece: Piece) -> _Trail:
    """Find whose text an article has: the credited agency of its family, or the oldest of the family."""
    family = library.family(piece.id) if library.piece(piece.id) else [piece]
    oldest = family[0]
    for member in family:
        credited = [name for name in library.outlets.credited(member.text) if name != member.source]
        if credited:
            own = credited[0] == piece.source
            kin = f"its text is credited to {credited[0]}" if member == piece else _kin(library, piece, oldest)
            return _Trail(said, (("story", credited[0]),), own, _OWN if own else kin)
    cited = [name for name in library.outlets.cited(oldest.text) if name != oldest.source]
    if cited:
        return _Trail(said, (("story", cited[0]),), cited[0] == piece.source, f"its text names {cited[0]}")
    source = next((member.source for member in family if member.source), "")
    if not source:
        return _Trail(said, (), own=False, basis="neither source nor publisher is known")
    basis = _OWN if source == piece.source else _kin(library, piece, oldest)
    return _Trail(said, (("story", source),), source == piece.source, basis)


def _joined(library: Library, trails: list[_Trail]) -> tuple[Groups, set[str]]:
    """Join keys that go back to each other; return the outlets that only pass on, too."""
    groups = Groups()
    for trail in trails:
        for key in trail.keys:
            groups.join(_word(key), _word(trail.keys[0]))
    by_outlet: dict[str, list[_Trail]] = {}
    for trail in trails:
        piece = library.piece(trail.said.article)
        if piece and piece.source and trail.keys:
            by_outlet.setdefault(piece.source, []).append(trail)
    passed_on: set[str] = set()
    for outlet, own in sorted(by_outlet.items()):
        if any(trail.own for trail in own):
            continue
        # Whoever cites this outlet cites what it passed on first.
        first = min(own, key=lambda trail: (_age(library, trail), trail.said.claim))
        groups.join(_word(("story", outlet)), _word(first.keys[0]))
        passed_on.add(_word(("story", outlet)))
    return groups, passed_on


def _age(library: Library, trail: _Trail) -> tuple[bool, str, str]:
    piece = library.piece(trail.said.article)
    assert piece is not None, "only trails of known articles are asked"
    return piece.age


def _named(words: list[str], passed_on: set[str]) -> tuple[str, str]:
    """Name a group by the document, else the speaker, else the outlet that everything in it goes back to."""
    order = {"document": 0, "statement": 1, "story": 2}
    ranked = sorted(words, key=lambda word: (word in passed_on, order[word.partition(":")[0]], word))
    kind, _, name = ranked[0].partition(":")
    return kind, name


def _sentence(piece: Piece, said: Said) -> str:
    if said.start < 0 or not piece.text:
        return ""
    passage = passage_of(piece.text, said.start, said.end)
    return f"{passage.before}{passage.quote}{passage.after}"


def _word(key: tuple[str, str]) -> str:
    return f"{key[0]}:{key[1]}"


def _why(trail: _Trail, name: str) -> str:
    direct = trail.keys[0][1]
    return trail.basis if direct == name else f"{trail.basis}, which goes back to {name}"


def _kin(library: Library, piece: Piece, oldest: Piece) -> str:
    """Say in words how an article is related to its family."""
    own = library.kin(piece.id)
    if not own:
        return "nobody else's text is known"
    nearest = max(own, key=lambda kin: (oldest.id in {kin.one, kin.other}, kin.share))
    other = library.piece(nearest.other if nearest.one == piece.id else nearest.one)
    publisher = (other and other.source) or "an unknown publisher"
    return f"its text is a {nearest.how} of what {publisher} has ({nearest.share:.0%} alike)"
