"""Which page a thing gets, by what it is: article, claim, policy instrument, chip, the ontology, or any other thing."""

from __future__ import annotations

from pyoxigraph import NamedNode, Triple
from starlette.requests import Request
from starlette.responses import Response

from chippolitik.namespaces import ARTICLE, CHIP, DERIVED_GRAPH, ID
from chippolitik.serve.pages import article, chip, claim, entity, instrument, ontology
from chippolitik.serve.pages.apart import Apart
from chippolitik.serve.pages.claimrows import CLAIM
from chippolitik.serve.pages.desk import Desk, Later, written

__all__ = ["thing_page", "written_thing"]

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def thing_page(request: Request, iri: str, triples: list[Triple]) -> Response:
    """Return the page about a thing, made when it is sent.

    Args:
        request: The request.
        iri: The thing.
        triples: What is known of it and its parts.
    """

    def write(desk: Desk) -> Response:
        return written_thing(desk, iri, triples)

    if request.query_params.get("as_of"):  # a chip's status on a day
        return Apart(request, "thing", write)
    desk = Desk(request)
    return Later(lambda: written(desk, write))


def written_thing(desk: Desk, iri: str, triples: list[Triple]) -> Response:
    """Return the page about a thing; the arguments are those of ``thing_page``."""
    types = {
        triple.object.value.removeprefix(CHIP)
        for triple in triples
        if triple.predicate.value == _TYPE
        and isinstance(triple.object, NamedNode)
        and getattr(triple.subject, "value", "") == iri
    }
    if iri == ontology.ONTOLOGY:
        return ontology.ontology_page(desk, triples)
    short = iri.removeprefix(ARTICLE)
    if iri.startswith(ARTICLE) and "/" not in short and "Article" in types:
        return article.article_page(desk, short)
    if match := CLAIM.match(iri):
        return claim.claim_page(desk, match[1], match[2])
    own = _known(desk, iri) or [triple for triple in triples if getattr(triple.subject, "value", "") == iri]
    if iri.startswith(ID) and any(triple.predicate.value == CHIP + "bindingness" for triple in own):
        return instrument.instrument_page(desk, iri, own)
    if iri.startswith(ID) and any(triple.predicate.value in chip.FIGURES for triple in own):
        return chip.chip_page(desk, iri, own)
    return entity.entity_page(desk, iri, own)


def _known(desk: Desk, iri: str) -> list[Triple]:
    """Return what is said of a thing elsewhere than in what claims give, which the page shows as claims."""
    quads = desk.store.match(NamedNode(iri))
    return [quad.triple for quad in quads if not getattr(quad.graph_name, "value", "").startswith(DERIVED_GRAPH)]
