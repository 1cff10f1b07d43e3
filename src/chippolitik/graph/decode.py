"""Quads back into claims and documents; the inverse of ``encode``."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad, Triple

from chippolitik.graph.encode import Extractor
from chippolitik.graph.terms import LABEL, TYPE, chip
from chippolitik.graph.view import Term, View
from chippolitik.model import (
    KINDS,
    Claim,
    ClaimLinks,
    Document,
    EntityRef,
    Evidence,
    Fills,
    Kind,
    Modality,
    Money,
    PartialDate,
    Phase,
    Quantity,
    Role,
    Span,
    TimeSpan,
)
from chippolitik.model.flat import ATTRIBUTION
from chippolitik.namespaces import CHIP, ID, NAME, article_graph, article_iri, notation_of, unslug

__all__ = ["article_ids", "claims_of", "document_of", "extractor_of", "language_of"]


def article_ids(view: View) -> list[str]:
    """Return the ids of all articles, sorted."""
    prefix = article_iri("")
    return sorted(
        quad.subject.value.removeprefix(prefix)
        for quad in view.match(None, TYPE, chip("Article"), None)
        if isinstance(quad.subject, NamedNode)
    )


def claims_of(view: View, article_id: str) -> list[Claim]:
    """Return the claims of an article in the order of their quotes, then of their digests; empty if unknown."""
    reader = _ClaimReader(view, article_id)
    graph = NamedNode(article_graph(article_id))
    nodes = [quad.subject for quad in view.match(None, TYPE, chip("Claim"), graph)]
    claims = [reader.claim(node) for node in nodes if isinstance(node, NamedNode)]
    return sorted(claims, key=lambda claim: (claim.evidence.span or Span(2**62, 2**62 + 1), claim.digest))


def document_of(view: View, article_id: str) -> Document | None:
    """Return the stored text of an article as a document whose name and key are its id, or None if unknown."""
    node = _Node(view, NamedNode(article_iri(article_id)), NamedNode(article_graph(article_id)))
    text = node.text("text")
    if text is None:
        return None
    published = node.text("publishedEdtf")
    return Document(
        name=article_id,
        key=article_id,
        text=text,
        published=PartialDate(published) if published else None,
        source=node.text("sourceName"),
        language=node.text("language"),
    )


def language_of(view: View, article_id: str) -> str | None:
    """Return the language of an article's text, or None if the article is unknown."""
    return _Node(view, NamedNode(article_iri(article_id)), NamedNode(article_graph(article_id))).text("language")


def extractor_of(view: View, article_id: str) -> Extractor | None:
    """Return who made the claims of an article, or None if the article is unknown."""
    run = _Node(view, NamedNode(article_iri(article_id) + "/run"), NamedNode(article_graph(article_id)))
    name, version = run.text("extractorName"), run.text("extractorVersion")
    return Extractor(name, version) if name and version else None


class _Node:
    """The values of one subject inside one graph."""

    def __init__(self, view: View, subject: NamedNode, graph: NamedNode | None) -> None:
        self._view, self._subject, self._graph = view, subject, graph

    def values(self, predicate: str | NamedNode) -> list[Term]:
        term = chip(predicate) if isinstance(predicate, str) else predicate
        return [_term(quad) for quad in self._view.match(self._subject, term, None, self._graph)]

    def text(self, predicate: str) -> str | None:
        return next((term.value for term in self.values(predicate)), None)

    def node(self, predicate: str) -> NamedNode | None:
        return next((term for term in self.values(predicate) if isinstance(term, NamedNode)), None)

    def notation(self, predicate: str) -> str | None:
        concept = self.node(predicate)
        return notation_of(concept.value) if concept else None


