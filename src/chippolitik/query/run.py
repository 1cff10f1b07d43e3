"""Run queries: trusted ones of the catalogue here, others through ``worker``; and say why an answer is empty."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from pyoxigraph import QuerySolutions, Variable

from chippolitik.graph.view import OxigraphView, View
from chippolitik.query.answer import Answer, Labels, Solution, answer_of
from chippolitik.query.binding import Bindings, bind
from chippolitik.query.catalogue import catalogue
from chippolitik.query.claimtable import answered_by_table
from chippolitik.query.header import ColumnType, QuerySpec
from chippolitik.query.planning import with_terms
from chippolitik.store.database import Remote
from chippolitik.store.embedded import EmbeddedStore

__all__ = ["answers_of", "run_query", "solutions_of", "why_empty"]


def run_query(
    view: View,
    spec: QuerySpec,
    values: Mapping[str, str] | None = None,
    *,
    lang: str = "en",
    article_name: Callable[[str], str | None] | None = None,
) -> Answer:
    """Run a query of the catalogue.

    Args:
        view: The graph.
        spec: The query; trusted, since it runs in this process and without limits.
        values: Parameter name → what the user wrote.
        lang: Language of the labels, ``en`` or ``de``.
        article_name: Gives the name of an article for people from its id.

    Returns:
        Typed rows in the query's order; readings of a name that several entities bear come one after the other.

    Raises:
        UsageError: A parameter is unknown, missing or ill-typed, or a name is unknown.
    """
    readings = bind(view, spec, values or {})
    solutions = [solution for bindings in readings for solution in answers_of(view, spec, bindings)]
    answer = answer_of(spec.columns, solutions, Labels(view, lang, article_name))
    if any(column.type in {ColumnType.ORIGINS, ColumnType.ORIGIN_COUNT} for column in spec.columns):
        from chippolitik.query.origins.counting import with_origins  # noqa: PLC0415 - tracing asks queries itself

        return with_origins(view, spec, answer, readings[0])
    return answer


def answers_of(view: View, spec: QuerySpec, bindings: Bindings) -> list[Solution]:
    """Return the solutions of a query: by the claim table where it can answer, else by SPARQL."""
    if catalogue().get(spec.name) is spec:
        found = answered_by_table(view, spec.name, bindings)
        if found is not None:
            return found
    return solutions_of(view, spec.text, bindings)


def solutions_of(view: View, sparql: str, bindings: Bindings) -> list[Solution]:
    """Return the solutions of a trusted SELECT query with terms bound to its variables; unbound ones are absent."""
    result = view.query(with_terms(sparql, bindings, lateral=_is_oxigraph(view)), bindings)
    assert isinstance(result, QuerySolutions)
    return list(_named(result.variables, result))


def _is_oxigraph(view: View) -> bool:
    """Tell whether a graph is asked by Oxigraph in this process, and not at an endpoint of any make."""
    if isinstance(view, EmbeddedStore):
        return not isinstance(view.parts.main, Remote)
    return isinstance(view, OxigraphView)


def why_empty(view: View, spec: QuerySpec, values: Mapping[str, str]) -> str:
    """Return a sentence that says why an answer has no rows: which parameter leaves none, or that there is nothing.

    Args:
        view: The graph.
        spec: A trusted query.
        values: The values that gave no row.
    """
    for left_out in values:
        parameter = spec.parameter(left_out)
        fewer = {name: value for name, value in values.items() if name != left_out}
        if parameter and not parameter.required and (rows := run_query(view, spec, fewer).rows):
            return f"no rows; without {left_out}={values[left_out]} there are {len(rows)}"
    optional = [name for name in values if (p := spec.parameter(name)) and not p.required]
    rest = {name: value for name, value in values.items() if name not in optional}
    if len(optional) > 1 and (rows := run_query(view, spec, rest).rows):
        return f"no rows; without {', '.join(optional)} there are {len(rows)}"
    return "no rows; the store holds nothing that answers this question"


def _named(variables: Iterable[Variable], result: QuerySolutions) -> Iterable[Solution]:
    names = [variable.value for variable in variables]
    for solution in result:
        yield {name: term for name in names if (term := solution[name]) is not None}
