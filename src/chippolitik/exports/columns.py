"""The properties of nodes and edges: one table of name, type and meaning that headers, schemas and documents share."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["ARTICLE", "CLAIM", "EDGE", "ENTITY", "NODE_COLUMNS", "Column", "Type"]


class Type(StrEnum):
    """What a property holds."""

    TEXT = "text"
    BOOLEAN = "boolean"
    INTEGER = "integer"
    NUMBER = "number"
    INSTANT = "instant"


@dataclass(frozen=True, slots=True)
class Column:
    """A property.

    Attributes:
        name: Its name in every format.
        type: What it holds.
        meaning: A sentence for people.
    """

    name: str
    type: Type
    meaning: str


def _text(name: str, meaning: str) -> Column:
    return Column(name, Type.TEXT, meaning)


ENTITY = (
    _text("iri", "IRI of the thing."),
    _text("label", "English label; a name or description stands as the article has it."),
    _text("label_de", "German label, where the knowledge base has one."),
    _text("class", "Class of the ontology, as its local name."),
    _text("origin", "knowledge base, name (unknown to it) or described (belongs to its article)."),
)
ARTICLE = (
    _text("iri", "IRI of the article."),
    _text("name", "Short name for people."),
    _text("title", "Headline, if known."),
    _text("url", "Where it was published, if known."),
    _text("language", "Language of the text."),
    _text("source", "Who published it, if known."),
    _text("published", "When, in EDTF, as precisely as known."),
    Column("published_at", Type.INSTANT, "First instant of that in UTC."),
    _text("text_hash", "SHA-256 of the text."),
    _text("text", "The full text; only with --with-text."),
    _text("extractor", "Who made the claims."),
    _text("extractor_version", "Which version of it."),
)
CLAIM = (
    _text("claim", "IRI of the claim."),
    _text("kind", "Kind of the claim: a class of the ontology."),
    _text("modality", "How the text presents it: asserted, planned, speculated or denied."),
    Column("holds", Type.BOOLEAN, "Whether the graph takes it as the case."),
    Column("disputed", Type.BOOLEAN, "Whether another claim of the article disputes it."),
    _text("attribution", "IRI of who says so, where the text says it."),
    _text("status", "Where a rule, listing or licence stands, if the text says so."),
    _text("phase", "ended or ending, if the text says so."),
    _text("measure", "Name of a measure, in the text's words."),
    _text("metric", "Name of a metric, in the text's words."),
    _text("direction", "better, worse or comparable."),
    _text("stance", "denies, confirms or no_comment."),
    Column("quantity_min", Type.NUMBER, "Least amount the text allows."),
    Column("quantity_max", Type.NUMBER, "Greatest amount the text allows."),
    _text("quantity_unit", "Unit of the amount."),
    Column("quantity_approximate", Type.BOOLEAN, "Whether the text rounds the amount; empty means no."),
    Column("value_min", Type.NUMBER, "Least sum of money."),
    Column("value_max", Type.NUMBER, "Greatest sum of money."),
    _text("value_currency", "Currency of the sum, ISO 4217."),
    Column("value_approximate", Type.BOOLEAN, "Whether the text rounds the sum; empty means no."),
    _text("time", "When it happens or holds, in EDTF; an unstated side is empty."),
    Column("earliest", Type.INSTANT, "First instant at which it can begin, in UTC."),
    Column("latest", Type.INSTANT, "Instant by which it has ended, exclusive, in UTC."),
    _text("quote", "The words of the article that carry it."),
    Column("quote_start", Type.INTEGER, "Where they begin, in code points; empty if they do not occur in the text."),
    Column("quote_end", Type.INTEGER, "Where they end, exclusive."),
    _text("article", "IRI of the article."),
    _text("article_source", "Who published it, if known."),
    _text("article_published", "When, in EDTF."),
    Column("article_published_at", Type.INSTANT, "First instant of that in UTC."),
)
EDGE = (
    _text("source_role", "Role of the start of an edge that is a claim."),
    _text("target_role", "Role of its end."),
)

NODE_COLUMNS: dict[str, tuple[Column, ...]] = {"Entity": ENTITY, "Article": ARTICLE, "Situation": CLAIM}
"""First label of a node → its properties. Edges that are claims have those of a situation and ``EDGE``."""
