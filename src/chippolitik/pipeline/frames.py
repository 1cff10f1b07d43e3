"""Our own extractor: annotation, resolution and frames as one; what each of them does is its own business."""

from __future__ import annotations

from chippolitik.annotate import Annotator
from chippolitik.extract import FrameExtractor
from chippolitik.extract.weights import Weights
from chippolitik.lexicon import Lexicon
from chippolitik.model import Claim, Document
from chippolitik.pipeline.parts import FRAMES
from chippolitik.resolve import Resolver
from chippolitik.tables import Tables

__all__ = ["Frames"]


class Frames:
    """Makes claims of German and English articles; a pure function of text, date, source and language.

    Args:
        tables: The knowledge base.
        lexicon: What is known of words.
        weights: What speaks how much for and against a candidate; by default the shipped table.
    """

    name = FRAMES.name
    version = FRAMES.version

    def __init__(self, tables: Tables, lexicon: Lexicon, weights: Weights | None = None) -> None:
        self._annotator = Annotator(tables, lexicon)
        self._resolver = Resolver(tables, lexicon)
        self._extractor = FrameExtractor(tables, lexicon, weights)

    def extract(self, document: Document) -> list[Claim]:
        """Return the claims of an article whose language is known, in the order of their quotes."""
        return self._extractor.extract(self._resolver.resolve(self._annotator.annotate(document)))
