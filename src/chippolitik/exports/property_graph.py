"""Claims as a property graph: an edge where two things are all there is, a node where more takes part.

An edge of a property graph cannot be the end of another. So a claim is an edge if it has two fillers in two roles, no
attribution and no link from or to another claim; every other claim is a node. Writing files is in the formats.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from chippolitik.exports.selection import ArticleClaims
from chippolitik.exports.surroundings import with_surroundings
from chippolitik.graph import View
from chippolitik.graph.encode import filler_iri
from chippolitik.graph.terms import LABEL, TYPE, date_time
from chippolitik.model import KINDS, Claim, EntityRef
from chippolitik.namespaces import ARTICLE, CHIP, ID, KB_GRAPH

__all__ = ["Edge", "Element", "Node", "elements_of"]

Properties = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Node:
    """A node.

    Attributes:
        id: Its IRI; a situation has that of its claim.
        labels: ``Entity``, ``Article`` or ``Situation``, then its class or kind.
        properties: What is known, without absent ones.
    """

    id: str
    labels: tuple[str, ...]
    properties: Properties = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge.

    Attributes:
        id: IRI of the claim that it is, or a digest of its ends and type.
        start: Id of the node it starts from.
        end: Id of the node it runs to.
        type: A kind if it is a claim; a property of the ontology otherwise.
        ends: First labels of both nodes.
        properties: What is known, without absent ones; empty unless it is a claim.
    """

    id: str
    start: str
    end: str
    type: str
    ends: tuple[str, str]
    properties: Properties = field(default_factory=dict)


Element = Node | Edge


def elements_of(
    view: View, articles: Iterable[ArticleClaims], *, whole: bool, with_text: bool = False
) -> Iterator[Element]:
    """Yield nodes and edges, an article at a time; a node may come after an edge that ends in it.

    Args:
        view: The graph, for the labels and relations of the knowledge base.
        articles: The articles with the claims that leave.
        whole: Whether to give all named things of the knowledge base, or only those that the claims name and what these
            belong to.
        with_text: Whether to give the full text of articles.
    """
    known = _Entities(view)
    for article in articles:
        yield Node(article.iri, ("Article",), _article_properties(article, with_text=with_text))
        disputed = {digest for claim in article.claims for digest in claim.links.disputes}
        linked = disputed | {d for claim in article.claims for d in (*claim.links.fulfils, *claim.links.caused_by)}
        for claim in article.claims:
            yield from known.named(article, claim)
            properties = _claim_properties(article, claim) | {"disputed": claim.digest in disputed}
            yield from _claim_elements(article, claim, properties, node=claim.digest in linked)
    yield from known.relations(whole=whole)


def _claim_elements(article: ArticleClaims, claim: Claim, properties: Properties, *, node: bool) -> Iterator[Element]:
    iri = article.claim_iri(claim.digest)
    fillers = [(role, filler) for role, group in claim.roles.items() for filler in group]
    links = claim.links
    bare = not (claim.attribution or links.disputes or links.fulfils or links.caused_by)
    if bare and not node and len(fillers) == 2 and len(claim.roles) == 2:  # noqa: PLR2004 - a start and an end
        first, second = _ends(claim)
        start, end = (filler_iri(article.ref.id, claim.roles[role][0]).value for role in (first, second))
        roles = {"source_role": first, "target_role": second}
        yield Edge(iri, start, end, claim.kind.value, ("Entity", "Entity"), {**properties, **roles})
        return
    yield Node(iri, ("Situation", claim.kind.value), properties)
    for role, filler in fillers:
        spec = KINDS[claim.kind].role(role)
        assert spec
        yield _edge(iri, filler_iri(article.ref.id, filler).value, spec.property, ("Situation", "Entity"))
    if claim.attribution:
        end = filler_iri(article.ref.id, claim.attribution).value
        yield _edge(iri, end, "attributedTo", ("Situation", "Entity"))
    for name, digests in (("disputes", links.disputes), ("fulfils", links.fulfils), ("causedBy", links.caused_by)):
        for digest in digests:
            yield _edge(iri, article.claim_iri(digest), name, ("Situation", "Situation"))
    yield _edge(iri, article.iri, "inArticle", ("Situation", "Article"))


def _ends(claim: Claim) -> tuple[str, str]:
    """Return the roles of start and end: as the kind's shortcut runs where it can, else as the kind lists them."""
    spec = KINDS[claim.kind]
    if spec.shortcut and {*spec.shortcut[1:]} == set(claim.roles):
        return spec.shortcut[1], spec.shortcut[2]
    first, second = (role.name for role in spec.roles if role.name in claim.roles)
    return first, second


def _edge(start: str, end: str, name: str, ends: tuple[str, str]) -> Edge:
    digest = hashlib.sha256(f"{start} {name} {end}".encode()).hexdigest()[:24]
    return Edge(digest, start, end, name, ends)


