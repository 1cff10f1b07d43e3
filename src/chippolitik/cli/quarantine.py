"""``quarantine``: the claims that the gate refused; see them, and let in what is right all the same."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from chippolitik.cli.context import Context, pass_context
from chippolitik.cli.deciding import decide, decision_options
from chippolitik.cli.neighbours import neighbours
from chippolitik.cli.opening import article_name, open_reader
from chippolitik.cli.words import counted
from chippolitik.errors import UsageError
from chippolitik.namespaces import SHAPES

if TYPE_CHECKING:
    from chippolitik.model import Claim
    from chippolitik.store import Quarantined, Store

__all__ = ["quarantine"]

_FORMATS = ("table", "json")


@click.group()
def quarantine() -> None:
    """Work on the claims that the gate refused; they are kept with their quotes and the reasons.

    \b
    Examples:
      chippolitik quarantine list
      chippolitik quarantine show 3f2a9c01
      chippolitik quarantine admit 3f2a9c01 --reason "the buyer is named in the headline" --by "A. Weber"
      chippolitik quarantine edit 3f2a9c01 --set buyer=ByteDance --reason "named in the headline" --by "A. Weber"
      chippolitik quarantine drop 3f2a9c01 --reason "the sentence is about a rumour" --by "A. Weber"
    """


@quarantine.command("list")
@click.option("--article", help="Only this article, by name, key, id or IRI.")
@click.option("--shape", help="Only what this shape refuses.")
@click.option("--dropped", is_flag=True, help="The claims that people dropped, not those that wait.")
@click.option("--format", "form", type=click.Choice(_FORMATS), default="table", show_default=True, help="How to print.")
@pass_context
def list_(context: Context, *, article: str | None, shape: str | None, dropped: bool, form: str) -> None:
    """List the claims that wait for a decision, with the first reason each.

    \b
    Example:
      chippolitik quarantine list --article article-1 --format json
    """
    from chippolitik.cli.retract import entries_named  # noqa: PLC0415 - keeps --help fast

    with open_reader(context.settings) as store:
        only = entries_named(store.entries(), (article,))[0].id if article else None
        held = store.quarantined(only)
        chosen = [item for item in held if _is_dropped(item) is dropped and (not shape or _breaks(item, shape))]
        rows = [_row(store, item) for item in chosen]
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif rows:
        _print_table(rows)
    gone = sum(map(_is_dropped, held))
    click.echo(f"{counted(len(held) - gone, 'claim')} in quarantine{f', {gone:,} dropped' if gone else ''}", err=True)


@quarantine.command()
@click.argument("claim")
@click.option("--format", "form", type=click.Choice(_FORMATS), default="table", show_default=True, help="How to print.")
@pass_context
def show(context: Context, *, claim: str, form: str) -> None:
    """Show a claim in quarantine: its quote in its sentence, what it says, each reason, and the claims around it.

    CLAIM is its IRI, its 16 digits, or at least the first four of them.

    \b
    Example:
      chippolitik quarantine show 3f2a9c01
    """
    with open_reader(context.settings) as store:
        held = _named(store, claim)
        row = _row(store, held) | {"sentence": _sentence(store, held), "neighbours": neighbours(store, held)}
    if form == "json":
        click.echo(json.dumps(row, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_lines(row)))


@quarantine.command()
@click.argument("claim")
@decision_options
@pass_context
def admit(context: Context, *, claim: str, reason: str, by: str) -> None:
    """Let a claim in that the gate refused.

    The decision is written to judgements.jsonl in the store's folder and followed by every rebuild, and by every store
    that is made with that file in its folder.

    \b
    Example:
      chippolitik quarantine admit 3f2a9c01 --reason "the buyer is named in the headline" --by "A. Weber"
    """
    decide(context, lambda store: _found(store, claim), "admit", reason=reason, by=by)


@quarantine.command()
@click.argument("claim")
@click.option("--set", "sets", multiple=True, metavar="NAME=VALUE", help="A role or part to write; may be repeated.")
@click.option("--unset", "unsets", multiple=True, metavar="NAME", help="A role or part to take out.")
@click.option("--admit", "anyway", is_flag=True, help="Let it in even if the gate still refuses it.")
@decision_options
@pass_context
def edit(
    context: Context, *, claim: str, sets: tuple[str, ...], unsets: tuple[str, ...], anyway: bool, reason: str, by: str
) -> None:
    """Correct a claim that the gate refused, and let it in if it passes now.

    NAME is a role such as buyer, or kind, modality, attribution, status, phase, quote, quantity.min, quantity.unit,
    value.max, time.start and so on. A claim that does not pass as edited ends with 1, and nothing is written.

    \b
    Examples:
      chippolitik quarantine edit 3f2a9c01 --set buyer=ByteDance --reason "named in the headline" --by "A. Weber"
      chippolitik quarantine edit 3f2a9c01 --set quantity.min=30000 --unset quantity.max --reason "misread" --by AW
    """
    from chippolitik.pipeline.editing import edited_row  # noqa: PLC0415 - keeps --help fast

    decide(
        context,
        lambda store: _found(store, claim),
        "admit" if anyway else "edit",
        reason=reason,
        by=by,
        edit=lambda row: edited_row(row, sets, unsets),
    )


@quarantine.command()
@click.argument("claim")
@decision_options
@pass_context
def drop(context: Context, *, claim: str, reason: str, by: str) -> None:
    """Take a claim off the list for good: the gate was right.

    It stays in quarantine, so that every claim can be accounted for, and is listed with --dropped alone. To take the
    decision back, admit the claim or remove the line from judgements.jsonl and rebuild.

    \b
    Example:
      chippolitik quarantine drop 3f2a9c01 --reason "the sentence is about a rumour" --by "A. Weber"
    """
    decide(context, lambda store: _found(store, claim), "reject", reason=reason, by=by)


def _found(store: Store, word: str) -> tuple[str, Claim]:
    held = _named(store, word)
    return held.article, held.claim


def _named(store: Store, word: str) -> Quarantined:
    from chippolitik.store.lookup import find_quarantined  # noqa: PLC0415 - keeps --help fast

    found = find_quarantined(store.quarantined(), word)
    if not found:
        raise UsageError(f"no claim {word!r} in quarantine", "'chippolitik quarantine list' shows all")
    if len(found) > 1:
        raise UsageError(f"{word!r} can mean {len(found)} claims", f"give the IRI, such as {found[0].iri}")
    return found[0]


def _is_dropped(held: Quarantined) -> bool:
    from chippolitik.pipeline.processing import REJECTED  # noqa: PLC0415 - keeps --help fast

    return any(reason.shape == REJECTED for reason in held.reasons)


def _breaks(held: Quarantined, shape: str) -> bool:
    return any(shape in {reason.shape, reason.shape.removeprefix(SHAPES)} for reason in held.reasons)


def _row(store: Store, held: Quarantined) -> dict[str, Any]:
    from chippolitik.model import claim_to_flat  # noqa: PLC0415 - keeps --help fast
    from chippolitik.namespaces import claim_iri  # noqa: PLC0415 - as above

    name = article_name(store, held.article) or held.article
    return {
        "digest": held.claim.digest,
        "claim": claim_to_flat(held.claim, article=name, iri=lambda digest: claim_iri(held.article, digest)),
        "reasons": [
            {"shape": reason.shape, "message": reason.message, "node": reason.focus or held.iri, "path": reason.path}
            for reason in held.reasons
        ],
    }


def _sentence(store: Store, held: Quarantined) -> dict[str, str] | None:
    """Return the quote in its sentence, or None where it does not stand in the text."""
    from chippolitik.graph import document_of  # noqa: PLC0415 - keeps --help fast
    from chippolitik.query.passage import passage_of  # noqa: PLC0415 - as above

    document, span = document_of(store, held.article), held.claim.evidence.span
    if document is None or span is None:
        return None
    passage = passage_of(document.text, span.start, span.end)
    return {"before": passage.before, "quote": passage.quote, "after": passage.after}


def _lines(row: dict[str, Any]) -> Iterator[str]:
    from chippolitik.query.render import plain  # noqa: PLC0415 - keeps --help fast

    claim, sentence = row["claim"], row["sentence"]
    roles = ", ".join(f"{name} = {' | '.join(v) if isinstance(v, list) else v}" for name, v in claim["roles"].items())
    yield plain(f"{claim['kind']}: {roles}")
    if sentence:
        parts = (" ".join(plain(sentence[name]).split("\n")) for name in ("before", "quote", "after"))
        before, quote, after = parts
        marked = click.style(f"[{quote}]", bold=True) if sys.stdout.isatty() else f"[{quote}]"
        yield f"  {before}{marked}{after}"
    else:
        yield plain(f"  “{' '.join(claim['quote'].split())}” (not in the text)")
    yield plain(f"  article    {claim['article']}")
    for reason in row["reasons"]:
        yield plain(f"  refused    {reason['shape'].removeprefix(SHAPES)}: {reason['message']}")
    yield f"  claim      {claim['id']}"
    for near in row["neighbours"]:
        yield plain(f"  {near['side']:<9}  {near['state']}, {near['says']}: “{' '.join(near['quote'].split())}”")


def _print_table(rows: list[dict[str, Any]]) -> None:
    from rich.console import Console  # noqa: PLC0415 - slow to import, and only this format needs it
    from rich.table import Table  # noqa: PLC0415 - as above
    from rich.text import Text  # noqa: PLC0415 - as above

    from chippolitik.query.render import plain  # noqa: PLC0415 - as above

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name, width in (("claim", 8), ("article", 20), ("kind", 14), ("shape", 16), ("reason", 40), ("quote", 40)):
        table.add_column(name, overflow="fold", max_width=width)
    for row in rows:
        claim, reason = row["claim"], row["reasons"][0]
        quote = " ".join(claim["quote"].split())
        cells = (claim["article"], claim["kind"], reason["shape"].removeprefix(SHAPES), reason["message"], quote)
        table.add_row(row["digest"][:8], *(Text(plain(cell)) for cell in cells))
    Console(width=None if sys.stdout.isatty() else 150).print(table)
