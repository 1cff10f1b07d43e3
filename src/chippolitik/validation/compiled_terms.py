"""Expressions of SPARQL filters as Python functions, for the parts of SPARQL whose outcome is beyond doubt.

What is not certain to be as in Oxigraph raises ``UncertainError``; the node is then asked about in the database. The
patterns around the expressions are in ``compiled_query``.
"""

from __future__ import annotations

import hashlib
import operator
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from pyoxigraph import Literal

from chippolitik.validation.triple_index import term_of

__all__ = ["Iri", "Slots", "UncertainError", "UnsupportedError", "expression_of", "truth_of"]

Slots = list[str]
Value = Any  # bool, int, Decimal, str, Iri or Instant
Expression = Callable[[Slots], Value]
_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,9})?")
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_SIMPLE_PATTERN = re.compile(r"[^\\?*+]*(\{[0-9,]+\}[^\\?*+]*|[^\\(]\?)*")
_ORDERS: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class UncertainError(Exception):
    """An outcome that only the database can tell; it never leaves this package."""


class UnsupportedError(Exception):
    """A query with a part that is not compiled; it never leaves this package."""


class Iri(str):
    """An IRI or a blank node, as N-Triples writes it."""

    __slots__ = ()


class Instant(str):
    """A date and time in UTC, written so that the order of text is the order of time."""

    __slots__ = ()


@lru_cache(maxsize=200_000)
def value_of(token: str) -> Value:
    """Return the value of a term.

    Raises:
        UncertainError: It is of a datatype that is not looked into.
    """
    if token[0] != '"':
        return Iri(token)
    literal = term_of(token)
    assert isinstance(literal, Literal)
    kind, text = literal.datatype.value.removeprefix(_XSD), literal.value
    if kind == "string":
        return text
    if kind == "boolean" and text in {"true", "false"}:
        return text == "true"
    if kind in {"integer", "decimal"} and _NUMBER.fullmatch(text):
        return Decimal(text) if kind == "decimal" else int(text)
    if kind == "dateTime" and _INSTANT.fullmatch(text):
        return Instant(text)
    raise UncertainError


def truth_of(part: Any, slots: Mapping[object, int], exists: Callable[[Any], Expression]) -> Expression:
    """Return whether a filter holds, as a function of the row.

    Args:
        part: The filter, as rdflib parses it.
        slots: Variable → its place in a row.
        exists: Compiles the pattern of EXISTS to whether there is a row.

    Raises:
        UnsupportedError: It has a part that is not compiled.
    """
    name = getattr(part, "name", "")
    if name in {"ConditionalAndExpression", "ConditionalOrExpression"}:
        operands = [truth_of(one, slots, exists) for one in (part.expr, *part.other)]
        return _any_of(operands, decisive=name == "ConditionalOrExpression")
    if name == "UnaryNot":
        inner = truth_of(part.expr, slots, exists)
        return lambda row: not inner(row)
    if name in {"Builtin_EXISTS", "Builtin_NOTEXISTS"}:
        found = exists(part.graph)
        return found if name == "Builtin_EXISTS" else lambda row: not found(row)
    if name == "Builtin_IF":
        chosen, yes, no = (truth_of(one, slots, exists) for one in (part.arg1, part.arg2, part.arg3))
        return lambda row: yes(row) if chosen(row) else no(row)
    value = expression_of(part, slots)

    def truth(row: Slots) -> bool:
        found = value(row)
        if type(found) is not bool:
            raise UncertainError
        return found

    return truth


def expression_of(part: Any, slots: Mapping[object, int]) -> Expression:
    """Return the value of an expression, as a function of the row.

    Raises:
        UnsupportedError: It has a part that is not compiled.
    """
    from rdflib import Literal as Constant  # noqa: PLC0415 - is loaded by now
    from rdflib import URIRef, Variable  # noqa: PLC0415 - as above

    if isinstance(part, Variable):
        if part not in slots:
            raise UnsupportedError(f"?{part} may be unbound")
        place = slots[part]
        return lambda row: value_of(row[place])
    if isinstance(part, URIRef | Constant):
        token = part.n3()
        try:
            constant = value_of(token)
        except UncertainError as error:
            raise UnsupportedError(token) from error
        return lambda _: constant
    name = getattr(part, "name", "")
    if name == "RelationalExpression":
        return _relation(part, slots)
    if name == "AdditiveExpression":
        return _sum(part, slots)
    if name == "Builtin_STR":
        return _text(part.arg, slots)
    if name in _FUNCTIONS:
        arguments = [expression_of(part[key], slots) for key in _FUNCTIONS[name][0] if key in part]
        function = _FUNCTIONS[name][1]
        return lambda row: function(*(argument(row) for argument in arguments))
    raise UnsupportedError(name or str(part))


