"""Planted histories: claims of every kind and sort of time, spread over articles of every sort of date."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from chippolitik.graph import Extractor, MemoryView, article_quads, derived_quads
from chippolitik.model import KINDS, Claim, Document, Fills, Kind, Modality, PartialDate, Role, claim_from_flat
from chippolitik.model.flat import link_claims
from chippolitik.namespaces import claim_iri

from .graphs import small_knowledge, small_resolver

TIMES: tuple[dict[str, str] | None, ...] = (
    None,
    {"start": "2023", "end": "2023"},
    {"start": "2024-03", "end": "2024-03"},
    {"start": "2024-02-10", "end": "2024-02-10"},
    {"start": "2023-06"},
    {"end": "2024-02"},
    {"start": "2025", "end": "2025"},
    {"start": "XXXX-05", "end": "XXXX-05"},
)
DATES = (None, "2023-12-31", "2024", "2024-02-10", "2024-06")
DAYS = ("2023-01-01", "2024-02-10", "2024-03-01")

_OTHERS = (Modality.PLANNED, Modality.DENIED, Modality.SPECULATED)
_FILLERS = {
    Fills.AGENT: "Norddata",
    Fills.AGENT_OR_PLACE: "Stadtwerke",
    Fills.PLACE: "Germany",
    Fills.LIST: "Watch List",
    Fills.THING: "Kappa",
    Fills.TEXT: "users",
}
_AMOUNTS: dict[Kind, dict[str, Any]] = {
    Kind.METRIC: {"quantity": {"min": 5, "unit": "user"}},
    Kind.ORDER: {"quantity": {"min": 5, "max": 9, "unit": "chip"}},
    Kind.DELIVERY: {"quantity": {"max": 3, "unit": "chip"}},
    Kind.INVESTMENT: {"value": {"min": 7, "max": 7, "currency": "EUR"}},
    Kind.PENALTY: {"value": {"min": 8, "max": 8, "currency": "EUR"}},
    Kind.OWNERSHIP: {"quantity": {"min": 20, "max": 20, "unit": "percent"}},
}


@dataclass(frozen=True)
class Planted:
    """A claim with what decides whether it shows.

    Attributes:
        claim: The claim.
        published: When its article was published, or None.
    """

    claim: Claim
    published: PartialDate | None

    def shows_as_of(self, day: str) -> bool:
        """Whether it may be the case: a state may hold on the day, an event may have happened by it."""
        instant = dt.datetime.fromisoformat(f"{day}T00:00:00+00:00")
        span = self.claim.time
        begun = span is None or span.earliest is None or span.earliest <= instant
        over = span is not None and span.latest is not None and span.latest <= instant
        return begun and not (over and KINDS[self.claim.kind].state)

    def shows_known_at(self, day: str) -> bool:
        """Whether it may be known: its article has no date, or may have been published by the day."""
        first = self.published.first if self.published else None
        return first is None or first <= dt.date.fromisoformat(day)


def planted() -> tuple[MemoryView, dict[str, Planted]]:
    """Return the graph and its claims by IRI."""
    knowledge = small_knowledge()
    resolve = small_resolver(knowledge)
    quads, found = list(knowledge), dict[str, Planted]()
    for number, date in enumerate(DATES):
        rows = [row for i, row in enumerate(rows_of_all_kinds()) if i % len(DATES) == number]
        text = " ".join(row["quote"] for row in rows)
        published = PartialDate(date) if date else None
        name = f"history-{number}"
        document = Document(
            name=name, key=name, text=text, published=published, source=f"Paper {number}" if date else None
        )
        for before, row in zip([*rows[-1:], *rows], rows, strict=False):
            if row["kind"] == "Statement" and row["roles"]["stance"] == "denies":
                row["disputes"] = [before["id"]]
            elif row["kind"] == "Delivery":
                row["fulfils"] = [other["id"] for other in rows if other["kind"] == "Order"][:1]
            else:
                row["caused_by"] = [before["id"]]
        made = link_claims(rows, [claim_from_flat(row, text=text, resolve=resolve) for row in rows])
        quads += article_quads(document, made, extractor=Extractor("gold", "1"), language="en")
        quads += derived_quads(document.id, made)
        found |= {claim_iri(document.id, claim.digest): Planted(claim, published) for claim in made}
    return MemoryView(quads), found


def rows_of_all_kinds() -> list[dict[str, Any]]:
    """Return flat rows: each kind asserted and in another modality, at each sort of time, chips in turn."""
    rows: list[dict[str, Any]] = []
    for kind, spec in KINDS.items():
        for modality in (Modality.ASSERTED, _OTHERS[len(rows) // len(TIMES) % len(_OTHERS)]):
            for time in TIMES:
                number = len(rows)
                roles = {role.name: _filler(role, number) for role in spec.roles}
                row = {
                    "id": f"r{number}", "article": "history", "kind": kind.value, "roles": roles,
                    "modality": modality.value, "quote": f"Sentence {number} says so.", **_AMOUNTS.get(kind, {}),
                }  # fmt: skip
                if time:
                    row["time"] = time
                if number % 3 == 0:
                    row["attribution"] = "Lumen"
                if kind is Kind.USAGE and number % 4 == 1:
                    row["phase"] = "ending"
                rows.append(row)
    return rows


def _filler(role: Role, number: int) -> str:
    if role.name == "direction":
        return ("better", "worse")[number % 2]
    if role.name == "stance":
        return ("denies", "no_comment", "confirms")[number % 3]
    if role.name in {"discouraged", "model"}:
        return "K2"
    if role.fills is Fills.PRODUCT:
        return ("L7", "K2")[number % 2]
    if role.name in {"subject", "recommended"}:
        return "L7"
    return _FILLERS[role.fills]
