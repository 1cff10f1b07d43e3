"""Values of parameters as RDF terms: the only way a value gets into a query."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode, Variable

from chippolitik.errors import UsageError
from chippolitik.graph.terms import chip, concept, date_time, integer, string
from chippolitik.graph.view import Term, View
from chippolitik.model import Kind
from chippolitik.namespaces import vocab_iri
from chippolitik.query.header import Parameter, ParameterType, QuerySpec
from chippolitik.query.names import find_entities, suggestion

__all__ = ["Bindings", "bind", "day_of"]

Bindings = dict[Variable, Term]
_MOST_READINGS = 64
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# A term's scheme is listed by what the graph holds, so that a scheme of the user's own files works too.
_CONCEPT = NamedNode("http://www.w3.org/2004/02/skos/core#inScheme")


def bind(view: View, spec: QuerySpec, values: Mapping[str, str]) -> list[Bindings]:
    """Return the substitutions that values mean: one for each reading of names that several entities bear.

    Args:
        view: The graph, which knows names.
        spec: The query.
        values: Parameter name → what the user wrote.

    Raises:
        UsageError: A parameter is unknown, missing or ill-typed, or a name is unknown.
    """
    known = [parameter.name for parameter in spec.parameters]
    for name in values:
        if name not in known:
            hint = f"it takes {', '.join(known)}" if known else "it takes none"
            raise UsageError(f"query {spec.name!r} has no parameter {name!r}{suggestion(name, known)}", hint)
    readings: list[list[tuple[Variable, Term]]] = []
    for parameter in spec.parameters:
        text = values.get(parameter.name, parameter.default)
        if text is None and parameter.required:
            raise UsageError(
                f"query {spec.name!r} needs the parameter {parameter.name!r}: {parameter.description}",
                f"for example: chippolitik query {spec.name} {spec.example}".rstrip(),
            )
        if text is not None:
            variable = Variable(parameter.variable)
            readings.append([(variable, term) for term in _terms(view, parameter, text)])
    made = [dict(pairs) for pairs in itertools.islice(itertools.product(*readings), _MOST_READINGS + 1)]
    if len(made) > _MOST_READINGS:
        raise UsageError("the names given can mean too many things together", "give IRIs instead of labels")
    return made


def _terms(view: View, parameter: Parameter, text: str) -> list[Term]:
    text = text.strip()
    if not text:
        raise UsageError(f"parameter {parameter.name!r} is empty", "leave it out, or give a value")
    match parameter.type:
        case ParameterType.ENTITY:
            return [NamedNode(iri) for iri in find_entities(view, text)]
        case ParameterType.KIND:
            return [chip(_choice(parameter, text, [kind.value for kind in Kind]))]
        case ParameterType.TERM:
            return [_concept(view, parameter, text)]
        case ParameterType.INTEGER:
            return [_integer(parameter, text)]
        case ParameterType.DATE:
            return [day_of(parameter.name, text)]
        case ParameterType.STRING:
            return [string(text)]


def _choice(parameter: Parameter, text: str, known: list[str]) -> str:
    by_fold = {name.casefold(): name for name in known}
    if text.casefold() not in by_fold:
        raise UsageError(
            f"parameter {parameter.name!r} cannot be {text!r}{suggestion(text, known)}",
            f"it is one of {', '.join(known)}",
        )
    return by_fold[text.casefold()]


def _concept(view: View, parameter: Parameter, text: str) -> NamedNode:
    scheme = parameter.scheme
    prefix = vocab_iri(scheme, "")
    members = sorted(
        quad.subject.value.removeprefix(prefix)
        for quad in view.match(None, _CONCEPT, NamedNode(prefix.rstrip("/")), None)
        if isinstance(quad.subject, NamedNode)
    )
    return concept(scheme, _choice(parameter, text.removeprefix(prefix), members) if members else text)


def _integer(parameter: Parameter, text: str) -> Literal:
    if not re.fullmatch(r"[+-]?\d{1,18}", text):
        raise UsageError(
            f"parameter {parameter.name!r} is a whole number, not {text!r}", "write it as digits, such as 30"
        )
    return integer(int(text))


def day_of(name: str, text: str) -> Literal:
    """Return the first instant of a day as a term.

    Args:
        name: The parameter's name, for the message.
        text: The day, YYYY-MM-DD.

    Raises:
        UsageError: It is no day.
    """
    try:
        day = dt.date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        raise UsageError(f"parameter {name!r} is a day, not {text!r}", "write it as YYYY-MM-DD, such as 2024-09-30")
    return date_time(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC))
