"""Graphs that the tests of queries and of their commands ask; the small one is in ``fixtures``."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from chippolitik.corpus import read_sources
from chippolitik.graph import Extractor, MemoryView, article_quads, derived_quads
from chippolitik.graph.terms import LABEL, TYPE, chip
from chippolitik.knowledge import knowledge_quads
from chippolitik.model import Document, EntityRef, Fills, Role, claim_from_flat
from chippolitik.model.flat import link_claims
from chippolitik.namespaces import CHIP, ID, KB_GRAPH, claim_iri
from chippolitik.resolve import LabelResolver, is_description
from chippolitik.tables import load_tables

FIXTURES = Path(__file__).parent / "fixtures"
SHARED = Path(__file__).resolve().parents[2].parent / "shared"


@dataclass(frozen=True)
class Known:
    """A graph whose every article, claim and quote has a short name.

    Attributes:
        view: The graph.
        claims: IRI of a claim → its id in the flat table.
        quotes: Quote → ids of the claims that it carries.
        articles: Article id → name.
    """

    view: MemoryView
    claims: dict[str, str] = field(default_factory=dict)
    quotes: dict[str, str] = field(default_factory=dict)
    articles: dict[str, str] = field(default_factory=dict)


def build(folder: Path, resolve: Callable[[str, Role], EntityRef], extra: list[Quad]) -> Known:
    """Build the graph of a folder of articles with their claims."""
    rows = [json.loads(line) for line in (folder / "claims.jsonl").read_text(encoding="utf-8").split("\n") if line]
    quads, known = list(extra), Known(MemoryView([]))
    for path in sorted(folder.glob("*.txt")):
        [document] = [read for read in read_sources([str(path)]) if isinstance(read, Document)]
        own = [row for row in rows if row["article"] == document.name]
        made = link_claims(own, [claim_from_flat(row, text=document.text, resolve=resolve) for row in own])
        assert all(claim.evidence.span for claim in made)
        language = "de" if document.name == "seed" or document.name.endswith("-de") else "en"
        quads += article_quads(document, made, extractor=Extractor("gold", "1"), language=language)
        quads += derived_quads(document.id, made)
        known.articles[document.id] = document.name
        for row, claim in zip(own, made, strict=True):
            known.claims[claim_iri(document.id, claim.digest)] = row["id"]
            known.quotes[row["quote"]] = row["id"]
    return Known(MemoryView(quads), known.claims, known.quotes, known.articles)


def small_graph() -> Known:
    """Return the small fixed graph: articles of our own on firms that do not exist."""
    quads = small_knowledge()
    return build(FIXTURES, small_resolver(quads), quads)


def seed_graph() -> Known:
    """Return the graph of the seed's gold claims, resolved by the shipped knowledge base; skip without it."""
    if not (SHARED / "seed" / "claims.jsonl").exists():
        pytest.skip("needs ../shared, which is not part of the repository")
    tables = load_tables()
    return build(SHARED / "seed", LabelResolver(tables), list(knowledge_quads(tables)))


def small_knowledge() -> list[Quad]:
    """Return the quads of the small knowledge base of the fixtures."""
    graph = NamedNode(KB_GRAPH)
    triples = parse((FIXTURES / "kb.ttl").read_bytes(), format=RdfFormat.TURTLE)
    return [Quad(t.subject, t.predicate, t.object, graph) for t in triples]


def small_resolver(quads: list[Quad]) -> Callable[[str, Role], EntityRef]:
    """Return a resolver over the small knowledge base; a country in an agent's role is its government."""
    view = MemoryView(quads)

    def resolve(label: str, role: Role) -> EntityRef:
        for quad in sorted(view.match(None, LABEL, Literal(label, language="en"), None), key=str):
            assert isinstance(quad.subject, NamedNode)
            node, shown = quad.subject, label
            if role.fills is Fills.AGENT:
                node = next((q.subject for q in view.match(None, chip("governmentOf"), node, None)), node)  # type: ignore[assignment]  # no triple terms here
            cls = next(q.object.value for q in view.match(node, TYPE, None, None))  # type: ignore[union-attr]  # likewise
            return EntityRef(shown, cls.removeprefix(CHIP), node.value.removeprefix(ID))
        return EntityRef(label, role.fills.default_class, described=is_description(label))

    return resolve


def shortened(row: dict[str, Any], known: Known) -> dict[str, Any]:
    """Replace quotes and IRIs that are hashes by the ids of claims, and drop other IRIs and what is null."""
    return {
        key: [_short(one, known) for one in value] if isinstance(value, list) else _short(value, known)
        for key, value in row.items()
        if not key.endswith("_iri") and value is not None
    }


def _short(value: Any, known: Known) -> Any:
    if not isinstance(value, str):
        return value
    if value in known.articles:
        return known.articles[value]
    name = known.claims.get(value) or known.quotes.get(value)
    return f"@{name}" if name else value
