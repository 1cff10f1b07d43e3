"""The form in which a person corrects a claim that the gate refused: its fields, and the row that they make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode

from chippolitik.errors import UsageError
from chippolitik.model import KINDS, Claim, Fills, Kind, Modality, Phase
from chippolitik.model.kinds import TERMS
from chippolitik.namespaces import VOCAB, notation_of
from chippolitik.pipeline.editing import PARTS, content_row, edited_row
from chippolitik.serve.pages.desk import Desk

__all__ = ["PREFIX", "EditField", "edit_fields", "row_of_form"]

PREFIX = "set."
"""What the names of the fields begin with in the form."""
_SINGLE = ("modality", "attribution", "status", "phase", "quote")
_IN_SCHEME = NamedNode("http://www.w3.org/2004/02/skos/core#inScheme")


@dataclass(frozen=True, slots=True)
class EditField:
    """A field.

    Attributes:
        name: Name of what it changes, as in ``pipeline.editing``.
        label: What people read.
        value: What it holds.
        options: Values to choose from with what they are called; empty for free words.
        words: Whether it takes the whole width.
        suggested: Values that free words may be; may be empty.
    """

    name: str
    label: str
    value: str
    options: tuple[tuple[str, str], ...] = ()
    words: bool = False
    suggested: tuple[str, ...] = ()


def edit_fields(desk: Desk, claim: Claim, given: Mapping[str, str] | None = None) -> list[EditField]:
    """Return the fields for all that may be changed of a claim but its kind.

    Args:
        desk: Where the page is written.
        claim: The claim.
        given: What was sent before, by names with ``PREFIX``; None takes what the claim says.
    """
    now = {name: "; ".join(values) for name, values in _flat(content_row(claim)).items()}
    sent = {name.removeprefix(PREFIX): value for name, value in (given or {}).items() if name.startswith(PREFIX)}
    return [
        EditField(
            name,
            _label(desk, name),
            (sent or now).get(name, ""),
            _options(desk, claim.kind, name),
            words=name == "quote",
            suggested=_units(desk) if name == "quantity.unit" else (),
        )
        for name in _names(claim.kind)
    ]


def row_of_form(claim: Claim, given: Mapping[str, str]) -> dict[str, Any]:
    """Return the claim's row as the fields have it.

    Args:
        claim: The claim.
        given: What was sent, by names with ``PREFIX``; several things in one role stand between semicolons.

    Raises:
        UsageError: A name or value is none, or nothing is changed.
    """
    row = content_row(claim)
    now, sets, unsets = _flat(row), list[str](), list[str]()
    for name in _names(claim.kind):
        if PREFIX + name not in given:
            continue
        words = given[PREFIX + name].strip()
        several = "." not in name and name not in _SINGLE
        values = [part.strip() for part in words.split(";") if part.strip()] if several else [words] if words else []
        if values == now.get(name, []):
            continue
        if values:
            sets += [f"{name}={value}" for value in values]
        else:
            unsets.append(name)
    if not sets and not unsets:
        raise UsageError("the claim says that already", "change a field, or admit it as it is")
    return edited_row(row, sets, unsets)


def _units(desk: Desk) -> tuple[str, ...]:
    """Return the notations of units, which free words must be one of."""
    quads = desk.site.reading.shipped().match(None, _IN_SCHEME, NamedNode(f"{VOCAB}unit"), None)
    return tuple(sorted({notation_of(quad.subject.value) for quad in quads if isinstance(quad.subject, NamedNode)}))


def _names(kind: Kind) -> Iterator[str]:
    yield from (role.name for role in KINDS[kind].roles)
    yield from ("modality", "attribution")
    yield from ("status",) if KINDS[kind].statuses else ()
    yield from ("phase",) if KINDS[kind].state else ()
    yield from (f"{whole}.{part}" for whole, parts in PARTS.items() for part in parts)
    yield _SINGLE[-1]


def _flat(row: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the values of a row by name."""
    found: dict[str, list[str]] = {}
    for name, value in row.items():
        if name == "roles":
            found |= {role: [*words] if isinstance(words, list) else [words] for role, words in value.items()}
        elif isinstance(value, dict):
            found |= {f"{name}.{part}": [_text(one)] for part, one in value.items()}
        else:
            found[name] = [_text(value)]
    return found


def _text(value: object) -> str:
    return {True: "true", False: ""}[value] if isinstance(value, bool) else str(value)


def _label(desk: Desk, name: str) -> str:
    whole, dot, part = name.partition(".")
    return f"{desk.t(whole)}: {desk.t(part)}" if dot else desk.t(name)


def _options(desk: Desk, kind: Kind, name: str) -> tuple[tuple[str, str], ...]:
    spec = KINDS[kind]
    role = spec.role(name)
    if name == "modality":
        return tuple((one.value, desk.concept("modality", one.value)) for one in Modality)
    if name == "status":
        return ("", ""), *((one, desk.concept("status", one)) for one in spec.statuses)
    if name == "phase":
        return ("", ""), *((one.value, desk.concept("phase", one.value)) for one in Phase)
    if name.endswith(".approximate"):
        return ("", desk.t("no")), ("true", desk.t("yes"))
    if role and role.fills is Fills.TERM:
        return ("", ""), *((one, desk.concept(name, one)) for one in TERMS.get(name, ()))
    return ()
