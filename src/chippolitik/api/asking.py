"""Queries of the caller's own in this process: checked like those from outside, but without limits.

Under limits they run in ``query.worker``.
"""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import QueryBoolean, QueryTriples

from chippolitik.errors import UsageError
from chippolitik.graph.view import View
from chippolitik.query import QuerySpec, RawAnswer
from chippolitik.query.binding import Bindings, bind
from chippolitik.query.guard import check_query, with_prefixes

__all__ = ["ask_here"]


def ask_here(view: View, spec: QuerySpec, values: Mapping[str, str]) -> RawAnswer:
    """Check and run a query, once for each reading of the names that it is given.

    Args:
        view: The graph.
        spec: The query.
        values: Values of its parameters.

    Raises:
        UsageError: It does not parse, updates, federates, or reads a graph that is not there; or a value is refused.
    """
    text = with_prefixes(spec.text)
    check_query(text, view)
    answers = [_ask(view, text, bindings) for bindings in bind(view, spec, values)]
    if len(answers) > 1 and any(answer.triples is not None or answer.boolean is not None for answer in answers):
        raise UsageError("a name given can mean several things", "give its IRI")
    solutions = tuple(solution for answer in answers for solution in answer.solutions)
    first = answers[0]
    return RawAnswer(first.variables, solutions, first.boolean, first.triples)


def _ask(view: View, text: str, bindings: Bindings) -> RawAnswer:
    result = view.query(text, bindings)
    if isinstance(result, QueryBoolean):
        return RawAnswer(boolean=bool(result))
    if isinstance(result, QueryTriples):
        return RawAnswer(triples=tuple(result))
    names = [variable.value for variable in result.variables]
    solutions = ({name: term for name in names if (term := row[name]) is not None} for row in result)
    return RawAnswer(variables=tuple(names), solutions=tuple(solutions))
