"""What is wrong with the rows of the knowledge base: references, classes of fillers, citations, numbers, names.

Findings are values; a file that cannot be read at all is an error of ``tables``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from chippolitik import vocabulary
from chippolitik.namespaces import notation_of
from chippolitik.tables import ChipRow, EntityRow, NameKind, PolicyRow, Tables

__all__ = ["Finding", "lint"]

_AGENTS = frozenset({"Company", "Organization", "GovernmentBody", "NewsOrganization", "ResearchOrganization"})
_PLACES = frozenset({"Country", "JurisdictionGroup"})
_CITATIONS = re.compile(
    r"\d+ FR \d+|Pub\. L\. \d+-\d+|\d+ U\.S\.C\. [\d-]+|\d+ CFR \d+|Regulation \(EU\) \d{4}/\d+|Proclamation \d+"
    r"|MOFCOM(/GAC)? Announcements? Nos?\. \d+( and \d+)* of \d{4}|Form 8-K of \d+ \w+ \d{4}|\(\d{4}\)|of \d+ \w+ \d{4}"
    r"|H\.R\. \d+|Stcrt\. \d{4}, \d+|\w[\w ]+ art\. \d+"
)
_TOLERANCE = Decimal("0.02")


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something wrong with a row.

    Attributes:
        file: Name of the file.
        line: 1-based line of the row.
        id: Id of the row's thing.
        check: Code of the check: ``reference``, ``filler``, ``C43`` …
        severity: ``error`` or ``warning``.
        message: What is wrong, with the value.
    """

    file: str
    line: int
    id: str
    check: str
    severity: str
    message: str


def lint(tables: Tables) -> list[Finding]:
    """Return what is wrong with the rows, by file and line; empty for a clean knowledge base.

    Every reference resolves and has a class that may stand there (errors); citations have a known form (C43), a chip's
    TPP and density follow from its data sheet (C45), labels are there in both languages (C47), no two things of a class
    share a name (C48), Q numbers are well-formed and stand once (C49).
    """
    found = [*_entities(tables), *_chips(tables), *_policies(tables), *_relations(tables), *_names(tables)]
    return sorted(found)


def _error(file: str, line: int, identifier: str, check: str, message: str) -> Finding:
    return Finding(f"{file}.csv", line, identifier, check, "error", message)


def _warning(file: str, line: int, identifier: str, check: str, message: str) -> Finding:
    return Finding(f"{file}.csv", line, identifier, check, "warning", message)


def _reference(
    tables: Tables, place: tuple[str, int, str], field: str, identifier: str | None, classes: frozenset[str] | None
) -> Iterator[Finding]:
    if not identifier:
        return
    if identifier not in tables:
        yield _error(*place, "reference", f"{field}: there is no {identifier!r}")
    elif classes and (cls := tables.row(identifier).cls) not in classes:
        yield _error(*place, "filler", f"{field}: {identifier!r} is a {cls}, not a {' or '.join(sorted(classes))}")


def _entities(tables: Tables) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for row in tables.entities.values():
        place = ("entities", row.provenance.line, row.id)
        yield from _reference(tables, place, "country", row.country, _PLACES)
        yield from _reference(tables, place, "governs", row.governs, _PLACES)
        yield from _reference(tables, place, "parent", row.parent, None)
        yield from _concepts(row, place)
        if row.wikidata:
            if not re.fullmatch(r"Q[1-9]\d*", row.wikidata):
                yield _error(*place, "C49", f"wikidata: {row.wikidata!r} is not a Q number")
            if row.wikidata in seen:
                yield _error(*place, "C49", f"wikidata: {row.wikidata} stands already for {seen[row.wikidata]!r}")
            seen[row.wikidata] = row.id


def _concepts(row: EntityRow, place: tuple[str, int, str]) -> Iterator[Finding]:
    if row.cls == "GovernmentBody":
        scheme: type = vocabulary.bodyType
    elif row.cls in _AGENTS:
        scheme = vocabulary.companyRole
    else:
        scheme = vocabulary.productCategory
    known = _notations(scheme)
    for role in row.roles:
        if role not in known:
            yield _error(*place, "concept", f"roles: {role!r} is no concept of the scheme {scheme.__name__}")


