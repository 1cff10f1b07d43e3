"""Claims as quads and back, what follows from one graph alone, canonical bytes, and the read-only View."""

from chippolitik.graph.canonical import nquads
from chippolitik.graph.decode import article_ids, claims_of, document_of
from chippolitik.graph.derive import derived_quads
from chippolitik.graph.encode import Extractor, article_quads
from chippolitik.graph.view import MemoryView, View

__all__ = [
    "Extractor",
    "MemoryView",
    "View",
    "article_ids",
    "article_quads",
    "claims_of",
    "derived_quads",
    "document_of",
    "nquads",
]
