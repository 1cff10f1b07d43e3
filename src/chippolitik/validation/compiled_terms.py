"""Expressions of SPARQL filters as Python functions, for the parts of SPARQL whose outcome is beyond doubt.

What is not certain to be as in Oxigraph raises ``UncertainError``; the node is then asked about in the database. The
patterns around the expressions are in ``compiled_query``.
"""

from __future__ import annotations

import hashlib
import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from chippolitik.validation.compiled_patterns import cannot_match
from chippolitik.validation.compiled_values import Instant, Iri, UncertainError, UnsupportedError, Value, value_of

__all__ = ["Expression", "Slots", "expression_of", "truth_of"]

Slots = list[str]
Expression = Callable[[Slots], Value]
_ORDERS: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


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
    if name in _TRUE_OR_FALSE:
        return value

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
        return _called(_FUNCTIONS[name][1], arguments)
    raise UnsupportedError(name or str(part))


def _called(function: Callable[..., Value], arguments: list[Expression]) -> Expression:
    """Return a function of some expressions; with few, it calls them by itself, which takes half the time."""
    if len(arguments) == 1:
        [only] = arguments
        return lambda row: function(only(row))
    if len(arguments) == 2:  # noqa: PLR2004 - as many as are named
        first, second = arguments
        return lambda row: function(first(row), second(row))
    return lambda row: function(*[argument(row) for argument in arguments])


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
    if part.op in {"IN", "NOT IN"} and _is_place(part.expr, slots) and all(map(_is_iri, part.other)):
        place, wanted = slots[part.expr], part.op == "IN"
        tokens = frozenset(one.n3() for one in part.other)
        return lambda row: (row[place] in tokens) is wanted
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
        if type(one) is type(other) is int or (_is_number(one) and _is_number(other)):
            return compare(one, other)
        if type(one) is type(other) is Instant:
            return compare(one, other)
        raise UncertainError

    return ordered


def _sum(part: Any, slots: Mapping[object, int]) -> Expression:
    first = expression_of(part.expr, slots)
    others = [
        (-1 if sign == "-" else 1, expression_of(one, slots)) for sign, one in zip(part.op, part.other, strict=True)
    ]

    if len(others) == 1:
        [(only, second)] = others
        return lambda row: _number(first(row)) + only * _number(second(row))

    def total(row: Slots) -> Value:
        found = _number(first(row))
        for sign, other in others:
            found += sign * _number(other(row))
        return found

    return total


def _is_place(part: Any, slots: Mapping[object, int]) -> bool:
    return type(part).__name__ == "Variable" and part in slots


def _is_iri(part: Any) -> bool:
    return type(part).__name__ == "URIRef"


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
    if cannot_match(_string(text), _string(pattern), _string(flags)):
        return False
    raise UncertainError


@lru_cache(maxsize=1024)
def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


_TRUE_OR_FALSE = frozenset({"RelationalExpression", "Builtin_CONTAINS", "Builtin_REGEX", "Builtin_isNUMERIC"})
_FUNCTIONS: dict[str, tuple[tuple[str, ...], Callable[..., Value]]] = {
    "Builtin_CONTAINS": (("arg1", "arg2"), lambda text, part: _string(part) in _string(text)),
    "Builtin_FLOOR": (("arg",), lambda value: _number(value).__floor__()),
    "Builtin_REGEX": (("text", "pattern", "flags"), _no_match),
    "Builtin_SHA256": (("arg",), lambda text: _digest(_string(text))),
    "Builtin_STRLEN": (("arg",), lambda text: len(_string(text))),
    "Builtin_SUBSTR": (("arg", "start", "length"), _part_of),
    "Builtin_isNUMERIC": (("arg",), _is_number),
}
