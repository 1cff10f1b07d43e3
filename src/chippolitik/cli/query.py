"""``query`` and ``queries``: run a named or an own query, and list what can be asked."""

from __future__ import annotations

import functools
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from chippolitik.cli.context import Context, pass_context
from chippolitik.cli.opening import article_name, open_reader
from chippolitik.cli.words import counted
from chippolitik.errors import InputError, UsageError

if TYPE_CHECKING:
    from chippolitik.query import Answer, QuerySpec
    from chippolitik.store import Store

__all__ = ["queries", "query"]

_ROW_FORMATS = ("table", "json", "jsonl", "csv", "tsv", "md", "srj")
_RDF_FORMATS = ("ttl", "nt")


def _complete_name(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001 - click sets the signature
    from chippolitik.query import catalogue  # noqa: PLC0415 - keeps --help fast

    return [CompletionItem(s.name, help=s.title("en")) for s in catalogue().values() if s.name.startswith(incomplete)]


def _complete_parameter(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001 - click sets the signature
    from chippolitik.query import catalogue  # noqa: PLC0415 - keeps --help fast

    spec = catalogue().get(ctx.params.get("question") or "")
    parameters = spec.parameters if spec else ()
    return [CompletionItem(f"{p.name}=", help=p.description) for p in parameters if p.name.startswith(incomplete)]


@click.command()
@click.argument("question", metavar="NAME|FILE|-", shell_complete=_complete_name)
@click.option(
    "-p", "given", multiple=True, metavar="KEY=VALUE", shell_complete=_complete_parameter, help="A parameter."
)
@click.option("--as-of", metavar="DAY", help="Only what may be the case on that day; the same as -p as_of=DAY.")
@click.option("--known-at", metavar="DAY", help="Only articles published by that day; the same as -p known_at=DAY.")
@click.option("--lang", type=click.Choice(["en", "de"]), default="en", show_default=True, help="Language of labels.")
@click.option(
    "--format", "form", type=click.Choice([*_ROW_FORMATS, *_RDF_FORMATS]), default="table", show_default=True,
    help="srj is SPARQL's JSON; ttl and nt are for CONSTRUCT.",
)  # fmt: skip
@click.option("--show", is_flag=True, help="Print the query and the terms bound in it on stderr.")
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
    with open_reader(context.settings) as store:
        if show:
            _show(store, spec, values)
        if own:
            answer = _ask_own(context, store, spec, values, lang=lang, form=form, timeout=timeout)
        else:
            answer = _ask_named(store, spec, values, lang)
            if not answer.rows:
                from chippolitik.query import why_empty  # noqa: PLC0415 - only for empty answers

                click.echo(why_empty(store, spec, values), err=True)
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


def _show(store: Store, spec: QuerySpec, values: dict[str, str]) -> None:
    from chippolitik.query.binding import bind  # noqa: PLC0415 - only for --show

    click.echo(spec.text.rstrip("\n"), err=True)
    for bindings in bind(store, spec, values):
        click.echo(
            "# bound: " + (", ".join(f"{name} = {term}" for name, term in bindings.items()) or "nothing"), err=True
        )


def _write(answer: Answer, form: str) -> None:
    from chippolitik.query.render import render  # noqa: PLC0415 - keeps --help fast
    from chippolitik.query.table import plain_table, terminal_table  # noqa: PLC0415 - as above

    if form in _RDF_FORMATS:
        raise UsageError(f"--format {form} is for own CONSTRUCT queries", f"choose one of {', '.join(_ROW_FORMATS)}")
    if form == "table":
        if answer.rows:
            click.echo(terminal_table(answer) if sys.stdout.isatty() else plain_table(answer), nl=False)
    else:
        sys.stdout.write(render(answer, form))


@click.command()
@click.argument("name", required=False, shell_complete=_complete_name)
@click.option("--lang", type=click.Choice(["en", "de"]), default="en", show_default=True, help="Language of questions.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "md"]),
    default="table",
    show_default=True,
    help="How to print.",
)
def queries(name: str | None, *, lang: str, form: str) -> None:
    """List the named queries by topic, or say all about one.

    \b
    Examples:
      chippolitik queries
      chippolitik queries order-fulfilment
      chippolitik queries --format json
    """
    from chippolitik.query import catalogue, find_query  # noqa: PLC0415 - keeps --help fast

    specs = [find_query(name)] if name else list(catalogue().values())
    if form == "json":
        click.echo(json.dumps([_json(spec) for spec in specs], ensure_ascii=False, indent=2))
    elif form == "md":
        click.echo("\n\n".join(_markdown(spec, lang) for spec in specs))
    elif name:
        click.echo(_details(specs[0], lang))
    else:
        click.echo(_list(specs, lang))


def _json(spec: QuerySpec) -> dict[str, object]:
    return {
        "name": spec.name,
        "title": spec.titles,
        "topic": spec.topic,
        "parameters": [
            {
                "name": p.name, "type": p.type.value, **({"scheme": p.scheme} if p.scheme else {}),
                "required": p.required, "default": p.default, "description": p.description,
            }
            for p in spec.parameters
        ],
        "columns": [{"name": c.name, "type": c.type.value, "description": c.description} for c in spec.columns],
        "example": _example(spec),
    }  # fmt: skip


def _list(specs: list[QuerySpec], lang: str) -> str:
    from chippolitik.query import TOPICS  # noqa: PLC0415 - keeps --help fast

    width = max(len(spec.name) for spec in specs)
    lines = []
    for topic, heading in TOPICS.items():
        own = [spec for spec in specs if spec.topic == topic]
        if own:
            lines += ["", heading]
        for spec in own:
            parameters = " ".join(p.name if p.required else f"[{p.name}]" for p in spec.parameters)
            lines += [f"  {spec.name.ljust(width)}  {spec.title(lang)}", f"  {' ' * width}  {parameters}".rstrip()]
    lines += ["", f"For example: {_example(specs[0])}", "All about one: chippolitik queries NAME"]
    return "\n".join(lines[1:])


def _details(spec: QuerySpec, lang: str) -> str:
    lines = [spec.title(lang), "", "Parameters"]
    for p in spec.parameters:
        kind = f"{p.type.value}{f' of {p.scheme}' if p.scheme else ''}"
        mark = "required" if p.required else f"default {p.default}" if p.default is not None else "optional"
        lines.append(f"  {p.name} ({kind}, {mark})  {p.description}")
    lines += ["", "Columns"] + [f"  {c.name} ({c.type.value})  {c.description}" for c in spec.columns]
    return "\n".join([*lines, "", f"For example: {_example(spec)}"])


def _markdown(spec: QuerySpec, lang: str) -> str:
    head = [f"## {spec.name}", "", spec.title(lang), "", f"    {_example(spec)}", ""]
    head += ["| parameter | type | | |", "|---|---|---|---|"]
    head += [
        f"| `{p.name}` | {p.type.value} | {'required' if p.required else p.default or 'optional'} | {p.description} |"
        for p in spec.parameters
    ]
    head += ["", "| column | type | |", "|---|---|---|"]
    return "\n".join(head + [f"| `{c.name}` | {c.type.value} | {c.description} |" for c in spec.columns])


def _example(spec: QuerySpec) -> str:
    return f"chippolitik query {spec.name} {spec.example}".rstrip()
