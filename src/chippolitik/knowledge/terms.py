"""Small constructors of the RDF terms that the knowledge base uses, and the pairs that rows become.

The same five datatypes as in ``graph``; that package lies above this one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from chippolitik.model.amount import decimal_text
from chippolitik.model.time import PartialDate, TimeSpan
from chippolitik.namespaces import CHIP, ID, entity_iri, slug, vocab_iri

__all__ = ["LABEL", "TYPE", "Pair", "boolean", "chip", "concept", "decimal", "entity", "integer", "row_node", "span"]

Pair = tuple[NamedNode, NamedNode | Literal]

_XSD = "http://www.w3.org/2001/XMLSchema#"
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")


@lru_cache(maxsize=512)
def chip(name: str) -> NamedNode:
    """Return the term of our ontology with that local name."""
    return NamedNode(CHIP + name)


def concept(scheme: str, notation: str) -> NamedNode:
    """Return a concept of one of our schemes."""
    return NamedNode(vocab_iri(scheme, notation))


def entity(identifier: str) -> NamedNode:
    """Return the IRI of a row's thing."""
    return NamedNode(entity_iri(identifier))


def row_node(file: str, key: str) -> NamedNode:
    """Return the IRI of a row itself, as the source of what it states.

    Example:
        >>> row_node("chips", "h20").value
        'https://w3id.org/chippolitik/id/row/chips/h20'
    """
    return NamedNode(f"{ID}row/{file}/{slug(key)}")


def decimal(value: Decimal) -> Literal:
    """Return an xsd:decimal in its canonical form."""
    return Literal(decimal_text(value), datatype=NamedNode(_XSD + "decimal"))


def integer(value: int) -> Literal:
    """Return an xsd:integer."""
    return Literal(str(value), datatype=NamedNode(_XSD + "integer"))


def boolean(value: bool) -> Literal:  # noqa: FBT001 - it is the value, not a flag
    """Return an xsd:boolean."""
    return Literal("true" if value else "false", datatype=NamedNode(_XSD + "boolean"))


def span(start: str, end: str) -> Iterator[Pair]:
    """Yield the pairs of a time span.

    Args:
        start: Its start, as precise as known, or empty.
        end: Its end, inclusive, or empty; equal to the start for a point in time.
    """
    time = TimeSpan(PartialDate(start) if start else None, PartialDate(end) if end else None)
    yield TYPE, chip("TimeSpan")
    yield chip("edtf"), Literal(time.edtf)
    for name, bound in (("earliest", time.earliest), ("latest", time.latest)):
        if bound:
            yield chip(name), _date_time(bound)


def _date_time(value: dt.datetime) -> Literal:
    return Literal(value.strftime("%Y-%m-%dT%H:%M:%SZ"), datatype=NamedNode(_XSD + "dateTime"))
