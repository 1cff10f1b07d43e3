"""The IRIs of the project: namespaces, named graphs, and the deterministic IRIs of names and claims.

Plain strings, so that every layer can use them. Terms of the ontology are in ``vocabulary``.
"""

from __future__ import annotations

from urllib.parse import quote, unquote

__all__ = [
    "ARTICLE",
    "ARTICLE_GRAPH",
    "CHIP",
    "DERIVED_GRAPH",
    "FILE_GRAPH",
    "ID",
    "KB_GRAPH",
    "NAME",
    "ONTOLOGY_GRAPH",
    "SHAPES",
    "VOCAB",
    "article_graph",
    "article_iri",
    "claim_iri",
    "derived_graph",
    "described_iri",
    "entity_iri",
    "name_iri",
    "notation_of",
    "slug",
    "unslug",
    "vocab_iri",
]

BASE = "https://w3id.org/chippolitik/"
CHIP = BASE + "ontology#"
ID = BASE + "id/"
SHAPES = BASE + "shapes/"
VOCAB = BASE + "vocab/"
ARTICLE = ID + "article/"
NAME = ID + "name/"
ONTOLOGY_GRAPH = BASE + "graph/ontology"
KB_GRAPH = BASE + "graph/kb"
ARTICLE_GRAPH = BASE + "graph/article/"
DERIVED_GRAPH = BASE + "graph/derived/article/"
FILE_GRAPH = BASE + "graph/file/"


def slug(label: str) -> str:
    """Turn a label into a path segment, readably and without collision.

    Spaces become underscores; everything else that is not a letter, digit, dot, hyphen or tilde is percent-encoded, the
    underscore too, so that two labels never share a slug.

    Example:
        >>> slug("Ascend 910B")
        'Ascend_910B'
        >>> slug("a_b") == slug("a b")
        False
    """
    return quote(label, safe="").replace("_", "%5F").replace("%20", "_")


def unslug(segment: str) -> str:
    """Turn a path segment back into the label it was made from.

    Example:
        >>> unslug(slug("Müller & Söhne_AG"))
        'Müller & Söhne_AG'
    """
    return unquote(segment.replace("_", "%20"))


def entity_iri(identifier: str) -> str:
    """Return the IRI of an entity of the knowledge base, from the ``id`` column of its row (``[a-z0-9_]+``)."""
    return ID + identifier


def name_iri(cls: str, label: str) -> str:
    """Return the IRI of a name that the knowledge base does not know; ``cls`` is a local name of the ontology."""
    return f"{NAME}{cls}/{slug(label)}"


def described_iri(article_id: str, cls: str, label: str) -> str:
    """Return the IRI of a filler that an article only describes; it belongs to that article."""
    return f"{article_iri(article_id)}/described/{cls}/{slug(label)}"


def vocab_iri(scheme: str, concept: str) -> str:
    """Return the IRI of a concept.

    Example:
        >>> vocab_iri("status", "in_force")
        'https://w3id.org/chippolitik/vocab/status/in_force'
    """
    return f"{VOCAB}{scheme}/{quote(concept, safe='')}"


def notation_of(iri: str) -> str:
    """Return the notation of a concept from its IRI; the inverse of ``vocab_iri``."""
    return unquote(iri.rsplit("/", 1)[-1])


def article_iri(article_id: str) -> str:
    """Return the IRI of an article."""
    return ARTICLE + article_id


def claim_iri(article_id: str, digest: str) -> str:
    """Return the IRI of a claim of an article."""
    return f"{ARTICLE}{article_id}/claim/{digest}"


def article_graph(article_id: str) -> str:
    """Return the name of the graph that holds an article's claims."""
    return ARTICLE_GRAPH + article_id


def derived_graph(article_id: str) -> str:
    """Return the name of the graph that holds what follows from an article's graph alone."""
    return DERIVED_GRAPH + article_id
