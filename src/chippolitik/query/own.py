"""Queries that users bring along: read from a file or a stream, asked under limits, answered as typed rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from chippolitik.errors import InputError, UsageError
from chippolitik.graph.view import View
from chippolitik.query.answer import Answer, Labels, answer_of
from chippolitik.query.binding import bind
from chippolitik.query.header import Column, ColumnType, QuerySpec, read_query
from chippolitik.query.worker import Limits, RawAnswer, ask_from_outside

__all__ = ["answer_own", "ask_own", "read_own"]

_MOST_CHARACTERS = 1_000_000


def read_own(data: bytes, file: str) -> QuerySpec:
    """Read a query from outside.

    Args:
        data: Its bytes; UTF-8.
        file: Its name, for errors and as the query's name.

    Raises:
        InputError: It is no text, too long, or its header is broken.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError("not text in UTF-8", "save the query as UTF-8", file=file) from error
    if len(text) > _MOST_CHARACTERS:
        raise InputError(f"longer than {_MOST_CHARACTERS:,} characters", "ask something shorter", file=file)
    if not text.strip():
        raise InputError("the query is empty", "write a SPARQL query, or name one of 'chippolitik queries'", file=file)
    return read_query(Path(file).stem, text, file=file)


def ask_own(
    opener: Callable[[], View], view: View, spec: QuerySpec, values: Mapping[str, str], limits: Limits
) -> RawAnswer:
    """Ask a query from outside, once for each reading of the names that it is given.

    Args:
        opener: Opens the graph in the worker; see ``ask_from_outside``.
        view: The same graph here, which knows names.
        spec: The query.
        values: Parameter name → what the user wrote.
        limits: What each reading may use.

    Raises:
        UsageError: The query or a value is refused.
        StoreError: It ran into a limit.
    """
    answers = [ask_from_outside(opener, spec.text, bindings, limits) for bindings in bind(view, spec, values)]
    if len(answers) == 1:
        return answers[0]
    if any(answer.triples is not None or answer.boolean is not None for answer in answers):
        raise UsageError("a name given can mean several things", "give its IRI")
    solutions = tuple(solution for answer in answers for solution in answer.solutions)
    return RawAnswer(variables=answers[0].variables, solutions=solutions)


def answer_own(raw: RawAnswer, spec: QuerySpec, labels: Labels) -> Answer:
    """Make typed rows of what the engine gave; ASK gives one row, CONSTRUCT one a triple."""
    if raw.boolean is not None:
        solution = {"answer": Literal(raw.boolean)}
        return answer_of([Column(name="answer", type=ColumnType.ANY)], [solution], labels)
    if raw.triples is not None:
        names = ("subject", "predicate", "object")
        columns = [Column(name=name, type=ColumnType.ANY) for name in names]
        solutions = [
            {name: getattr(triple, name) for name in names if isinstance(getattr(triple, name), NamedNode | Literal)}
            for triple in raw.triples
        ]
        return answer_of(columns, solutions, labels)
    columns = list(spec.columns) or [Column(name=name, type=ColumnType.ANY) for name in raw.variables]
    return answer_of(columns, raw.solutions, labels, fold=bool(spec.columns))
