"""An article and its claims as the quads of one named graph; a pure function, without blank nodes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from chippolitik.graph.terms import LABEL, TYPE, boolean, chip, concept, date_time, decimal, integer, string
from chippolitik.model import KINDS, Claim, Document, EntityRef, Fills, Money, Quantity, TimeSpan
from chippolitik.namespaces import article_graph, article_iri, claim_iri, described_iri, entity_iri, name_iri

__all__ = ["Extractor", "article_quads", "claim_quads", "filler_iri"]

Pair = tuple[NamedNode, NamedNode | Literal]


@dataclass(frozen=True, slots=True)
class Extractor:
    """Who made the claims: a program or a person, with a version.

    Attributes:
        name: ``frames``, or what the maker of foreign claims is called.
        version: Its version; another one makes another graph.
    """

    name: str
    version: str


def article_quads(document: Document, claims: Iterable[Claim], *, extractor: Extractor, language: str) -> list[Quad]:
    """Return the graph of an article: its metadata, its claims, their situations and evidence.

    Args:
        document: The article.
        claims: Its accepted claims; two with the same digest are one.
        extractor: Who made the claims.
        language: The language of the text, given or detected.

    Returns:
        The quads, sorted, all in the article's graph.
    """
    graph = NamedNode(article_graph(document.id))
    article = article_iri(document.id)
    run = NamedNode(f"{article}/run")
    found = {
        Quad(NamedNode(article), predicate, value, graph) for predicate, value in _article_pairs(document, language)
    }
    found |= {
        Quad(run, predicate, value, graph)
        for predicate, value in (
            (TYPE, chip("ExtractionRun")),
            (chip("extractorName"), string(extractor.name)),
            (chip("extractorVersion"), string(extractor.version)),
        )
    }
    for claim in claims:
        found.update(claim_quads(document.id, claim))
    return sorted(found, key=str)


def claim_quads(article_id: str, claim: Claim) -> Iterator[Quad]:
    """Yield the quads of one claim, with the names that it brings along; links included."""
    graph = NamedNode(article_graph(article_id))
    base = claim_iri(article_id, claim.digest)
    node, situation, evidence = NamedNode(base), NamedNode(f"{base}/situation"), NamedNode(f"{base}/evidence")
    for predicate, value in _claim_pairs(article_id, claim, base):
        yield Quad(node, predicate, value, graph)
    for predicate, value in _evidence_pairs(article_id, claim):
        yield Quad(evidence, predicate, value, graph)
    for predicate, value in _situation_pairs(article_id, claim, base):
        yield Quad(situation, predicate, value, graph)
    for part, pairs in (
        ("quantity", _amount_pairs(claim.quantity)),
        ("value", _amount_pairs(claim.value)),
        ("time", _time_pairs(claim.time)),
    ):
        for predicate, value in pairs:
            yield Quad(NamedNode(f"{base}/{part}"), predicate, value, graph)
    fillers = [filler for group in claim.roles.values() for filler in group]
    for filler in [*fillers, *([claim.attribution] if claim.attribution else [])]:
        if filler.known is None:
            iri = filler_iri(article_id, filler)
            yield Quad(iri, TYPE, chip(filler.cls), graph)
            yield Quad(iri, LABEL, string(filler.label), graph)


def filler_iri(article_id: str, filler: EntityRef) -> NamedNode:
    """Return the IRI of a filler: of the knowledge base, of a name, or of the article that describes it."""
    if filler.known is not None:
        return NamedNode(entity_iri(filler.known))
    if filler.described:
        return NamedNode(described_iri(article_id, filler.cls, filler.label))
    return NamedNode(name_iri(filler.cls, filler.label))


def _article_pairs(document: Document, language: str) -> Iterator[Pair]:
    yield TYPE, chip("Article")
    yield chip("text"), string(document.text)
    yield chip("textHash"), string(hashlib.sha256(document.text.encode()).hexdigest())
    yield chip("language"), string(language)
    if document.source:
        yield chip("sourceName"), string(document.source)
    if document.published:
        yield chip("publishedEdtf"), string(document.published.text)
        if instant := TimeSpan(start=document.published).earliest:
            yield chip("publishedAt"), date_time(instant)


def _claim_pairs(article_id: str, claim: Claim, base: str) -> Iterator[Pair]:
    yield TYPE, chip("Claim")
    yield chip("claims"), NamedNode(f"{base}/situation")
    yield chip("evidence"), NamedNode(f"{base}/evidence")
    yield chip("modality"), concept("modality", claim.modality.value)
    yield chip("wasExtractedBy"), NamedNode(f"{article_iri(article_id)}/run")
    if claim.attribution:
        yield chip("attributedTo"), filler_iri(article_id, claim.attribution)
    for name, digests in (
        ("disputes", claim.links.disputes),
        ("fulfils", claim.links.fulfils),
        ("causedBy", claim.links.caused_by),
    ):
        for digest in digests:
            yield chip(name), NamedNode(claim_iri(article_id, digest))


def _evidence_pairs(article_id: str, claim: Claim) -> Iterator[Pair]:
    yield TYPE, chip("Evidence")
    yield chip("inArticle"), NamedNode(article_iri(article_id))
    yield chip("exactQuote"), string(claim.evidence.quote)
    if claim.evidence.span:
        yield chip("startOffset"), integer(claim.evidence.span.start)
        yield chip("endOffset"), integer(claim.evidence.span.end)


def _situation_pairs(article_id: str, claim: Claim, base: str) -> Iterator[Pair]:
    yield TYPE, chip(claim.kind.value)
    for role in KINDS[claim.kind].roles:
        for filler in claim.roles.get(role.name, ()):
            yield chip(role.property), filler_iri(article_id, filler)
        if word := claim.terms.get(role.name):
            term = concept(role.name, word) if role.fills is Fills.TERM else string(word)
            yield chip(role.property), term
    if claim.status:
        yield chip("status"), concept("status", claim.status)
    if claim.phase:
        yield chip("phase"), concept("phase", claim.phase.value)
    for part, predicate in (("quantity", "quantity"), ("value", "value"), ("time", "validTime")):
        if getattr(claim, part):
            yield chip(predicate), NamedNode(f"{base}/{part}")


def _amount_pairs(amount: Quantity | Money | None) -> Iterator[Pair]:
    if amount is None:
        return
    if isinstance(amount, Quantity):
        yield TYPE, chip("QuantityRange")
        yield chip("unit"), concept("unit", amount.unit)
    else:
        yield TYPE, chip("MoneyRange")
        yield chip("unit"), concept("currency", amount.currency)
    if amount.min is not None:
        yield chip("minValue"), decimal(amount.min)
    if amount.max is not None:
        yield chip("maxValue"), decimal(amount.max)
    if amount.approximate:
        yield chip("approximate"), boolean(True)  # noqa: FBT003 - the literal's value


def _time_pairs(time: TimeSpan | None) -> Iterator[Pair]:
    if time is None:
        return
    yield TYPE, chip("TimeSpan")
    yield chip("edtf"), string(time.edtf)
    if time.earliest:
        yield chip("earliest"), date_time(time.earliest)
    if time.latest:
        yield chip("latest"), date_time(time.latest)
