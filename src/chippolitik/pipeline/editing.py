"""A claim as a person edits it: what it says as a row of the flat table, and changes of single values by name."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from chippolitik.errors import UsageError
from chippolitik.model import KINDS, Claim, Kind, claim_to_flat
from chippolitik.query.names import suggestion

__all__ = ["PARTS", "PLAIN", "content_row", "edited_row"]

_OWN = ("id", "article", "start", "end", "disputes", "fulfils", "caused_by")  # not of the claim's own content
PLAIN = ("kind", "modality", "attribution", "status", "phase", "quote")
"""Names of single values."""
PARTS = {
    "quantity": ("min", "max", "unit", "approximate"),
    "value": ("min", "max", "currency", "approximate"),
    "time": ("start", "end"),
}
"""Names of values of several parts, with the parts."""


def content_row(claim: Claim) -> dict[str, Any]:
    """Return what a claim says as a row of the flat table, without its id, place and links."""
    row = claim_to_flat(claim, article="", iri=str)
    found: dict[str, Any] = json.loads(json.dumps({name: value for name, value in row.items() if name not in _OWN}))
    return found


def edited_row(row: Mapping[str, Any], sets: Iterable[str], unsets: Iterable[str]) -> dict[str, Any]:
    """Return a row of the flat table with changes.

    Args:
        row: The row.
        sets: ``NAME=VALUE``; a name is a role, a key of the row, or a part such as ``quantity.min``. Several values of
            one role make a list.
        unsets: Names to take out.

    Raises:
        UsageError: A name is unknown, or a change is not of that form.

    Example:
        >>> edited_row({"kind": "Order", "roles": {"product": "H20"}}, ["buyer=ByteDance", "quantity.min=100"], [])
        {'kind': 'Order', 'roles': {'product': 'H20', 'buyer': 'ByteDance'}, 'quantity': {'min': 100}}
    """
    out: dict[str, Any] = json.loads(json.dumps(row))
    given: dict[str, list[str]] = {}
    for change in sets:
        name, equals, value = change.partition("=")
        if not equals or not value.strip():
            raise UsageError(f"not of the form NAME=VALUE: {change!r}", "for example --set buyer=ByteDance")
        given.setdefault(name.strip(), []).append(value.strip())
    kind = given.get("kind", [out["kind"]])[0]
    for name in unsets:
        _check(name, kind)
        holder, key = _holder(out, name)
        if holder.pop(key, None) is None:
            raise UsageError(f"the claim has no {name!r}", "'quarantine show' prints what it has")
    for name, values in given.items():
        _check(name, kind)
        holder, key = _holder(out, name)
        role = holder is out.get("roles")
        if len(values) > 1 and not role:
            raise UsageError(f"{name!r} has one value", "give it once")
        holder[key] = values if len(values) > 1 else values[0] if role else _value(key, values[0])
    return {name: value for name, value in out.items() if value != {} or name == "roles"}


def _check(name: str, kind: str) -> None:
    if kind not in set(Kind):
        raise UsageError(f"no kind {kind!r}{suggestion(kind, list(Kind))}", "kinds are written as 'Order'")
    known = [*PLAIN, *(f"{whole}.{part}" for whole, parts in PARTS.items() for part in parts), *PARTS]
    known += [role.name for role in KINDS[Kind(kind)].roles]
    if name not in known:
        raise UsageError(f"{kind} has no {name!r}{suggestion(name, known)}", f"it has: {', '.join(sorted(known))}")


def _holder(row: dict[str, Any], name: str) -> tuple[dict[str, Any], str]:
    """Return the dict in which a name stands, made if need be, and the key there."""
    if name in PLAIN or name in PARTS:
        return row, name
    if "." in name:
        whole, part = name.split(".", 1)
        return row.setdefault(whole, {}), part
    return row["roles"], name


def _value(key: str, text: str) -> Any:
    """Return a value as JSON has it: numbers in amounts, yes or no for what is approximate, else text."""
    if key == "approximate":
        return text.lower() in {"true", "yes", "1"}
    if key in {"min", "max"}:
        try:
            number = float(text)
        except ValueError as error:
            raise UsageError(f"not a number: {text!r}", "write digits, such as 100000") from error
        return int(number) if number.is_integer() else number
    return text
