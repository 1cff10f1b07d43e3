"""Small constructors of RDF terms in the five datatypes that our data use; nothing else makes literals."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from chippolitik.model.amount import decimal_text
from chippolitik.namespaces import CHIP, vocab_iri

__all__ = ["LABEL", "TYPE", "boolean", "chip", "concept", "date_time", "decimal", "integer", "string"]

_XSD = "http://www.w3.org/2001/XMLSchema#"
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")


@lru_cache(maxsize=1024)
def chip(name: str) -> NamedNode:
    """Return the term of our ontology with that local name."""
    return NamedNode(CHIP + name)


def concept(scheme: str, notation: str) -> NamedNode:
    """Return a concept of one of our schemes."""
    return NamedNode(vocab_iri(scheme, notation))


def string(value: str) -> Literal:
    """Return an xsd:string."""
    return Literal(value)


def integer(value: int) -> Literal:
    """Return an xsd:integer."""
    return Literal(str(value), datatype=NamedNode(_XSD + "integer"))


def decimal(value: Decimal) -> Literal:
    """Return an xsd:decimal in its canonical form, so that stores keep its lexical form.

    Example:
        >>> decimal(Decimal("1E5")).value
        '100000'
    """
    return Literal(decimal_text(value), datatype=NamedNode(_XSD + "decimal"))


def boolean(value: bool) -> Literal:  # noqa: FBT001 - it is the value, not a flag
    """Return an xsd:boolean."""
    return Literal("true" if value else "false", datatype=NamedNode(_XSD + "boolean"))


def date_time(value: dt.datetime) -> Literal:
    """Return an xsd:dateTime in UTC with ``Z``."""
    text = value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")
    return Literal(text, datatype=NamedNode(_XSD + "dateTime"))
