"""References to entities: of names, of governments, of products known by their maker alone, of descriptions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chippolitik.lexicon import Lexicon
from chippolitik.model.annotated import Phrase, Sentence
from chippolitik.model.entity import EntityRef
from chippolitik.model.mention import NameRef
from chippolitik.resolve.describe import Describer
from chippolitik.tables import Tables

__all__ = ["CHIPLIKE", "Entities"]

CHIPLIKE = frozenset(
    {"chip", "processor", "GPU", "accelerator", "hardware", "silicon", "card", "part", "semiconductor", "CPU"}
)
"""Nouns that a firm's chips are called by."""

_UNCOUNTED = frozenset({"equipment", "technology", "hardware", "software", "memory", "capacity"})


class Entities:
    """Makes references in one language.

    Args:
        tables: The knowledge base.
        lexicon: The lexicon.
        language: ``en`` or ``de``.
    """

    def __init__(self, tables: Tables, lexicon: Lexicon, language: str) -> None:
        self._tables = tables
        self._words = lexicon.words[language]
        demonyms: dict[str, str] = {}
        for name in tables.names():
            if name.demonym and name.language == "en":
                demonyms.setdefault(name.entity, name.form)
        self._describer = Describer(self._words, lexicon.modifiers, demonyms)
        self._groups = {row.label_en: row.id for row in tables.entities.values() if row.cls == "ProductGroup"}

    def of(self, ref: NameRef) -> EntityRef:
        """Return what a name stands for."""
        if ref.cls == "Person" and ref.country:
            return self.government_of(ref.country)
        if ref.known is not None:
            return EntityRef(self._tables.flat_label(ref.known), ref.cls, ref.known)
        return EntityRef(ref.label, "Agent" if ref.cls == "Entity" else ref.cls, described=ref.kind == "described")

    def all_of(self, refs: Sequence[NameRef]) -> tuple[EntityRef, ...]:
        """Return what names stand for, in their order."""
        return tuple(self.of(ref) for ref in refs)

    def government(self, ref: NameRef) -> EntityRef:
        """Return the government of a country, or the country where the knowledge base has none."""
        identifier = self._tables.government_of(ref.country or ref.known or "")
        if identifier is None:
            return self.of(ref)
        return EntityRef(self._tables.flat_label(identifier), "GovernmentBody", identifier)

    def government_of(self, country: str) -> EntityRef:
        """Return the government of the country with an id."""
        return self.government(NameRef("", "Country", country, country=country))

    def vendor_product(self, vendor: EntityRef, noun: str) -> EntityRef:
        """Return the products that a firm and a noun name: "Huawei chips"."""
        lemma = "chip" if noun in CHIPLIKE else noun
        ending = "" if lemma in _UNCOUNTED or lemma.endswith("s") else "s"
        return self.product(f"{vendor.label} {lemma}{ending}")

    def product(self, label: str) -> EntityRef:
        """Return the product group of a label, or a described product."""
        identifier = self._groups.get(label) or self._groups.get(label[:1].upper() + label[1:])
        if identifier:
            return EntityRef(self._tables.flat_label(identifier), "ProductGroup", identifier)
        return EntityRef(label, "Product", described=True)

    def label(self, sentence: Sentence, phrase: Phrase) -> str:
        """Return the English label of what a phrase describes, or nothing where no content is left."""
        plural = phrase.plural or phrase.det in {"", "die", "den", "der"} or phrase.amount is not None
        label = self._describer.label(sentence.tokens[phrase.first : phrase.last + 1], plural=plural)
        label = re.sub(r"\s+", " ", label).strip(" -'’")
        return label if label.lower() not in self._words.classes else ""

    def described(self, sentence: Sentence, phrase: Phrase, cls: str) -> tuple[EntityRef, ...]:
        """Return the described entity of a phrase as one of a class; empty where the phrase says nothing."""
        label = self.label(sentence, phrase)
        return (EntityRef(label, cls, described=True),) if label else ()
