"""The values of literals in SPARQL, as far as they are beyond doubt; ``compiled_terms`` computes."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Any

from pyoxigraph import Literal

from chippolitik.validation.triple_index import term_of

__all__ = ["Instant", "Iri", "UncertainError", "UnsupportedError", "Value", "value_of"]

Value = Any  # bool, int, Decimal, str, Iri or Instant
_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,9})?")
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


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
    if token[-1] == '"' and "\\" not in token:
        return token[1:-1]
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
