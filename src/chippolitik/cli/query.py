"""``query``: run a named or an own query. What can be asked is listed by ``queries``."""

from __future__ import annotations

import functools
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chippolitik.cli.completion import complete_parameter, complete_query
from chippolitik.cli.context import Context, pass_context
from chippolitik.cli.opening import article_name, open_asked, open_reader
from chippolitik.cli.words import counted
from chippolitik.errors import InputError, UsageError

if TYPE_CHECKING:
    from chippolitik.query import Answer, QuerySpec
    from chippolitik.store import Store

__all__ = ["query"]

_ROW_FORMATS = ("table", "json", "jsonl", "csv", "tsv", "md", "srj", "parquet")
_RDF_FORMATS = ("ttl", "nt")


@click.command()
@click.argument("question", metavar="NAME|FILE|-", shell_complete=complete_query)
@click.option("-p", "given", multiple=True, metavar="KEY=VALUE", shell_complete=complete_parameter, help="A parameter.")
@click.option("--as-of", metavar="DAY", help="Only what may be the case on that day; the same as -p as_of=DAY.")
@click.option("--known-at", metavar="DAY", help="Only articles published by that day; the same as -p known_at=DAY.")
@click.option("--lang", type=click.Choice(["en", "de"]), default="en", show_default=True, help="Language of labels.")
@click.option(
    "--format", "form", type=click.Choice([*_ROW_FORMATS, *_RDF_FORMATS]), default="table", show_default=True,
    help="srj is SPARQL's JSON; parquet needs the extra of that name; ttl and nt are for CONSTRUCT.",
)  # fmt: skip
@click.option("--evidence", is_flag=True, help="Add the quote, article, day and source of each claim of a row.")
@click.option("--show", is_flag=True, help="Print the query, its terms, and what answers, on stderr.")
@click.option("--timeout", type=click.FloatRange(min=0.1), help="Time limit of an own query, in seconds.")
@pass_context
def query(
    context: Context,
    *,
    question: str,
    given: tuple[str, ...],
    as_of: str | None,
    known_at: str | None,
    lang: str,
    form: str,
    evidence: bool,
    show: bool,
    timeout: float | None,
) -> None:
    """Run a named query, or an own one from a file or standard input.

    A parameter that is a thing takes its label, an alias, its id or its IRI. Own queries only read, reach no other
    server, and stop at the time limit; they may use the prefixes chip, id, vocab, rdf, rdfs, skos and xsd undeclared.

    \b
    Examples:
      chippolitik query order-fulfilment -p buyer=ByteDance
      chippolitik query measures-against -p product="Nvidia chips" --as-of 2024-10-01 --format json
      echo 'SELECT ?order { ?order a chip:Order }' | chippolitik query -
    """
    values = _values(given, as_of, known_at)
    spec, own = _spec(question)
    with open_asked(context.settings) as store:
        if show:
            _show(store, spec, values, own=own)
        if own:
            answer = _ask_own(context, store, spec, values, lang=lang, form=form, timeout=timeout)
        else:
            answer = _ask_named(store, spec, values, lang)
            if not answer.rows:
                from chippolitik.query import why_empty  # noqa: PLC0415 - only for empty answers

                click.echo(why_empty(store, spec, values), err=True)
        if answer is not None and not answer.rows and own:
            _say_unknown_terms(spec)
        if answer is not None and evidence:
            answer = _with_evidence(store, answer, lang)
    if answer is not None:
        _write(answer, form)
        if answer.rows:
            click.echo(counted(len(answer.rows), "row"), err=True)


def _values(given: tuple[str, ...], as_of: str | None, known_at: str | None) -> dict[str, str]:
    values: dict[str, str] = {}
    for pair in [*given, *(f"{name}={day}" for name, day in (("as_of", as_of), ("known_at", known_at)) if day)]:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise UsageError(f"not of the form key=value: {pair!r}", "for example: -p company=ByteDance")
        if name in values:
            raise UsageError(f"parameter {name!r} is given twice", "give it once")
        values[name] = value
    return values


def _spec(question: str) -> tuple[QuerySpec, bool]:
    """Return the query, and whether it is the user's own."""
    from chippolitik.query import find_query  # noqa: PLC0415 - keeps --help fast
    from chippolitik.query.own import read_own  # noqa: PLC0415 - as above

    if question == "-":
        return read_own(sys.stdin.buffer.read(), "standard input"), True
    path = Path(question)
    if path.suffix in {".rq", ".sparql"} or len(path.parts) > 1 or path.is_file():
        try:
            return read_own(path.read_bytes(), question), True
        except OSError as error:
            raise InputError(
                f"cannot be read: {error.strerror}", "check the name of the file", file=question
            ) from error
    return find_query(question), False


