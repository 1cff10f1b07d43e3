"""Names of all entities, looked up by what they sound like; digits and suffixes are identity.

An index belongs to one snapshot of the store. What a candidate is worth is decided in ``reconciling``.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from threading import Lock

from pyoxigraph import Literal, NamedNode

from chippolitik.graph.terms import LABEL, TYPE, chip
from chippolitik.graph.view import View
from chippolitik.namespaces import CHIP, ID

__all__ = ["Name", "NameIndex", "Names", "digits", "fold"]

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_LABELS = (LABEL, NamedNode(_SKOS + "prefLabel"))
_ALIASES = (NamedNode(_SKOS + "altLabel"), chip("alias"), chip("metonym"))
_DIGITS = re.compile(r"(?:(?<![a-z])[a-z]{1,3})?\d+[a-z]*")
_APART = re.compile(r"(?<=\d) (?=[a-z]\b)")  # before a suffix that stands alone: 910 B, RTX 4090 D
_GRAM = 3
_SUBCLASS = NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")


@dataclass(frozen=True, slots=True)
class Name:
    """A name that an entity bears.

    Attributes:
        iri: The entity.
        text: The name as it is written.
        folded: The name without case and hyphens.
        alias: Whether it is another name than the label.
    """

    iri: str
    text: str
    folded: str
    alias: bool


def fold(text: str) -> str:
    """Return a name without case, hyphens and spaces at its ends.

    Example:
        >>> fold("Ascend-910B") == fold("  ascend 910b")
        True
    """
    return re.sub(r"[\s\-‐-―_]+", " ", text).strip().casefold()


def digits(folded: str) -> tuple[str, ...]:
    """Return the parts of a folded name that tell one model from another; names that differ in them never meet.

    Example:
        >>> digits("h20"), digits("h200"), digits("ascend910b") == digits("ascend 910 b"), digits("nvidia")
        (('h20',), ('h200',), True, ())
    """
    return tuple(sorted(_DIGITS.findall(_APART.sub("", folded))))


class NameIndex:
    """The names of one snapshot.

    Args:
        view: The snapshot.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        self.names = sorted(set(_names(view)), key=lambda name: (name.folded, name.alias, name.iri, name.text))
        self._exact: dict[str, list[Name]] = defaultdict(list)
        self._grams: dict[str, list[int]] = defaultdict(list)
        for number, name in enumerate(self.names):
            self._exact[name.folded].append(name)
            for gram in _grams(name.folded):
                self._grams[gram].append(number)

    def near(self, text: str, most: int = 50, least: float = 0.0) -> list[Name]:
        """Return the names that may mean a text: equal ones first, then those that share most of its letters.

        Args:
            text: What somebody wrote.
            most: How many names at most.
            least: How much of their letters they share at least, between 0 and 1 (Dice's coefficient of trigrams).
        """
        folded = fold(text)
        model = digits(folded)
        found = dict.fromkeys(self._exact.get(folded, []))
        shared = Counter[int]()
        grams = _grams(folded)
        for gram in grams:
            shared.update(self._grams.get(gram, ()))
        for number, same in shared.most_common(most * 4):
            name = self.names[number]
            alike = 2 * same / (len(grams) + len(_grams(name.folded))) if least else 1.0
            if alike >= least and digits(name.folded) == model:
                found.setdefault(name)
            if len(found) >= most:
                break
        return list(found)

    def beginning(self, text: str, most: int = 10) -> list[Name]:
        """Return names that begin with a text, or have a word that does; labels before aliases, short before long."""
        folded = fold(text)
        if not folded:
            return []
        found = [name for name in self.names if name.folded.startswith(folded) or f" {folded}" in name.folded]
        found.sort(key=lambda name: (not name.folded.startswith(folded), name.alias, len(name.folded), name.folded))
        nearest: dict[str, Name] = {}
        for name in found:
            nearest.setdefault(name.iri, name)
        return list(nearest.values())[:most]

    def label(self, iri: str, language: str = "en") -> str:
        """Return what a thing is called, or the end of its IRI."""
        return label_of(self.view, iri, language)

    def classes(self, iri: str) -> list[str]:
        """Return the classes of a thing with all that stand above them, nearest first."""
        found: dict[str, None] = {}
        waiting = [q.object for q in self.view.match(NamedNode(iri), TYPE, None, None)]
        while waiting:
            node = waiting.pop(0)
            if isinstance(node, NamedNode) and node.value.startswith(CHIP) and node.value not in found:
                found[node.value] = None
                waiting += [q.object for q in self.view.match(node, _SUBCLASS, None, None)]
        return list(found)


class Names:
    """Gives the index of the newest snapshot; it is made when it is first asked for."""

    def __init__(self) -> None:
        self._index: NameIndex | None = None
        self._lock = Lock()

    def index(self, view: View) -> NameIndex:
        """Return the index of a snapshot."""
        with self._lock:
            if self._index is None or self._index.view is not view:
                self._index = NameIndex(view)
            return self._index


def label_of(view: View, iri: str, language: str) -> str:
    """Return what a thing is called in a language, else in English, else the end of its IRI."""
    labels = {
        quad.object.language or "": quad.object.value
        for predicate in _LABELS
        for quad in view.match(NamedNode(iri), predicate, None, None)
        if isinstance(quad.object, Literal)
    }
    usual = labels.get(language) or labels.get("en") or labels.get("") or next(iter(sorted(labels.values())), "")
    return usual or re.split(r"[/#]", iri)[-1]


def _names(view: View) -> list[Name]:
    found = []
    for predicate in (*_LABELS, *_ALIASES):
        for quad in view.match(None, predicate, None, None):
            node, text = quad.subject, quad.object
            if isinstance(node, NamedNode) and node.value.startswith(ID) and isinstance(text, Literal):
                found.append(Name(node.value, text.value, fold(text.value), predicate in _ALIASES))
    return found


def _grams(folded: str) -> set[str]:
    padded = f"  {folded} "
    return {padded[i : i + _GRAM] for i in range(len(padded) - _GRAM + 1)}
