"""Articles → their claims alone: no gate, no store, and so no SHACL engine to load."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Quad

from chippolitik.corpus import Notice, Problem, Read
from chippolitik.errors import InputError
from chippolitik.graph import Extractor, article_quads
from chippolitik.model import Claim, Document, claim_to_flat
from chippolitik.model.flat import Resolver
from chippolitik.namespaces import claim_iri
from chippolitik.pipeline.extraction import ClaimExtractor, in_its_language, without_duplicates
from chippolitik.pipeline.given import GIVEN, GivenClaims

__all__ = ["Extracted", "extract"]


@dataclass(frozen=True, slots=True)
class Extracted:
    """An article with its claims, none of them twice.

    Attributes:
        document: The article, with its language.
        claims: Its claims.
        extractor: Who made them.
    """

    document: Document
    claims: tuple[Claim, ...]
    extractor: Extractor

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield the claims as rows of the flat table; ``article`` is the document's name."""
        document = self.document
        for claim in self.claims:
            yield claim_to_flat(claim, article=document.name, iri=lambda digest: claim_iri(document.id, digest))

    def quads(self) -> list[Quad]:
        """Return the graph that the article would have if all its claims passed."""
        document = self.document
        return article_quads(document, self.claims, extractor=self.extractor, language=document.language or "")


def extract(
    sources: Iterable[Read], *, extractor: ClaimExtractor | None, given: tuple[GivenClaims, Resolver] | None = None
) -> Iterator[Extracted | Problem | Notice]:
    """Extract the claims of articles.

    Args:
        sources: What ``read_sources`` yields.
        extractor: Makes the claims; not needed where they are given.
        given: Claims made elsewhere, and what their labels mean.

    Yields:
        An article with its claims for each document, in order; Problems and Notices.
    """
    for item in sources:
        if not isinstance(item, Document):
            yield item
            continue
        try:
            document = in_its_language(item)
        except InputError as error:
            yield Problem(error)
            continue
        if given is not None:
            claims, problems = given[0].claims_for(document, given[1])
            yield from problems
            yield Extracted(document, tuple(without_duplicates(claims)[0]), GIVEN)
        elif extractor is not None:
            claims = without_duplicates(extractor.extract(document))[0]
            yield Extracted(document, tuple(claims), Extractor(extractor.name, extractor.version))
    if given is not None:
        yield from given[0].problems
        yield from given[0].left()