def _any_of(operands: list[Expression], *, decisive: bool) -> Expression:
    """Return OR, or AND of which a single false decides: what is uncertain counts only if no other part decides."""

    def truth(row: Slots) -> bool:
        uncertain = False
        for operand in operands:
            try:
                if bool(operand(row)) == decisive:
                    return decisive
            except UncertainError:
                uncertain = True
        if uncertain:
            raise UncertainError
        return not decisive

    return truth


def _relation(part: Any, slots: Mapping[object, int]) -> Expression:
    left = expression_of(part.expr, slots)
    if part.op in {"IN", "NOT IN"}:
        options = [expression_of(one, slots) for one in part.other]
        wanted = part.op == "IN"

        def among(row: Slots) -> bool:
            value = left(row)
            return any(_equal(value, option(row)) for option in options) is wanted

        return among
    right = expression_of(part.other, slots)
    if part.op == "=":
        return lambda row: _equal(left(row), right(row))
    if part.op == "!=":
        return lambda row: not _equal(left(row), right(row))
    compare = _ORDERS[part.op]

    def ordered(row: Slots) -> bool:
        one, other = left(row), right(row)
        if (_is_number(one) and _is_number(other)) or (type(one) is Instant and type(other) is Instant):
            return compare(one, other)
        raise UncertainError

    return ordered


def _sum(part: Any, slots: Mapping[object, int]) -> Expression:
    first = expression_of(part.expr, slots)
    others = [
        (-1 if sign == "-" else 1, expression_of(one, slots)) for sign, one in zip(part.op, part.other, strict=True)
    ]

    def total(row: Slots) -> Value:
        found = _number(first(row))
        for sign, other in others:
            found += sign * _number(other(row))
        return found

    return total


def _text(part: Any, slots: Mapping[object, int]) -> Expression:
    """Return STR: the IRI, or the lexical form of a literal."""
    inner = expression_of(part, slots)

    def text(row: Slots) -> str:
        value = inner(row)
        if type(value) is Iri and value[0] == "<":
            return value[1:-1]
        if type(value) is str:
            return value
        raise UncertainError

    return text


def _equal(one: Value, other: Value) -> bool:
    if type(one) is type(other) or (_is_number(one) and _is_number(other)):
        return bool(one == other)
    if type(one) is Iri or type(other) is Iri:
        return False
    raise UncertainError


def _is_number(value: Value) -> bool:
    return type(value) is int or type(value) is Decimal


def _number(value: Value) -> Value:
    if _is_number(value):
        return value
    raise UncertainError


def _string(value: Value) -> str:
    if type(value) is str:
        return value
    raise UncertainError


def _part_of(text: Value, start: Value, length: Value) -> str:
    if type(start) is not int or type(length) is not int or start < 1 or length < 0:
        raise UncertainError
    return _string(text)[start - 1 : start - 1 + length]


def _no_match(text: Value, pattern: Value, flags: Value = "") -> bool:
    """Return that a pattern does not match; where Python finds a match, the database has the last word."""
    if _compiled(_string(pattern), _string(flags)).search(_string(text)):
        raise UncertainError
    return False


@lru_cache(maxsize=256)
def _compiled(pattern: str, flags: str) -> re.Pattern[str]:
    if "\\" in pattern or "(?" in pattern or flags not in {"", "i"}:
        raise UncertainError
    try:
        return re.compile(pattern, re.IGNORECASE if flags else 0)
    except re.error as error:
        raise UncertainError from error


@lru_cache(maxsize=1024)
def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


_FUNCTIONS: dict[str, tuple[tuple[str, ...], Callable[..., Value]]] = {
    "Builtin_CONTAINS": (("arg1", "arg2"), lambda text, part: _string(part) in _string(text)),
    "Builtin_FLOOR": (("arg",), lambda value: _number(value).__floor__()),
    "Builtin_REGEX": (("text", "pattern", "flags"), _no_match),
    "Builtin_SHA256": (("arg",), lambda text: _digest(_string(text))),
    "Builtin_STRLEN": (("arg",), lambda text: len(_string(text))),
    "Builtin_SUBSTR": (("arg", "start", "length"), _part_of),
    "Builtin_isNUMERIC": (("arg",), _is_number),
}
