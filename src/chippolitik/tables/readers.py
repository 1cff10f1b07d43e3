"""One reader a file of the knowledge base: its columns, and how a record becomes a row.

What the rows mean together (do references resolve?) is not judged here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from chippolitik.tables.corrections import Corrections
from chippolitik.tables.record import Record, records
from chippolitik.tables.rows import ChipRow, EntityRow, NameRow, PolicyRow, RelationRow

__all__ = ["CHIPS", "ENTITIES", "NAMES", "POLICIES", "RELATIONS", "SOURCED", "Reader", "columns"]

_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class Reader(Generic[_Row]):
    """How one file is read.

    Attributes:
        file: Its name below ``data/kb``.
        columns: Its columns, in any order.
        row: Turns a record into a row.
        key: The columns that tell its rows apart.
    """

    file: str
    columns: frozenset[str]
    row: Callable[[Record], _Row]
    key: tuple[str, ...] = ("id",)

    def read(self, text: str, place: str, corrections: Corrections) -> list[_Row]:
        """Read the text of the file.

        Args:
            text: The text.
            place: Name of the file for messages.
            corrections: What users correct in it.

        Raises:
            InputError: A column, a field or a correction is not as it must be; the message says where.
        """
        return [
            self.row(record) for record in corrections.apply(self.file, self.key, records(text, place, self.columns))
        ]


def _entity(record: Record) -> EntityRow:
    return EntityRow(
        id=record.id("id"),
        cls=record.needed("class"),
        roles=record.list("roles"),
        label_en=record.needed("label_en"),
        label_de=record.needed("label_de"),
        label_zh=record.text("label_zh"),
        aliases=record.list("aliases"),
        case_sensitive=record.flag("case_sensitive"),
        country=record.optional_id("country"),
        parent=record.optional_id("parent"),
        governs=record.optional_id("governs"),
        wikidata=record.text("wikidata") or None,
        wikidata_confidence=record.word("wikidata_confidence", "", "high", "medium", "low"),
        provenance=record.provenance(),
        notes=record.text("notes"),
    )


def _name(record: Record) -> NameRow:
    return NameRow(
        entity=record.id("entity"),
        form=record.needed("form"),
        language=record.text("language") or None,
        kind=record.kind("kind"),
        case_sensitive=record.flag("case_sensitive"),
        line=record.line,
    )


def _chip(record: Record) -> ChipRow:
    number: Callable[[str], Decimal | None] = record.number
    return ChipRow(
        id=record.id("id"),
        cls=record.needed("class"),
        label=record.needed("label"),
        label_zh=record.text("label_zh"),
        aliases=record.list("aliases"),
        case_sensitive=record.flag("case_sensitive"),
        vendor=record.id("vendor"),
        family=record.text("family"),
        architecture=record.text("architecture"),
        year=record.year("year"),
        process=record.text("process"),
        foundry=record.optional_id("foundry"),
        tflops_16bit=number("dense_16bit_tflops"),
        tops_8bit=number("dense_8bit_tops"),
        tops_4bit=number("dense_4bit_tops"),
        die_mm2=number("die_mm2"),
        memory_gb=number("mem_gb"),
        memory_type=record.text("mem_type"),
        memory_gbs=number("mem_bw_gbs"),
        interconnect_gbs=number("interconnect_gbs"),
        tdp_w=number("tdp_w"),
        market=record.word("market", "", "China", "global", "internal", "internal/cloud"),
        tpp=number("tpp"),
        performance_density=number("performance_density"),
        provenance=record.provenance(),
        notes=record.text("notes"),
    )


def _policy(record: Record) -> PolicyRow:
    return PolicyRow(
        id=record.id("id"),
        cls=record.needed("class"),
        label_en=record.needed("label_en"),
        label_de=record.needed("label_de"),
        label_zh=record.text("label_zh"),
        issuer=record.id("issuer"),
        jurisdiction=record.id("jurisdiction"),
        target=record.ids("target"),
        addressee=record.ids("addressee"),
        beneficiary=record.ids("beneficiary"),
        controlled_item=record.ids("controlled_item"),
        recommends=record.ids("recommends"),
        threshold=record.text("threshold"),
        bindingness=record.needed("bindingness"),
        felt_bindingness=record.text("felt_bindingness"),
        announced=record.date("announced"),
        published=record.date("published"),
        effective=record.date("effective"),
        ended=record.date("ended"),
        end_type=record.text("end_type"),
        citation=record.text("citation"),
        legal_basis=record.text("legal_basis"),
        based_on=record.ids("based_on"),
        affects=record.optional_id("affects"),
        affect_type=record.text("affect_type"),
        provenance=record.provenance(),
        notes=record.text("notes"),
    )


def _relation(record: Record) -> RelationRow:
    return RelationRow(
        subject=record.id("subject"),
        predicate=record.needed("predicate"),
        object=record.id("object"),
        start=record.date("start"),
        end=record.date("end"),
        qualifier=record.text("qualifier"),
        provenance=record.provenance(),
    )


SOURCED = " source confidence checked"
"""The columns that say where a row comes from."""


def columns(names: str) -> frozenset[str]:
    """Return the names of columns, given in one text and parted by spaces."""
    return frozenset(names.split())


ENTITIES = Reader(
    "entities.csv",
    columns(
        "id class roles label_en label_de label_zh aliases case_sensitive country parent governs wikidata"
        " wikidata_confidence notes" + SOURCED
    ),
    _entity,
)
NAMES = Reader("names.csv", columns("entity form language kind case_sensitive"), _name, ("entity", "form", "language"))
CHIPS = Reader(
    "chips.csv",
    columns(
        "id class label label_zh aliases case_sensitive vendor family architecture year process foundry"
        " dense_16bit_tflops dense_8bit_tops dense_4bit_tops die_mm2 mem_gb mem_type mem_bw_gbs interconnect_gbs tdp_w"
        " market tpp performance_density notes" + SOURCED
    ),
    _chip,
)
POLICIES = Reader(
    "policies.csv",
    columns(
        "id class label_en label_de label_zh issuer jurisdiction target addressee beneficiary controlled_item"
        " recommends threshold bindingness felt_bindingness announced published effective ended end_type citation"
        " legal_basis based_on affects affect_type notes" + SOURCED
    ),
    _policy,
)
RELATIONS = Reader(
    "relations.csv",
    columns("subject predicate object start end qualifier" + SOURCED),
    _relation,
    ("subject", "predicate", "object"),
)
