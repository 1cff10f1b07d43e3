"""``queries``: list what can be asked, by topic, or say all about one query."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from chippolitik.cli.completion import complete_query

if TYPE_CHECKING:
    from chippolitik.query import QuerySpec

__all__ = ["queries"]


@click.command()
@click.argument("name", required=False, shell_complete=complete_query)
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
