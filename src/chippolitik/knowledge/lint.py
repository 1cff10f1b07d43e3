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
from chippolitik.knowledge.finding import AGENTS, PLACES, Finding, Place, error, notations, reference, warning
from chippolitik.knowledge.lint_lives import life_findings
from chippolitik.knowledge.lint_rules import chips_below_thresholds, threshold_findings
from chippolitik.tables import ChipRow, EntityRow, NameKind, PolicyRow, Tables

__all__ = ["Report", "lint", "report"]

_CITATIONS = re.compile(
    r"\d+ FR \d+|Pub\. L\. \d+-\d+|\d+ U\.S\.C\. [\d-]+|\d+ CFR \d+|Regulation \(EU\) \d{4}/\d+|Proclamation \d+"
    r"|MOFCOM(/GAC)? Announcements? Nos?\. \d+( and \d+)* of \d{4}|Form 8-K of \d+ \w+ \d{4}|\(\d{4}\)|of \d+ \w+ \d{4}"
    r"|H\.R\. \d+|Stcrt\. \d{4}, \d+|\w[\w ]+ art\. \d+"
)
_TOLERANCE = Decimal("0.02")


@dataclass(frozen=True, slots=True)
class Report:
    """What the checks find.

    Attributes:
        findings: What is wrong, by file and line.
        accepted: Warnings that ``accepted.csv`` lets pass, each with its reason, by file and line.
    """

    findings: tuple[Finding, ...]
    accepted: tuple[tuple[Finding, str], ...]


def lint(tables: Tables) -> list[Finding]:
    """Return what is wrong with the rows, by file and line; empty for a clean knowledge base."""
    return list(report(tables).findings)


def report(tables: Tables) -> Report:
    """Return what is wrong with the rows, and what is let pass for a written reason.

    Every reference resolves and has a class that may stand there (errors). Steps come in the order of a life (C33, C34)
    and agree with the dates of the instrument's row. Citations have a known form (C43), no rule
    names a chip that misses its thresholds (C44), a chip's TPP and density follow from its data sheet (C45), labels are
    there in both languages (C47), no two things of a class share a name (C48), Q numbers are well-formed and stand once
    (C49). An acceptance that meets no warning is an error itself.
    """
    found = sorted(
        [
            *_entities(tables),
            *_chips(tables),
            *_policies(tables),
            *_relations(tables),
            *_names(tables),
            *life_findings(tables),
            *threshold_findings(tables),
            *chips_below_thresholds(tables),
        ]
    )
    reasons = {(row.file, row.id, row.check): row.reason for row in tables.accepted}
    passed = {(f.file, f.id, f.check) for f in found if f.severity == "warning"} & set(reasons)
    unused = [
        error(("accepted", row.line, row.id), "accepted", f"there is no warning {row.check} in {row.file} to accept")
        for row in tables.accepted
        if (row.file, row.id, row.check) not in passed
    ]
    kept, accepted = [], []
    for finding in found:
        key = (finding.file, finding.id, finding.check)
        if key in passed and finding.severity == "warning":
            accepted.append((finding, reasons[key]))
        else:
            kept.append(finding)
    return Report(tuple(sorted([*kept, *unused])), tuple(accepted))


def _entities(tables: Tables) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for row in tables.entities.values():
        place = ("entities", row.provenance.line, row.id)
        yield from reference(tables, place, "country", row.country, PLACES)
        yield from reference(tables, place, "governs", row.governs, PLACES)
        yield from reference(tables, place, "parent", row.parent, None)
        yield from _concepts(row, place)
        if row.wikidata:
            if not re.fullmatch(r"Q[1-9]\d*", row.wikidata):
                yield error(place, "C49", f"wikidata: {row.wikidata!r} is not a Q number")
            if row.wikidata in seen:
                yield error(place, "C49", f"wikidata: {row.wikidata} stands already for {seen[row.wikidata]!r}")
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


def _tpp(row: ChipRow) -> Decimal | None:
    rates = ((row.tflops_16bit, 16), (row.tops_8bit, 8), (row.tops_4bit, 4))
    return max((rate * bits for rate, bits in rates if rate is not None), default=None)


def _density(row: ChipRow) -> Decimal | None:
    return row.tpp / row.die_mm2 if row.tpp is not None and row.die_mm2 else None


def _policies(tables: Tables) -> Iterator[Finding]:
    issuers, bindingness, ends = (
        frozenset({"GovernmentBody"}),
        notations(vocabulary.bindingness),
        notations(vocabulary.endType),
    )
    for row in tables.policies.values():
        place = ("policies", row.provenance.line, row.id)
        yield from reference(tables, place, "issuer", row.issuer, issuers)
        yield from reference(tables, place, "jurisdiction", row.jurisdiction, PLACES)
        listed = AGENTS if row.cls == "EntityListing" else None
        for identifier in row.target:
            yield from reference(tables, place, "target", identifier, listed)
        for identifier in row.addressee:
            yield from reference(tables, place, "addressee", identifier, AGENTS | {"CollectiveAgent"})
        for identifier in row.controlled_item:
            yield from reference(tables, place, "controlled_item", identifier, None)
        yield from reference(tables, place, "affects", row.affects, None)
        yield from _dates(row, tables, place)
        if row.bindingness not in bindingness:
            yield error(place, "concept", f"bindingness: {row.bindingness!r} is no concept of the scheme")
        if row.end_type and row.end_type not in ends:
            yield error(place, "concept", f"end_type: {row.end_type!r} is no concept of the scheme endType")
        if row.citation and not _CITATIONS.search(row.citation):
            yield warning(place, "C43", f"citation: {row.citation!r} has no known form")


def _dates(row: PolicyRow, tables: Tables, place: Place) -> Iterator[Finding]:
    earlier = tables.policies.get(row.affects or "")
    if bool(row.affects) != bool(row.affect_type):
        yield error(place, "reference", "affects and affect_type go together")
    if earlier and row.announced and earlier.announced and row.announced < earlier.announced:
        yield error(place, "C35", f"affects {earlier.id!r}, which was announced later")


def _relations(tables: Tables) -> Iterator[Finding]:
    for row in tables.relations:
        place = ("relations", row.provenance.line, row.subject)
        yield from reference(tables, place, "subject", row.subject, None)
        yield from reference(tables, place, "object", row.object, None)
        if not hasattr(vocabulary.chip, row.predicate):
            yield error(place, "predicate", f"{row.predicate!r} is no property of the ontology")


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
