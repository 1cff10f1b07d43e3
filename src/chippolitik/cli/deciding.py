"""What commands share that write down decisions of people about claims: options, and the decision itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from chippolitik.cli.context import Context
from chippolitik.cli.words import counted
from chippolitik.errors import UsageError

if TYPE_CHECKING:
    from chippolitik.store import Store

__all__ = ["decide", "decision_options"]

_Command = TypeVar("_Command", bound=Callable[..., object])


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
    from chippolitik.pipeline.editing import content_row  # noqa: PLC0415 - keeps --help fast
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
            row = content_row(found)
            edited = edit(row)
            if edited == row:
                raise UsageError("the claim says that already", "say what to change with --set or --unset")
        result = follow(store, Judgement.on(article, found, Verdict(verdict), reason, by=by, edited=edited))
        entry = store.entry(article)
    where = entry.name if entry else article
    click.echo(f"{_DONE[Verdict(verdict).value]} in {where}, {_change(result.quads)}", err=True)


_DONE = {"admit": "admitted", "confirm": "confirmed", "edit": "edited and admitted", "reject": "rejected"}


def _change(quads: int) -> str:
    return f"{counted(abs(quads), 'quad')} {'removed' if quads < 0 else 'added'}"
