"""Checks of entities, chips, relations and names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from chippolitik import vocabulary
from chippolitik.knowledge.finding import AGENTS, PLACES, Finding, Place, error, notations, reference, warning
from chippolitik.tables import ChipRow, EntityRow, NameKind, PolicyRow, Tables

__all__ = ["thing_findings"]

_HAN = re.compile(r"[\u4e00-\u9fff]")
_TOLERANCE = Decimal("0.02")


def thing_findings(tables: Tables) -> Iterator[Finding]:
    """Yield what is wrong with entities, chips, relations and names, C45 to C49 among it."""
    yield from _entities(tables)
    yield from _chips(tables)
    yield from _relations(tables)
    yield from _labels(tables)
    yield from _names(tables)


def _entities(tables: Tables) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for row in tables.entities.values():
        place = ("entities", row.provenance.line, row.id)
        yield from reference(tables, place, "country", row.country, PLACES)
        yield from reference(tables, place, "governs", row.governs, PLACES)
        yield from reference(tables, place, "parent", row.parent, None)
        yield from _concepts(row, place)
        if not hasattr(vocabulary.chip, row.cls):
            yield error(place, "class", f"class: {row.cls!r} is no class of the ontology")
        yield from _wikidata(row, place, seen)


def _wikidata(row: EntityRow, place: Place, seen: dict[str, str]) -> Iterator[Finding]:
    if bool(row.wikidata) != bool(row.wikidata_confidence):
        yield error(place, "C49", "wikidata and wikidata_confidence go together")
    if not row.wikidata:
        return
    if not re.fullmatch(r"Q[1-9]\d*", row.wikidata):
        yield error(place, "C49", f"wikidata: {row.wikidata!r} is not a Q number")
    if row.wikidata in seen:
        yield error(place, "C49", f"wikidata: {row.wikidata} stands already for {seen[row.wikidata]!r}")
    if row.wikidata_confidence not in {"", "high"}:
        yield warning(place, "C49", f"wikidata: {row.wikidata} lacks a second source")
    seen[row.wikidata] = row.id


def _concepts(row: EntityRow, place: Place) -> Iterator[Finding]:
    if row.cls == "GovernmentBody":
        scheme: type = vocabulary.bodyType
    elif row.cls in AGENTS:
        scheme = vocabulary.companyRole
    else:
        scheme = vocabulary.productCategory
    known = notations(scheme)
    for role in row.roles:
        if role not in known:
            yield error(place, "concept", f"roles: {role!r} is no concept of the scheme {scheme.__name__}")


def _chips(tables: Tables) -> Iterator[Finding]:
    for row in tables.chips.values():
        place = ("chips", row.provenance.line, row.id)
        yield from reference(tables, place, "vendor", row.vendor, frozenset({"Company"}))
        yield from reference(tables, place, "foundry", row.foundry, frozenset({"Company"}))
        for field, stated, computed in (
            ("tpp", row.tpp, _tpp(row)),
            ("performance_density", row.performance_density, _density(row)),
        ):
            if stated is not None and computed is not None and abs(stated - computed) > _TOLERANCE * computed:
                yield warning(place, "C45", f"{field}: {stated} instead of {computed:.2f} that its data give")
    yield from _too_early(tables)


def _too_early(tables: Tables) -> Iterator[Finding]:
    """Yield what names a chip before the year of its launch (C46)."""
    for policy in tables.policies.values():
        for chip in (tables.chips[item] for item in policy.controlled_item if item in tables.chips):
            if chip.year and policy.announced and int(policy.announced[:4]) < chip.year:
                place = ("policies", policy.provenance.line, policy.id)
                yield warning(place, "C46", f"controlled_item: {chip.id!r} came out in {chip.year}")
    for row in tables.relations:
        place = ("relations", row.provenance.line, row.subject)
        ends = [tables.chips[end] for end in (row.subject, row.object) if end in tables.chips]
        for chip in ends:
            if chip.year and row.start and int(row.start[:4]) < chip.year:
                yield warning(place, "C46", f"start: {row.start}, but {chip.id!r} came out in {chip.year}")
        years = [chip.year or 0 for chip in ends]
        if (
            row.predicate == "successorOf"
            and all(years)
            and len(years) == len(("subject", "object"))
            and years[0] < years[1]
        ):
            yield warning(place, "C46", f"it came out in {years[0]}, before {row.object!r} in {years[1]}")


def _tpp(row: ChipRow) -> Decimal | None:
    rates = ((row.tflops_16bit, 16), (row.tops_8bit, 8), (row.tops_4bit, 4))
    return max((rate * bits for rate, bits in rates if rate is not None), default=None)


def _density(row: ChipRow) -> Decimal | None:
    return row.tpp / row.die_mm2 if row.tpp is not None and row.die_mm2 else None


def _relations(tables: Tables) -> Iterator[Finding]:
    for row in tables.relations:
        place = ("relations", row.provenance.line, row.subject)
        yield from reference(tables, place, "subject", row.subject, None)
        yield from reference(tables, place, "object", row.object, None)
        if not hasattr(vocabulary.chip, row.predicate):
            yield error(place, "predicate", f"{row.predicate!r} is no property of the ontology")


def _labels(tables: Tables) -> Iterator[Finding]:
    """Yield labels in the wrong script, and labels that two instruments share (C47, C48)."""
    seen: dict[str, str] = {}
    for file, rows in (("entities", tables.entities), ("chips", tables.chips), ("policies", tables.policies)):
        for row in rows.values():
            place = (file, row.provenance.line, row.id)
            for field, label in (("label_en", row.label_en), ("label_de", row.label_de)):
                if _HAN.search(label):
                    yield error(place, "C47", f"{field}: {label!r} holds Chinese characters")
            if row.label_zh and not _HAN.search(row.label_zh):
                yield error(place, "C47", f"label_zh: {row.label_zh!r} holds no Chinese character")
            if isinstance(row, PolicyRow):
                for label in dict.fromkeys((row.label_en, row.label_de)):
                    if label in seen:
                        yield warning(place, "C48", f"{label!r} names also the instrument {seen[label]!r}")
                    seen[label] = row.id


def _names(tables: Tables) -> Iterator[Finding]:
    for row in tables.name_rows:
        if row.entity not in tables:
            yield error(("names", row.line, row.entity), "reference", f"entity: there is no {row.entity!r}")
    things: dict[tuple[str, str | None, str], list[str]] = defaultdict(list)
    for name in tables.names():
        if name.kind in {NameKind.LABEL, NameKind.ALIAS}:
            things[name.form, name.language, name.cls].append(name.entity)
    for (form, _, cls), ids in things.items():
        if len(ids) > 1:
            row_ = tables.row(ids[1])
            file = "chips" if ids[1] in tables.chips else "entities"
            yield warning((file, row_.provenance.line, ids[1]), "C48", f"{form!r} names also the {cls} {ids[0]!r}")
