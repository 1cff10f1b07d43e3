"""``claims``: the claims of the store in the flat form."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from chippolitik.cli.claim_rows import ROW_FORMATS, write_rows
from chippolitik.cli.context import Context, pass_context
from chippolitik.cli.deciding import decide, decision_options
from chippolitik.cli.opening import open_reader
from chippolitik.cli.words import counted, did_you_mean
from chippolitik.errors import UsageError
from chippolitik.model import Kind, Modality
from chippolitik.namespaces import ARTICLE, claim_iri

if TYPE_CHECKING:
    from chippolitik.model import Claim
    from chippolitik.store import Entry, Store

__all__ = ["claims"]


@click.group(invoke_without_command=True)
@click.option("--article", "articles", multiple=True, help="Only this article, by name, id or IRI; may be repeated.")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice([kind.value for kind in Kind], case_sensitive=False),
    help="Only this kind.",
)
@click.option(
    "--modality",
    "modalities",
    multiple=True,
    type=click.Choice([modality.value for modality in Modality]),
    help="Only this modality.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice([*ROW_FORMATS, "md"]),
    default="table",
    show_default=True,
    help="How to print.",
)
@pass_context
def claims(
    context: Context,
    *,
    articles: tuple[str, ...],
    kinds: tuple[str, ...],
    modalities: tuple[str, ...],
    form: str,
) -> None:
    """Print the claims that the store holds, by article and place in the text.

    jsonl is the exchange form: one claim a line, as 'extract' prints them, with the IRI of each claim as its id.
    The commands below judge a claim; each decision is kept in judgements.jsonl and followed ever after.

    \b
    Examples:
      chippolitik claims --article seed
      chippolitik claims --kind Order --modality planned --format jsonl
      chippolitik claims reject 3f2a9c01 --reason "the wire was withdrawn" --by "A. Weber"
    """
    if click.get_current_context().invoked_subcommand:
        return
    with open_reader(context.settings) as store:
        entries = _chosen(store, articles)
        counter = _Counter(_rows(store, entries, set(kinds), set(modalities)))
        if form == "md":
            _write_markdown(counter)
        else:
            write_rows(counter, form, sys.stdout)
    click.echo(f"{counted(counter.rows, 'claim')} in {counted(counter.articles, 'article')}", err=True)


@claims.command()
@click.argument("claim")
@decision_options
@pass_context
def confirm(context: Context, *, claim: str, reason: str, by: str) -> None:
    """Say that a claim is right, so that no later version of the gate keeps it out.

    CLAIM is its IRI, its 16 digits, or at least the first four of them.

    \b
    Example:
      chippolitik claims confirm 3f2a9c01 --reason "checked against the filing" --by "A. Weber"
    """
    decide(context, lambda store: _named(store, claim), "confirm", reason=reason, by=by)


@claims.command()
@click.argument("claim")
@decision_options
@pass_context
def reject(context: Context, *, claim: str, reason: str, by: str) -> None:
    """Say that a claim is wrong: it leaves the graph and stays in quarantine, with the reason.

    \b
    Example:
      chippolitik claims reject 3f2a9c01 --reason "the wire was withdrawn" --by "A. Weber"
    """
    decide(context, lambda store: _named(store, claim), "reject", reason=reason, by=by)


@claims.command()
@click.option(
    "--format", "form", type=click.Choice(("table", "json")), default="table", show_default=True, help="How to print."
)
@pass_context
def decisions(context: Context, *, form: str) -> None:
    """List what people decided about claims, oldest first: the content of judgements.jsonl.

    \b
    Example:
      chippolitik claims decisions --format json
    """
    from chippolitik.query.render import plain  # noqa: PLC0415 - keeps --help fast

    with open_reader(context.settings) as store:
        found = store.judgements()
        names = {entry.id: entry.name for entry in store.entries()}
    if form == "json":
        click.echo(json.dumps([judgement.row() for judgement in found], ensure_ascii=False, indent=2))
        return
    for judgement in found:
        where, who = names.get(judgement.article, judgement.article), judgement.by or "?"
        says = f"{judgement.kind} {judgement.roles}"
        edited = ", edited" if judgement.edited else ""
        click.echo(plain(f"{judgement.verdict}{edited}  {where}  {says}  {who}: {judgement.reason}"))
    click.echo(counted(len(found), "decision"), err=True)


def _named(store: Store, word: str) -> tuple[str, Claim]:
    from chippolitik.store.lookup import find_claims  # noqa: PLC0415 - keeps --help fast

    found = find_claims(store, word)
    if not found:
        raise UsageError(f"no claim {word!r} in the graph", "'chippolitik claims --format jsonl' shows all")
    if len(found) > 1:
        article, claim = found[0]
        raise UsageError(
            f"{word!r} can mean {len(found)} claims", f"give the IRI, such as {claim_iri(article, claim.digest)}"
        )
    return found[0]


class _Counter:
    """Passes rows on and counts them, so that nothing need be held."""

    def __init__(self, rows: Iterable[dict[str, Any]]) -> None:
        self._given = rows
        self._names: set[str] = set()
        self.rows = 0

    @property
    def articles(self) -> int:
        return len(self._names)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for row in self._given:
            self.rows += 1
            self._names.add(row["article"])
            yield row


def _chosen(store: Store, wanted: tuple[str, ...]) -> list[Entry]:
    entries = [entry for entry in store.entries() if entry.kind == "article"]
    if not wanted:
        return entries
    chosen: dict[str, Entry] = {}
    for text in wanted:
        short = text.removeprefix(ARTICLE)
        found = [entry for entry in entries if short in {entry.id, entry.name, *entry.keys}]
        if not found:
            raise UsageError(
                f"the store holds no article {text!r}{did_you_mean(text, (entry.name for entry in entries))}",
                "give its name, its id or its IRI",
            )
        chosen |= {entry.id: entry for entry in found}
    return list(chosen.values())


def _rows(store: Store, entries: list[Entry], kinds: set[str], modalities: set[str]) -> Iterator[dict[str, Any]]:
    from chippolitik.graph import claims_of  # noqa: PLC0415 - keeps --help fast
    from chippolitik.model import claim_to_flat  # noqa: PLC0415 - as above

    for entry in entries:
        article = entry.id
        for claim in claims_of(store, article):
            if (not kinds or claim.kind in kinds) and (not modalities or claim.modality in modalities):
                yield claim_to_flat(claim, article=entry.name, iri=lambda digest: claim_iri(article, digest))  # noqa: B023 - called at once


def _write_markdown(rows: Iterable[dict[str, Any]]) -> None:
    from chippolitik.query.render import markdown_row  # noqa: PLC0415 - only for this format

    columns = ("article", "kind", "roles", "modality", "attribution", "quote")
    click.echo(markdown_row(columns))
    click.echo(markdown_row(["---"] * len(columns), escape=False))
    for row in rows:
        roles = "; ".join(f"{k} = {', '.join(v) if isinstance(v, list) else v}" for k, v in row["roles"].items())
        click.echo(markdown_row([str({**row, "roles": roles}.get(name, "")) for name in columns]))
