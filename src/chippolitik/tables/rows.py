"""The rows of the knowledge base as frozen values: one class a file of ``data/kb``.

Reading the files is in ``readers``; rows about thresholds and life cycles are in ``rules``; what a whole set of rows
can answer is in ``load``.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

__all__ = [
    "ChipRow",
    "Confidence",
    "EntityRow",
    "NameKind",
    "NameRow",
    "PolicyRow",
    "Provenance",
    "RelationRow",
]


class Confidence(StrEnum):
    """How sure the knowledge base is of a row; rows of low confidence stay out of the accepted graph."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class NameKind(StrEnum):
    """How a surface form stands for its entity."""

    LABEL = "label"  # the canonical name in a language
    ALIAS = "alias"  # another name of the same thing
    METONYM = "metonym"  # a capital that stands for its government
    DEMONYM = "demonym"  # an adjective or a noun of nationality
    PLACE = "place"  # a city or region inside a country; it locates, it does not act


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a row comes from.

    Attributes:
        source: The source in short words; ``general knowledge`` where nothing was looked up.
        confidence: How sure the row is.
        checked: Whether the row was looked up in that source, not written down from memory.
        line: 1-based line of the row in its file.
    """

    source: str
    confidence: Confidence
    checked: bool
    line: int


@dataclass(frozen=True, slots=True)
class EntityRow:
    """A row of ``entities.csv``: anything with a name that is neither a chip nor a policy instrument.

    Attributes:
        id: Its identifier; the last segment of its IRI.
        cls: Local name of its ontology class.
        roles: What it does in the chip chain, as notations of the role scheme.
        label_en: Its canonical English label.
        label_de: Its German label.
        label_zh: Its Chinese label, or empty.
        aliases: Other names in any language.
        case_sensitive: Whether its names mean it only in their exact case ("Meta", "Arm").
        country: Id of the country it is based in, or None.
        parent: Id of what it belongs to (owner, superior body, keeper, maker), or None.
        governs: Id of the country whose government it is, or None.
        wikidata: Its Q number, or None.
        wikidata_confidence: How sure that number is: ``high`` where several lists agree; empty without one.
        provenance: Where the row comes from.
        notes: Remarks for readers.
    """

    id: str
    cls: str
    roles: tuple[str, ...]
    label_en: str
    label_de: str
    label_zh: str
    aliases: tuple[str, ...]
    case_sensitive: bool
    country: str | None
    parent: str | None
    governs: str | None
    wikidata: str | None
    wikidata_confidence: str
    provenance: Provenance
    notes: str


@dataclass(frozen=True, slots=True)
class NameRow:
    """A row of ``names.csv``: a form bound to a language, or one that stands for a country in its own way.

    Attributes:
        entity: Id of the entity.
        form: The surface form.
        language: Language of the texts it occurs in, or None for all.
        kind: How it stands for the entity.
        case_sensitive: Whether it means the entity only in its exact case.
        line: 1-based line of the row in its file.
    """

    entity: str
    form: str
    language: str | None
    kind: NameKind
    case_sensitive: bool
    line: int


@dataclass(frozen=True, slots=True)
class ChipRow:
    """A row of ``chips.csv``: a model of integrated circuit with what is known of its data sheet.

    Attributes:
        id: Its identifier.
        cls: ``AIAccelerator``, ``MemoryChip`` or ``Chip``.
        label: Its name, the same in English and German.
        label_zh: Its Chinese name, or empty.
        aliases: Other names.
        case_sensitive: Whether its names mean it only in their exact case.
        vendor: Id of the company that sells it under its name.
        family: Product family in words.
        architecture: Name of its architecture, or empty.
        year: Year of its launch, or None.
        process: Process node in the maker's words, or empty.
        foundry: Id of the foundry, or None where it is unknown or disputed.
        tflops_16bit: Dense 16-bit operations per second, in tera.
        tops_8bit: Dense 8-bit operations per second, in tera.
        tops_4bit: Dense 4-bit operations per second, in tera.
        die_mm2: Applicable die area in square millimetres.
        memory_gb: Memory in gigabytes.
        memory_type: Kind of memory, or empty.
        memory_gbs: Memory bandwidth in gigabytes per second.
        interconnect_gbs: Bidirectional transfer rate to other chips in gigabytes per second.
        tdp_w: Thermal design power in watts.
        market: Where it is sold: ``global``, ``China``, ``internal`` …
        tpp: Total processing performance as in ECCN 3A090.
        performance_density: TPP by square millimetre of applicable die area.
        provenance: Where the row comes from.
        notes: Remarks for readers.
    """

    id: str
    cls: str
    label: str
    label_zh: str
    aliases: tuple[str, ...]
    case_sensitive: bool
    vendor: str
    family: str
    architecture: str
    year: int | None
    process: str
    foundry: str | None
    tflops_16bit: Decimal | None
    tops_8bit: Decimal | None
    tops_4bit: Decimal | None
    die_mm2: Decimal | None
    memory_gb: Decimal | None
    memory_type: str
    memory_gbs: Decimal | None
    interconnect_gbs: Decimal | None
    tdp_w: Decimal | None
    market: str
    tpp: Decimal | None
    performance_density: Decimal | None
    provenance: Provenance
    notes: str

    @property
    def label_en(self) -> str:
        """Its English label."""
        return self.label

    @property
    def label_de(self) -> str:
        """Its German label."""
        return self.label


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """A row of ``policies.csv``: a policy instrument, binding or not.

    Attributes:
        id: Its identifier.
        cls: Local name of its ontology class.
        label_en: Its canonical English label.
        label_de: Its German label.
        label_zh: Its Chinese label, or empty.
        issuer: Id of the body that issued it.
        jurisdiction: Id of the country under whose law it stands.
        target: Ids of countries, parties or lists it is aimed at.
        addressee: Ids of who must obey it or is advised.
        beneficiary: Ids of who gains by it.
        controlled_item: Ids of products or classifications it controls; of advice, what it is against.
        recommends: Ids of what advice favours; empty for all that is not advice.
        threshold: Its thresholds in words, or empty; the structured form is in ``thresholds.csv``.
        bindingness: ``binding``, ``advisory``, ``guidance``, ``proposed`` …
        felt_bindingness: How far addressees feel bound by what does not bind them in law, in the same words, or empty.
        announced: Day, month or year of the announcement, as precise as known, or empty.
        published: The same of its publication.
        effective: The same of its entry into force.
        ended: The same of its end.
        end_type: How it ended, or empty.
        citation: Its official citation, or empty.
        legal_basis: What empowers it, in words.
        based_on: Ids of the instruments among its legal basis that have rows.
        affects: Id of the instrument or list that it changes, or None.
        affect_type: How it changes that one: ``amends``, ``suspends`` …
        provenance: Where the row comes from.
        notes: Remarks for readers.
    """

    id: str
    cls: str
    label_en: str
    label_de: str
    label_zh: str
    issuer: str
    jurisdiction: str
    target: tuple[str, ...]
    addressee: tuple[str, ...]
    beneficiary: tuple[str, ...]
    controlled_item: tuple[str, ...]
    recommends: tuple[str, ...]
    threshold: str
    bindingness: str
    felt_bindingness: str
    announced: str
    published: str
    effective: str
    ended: str
    end_type: str
    citation: str
    legal_basis: str
    based_on: tuple[str, ...]
    affects: str | None
    affect_type: str
    provenance: Provenance
    notes: str


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A row of ``relations.csv``: a fact between two rows that no other file holds.

    Attributes:
        subject: Id of its subject.
        predicate: Local name of the ontology property.
        object: Id of its object.
        start: Since when, as precise as known, or empty.
        end: Until when, or empty.
        qualifier: What limits it, in words.
        provenance: Where the row comes from.
    """

    subject: str
    predicate: str
    object: str
    start: str
    end: str
    qualifier: str
    provenance: Provenance
