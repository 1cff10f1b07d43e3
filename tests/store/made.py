"""Small articles with their graphs, as ingestion would hand them over; shared by the tests of stores."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pyoxigraph import Literal, NamedNode, Quad

from chippolitik.graph import Extractor, article_quads, derived_quads
from chippolitik.model import Claim, Document, EntityRef, Evidence, Kind, PartialDate, Span
from chippolitik.namespaces import KB_GRAPH, ONTOLOGY_GRAPH
from chippolitik.store import ArticleRecord, Counts, Foundation, Manifest, Quarantined, Reason

MANIFEST = Manifest(ontology="o1", extractor="frames 1", shapes="s1", knowledge_base="k1")
REASON = Reason("https://w3id.org/chippolitik/shapes/C05", "an order needs a buyer", path="<https://example.org/buyer>")
LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
BYTEDANCE = EntityRef("ByteDance", "Company", known="bytedance")
ASCEND = EntityRef("Ascend 910B", "Chip", known="ascend910b")


def known() -> list[Quad]:
    """Labels of two entities, and a term of an ontology."""
    kb, ontology = NamedNode(KB_GRAPH), NamedNode(ONTOLOGY_GRAPH)
    base = "https://w3id.org/chippolitik/"
    kinds = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    return [
        Quad(NamedNode(base + "id/bytedance"), LABEL, Literal("ByteDance", language="en"), kb),
        Quad(NamedNode(base + "id/bytedance"), kinds, NamedNode(base + "ontology#Company"), kb),
        Quad(NamedNode(base + "id/ascend910b"), LABEL, Literal("Ascend 910B", language="en"), kb),
        Quad(NamedNode(base + "id/ascend910b"), kinds, NamedNode(base + "ontology#Chip"), kb),
        Quad(NamedNode(base + "ontology#Order"), LABEL, Literal("Bestellung", language="de"), ontology),
    ]


def doubtful() -> list[Quad]:
    """A statement of the knowledge base that few believe."""
    base = "https://w3id.org/chippolitik/"
    subject, target = NamedNode(base + "id/bytedance"), NamedNode(base + "id/ascend910b")
    return [Quad(subject, NamedNode(base + "ontology#developed"), target, NamedNode(KB_GRAPH))]


FOUNDATION = Foundation(known, doubtful)


def document(number: int, version: int = 0, *, key: str | None = None) -> Document:
    """Return an article; another version is another text under the same key."""
    text = f"In note {number}.{version} ByteDance ordered Ascend 910B chips. Baidu ordered chips, too."
    return Document(
        name=f"note-{number}",
        key=key or f"note-{number}.txt",
        text=text,
        published=PartialDate("2024-09-30"),
        source="Reuters",
        url=f"https://example.org/{number}",
        title=f"Note {number}",
        language="en",
    )


def order(text: str, buyer: EntityRef = BYTEDANCE, quote: str = "ByteDance ordered") -> Claim:
    """Return the claim that someone ordered the Ascend 910B."""
    at = text.index(quote)
    roles = {"buyer": (buyer,), "product": (ASCEND,)}
    return Claim(kind=Kind.ORDER, roles=roles, evidence=Evidence(quote, Span(at, at + len(quote))))


def other(text: str) -> Claim:
    """Return a second claim of the same text, by a name that the knowledge base does not know."""
    return order(text, EntityRef("Baidu", "Agent"), "Baidu ordered")


def record(
    number: int,
    version: int = 0,
    *,
    held: bool = False,
    key: str | None = None,
    claims: Sequence[Claim] | None = None,
    reasons: Iterable[Reason] = (REASON,),
) -> ArticleRecord:
    """Return what an article brings into a store; ``held`` keeps its second claim in quarantine."""
    article = document(number, version, key=key)
    offered = [order(article.text), other(article.text)] if claims is None else list(claims)
    apart, accepted = (offered[1:], offered[:1]) if held else ([], offered)
    extractor = Extractor("frames", "1")
    return ArticleRecord(
        id=article.id,
        key=article.key,
        name=article.name,
        quads=tuple(article_quads(article, accepted, extractor=extractor, language="en")),
        derived=tuple(derived_quads(article.id, accepted)),
        quarantined=tuple(Quarantined(article=article.id, claim=claim, reasons=tuple(reasons)) for claim in apart),
        counts=Counts(offered=len(offered), accepted=len(accepted), quarantined=len(apart)),
        url=article.url,
        title=article.title,
        path=article.key,
    )


def held_record(number: int, version: int = 0) -> ArticleRecord:
    """Return an article with one claim in quarantine."""
    return record(number, version, held=True)


def renamed(made: ArticleRecord, name: str) -> ArticleRecord:
    """Return the same article under another name."""
    return replace(made, name=name)
