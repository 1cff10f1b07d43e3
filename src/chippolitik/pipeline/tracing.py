"""What our own extractor sees in an article, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chippolitik.annotate import Annotator
from chippolitik.corpus import Notice, Problem, Read
from chippolitik.errors import InputError
from chippolitik.extract import FrameExtractor
from chippolitik.extract.traced import SentenceTrace
from chippolitik.extract.tracing import trace
from chippolitik.lexicon import Lexicon
from chippolitik.model import Claim, Document
from chippolitik.pipeline.extraction import in_its_language
from chippolitik.resolve import Resolver
from chippolitik.tables import Tables

__all__ = ["Traced", "Tracer"]


@dataclass(frozen=True, slots=True)
class Traced:
    """An article with what was seen in it.

    Attributes:
        document: The article, with its language.
        sentences: Its sentences.
        claims: Its claims.
    """

    document: Document
    sentences: tuple[SentenceTrace, ...]
    claims: tuple[Claim, ...]


class Tracer:
    """Reads articles aloud.

    Args:
        tables: The knowledge base.
        lexicon: What is known of words.
    """

    def __init__(self, tables: Tables, lexicon: Lexicon) -> None:
        self._annotator = Annotator(tables, lexicon)
        self._resolver = Resolver(tables, lexicon)
        self._extractor = FrameExtractor(tables, lexicon)

    def trace(self, document: Document) -> Traced:
        """Return what is seen in an article.

        Args:
            document: The article.

        Raises:
            InputError: Its language is neither German nor English.
        """
        document = in_its_language(document)
        resolved = self._resolver.resolve(self._annotator.annotate(document))
        claims = tuple(self._extractor.extract(resolved))
        return Traced(document, tuple(trace(self._extractor, resolved)), claims)

    def traces(self, sources: Iterable[Read]) -> Iterator[Traced | Problem | Notice]:
        """Yield what is seen in each article that is read, and what cannot be read.

        Args:
            sources: What ``read_sources`` yields.
        """
        for item in sources:
            if not isinstance(item, Document):
                yield item
                continue
            try:
                yield self.trace(item)
            except InputError as error:
                yield Problem(error)