def _chips(tables: Tables) -> Iterator[Finding]:
    for row in tables.chips.values():
        place = ("chips", row.provenance.line, row.id)
        yield from _reference(tables, place, "vendor", row.vendor, frozenset({"Company"}))
        yield from _reference(tables, place, "foundry", row.foundry, frozenset({"Company"}))
        for field, stated, computed in (
            ("tpp", row.tpp, _tpp(row)),
            ("performance_density", row.performance_density, _density(row)),
        ):
            if stated is not None and computed is not None and abs(stated - computed) > _TOLERANCE * computed:
                yield _warning(*place, "C45", f"{field}: {stated} instead of {computed:.2f} that its data give")


def _tpp(row: ChipRow) -> Decimal | None:
    rates = ((row.tflops_16bit, 16), (row.tops_8bit, 8), (row.tops_4bit, 4))
    return max((rate * bits for rate, bits in rates if rate is not None), default=None)


def _density(row: ChipRow) -> Decimal | None:
    return row.tpp / row.die_mm2 if row.tpp is not None and row.die_mm2 else None


def _policies(tables: Tables) -> Iterator[Finding]:
    issuers, bindingness, ends = (
        frozenset({"GovernmentBody"}),
        _notations(vocabulary.bindingness),
        _notations(vocabulary.endType),
    )
    for row in tables.policies.values():
        place = ("policies", row.provenance.line, row.id)
        yield from _reference(tables, place, "issuer", row.issuer, issuers)
        yield from _reference(tables, place, "jurisdiction", row.jurisdiction, _PLACES)
        listed = _AGENTS if row.cls == "EntityListing" else None
        for identifier in row.target:
            yield from _reference(tables, place, "target", identifier, listed)
        for identifier in row.addressee:
            yield from _reference(tables, place, "addressee", identifier, _AGENTS | {"CollectiveAgent"})
        for identifier in row.controlled_item:
            yield from _reference(tables, place, "controlled_item", identifier, None)
        yield from _reference(tables, place, "affects", row.affects, None)
        yield from _dates(row, tables, place)
        if row.bindingness not in bindingness:
            yield _error(*place, "concept", f"bindingness: {row.bindingness!r} is no concept of the scheme")
        if row.end_type and row.end_type not in ends:
            yield _error(*place, "concept", f"end_type: {row.end_type!r} is no concept of the scheme endType")
        if row.citation and not _CITATIONS.search(row.citation):
            yield _warning(*place, "C43", f"citation: {row.citation!r} has no known form")


def _dates(row: PolicyRow, tables: Tables, place: tuple[str, int, str]) -> Iterator[Finding]:
    earlier = tables.policies.get(row.affects or "")
    if bool(row.affects) != bool(row.affect_type):
        yield _error(*place, "reference", "affects and affect_type go together")
    if earlier and row.announced and earlier.announced and row.announced < earlier.announced:
        yield _error(*place, "C35", f"affects {earlier.id!r}, which was announced later")


def _relations(tables: Tables) -> Iterator[Finding]:
    for row in tables.relations:
        place = ("relations", row.provenance.line, row.subject)
        yield from _reference(tables, place, "subject", row.subject, None)
        yield from _reference(tables, place, "object", row.object, None)
        if not hasattr(vocabulary.chip, row.predicate):
            yield _error(*place, "predicate", f"{row.predicate!r} is no property of the ontology")


def _names(tables: Tables) -> Iterator[Finding]:
    for row in tables.name_rows:
        if row.entity not in tables:
            yield _error("names", row.line, row.entity, "reference", f"entity: there is no {row.entity!r}")
    things: dict[tuple[str, str | None, str], list[str]] = defaultdict(list)
    for name in tables.names():
        if name.kind in {NameKind.LABEL, NameKind.ALIAS}:
            things[name.form, name.language, name.cls].append(name.entity)
    for (form, _, cls), ids in things.items():
        if len(ids) > 1:
            row_ = tables.row(ids[1])
            file = "chips" if ids[1] in tables.chips else "entities"
            yield _warning(file, row_.provenance.line, ids[1], "C48", f"{form!r} names also the {cls} {ids[0]!r}")


def _notations(scheme: type) -> frozenset[str]:
    return frozenset(
        notation_of(value) for value in vars(scheme).values() if isinstance(value, str) and "/vocab/" in value
    )
