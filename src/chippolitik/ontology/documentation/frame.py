"""What every page needs to know: the book, the language, where terms are used, and how to link to them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from chippolitik.namespaces import CHIP, VOCAB
from chippolitik.ontology.documentation.book import Book, Entry, Texts
from chippolitik.ontology.documentation.markup import link
from chippolitik.ontology.documentation.words import LANGUAGES, word
from chippolitik.ontology.usage import Usage

__all__ = ["PREFIXES", "Frame", "anchor", "curie", "pick"]

PREFIXES = {
    "chip": CHIP,
    "cito": "http://purl.org/spar/cito/",
    "dr": "http://www.w3id.org/ecsel-dr-",
    "eli": "http://data.europa.eu/eli/ontology#",
    "ftm": "https://schema.followthemoney.tech/#",
    "oa": "http://www.w3.org/ns/oa#",
    "odrl": "http://www.w3.org/ns/odrl/2/",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "qudt": "http://qudt.org/schema/qudt/",
    "qudt-unit": "http://qudt.org/vocab/unit/",
    "schema": "http://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vocab": VOCAB,
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def curie(iri: str) -> str:
    """Return an IRI with its prefix.

    Example:
        >>> curie("https://w3id.org/chippolitik/ontology#Order"), curie("http://e.org/x")
        ('chip:Order', 'http://e.org/x')
    """
    found = [(base, prefix) for prefix, base in PREFIXES.items() if iri.startswith(base)]
    base, prefix = max(found, default=("", ""), key=lambda each: len(each[0]))
    return f"{prefix}:{iri.removeprefix(base)}" if prefix else iri


def pick(texts: Texts, language: str) -> str:
    """Return the text in a language, else in the first other language, else the empty string."""
    return texts.get(language) or next(iter(texts.values()), "")


def anchor(name: str) -> str:
    """Return what may stand as an anchor: the name of a query or shape without what anchors dislike.

    Example:
        >>> anchor("cq/01-order-fulfilment")
        'cq-01-order-fulfilment'
    """
    return re.sub(r"[^A-Za-z0-9_.-]", "-", name)


@dataclass(frozen=True)
class Frame:
    """The frame of the pages in one language.

    Attributes:
        book: What the ontology says.
        language: The language of the pages.
        usage: IRI → where the term is used.
        samples: IRI → an example in Turtle.
        questions: Query as ``folder/name`` → its title by language.
    """

    book: Book
    language: str
    usage: Mapping[str, Usage] = field(default_factory=dict)
    samples: Mapping[str, str] = field(default_factory=dict)
    questions: Mapping[str, Texts] = field(default_factory=dict)

    @property
    def up(self) -> str:
        """The way from a page to the folder of the site."""
        return "" if self.language == LANGUAGES[0] else "../"

    def say(self, key: str) -> str:
        """Return a word of the frame in the language of the pages."""
        return word(key, self.language)

    def label(self, iri: str) -> str:
        """Return the label of a term, or its short IRI if it is not ours."""
        entry = self.book.entries.get(iri)
        return pick(entry.labels, self.language) if entry else curie(iri)

    def link(self, iri: str) -> str:
        """Return a link to a term, with its label; plain words if it is not ours."""
        return link(self.book.place(iri), self.label(iri))

    def links(self, iris: Iterable[str]) -> str:
        """Return links to terms, by label, with commas between."""
        return ", ".join(self.link(iri) for iri in sorted(iris, key=lambda iri: self.label(iri).casefold()))

    @cached_property
    def having(self) -> Mapping[str, list[Entry]]:
        """Class → the properties that its members have, as their domain says."""
        return self._by("domain")

    @cached_property
    def filling(self) -> Mapping[str, list[Entry]]:
        """Class → the properties whose values are its members, as their range says."""
        return self._by("range")

    def _by(self, side: str) -> Mapping[str, list[Entry]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.book.entries.values():
            for iri in getattr(entry, side):
                found[iri].append(entry)
        return found

    def above(self, iri: str) -> list[list[str]]:
        """Return what lies above a term, the nearest level first; a term stands in its nearest level."""
        levels: list[list[str]] = []
        seen, level = {iri}, [iri]
        while level:
            parents = {p for each in level if each in self.book.entries for p in self.book.entries[each].parents}
            level = sorted(parents - seen)
            seen.update(level)
            if level:
                levels.append(level)
        return levels
