"""``quarantine``: the claims that the gate refused; see them, and let in what is right all the same."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from chippolitik.cli.context import Context, pass_context
from chippolitik.cli.opening import article_name, open_reader
from chippolitik.cli.words import counted
from chippolitik.errors import UsageError
from chippolitik.namespaces import SHAPES

if TYPE_CHECKING:
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
      chippolitik quarantine admit 3f2a9c01 --reason "the buyer is named in the headline"
    """


@quarantine.command("list")
@click.option("--article", help="Only this article, by name, key, id or IRI.")
@click.option("--format", "form", type=click.Choice(_FORMATS), default="table", show_default=True, help="How to print.")
@pass_context
def list_(context: Context, *, article: str | None, form: str) -> None:
    """List the claims in quarantine, with the first reason each.

    \b
    Example:
      chippolitik quarantine list --article article-1 --format json
    """
    from chippolitik.cli.retract import entries_named  # noqa: PLC0415 - keeps --help fast

    with open_reader(context.settings) as store:
        only = entries_named(store.entries(), (article,))[0].id if article else None
        rows = [_row(store, held) for held in store.quarantined(only)]
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif rows:
        _print_table(rows)
    click.echo(f"{counted(len(rows), 'claim')} in quarantine", err=True)


@quarantine.command()
@click.argument("claim")
@click.option("--format", "form", type=click.Choice(_FORMATS), default="table", show_default=True, help="How to print.")
@pass_context
def show(context: Context, *, claim: str, form: str) -> None:
    """Show a claim in quarantine: its quote in its sentence, what it says, and each reason.

    CLAIM is its IRI, its 16 digits, or at least the first four of them.

    \b
    Example:
      chippolitik quarantine show 3f2a9c01
    """
    with open_reader(context.settings) as store:
        held = _named(store, claim)
        row = _row(store, held) | {"sentence": _sentence(store, held)}
    if form == "json":
        click.echo(json.dumps(row, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_lines(row)))


@quarantine.command()
@click.argument("claim")
@click.option("--reason", required=True, help="Why it is right all the same; kept in judgements.jsonl.")
@pass_context
def admit(context: Context, *, claim: str, reason: str) -> None:
    """Let a claim in that the gate refused.

    The decision is written to judgements.jsonl in the store's folder and followed by every rebuild.

    \b
    Example:
      chippolitik quarantine admit 3f2a9c01 --reason "the buyer is named in the headline"
    """
    from chippolitik.pipeline.reprocessing import admit as let_in  # noqa: PLC0415 - keeps --help fast
    from chippolitik.pipeline.versions import manifest  # noqa: PLC0415 - as above
    from chippolitik.store import open_writer  # noqa: PLC0415 - as above

    if not reason.strip():
        raise UsageError("a decision needs a reason", "say --reason TEXT")
    with open_writer(context.settings.store, manifest()) as store:
        held = _named(store, claim)
        result = let_in(store, held, reason)
        name = article_name(store, held.article)
    click.echo(f"admitted {held.iri} to {name}, {counted(result.quads, 'quad')} added", err=True)


def _named(store: Store, word: str) -> Quarantined:
    from chippolitik.store.lookup import find_quarantined  # noqa: PLC0415 - keeps --help fast

    found = find_quarantined(store.quarantined(), word)
    if not found:
        raise UsageError(f"no claim {word!r} in quarantine", "'chippolitik quarantine list' shows all")
    if len(found) > 1:
        raise UsageError(f"{word!r} can mean {len(found)} claims", f"give the IRI, such as {found[0].iri}")
    return found[0]


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
