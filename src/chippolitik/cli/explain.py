"""``explain``: the quote in its sentence, the article, and how a derived triple came about."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from chippolitik.cli.context import Context, pass_context
from chippolitik.cli.opening import article_name, open_reader

if TYPE_CHECKING:
    from chippolitik.query.explain import ClaimExplanation, TripleExplanation

__all__ = ["explain"]


@click.command()
@click.argument("what", nargs=-1, required=True, metavar="IRI | SUBJECT PREDICATE OBJECT")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print."
)
@pass_context
def explain(context: Context, *, what: tuple[str, ...], form: str) -> None:
    """Show what is behind a claim, or behind a triple that was derived from claims.

    A claim is given by its IRI, the IRI of one of its parts, or its 16 digits; the things of a triple by label, alias,
    id or IRI.

    \b
    Examples:
      chippolitik explain https://w3id.org/chippolitik/id/article/…/claim/…
      chippolitik explain ByteDance ordered "Ascend 910B"
    """
    from chippolitik.query.explain import explain as explanations_of  # noqa: PLC0415 - keeps --help fast

    with open_reader(context.settings) as store:
        found = explanations_of(store, list(what), lambda article: article_name(store, article))
    if form == "json":
        click.echo(json.dumps([_json(one) for one in found], ensure_ascii=False, indent=2))
        return
    click.echo("\n\n".join("\n".join(_lines(one)) for one in found))


def _json(explanation: ClaimExplanation | TripleExplanation) -> dict[str, Any]:
    return dataclasses.asdict(explanation)


def _lines(explanation: ClaimExplanation | TripleExplanation) -> Iterator[str]:
    from chippolitik.query.explain import ClaimExplanation  # noqa: PLC0415 - keeps --help fast
    from chippolitik.query.render import plain  # noqa: PLC0415 - as above

    if isinstance(explanation, ClaimExplanation):
        yield from _claim_lines(explanation)
        return
    yield plain(" ".join(explanation.labels))
    yield f"  rule       {explanation.rule}"
    yield f"  follows from {len(explanation.claims)} claim{'s' if len(explanation.claims) > 1 else ''}:"
    for claim in explanation.claims:
        yield ""
        yield from (f"  {line}" if line else "" for line in _claim_lines(claim))


def _claim_lines(claim: ClaimExplanation) -> Iterator[str]:
    from chippolitik.query.render import plain  # noqa: PLC0415 - keeps --help fast

    row = claim.row
    roles = ", ".join(f"{name} = {' | '.join(v) if isinstance(v, list) else v}" for name, v in row["roles"].items())
    yield plain(f"{row['kind']}: {roles}")
    yield f"  {_marked(claim)}"
    source = claim.source or "unknown source"
    yield plain(f"  article    {claim.article_name} · {source} · {claim.published or 'date unknown'}")
    others = f"; others on the same question: {', '.join(claim.others)}" if claim.others else ""
    yield plain(f"  origin     {claim.origin or 'unknown'}: {claim.origin_basis}{others}")
    if "start" in row:
        yield f"  place      characters {row['start']} to {row['end']}"
    yield f"  modality   {row['modality']}" + (plain(f", says {row['attribution']}") if "attribution" in row else "")
    for key in ("quantity", "value", "time", "status", "phase"):
        if key in row:
            yield f"  {key.ljust(10)} {_plain(row[key])}"
    yield f"  holds      {'yes' if claim.holds else 'no'}: {claim.reason}"
    for words, links in (
        ("disputed by", claim.disputed_by),
        ("disputes", claim.disputes),
        ("fulfils", claim.fulfils),
        ("caused by", claim.caused_by),
    ):
        for quote in links.values():
            yield plain(f"  {words.ljust(10)} “{' '.join(quote.split())}”")
    for triple in claim.derived:
        yield plain(f"  gives      {' '.join(triple)}")
    yield f"  extractor  {claim.extractor or 'unknown'}"
    yield f"  claim      {claim.iri}"


def _marked(claim: ClaimExplanation) -> str:
    """Return the sentence with its quote in brackets, on a terminal in bold as well."""
    from chippolitik.query.render import plain  # noqa: PLC0415 - keeps --help fast

    before, quote, after = (plain(part) for part in (claim.passage.before, claim.passage.quote, claim.passage.after))
    marked = click.style(f"[{quote}]", bold=True) if sys.stdout.isatty() else f"[{quote}]"
    return " ".join(f"{before}{marked}{after}".split("\n"))


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {part}" for key, part in value.items())
    return str(value)
