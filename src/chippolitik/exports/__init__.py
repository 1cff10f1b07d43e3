"""Every door out of a store but RDF: property graphs, exchange formats of other communities, descriptions of files.

RDF syntaxes are in ``store.exporting``, the flat claim table in ``model.flat``. Nothing here parses options or prints.
"""

from chippolitik.exports.neighbourhood import articles_naming, with_neighbours
from chippolitik.exports.selection import ArticleClaims, Selection, article_refs, select_claims, selection_of

__all__ = [
    "ArticleClaims",
    "Selection",
    "article_refs",
    "articles_naming",
    "select_claims",
    "selection_of",
    "with_neighbours",
]
