"""Checks of instruments: references, concepts, citations.

Their steps are checked in ``lint_lives``, their thresholds in ``lint_rules``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from chippolitik import vocabulary
from chippolitik.knowledge.finding import AGENTS, PLACES, Finding, Place, error, notations, reference, warning
from chippolitik.knowledge.policies import LISTS
from chippolitik.knowledge.signatures import Signatures, load_signatures
from chippolitik.tables import PolicyRow, Tables

__all__ = ["policy_findings"]

_FIRST_VOLUME = 1935
"""The volume of the Federal Register counts from 1936, one a year."""

_OBLIGING = frozenset({"binding", "conditional"})
"""Concepts of bindingness that oblige in law."""

_CITATIONS = re.compile(
    r"\d+ FR \d+|Pub\. L\. \d+-\d+|\d+ U\.S\.C\. [\d-]+|\d+ CFR \d+|Regulation \(EU\) \d{4}/\d+|Proclamation \d+"
    r"|MOFCOM(/GAC)? Announcements? Nos?\. \d+( and \d+)* of \d{4}|Form 8-K of \d+ \w+ \d{4}|\(\d{4}\)|of \d+ \w+ \d{4}"
    r"|H\.R\. \d+|Stcrt\. \d{4}, \d+|\w[\w ]+ art\. \d+"
)


def policy_findings(tables: Tables) -> Iterator[Finding]:
    """Yield what is wrong with the rows of instruments, C27, C28, C35 and C43 among it."""
    issuers, bindingness, ends = (
        frozenset({"GovernmentBody"}),
        notations(vocabulary.bindingness),
        notations(vocabulary.endType),
    )
    signatures = load_signatures()
    for row in tables.policies.values():
        place = ("policies", row.provenance.line, row.id)
        yield from reference(tables, place, "issuer", row.issuer, issuers)
        yield from reference(tables, place, "jurisdiction", row.jurisdiction, PLACES)
        listed = AGENTS if row.cls == "EntityListing" else None
        for identifier in row.target:
            yield from reference(tables, place, "target", identifier, listed)
        for identifier in row.addressee:
            yield from reference(tables, place, "addressee", identifier, AGENTS | {"CollectiveAgent"})
        for column in ("beneficiary", "controlled_item", "recommends", "based_on"):
            for identifier in getattr(row, column):
                yield from reference(tables, place, column, identifier, None)
        yield from reference(tables, place, "affects", row.affects, None)
        yield from _dates(row, tables, place)
        for column in ("bindingness", "felt_bindingness"):
            if (word := getattr(row, column)) and word not in bindingness:
                yield error(place, "concept", f"{column}: {word!r} is no concept of the scheme bindingness")
        yield from _force(row, place, signatures)
        if row.end_type and row.end_type not in ends:
            yield error(place, "concept", f"end_type: {row.end_type!r} is no concept of the scheme endType")
        if row.affect_type and not hasattr(vocabulary.chip, row.affect_type):
            yield error(place, "predicate", f"affect_type: {row.affect_type!r} is no property of the ontology")
        if row.cls == "EntityListing" and row.issuer not in LISTS:
            yield error(place, "list", f"issuer: of {row.issuer!r} no list is known that a listing could mean")
        yield from _citation(row, place)


def _force(row: PolicyRow, place: Place, signatures: Signatures) -> Iterator[Finding]:
    """Yield classes and columns that say different things about how far an instrument obliges anybody."""
    advice = row.cls == "PolicyRecommendation"
    if advice and not row.recommends and not row.controlled_item:
        yield error(place, "C28", "the advice says neither what it recommends nor what it is against")
    if row.recommends and not advice:
        yield error(place, "C27", f"recommends: a {row.cls} recommends nothing; only a PolicyRecommendation does")
    if advice and (both := set(row.recommends) & set(row.controlled_item)):
        yield error(place, "C29", f"recommends: {', '.join(sorted(both))} is also what the advice is against")
    obliges = row.bindingness in _OBLIGING
    if signatures.fits(row.cls, "BindingInstrument") and not obliges:
        yield error(place, "force", f"bindingness: a {row.cls} binds in law, but the row says {row.bindingness!r}")
    if signatures.fits(row.cls, "NonBindingInstrument") and obliges:
        yield error(
            place, "force", f"bindingness: a {row.cls} binds nobody in law, but the row says {row.bindingness!r}"
        )
    if advice and not row.felt_bindingness:
        yield error(place, "force", "felt_bindingness: advice must say how binding it is felt to be")
    if row.felt_bindingness and obliges:
        yield error(place, "force", "felt_bindingness: it stands only where the law does not oblige")


def _citation(row: PolicyRow, place: Place) -> Iterator[Finding]:
    for part in row.citation.split(";") if row.citation else ():
        if not _CITATIONS.search(part):
            yield warning(place, "C43", f"citation: {part.strip()!r} has no known form")
    year = int((row.published or row.announced or "0")[:4])
    volume = re.search(r"(\d+) FR \d+", row.citation)
    if volume and year and int(volume[1]) != year - _FIRST_VOLUME:
        yield warning(
            place, "C43", f"citation: volume {volume[1]} is that of {int(volume[1]) + _FIRST_VOLUME}, not {year}"
        )
    announced = re.search(r"MOFCOM\S* Announcements? .* of (\d{4})", row.citation)
    if announced and year and int(announced[1]) != year:
        yield warning(place, "C43", f"citation: it is of {announced[1]}, but the instrument of {year}")


def _dates(row: PolicyRow, tables: Tables, place: Place) -> Iterator[Finding]:
    earlier = tables.policies.get(row.affects or "")
    if bool(row.affects) != bool(row.affect_type):
        yield error(place, "reference", "affects and affect_type go together")
    if earlier and row.announced and earlier.announced and row.announced < earlier.announced:
        yield error(place, "C35", f"affects {earlier.id!r}, which was announced later")
    for basis in (tables.policies[name] for name in row.based_on if name in tables.policies):
        if row.announced and basis.announced and row.announced < basis.announced:
            yield error(place, "C35", f"based_on: {basis.id!r} was announced later")