def _ask_named(store: Store, spec: QuerySpec, values: dict[str, str], lang: str) -> Answer:
    from chippolitik.query import run_query  # noqa: PLC0415 - keeps --help fast

    return run_query(store, spec, values, lang=lang, article_name=lambda article: article_name(store, article))


def _ask_own(
    context: Context,
    store: Store,
    spec: QuerySpec,
    values: dict[str, str],
    *,
    lang: str,
    form: str,
    timeout: float | None,
) -> Answer | None:
    from chippolitik.query import Labels, Limits  # noqa: PLC0415 - keeps --help fast
    from chippolitik.query.own import answer_own, ask_own  # noqa: PLC0415 - as above

    settings = context.settings
    limits = Limits(seconds=timeout or settings.query_seconds, memory=settings.query_memory)
    raw = ask_own(functools.partial(open_reader, settings), store, spec, values, limits)
    if form in _RDF_FORMATS:
        if raw.triples is None:
            raise UsageError(
                f"--format {form} is for CONSTRUCT and DESCRIBE", f"choose one of {', '.join(_ROW_FORMATS)}"
            )
        from pyoxigraph import RdfFormat, serialize  # noqa: PLC0415 - keeps --help fast

        from chippolitik.query.guard import PREFIXES  # noqa: PLC0415 - as above

        rdf = RdfFormat.TURTLE if form == "ttl" else RdfFormat.N_TRIPLES
        serialize(raw.triples, sys.stdout.buffer, rdf, prefixes=PREFIXES if form == "ttl" else None)
        return None
    return answer_own(raw, spec, Labels(store, lang, lambda article: article_name(store, article)))


def _with_evidence(store: Store, answer: Answer, lang: str) -> Answer:
    from chippolitik.query import Labels  # noqa: PLC0415 - only for --evidence
    from chippolitik.query.evidence import with_evidence  # noqa: PLC0415 - as above

    labels = Labels(store, lang, lambda article: article_name(store, article))
    found, bare = with_evidence(store, answer, labels)
    if bare:
        click.echo(f"{counted(bare, 'row')} without evidence: no claim is named there", err=True)
    return found


def _say_unknown_terms(spec: QuerySpec) -> None:
    """Name the terms of an own query that nobody knows, since they are why it finds nothing."""
    from chippolitik.query.lint import lint_query  # noqa: PLC0415 - only for empty answers

    slips = [slip for slip in lint_query(spec.text, limit=False) if slip.code == "unknown-term"]
    for slip in slips:
        click.echo(f"no rows; {slip.message}", err=True)
    if not slips:
        click.echo("no rows; the store holds nothing that fits the query", err=True)


def _show(store: Store, spec: QuerySpec, values: dict[str, str], *, own: bool) -> None:
    from chippolitik.query.binding import bind  # noqa: PLC0415 - only for --show
    from chippolitik.query.claimtable import why_not_by_table  # noqa: PLC0415 - as above

    click.echo(spec.text.rstrip("\n"), err=True)
    why = "own queries always are" if own else why_not_by_table(store, spec.name)
    click.echo(f"# answered in SPARQL: {why}" if why else "# answered by the claim table", err=True)
    for bindings in bind(store, spec, values):
        click.echo(
            "# bound: " + (", ".join(f"{name} = {term}" for name, term in bindings.items()) or "nothing"), err=True
        )


def _write(answer: Answer, form: str) -> None:
    from chippolitik.query.render import render  # noqa: PLC0415 - keeps --help fast
    from chippolitik.query.table import plain_table, terminal_table  # noqa: PLC0415 - as above

    if form in _RDF_FORMATS:
        raise UsageError(f"--format {form} is for own CONSTRUCT queries", f"choose one of {', '.join(_ROW_FORMATS)}")
    if form == "parquet":
        _write_parquet(answer)
    elif form == "table":
        if answer.rows:
            click.echo(terminal_table(answer) if sys.stdout.isatty() else plain_table(answer), nl=False)
    else:
        sys.stdout.write(render(answer, form))


def _write_parquet(answer: Answer) -> None:
    from chippolitik.query.parquet import parquet_bytes  # noqa: PLC0415 - an optional part

    if sys.stdout.isatty():
        raise UsageError("Parquet is no text for a terminal", "write it to a file: … --format parquet > rows.parquet")
    sys.stdout.buffer.write(parquet_bytes(answer))
