"""The flat claim table: one JSON object a claim, as extraction, export and scoring share it.

Keys: ``id article kind roles quantity value time status phase modality attribution disputes fulfils caused_by quote
start end``. Links are given by ids; a role holds a label or a list of labels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from chippolitik.model.amount import Money, Quantity
from chippolitik.model.claim import Claim, ClaimLinks, Evidence
from chippolitik.model.document import Span
from chippolitik.model.entity import EntityRef
from chippolitik.model.kinds import KINDS, Fills, Kind, Modality, Phase, Role
from chippolitik.model.time import PartialDate, TimeSpan

E = TypeVar("E", bound=StrEnum)

__all__ = ["FLAT_KEYS", "Resolver", "claim_from_flat", "claim_to_flat", "link_claims"]

FLAT_KEYS = (
    "id", "article", "kind", "roles", "quantity", "value", "time", "status", "phase", "modality", "attribution",
    "disputes", "fulfils", "caused_by", "quote", "start", "end",
)  # fmt: skip
_LINKS = ("disputes", "fulfils", "caused_by")

Resolver = Callable[[str, Role], EntityRef]
"""Turns a label in a role into an entity; the role says what may fill it."""

ATTRIBUTION = Role("attribution", "attributedTo", Fills.AGENT)


def claim_to_flat(claim: Claim, *, article: str, iri: Callable[[str], str]) -> dict[str, Any]:
    """Return a claim as one row of the flat table.

    Args:
        claim: The claim.
        article: What stands under ``article``: the article's name or IRI.
        iri: Gives the id of a claim from its digest.

    Returns:
        A JSON-ready dict in the order of ``FLAT_KEYS``, without absent keys; whole numbers as int.
    """
    roles = {name: _one_or_list([f.label for f in fillers]) for name, fillers in claim.roles.items()}
    evidence = claim.evidence
    row: dict[str, Any] = {
        "id": iri(claim.digest),
        "article": article,
        "kind": claim.kind.value,
        "roles": {
            role.name: value
            for role in KINDS[claim.kind].roles
            if (value := (roles | dict(claim.terms)).get(role.name))
        },
        "quantity": _amount_row(claim.quantity, "unit"),
        "value": _amount_row(claim.value, "currency"),
        "time": _time_row(claim.time),
        "status": claim.status,
        "phase": claim.phase.value if claim.phase else None,
        "modality": claim.modality.value,
        "attribution": claim.attribution.label if claim.attribution else None,
        **{name: [iri(digest) for digest in getattr(claim.links, name)] for name in _LINKS},
        "quote": evidence.quote,
        "start": evidence.span.start if evidence.span else None,
        "end": evidence.span.end if evidence.span else None,
    }
    return {key: value for key, value in row.items() if value is not None and value != []}


def claim_from_flat(row: Mapping[str, Any], *, text: str, resolve: Resolver) -> Claim:
    """Read one row of the flat table, without its links (see ``link_claims``).

    A quote without offsets is looked up in the text; one that does not occur gets no span, and the gate refuses it.

    Args:
        row: The parsed JSON object.
        text: The article's text.
        resolve: Turns labels into entities.

    Raises:
        ValueError: The row breaks the contract; the message names the field.
    """
    if unknown := sorted(set(row) - set(FLAT_KEYS)):
        raise ValueError(f"unknown key {unknown[0]!r}")
    kind = _member(Kind, row.get("kind"), "kind")
    roles: dict[str, tuple[EntityRef, ...]] = {}
    terms: dict[str, str] = {}
    for name, value in _mapping(row.get("roles"), "roles").items():
        role = KINDS[kind].role(name)
        if role is None:
            raise ValueError(f"roles: {kind} has no role {name!r}")
        labels = _labels(value, f"roles.{name}")
        if role.fills in {Fills.TEXT, Fills.TERM}:
            if len(labels) > 1:
                raise ValueError(f"roles.{name}: one value expected")
            terms[name] = labels[0]
        else:
            roles[name] = tuple(
                {filler.label: filler for label in labels for filler in [resolve(label, role)]}.values()
            )
    attribution = row.get("attribution")
    return Claim(
        kind=kind,
        roles=roles,
        terms=terms,
        evidence=_evidence(row, text),
        modality=_member(Modality, row.get("modality", "asserted"), "modality"),
        quantity=_quantity(row.get("quantity")),
        value=_money(row.get("value")),
        time=_time(row.get("time")),
        status=row.get("status"),
        phase=None if row.get("phase") is None else _member(Phase, row["phase"], "phase"),
        attribution=None if attribution is None else resolve(_labels(attribution, "attribution")[0], ATTRIBUTION),
    )


def link_claims(rows: Iterable[Mapping[str, Any]], claims: Iterable[Claim]) -> list[Claim]:
    """Give claims the links that their rows state by id.

    Args:
        rows: The rows of one article.
        claims: The claims read from them, in the same order.

    Returns:
        The claims with links; a link to an id that no row has is left out.
    """
    rows, claims = list(rows), list(claims)
    digests = {row["id"]: claim.digest for row, claim in zip(rows, claims, strict=True) if row.get("id")}
    out = []
    for row, claim in zip(rows, claims, strict=True):
        found = {
            name: tuple(sorted({digests[i] for i in _labels(row.get(name, []), name, empty=True) if i in digests}))
            for name in _LINKS
        }
        out.append(replace(claim, links=ClaimLinks(**found)))
    return out


def _one_or_list(labels: list[str]) -> str | list[str]:
    return labels[0] if len(labels) == 1 else labels


def _amount_row(amount: Quantity | Money | None, unit_key: str) -> dict[str, Any] | None:
    if amount is None:
        return None
    row: dict[str, Any] = {name: _json_number(x) for name in ("min", "max") if (x := getattr(amount, name)) is not None}
    row[unit_key] = getattr(amount, unit_key)
    return row | ({"approximate": True} if amount.approximate else {})


def _json_number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _time_row(time: TimeSpan | None) -> dict[str, str] | None:
    return {name: part.text for name in ("start", "end") if (part := getattr(time, name))} if time else None


def _labels(value: object, field: str, *, empty: bool = False) -> list[str]:
    labels = value if isinstance(value, list) else [value]
    if (not labels and not empty) or not all(isinstance(x, str) and x.strip() for x in labels):
        raise ValueError(f"{field}: a label or a list of labels expected, not {value!r}")
    return [str(x).strip() for x in labels]


def _mapping(value: object, field: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ValueError(f"{field}: an object expected, not {value!r}")  # noqa: TRY004 - one error type for bad rows
    return value


def _member(enum: type[E], value: object, field: str) -> E:
    try:
        return enum(str(value))
    except ValueError:
        raise ValueError(f"{field}: {value!r} is none of {', '.join(sorted(enum))}") from None


def _bounds(row: Mapping[str, Any], field: str, unit_key: str) -> dict[str, Any]:
    if extra := sorted(set(row) - {"min", "max", unit_key, "approximate"}):
        raise ValueError(f"{field}: unknown key {extra[0]!r}")
    numbers = {name: row[name] for name in ("min", "max") if row.get(name) is not None}
    if any(isinstance(x, bool) or not isinstance(x, (int, float)) for x in numbers.values()):
        raise ValueError(f"{field}: numbers expected, not {dict(row)!r}")
    return {name: Decimal(str(x)) for name, x in numbers.items()} | {"approximate": row.get("approximate") is True}


def _quantity(value: object) -> Quantity | None:
    if value is None:
        return None
    row = _mapping(value, "quantity")
    return Quantity(str(row.get("unit") or ""), **_bounds(row, "quantity", "unit"))


def _money(value: object) -> Money | None:
    if value is None:
        return None
    row = _mapping(value, "value")
    return Money(str(row.get("currency") or ""), **_bounds(row, "value", "currency"))


def _time(value: object) -> TimeSpan | None:
    if value is None:
        return None
    row = _mapping(value, "time")
    if extra := sorted(set(row) - {"start", "end"}):
        raise ValueError(f"time: unknown key {extra[0]!r}")
    return TimeSpan(*(PartialDate(str(row[side])) if row.get(side) else None for side in ("start", "end")))


def _evidence(row: Mapping[str, Any], text: str) -> Evidence:
    quote = row.get("quote")
    if not isinstance(quote, str) or not quote.strip():
        raise ValueError("quote: the words of the article expected")
    start, end = row.get("start"), row.get("end")
    if start is None and end is None:
        at = text.find(quote)
        return Evidence(quote, Span(at, at + len(quote)) if at >= 0 else None)
    if not isinstance(start, int) or not isinstance(end, int) or isinstance(start, bool):
        raise ValueError("start, end: whole numbers expected")  # noqa: TRY004 - one error type for bad rows
    return Evidence(quote, Span(start, end))
