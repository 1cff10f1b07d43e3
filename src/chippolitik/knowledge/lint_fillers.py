"""Checks of what stands on either side of a property, by the domains and ranges of the ontology.

The graph of the rows is what is checked, so that a column, a parent and a relation are judged alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import NamedNode

from chippolitik.knowledge.build import statements
from chippolitik.knowledge.finding import Finding, Place, error
from chippolitik.knowledge.signatures import Signatures, load_signatures
from chippolitik.knowledge.terms import TYPE
from chippolitik.namespaces import CHIP, ID
from chippolitik.tables import Tables

__all__ = ["filler_findings"]


def filler_findings(tables: Tables) -> Iterator[Finding]:
    """Yield fillers whose class does not fit the property, such as a country that designs a chip."""
    said = [(subject, predicate, value) for _, subject, (predicate, value) in statements(tables)]
    types: dict[str, set[str]] = defaultdict(set)
    for rows in (tables.entities, tables.chips, tables.policies):
        for row in rows.values():
            types[ID + row.id].add(row.cls)
    for subject, predicate, value in said:
        if predicate == TYPE:
            types[subject.value].add(str(value.value).removeprefix(CHIP))
    signatures = load_signatures()
    for subject, predicate, value in said:
        if not isinstance(value, NamedNode):
            continue
        name = predicate.value.removeprefix(CHIP)
        for side, node, needed in (
            ("subject", subject.value, signatures.domains.get(name, frozenset())),
            ("value", value.value, signatures.ranges.get(name, frozenset())),
        ):
            for cls in _misfits(signatures, types[node], needed):
                short = node.removeprefix(ID)
                place = _place(tables, subject.value)
                yield error(
                    place, "filler", f"{name}: its {side} {short!r} has the class {_names(types[node])}, not {cls}"
                )


def _misfits(signatures: Signatures, types: set[str], needed: frozenset[str]) -> list[str]:
    """Return the needed classes of which no type is one; nothing is said about what has no type here."""
    return sorted(cls for cls in needed if types and not any(signatures.fits(name, cls) for name in types))


def _names(types: set[str]) -> str:
    return " and ".join(sorted(types))


def _place(tables: Tables, node: str) -> Place:
    first, *rest = node.removeprefix(ID).split("/")
    if first == "threshold" and rest[0] in tables.thresholds:
        return "thresholds", tables.thresholds[rest[0]].provenance.line, rest[0]
    for file, rows in (("entities", tables.entities), ("chips", tables.chips), ("policies", tables.policies)):
        if first in rows:
            return file, rows[first].provenance.line, first
    return "entities", 0, first
