"""What commands share that write down decisions of people about claims: options, the decision itself, edits of rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click

from chippolitik.cli.context import Context
from chippolitik.cli.words import counted, did_you_mean
from chippolitik.errors import UsageError

if TYPE_CHECKING:
    from chippolitik.store import Store

__all__ = ["decide", "decision_options", "edited_row"]

_Command = TypeVar("_Command", bound=Callable[..., object])
_OWN = ("id", "article", "start", "end", "disputes", "fulfils", "caused_by")  # not of the claim's own content
_PLAIN = ("kind", "modality", "attribution", "status", "phase", "quote")
_PARTS = {
    "quantity": ("min", "max", "unit", "approximate"),
    "value": ("min", "max", "currency", "approximate"),
    "time": ("start", "end"),
}


def decision_options(command: _Command) -> _Command:
    """Add the options that every decision has: a reason and a name."""
    reason = click.option("--reason", required=True, help="Why; kept in judgements.jsonl.")
    name = click.option(
        "--by",
        required=True,
        envvar="CHIPPOLITIK_BY",
        show_envvar=True,
        help="Your name, kept with the reason.",
    )
    return reason(name(command))


def decide(
    context: Context,
    claim: Callable[[Store], tuple[str, Any]],
    verdict: str,
    *,
    reason: str,
    by: str,
    edit: Callable[[dict[str, Any]], dict[str, Any]] | None = None,
) -> None:
    """Follow a decision, write it down, and say on stderr what it did.

    Args:
        context: Of the command.
        claim: Finds the claim in the store: id of its article, and the claim.
        verdict: What is decided.
        reason: Why.
        by: Who decides.
        edit: Makes the row of the claim as it should be from the row as it is.

    Raises:
        UsageError: The reason or the name is blank, or the edit changes nothing.
        StoreError: The store cannot be written, or the decision reaches nothing.
    """
    from chippolitik.model import claim_to_flat  # noqa: PLC0415 - keeps --help fast
    from chippolitik.pipeline.reprocessing import decide as follow  # noqa: PLC0415 - as above
    from chippolitik.pipeline.versions import manifest  # noqa: PLC0415 - as above
    from chippolitik.store import Judgement, Verdict, open_writer  # noqa: PLC0415 - as above

    for name, text in (("--reason", reason), ("--by", by)):
        if not text.strip():
            raise UsageError(f"a decision needs {name}", f"say {name} TEXT")
    with open_writer(context.settings.store, manifest()) as store:
        article, found = claim(store)
        edited = None
        if edit is not None:
            row = claim_to_flat(found, article=article, iri=str)
            row = {name: value for name, value in row.items() if name not in _OWN}
            edited = edit(json.loads(json.dumps(row)))
            if edited == row:
                raise UsageError("the claim says that already", "say what to change with --set or --unset")
        result = follow(store, Judgement.on(article, found, Verdict(verdict), reason, by=by, edited=edited))
        entry = store.entry(article)
    where = entry.name if entry else article
    click.echo(f"{_DONE[Verdict(verdict).value]} in {where}, {_change(result.quads)}", err=True)


_DONE = {"admit": "admitted", "confirm": "confirmed", "edit": "edited and admitted", "reject": "rejected"}


def _change(quads: int) -> str:
    return f"{counted(abs(quads), 'quad')} {'removed' if quads < 0 else 'added'}"


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
    from chippolitik.model import KINDS, Kind  # noqa: PLC0415 - keeps --help fast

    if kind not in set(Kind):
        raise UsageError(f"no kind {kind!r}{did_you_mean(kind, list(Kind))}", "kinds are written as 'Order'")
    known = [*_PLAIN, *(f"{whole}.{part}" for whole, parts in _PARTS.items() for part in parts), *_PARTS]
    known += [role.name for role in KINDS[Kind(kind)].roles]
    if name not in known:
        raise UsageError(f"{kind} has no {name!r}{did_you_mean(name, known)}", f"it has: {', '.join(sorted(known))}")


def _holder(row: dict[str, Any], name: str) -> tuple[dict[str, Any], str]:
    """Return the dict in which a name stands, made if need be, and the key there."""
    if name in _PLAIN or name in _PARTS:
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