class _ClaimReader:
    """Reads the claims of one article."""

    def __init__(self, view: View, article_id: str) -> None:
        self._view = view
        self._article = article_iri(article_id)
        self._graph = NamedNode(article_graph(article_id))

    def claim(self, iri: NamedNode) -> Claim:
        node = self._at(iri)
        situation = self._at(_needed(node.node("claims")))
        kind = next(Kind(t) for term in situation.values(TYPE) if (t := term.value.removeprefix(CHIP)) in KINDS)
        phase, agent = situation.notation("phase"), node.node("attributedTo")
        return Claim(
            kind=kind,
            roles=dict(self._roles(kind, situation)),
            terms=dict(self._terms(kind, situation)),
            evidence=self._evidence(_needed(node.node("evidence"))),
            modality=Modality(node.notation("modality") or ""),
            quantity=self._quantity(situation.node("quantity")),
            value=self._money(situation.node("value")),
            time=self._time(situation.node("validTime")),
            status=situation.notation("status"),
            phase=Phase(phase) if phase else None,
            attribution=self._filler(agent, ATTRIBUTION) if agent else None,
            links=ClaimLinks(*(self._links(node, name) for name in ("disputes", "fulfils", "causedBy"))),
        )

    def _at(self, subject: NamedNode) -> _Node:
        return _Node(self._view, subject, self._graph)

    def _roles(self, kind: Kind, situation: _Node) -> Iterator[tuple[str, tuple[EntityRef, ...]]]:
        for role in KINDS[kind].roles:
            if role.fills in {Fills.TEXT, Fills.TERM}:
                continue
            fillers = [
                self._filler(term, role) for term in situation.values(role.property) if isinstance(term, NamedNode)
            ]
            if fillers:
                yield role.name, tuple(fillers)

    @staticmethod
    def _terms(kind: Kind, situation: _Node) -> Iterator[tuple[str, str]]:
        for role in KINDS[kind].roles:
            read = {Fills.TEXT: situation.text, Fills.TERM: situation.notation}.get(role.fills)
            word = read(role.property) if read else None
            if word is not None:
                yield role.name, word

    def _filler(self, iri: NamedNode, role: Role) -> EntityRef:
        described = f"{self._article}/described/"
        for prefix in (described, NAME):
            if iri.value.startswith(prefix):
                cls, _, segment = iri.value.removeprefix(prefix).partition("/")
                return EntityRef(unslug(segment), cls, described=prefix == described)
        entity = _Node(self._view, iri, None)
        found = min((t.value.removeprefix(CHIP) for t in entity.values(TYPE) if t.value.startswith(CHIP)), default=None)
        return EntityRef(self._label(iri, entity), found or role.fills.default_class, known=iri.value.removeprefix(ID))

    def _label(self, iri: NamedNode, entity: _Node) -> str:
        """A government prints its country's label, as the flat table does."""
        country = entity.node("governmentOf")
        labels = _Node(self._view, country, None).values(LABEL) if country else entity.values(LABEL)
        english = [term.value for term in labels if isinstance(term, Literal) and term.language in {"en", None}]
        return min(english, default=unslug(iri.value.rsplit("/", 1)[-1]))

    def _evidence(self, iri: NamedNode) -> Evidence:
        node = self._at(iri)
        start, end = node.text("startOffset"), node.text("endOffset")
        span = Span(int(start), int(end)) if start is not None and end is not None else None
        return Evidence(node.text("exactQuote") or "", span)

    def _links(self, node: _Node, name: str) -> tuple[str, ...]:
        return tuple(sorted(term.value.rsplit("/", 1)[-1] for term in node.values(name)))

    def _bounds(self, node: _Node) -> tuple[Decimal | None, Decimal | None, bool]:
        low, high = node.text("minValue"), node.text("maxValue")
        return (
            Decimal(low) if low is not None else None,
            Decimal(high) if high is not None else None,
            node.text("approximate") == "true",
        )

    def _quantity(self, iri: NamedNode | None) -> Quantity | None:
        node = self._at(iri) if iri else None
        return Quantity(node.notation("unit") or "", *self._bounds(node)) if node else None

    def _money(self, iri: NamedNode | None) -> Money | None:
        node = self._at(iri) if iri else None
        return Money(node.notation("unit") or "", *self._bounds(node)) if node else None

    def _time(self, iri: NamedNode | None) -> TimeSpan | None:
        edtf = self._at(iri).text("edtf") if iri else None
        return TimeSpan.from_edtf(edtf) if edtf else None


def _term(quad: Quad) -> Term:
    assert not isinstance(quad.object, Triple)  # RDF 1.2 triple terms do not occur in our data
    return quad.object


def _needed(node: NamedNode | None) -> NamedNode:
    if node is None:
        raise ValueError("the graph lacks a part of a claim")
    return node
