"""What shells complete: names of queries, their parameters, and the values that a parameter can have."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem

__all__ = ["complete_parameter", "complete_query"]


def complete_query(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001 - click sets the signature
    """Return the queries whose names begin so, each with its question."""
    from chippolitik.query import catalogue  # noqa: PLC0415 - keeps --help fast

    return [CompletionItem(s.name, help=s.title("en")) for s in catalogue().values() if s.name.startswith(incomplete)]


def complete_parameter(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001 - click sets the signature
    """Return ``name=`` for the parameters of the query given before, and after it the values.

    Things are those of the knowledge base that is shipped, once a letter is given; a store may hold more.
    """
    from chippolitik.query import ParameterType, catalogue  # noqa: PLC0415 - keeps --help fast

    # While ``-p`` waits for its value, click has not yet given the words before it to their parameters.
    words = [ctx.params.get("question") or "", *ctx.args]
    spec = next((catalogue()[word] for word in words if word in catalogue()), None)
    if spec is None:
        return []
    name, equals, value = incomplete.partition("=")
    if not equals:
        return [CompletionItem(f"{p.name}=", help=p.description) for p in spec.parameters if p.name.startswith(name)]
    parameter = spec.parameter(name)
    if parameter is None:
        return []
    known: list[str] = []
    if parameter.type is ParameterType.ENTITY and value:
        from chippolitik.tables import load_tables  # noqa: PLC0415 - as above

        tables = load_tables()
        known = [row.label_en for row in tables.entities.values()] + [row.label for row in tables.chips.values()]
    elif parameter.type is ParameterType.KIND:
        from chippolitik.model import Kind  # noqa: PLC0415 - as above

        known = [kind.value for kind in Kind]
    elif parameter.type is ParameterType.TERM:
        from chippolitik import vocabulary  # noqa: PLC0415 - as above

        scheme = getattr(vocabulary, parameter.scheme, None)
        known = [word for word in vars(scheme) if not word.startswith("_")] if scheme else []
    return [
        CompletionItem(f"{name}={word}") for word in sorted(set(known)) if word.casefold().startswith(value.casefold())
    ]
