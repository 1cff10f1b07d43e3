"""Documentation of our ontology as static pages, made from the Turtle files themselves.

Each module and each concept scheme is a page, each term a section whose anchor is the fragment of its IRI.
"""

from __future__ import annotations

from chippolitik.ontology.documentation.site import build_site

__all__ = ["build_site"]