def _claim_properties(article: ArticleClaims, claim: Claim) -> dict[str, object]:
    span, time, quantity, value = claim.evidence.span, claim.time, claim.quantity, claim.value
    found: dict[str, object] = {
        "claim": article.claim_iri(claim.digest),
        "kind": claim.kind.value,
        "modality": claim.modality.value,
        "holds": claim.holds,
        "attribution": filler_iri(article.ref.id, claim.attribution).value if claim.attribution else None,
        "status": claim.status,
        "phase": claim.phase.value if claim.phase else None,
        **claim.terms,
        "time": time.edtf if time else None,
        "earliest": _instant(time.earliest) if time else None,
        "latest": _instant(time.latest) if time else None,
        "quote": claim.evidence.quote,
        "quote_start": span.start if span else None,
        "quote_end": span.end if span else None,
        "article": article.iri,
        "article_source": article.source,
        "article_published": article.published,
        "article_published_at": _instant(article.published_at),
    }
    for name, unit, amount in (
        ("quantity", "unit", quantity),
        ("value", "currency", value),
    ):
        if amount:
            found |= {f"{name}_min": amount.min, f"{name}_max": amount.max, f"{name}_{unit}": getattr(amount, unit)}
            found[f"{name}_approximate"] = amount.approximate or None
    return _present(found)


def _article_properties(article: ArticleClaims, *, with_text: bool) -> dict[str, object]:
    return _present(
        {
            "iri": article.iri,
            "name": article.ref.name,
            "title": article.ref.title,
            "url": article.ref.url,
            "language": article.language,
            "source": article.source,
            "published": article.published,
            "published_at": _instant(article.published_at),
            "text_hash": article.text_hash,
            "text": article.text if with_text else None,
            "extractor": article.extractor.name,
            "extractor_version": article.extractor.version,
        }
    )


def _present(values: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if value is not None}


def _instant(at: dt.datetime | None) -> str | None:
    return date_time(at).value if at else None


class _Entities:
    """Gives each thing once, with its labels, and the relations of the knowledge base between those given."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._graph = NamedNode(KB_GRAPH)
        self._given: set[str] = set()
        self._named: set[str] = set()

    def named(self, article: ArticleClaims, claim: Claim) -> Iterator[Node]:
        """Yield the things that a claim names and that were not given yet."""
        fillers = [filler for group in claim.roles.values() for filler in group]
        for filler in [*fillers, *([claim.attribution] if claim.attribution else [])]:
            iri = filler_iri(article.ref.id, filler).value
            if iri not in self._given:
                self._given.add(iri)
                if filler.known:
                    self._named.add(iri)
                yield self._known(iri) if filler.known else _unknown(iri, filler)

    def relations(self, *, whole: bool) -> Iterator[Element]:
        """Yield the relations between the things given; before them those not given yet that belong to them, or all."""
        wanted = self._labelled() if whole else with_surroundings(self._view, self._named) & self._labelled()
        for iri in sorted(wanted - self._given):
            self._given.add(iri)
            yield self._known(iri)
        for iri in sorted(self._given):
            for quad in sorted(self._view.match(NamedNode(iri), None, None, self._graph), key=str):
                end = quad.object.value if isinstance(quad.object, NamedNode) else ""
                if end in self._given and quad.predicate.value.startswith(CHIP):
                    yield _edge(iri, end, quad.predicate.value.removeprefix(CHIP), ("Entity", "Entity"))

    def _labelled(self) -> set[str]:
        return {
            quad.subject.value
            for quad in self._view.match(None, LABEL, None, self._graph)
            if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(ID)
        }

    def _known(self, iri: str) -> Node:
        node = NamedNode(iri)
        types = {
            t.object.value.removeprefix(CHIP) for t in self._view.match(node, TYPE) if isinstance(t.object, NamedNode)
        }
        cls = min((name for name in types if name.isidentifier()), default="Thing")
        labels: dict[str, str] = {}
        for quad in self._view.match(node, LABEL):
            if isinstance(quad.object, Literal):
                language = quad.object.language or "en"
                labels[language] = min(quad.object.value, labels.get(language, quad.object.value))
        properties = {
            "iri": iri,
            "label": labels.get("en") or min(labels.values(), default=iri.removeprefix(ID)),
            "label_de": labels.get("de"),
            "class": cls,
            "origin": "knowledge base",
        }
        return Node(iri, ("Entity", cls), _present(properties))


def _unknown(iri: str, filler: EntityRef) -> Node:
    origin = "described" if iri.startswith(ARTICLE) else "name"
    properties = {"iri": iri, "label": filler.label, "class": filler.cls, "origin": origin}
    return Node(iri, ("Entity", filler.cls), properties)
