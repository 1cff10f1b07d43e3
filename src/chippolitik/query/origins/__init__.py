"""Origins, not outlets: a story, a statement or a document counts once, however many copy, translate or cite it."""

from chippolitik.query.origins.library import Kinship, Library, Piece, Shelves, library_of, shelved
from chippolitik.query.origins.reading import Tracer
from chippolitik.query.origins.tracing import Origin, Said, trace

__all__ = ["Kinship", "Library", "Origin", "Piece", "Said", "Shelves", "Tracer", "library_of", "shelved", "trace"]
