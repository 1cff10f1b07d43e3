"""Claims become quads and come back unchanged; the flat table survives the way through RDF."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from chippolitik.graph import Extractor, MemoryView, article_quads, claims_of, derived_quads, document_of, nquads
from chippolitik.graph.terms import LABEL, TYPE, chip
from chippolitik.model import (
    KINDS,
    Claim,
    ClaimLinks,
    Document,
    EntityRef,
    Evidence,
    Fills,
    Kind,
    KindSpec,
    Modality,
    Money,
    PartialDate,
    Phase,
    Quantity,
    Role,
    Span,
    TimeSpan,
    claim_from_flat,
    claim_to_flat,
)
from chippolitik.model.flat import link_claims
from chippolitik.model.kinds import TERMS
from chippolitik.namespaces import claim_iri

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
TEXT = "ByteDance ordered over 100,000 Ascend 910B chips. Fewer than 30,000 arrived by July."
DOCUMENT = Document(name="orders", key="orders.txt", text=TEXT, published=PartialDate("2024-09-30"), source="Reuters")
EXTRACTOR = Extractor("frames", "1")

labels = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=20).filter(
    lambda s: s.strip() == s and s != ""
)
numbers = st.decimals(min_value=0, max_value=10**15, allow_nan=False, allow_infinity=False, places=3)
dates = st.dates().map(lambda d: PartialDate(d.isoformat())) | st.sampled_from(
    [PartialDate(x) for x in ("2024", "2024-07", "XXXX-07", "XXXX-02-29")]
)


def fillers(role: Role) -> st.SearchStrategy[tuple[EntityRef, ...]]:
    one = st.builds(
        lambda label, described: EntityRef(label, role.fills.default_class, described=described), labels, st.booleans()
    )
    return st.lists(one, min_size=1, max_size=3, unique_by=lambda e: e.label).map(tuple)


def ranges(amounts: st.SearchStrategy[Decimal]) -> st.SearchStrategy[dict[str, Decimal | None]]:
    both = st.tuples(amounts | st.none(), amounts | st.none()).filter(lambda p: p != (None, None))
    return both.map(lambda p: {"min": p[0], "max": p[1]})


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    spec: KindSpec = KINDS[draw(st.sampled_from(list(Kind)))]
    words = {r.name: draw(st.sampled_from(TERMS[r.name])) for r in spec.roles if r.fills is Fills.TERM}
    words |= {r.name: draw(labels) for r in spec.roles if r.fills is Fills.TEXT and draw(st.booleans())}
    start = draw(st.integers(0, len(TEXT) - 2))
    span = Span(start, draw(st.integers(start + 1, len(TEXT))))
    times = st.tuples(dates | st.none(), dates | st.none()).filter(any).map(lambda p: TimeSpan(*p))
    return Claim(
        kind=spec.kind,
        roles={
            r.name: draw(fillers(r))
            for r in spec.roles
            if r.fills not in {Fills.TEXT, Fills.TERM} and (r.required or draw(st.booleans()))
        },
        terms=words,
        evidence=Evidence(span.of(TEXT) if span.of(TEXT).strip() else "x", span if span.of(TEXT).strip() else None),
        modality=draw(st.sampled_from(list(Modality))),
        quantity=Quantity(draw(labels), **draw(ranges(numbers)), approximate=draw(st.booleans()))
        if draw(st.booleans())
        else None,
        value=Money("USD", **draw(ranges(numbers)), approximate=draw(st.booleans())) if draw(st.booleans()) else None,
        time=draw(times | st.none()),
        status=draw(st.sampled_from([None, *spec.statuses])),
        phase=draw(st.sampled_from([None, *Phase])),
        attribution=draw(st.none() | st.builds(lambda label: EntityRef(label, "Agent"), labels)),
    )


@given(st.lists(claims(), max_size=4, unique_by=lambda c: c.digest))
def test_claims_survive_the_graph(made: list[Claim]) -> None:
    """Encoding and decoding gives the same claims, whatever the kind; links included."""
    if len(made) > 1:
        links = ClaimLinks(disputes=(made[0].digest,), fulfils=(made[0].digest,), caused_by=(made[0].digest,))
        made[1] = replace(made[1], links=links)
    view = MemoryView(article_quads(DOCUMENT, made, extractor=EXTRACTOR, language="en"))
    assert sorted(claims_of(view, DOCUMENT.id), key=lambda c: c.digest) == sorted(made, key=lambda c: c.digest)


@given(st.lists(claims(), max_size=3, unique_by=lambda c: c.digest))
def test_the_flat_table_survives_the_graph(made: list[Claim]) -> None:
    """JSON lines → claims → RDF → claims → JSON lines is the identity on what we print."""
    rows = [claim_to_flat(claim, article="orders", iri=str) for claim in made]
    known = {f.label: f for c in made for group in c.roles.values() for f in group} | {
        c.attribution.label: c.attribution for c in made if c.attribution
    }

    def resolve(label: str, role: Role) -> EntityRef:
        found = known[label]
        return found if found.cls == role.fills.default_class else EntityRef(label, role.fills.default_class)

    read = [claim_from_flat(json.loads(json.dumps(row)), text=TEXT, resolve=resolve) for row in rows]
    view = MemoryView(article_quads(DOCUMENT, read, extractor=EXTRACTOR, language="en"))
    back = [claim_to_flat(claim, article="orders", iri=str) for claim in claims_of(view, DOCUMENT.id)]
    strip = [{k: v for k, v in row.items() if k != "id"} for row in rows]
    assert sorted([{k: v for k, v in r.items() if k != "id"} for r in back], key=str) == sorted(strip, key=str)


@given(st.lists(claims(), max_size=4))
def test_bytes_do_not_depend_on_the_order_of_claims(made: list[Claim]) -> None:
    """The canonical bytes of an article are the same for any order of its claims."""
    forwards = nquads(article_quads(DOCUMENT, made, extractor=EXTRACTOR, language="en"))
    assert forwards == nquads(article_quads(DOCUMENT, reversed(made), extractor=EXTRACTOR, language="en"))


def order(**changes: object) -> Claim:
    at = TEXT.index("ByteDance ordered")
    base = {
        "kind": Kind.ORDER,
        "roles": {
            "buyer": (EntityRef("ByteDance", "Company", known="bytedance"),),
            "product": (EntityRef("Ascend 910B", "AIAccelerator", known="ascend910b"),),
        },
        "evidence": Evidence("ByteDance ordered", Span(at, at + 17)),
        "quantity": Quantity("chip", min=Decimal(100_000)),
    }
    return Claim(**{**base, **changes})  # type: ignore[arg-type]  # a table of changes has no one type


@pytest.mark.parametrize(
    ("changes", "ordered"),
    [
        pytest.param({}, True, id="asserted"),
        pytest.param({"modality": Modality.PLANNED}, False, id="planned"),
        pytest.param({"modality": Modality.SPECULATED}, False, id="speculated"),
        pytest.param({"modality": Modality.DENIED}, False, id="denied"),
        pytest.param({"phase": Phase.ENDED}, False, id="ended"),
        pytest.param({"phase": Phase.ENDING}, True, id="ending"),
    ],
)
def test_only_what_holds_becomes_a_shortcut(changes: dict[str, object], ordered: bool) -> None:
    """Plans, denials and past states never become a plain triple."""
    claim = order(**changes)
    quads = derived_quads(DOCUMENT.id, [claim])
    triples = {
        (q.subject.value.rsplit("/", 1)[-1], q.predicate.value.rsplit("#", 1)[-1])
        for q in quads
        if isinstance(q.subject, NamedNode)
    }
    assert (("bytedance", "ordered") in triples) is ordered
    assert (("situation", "holds") in triples) is ordered


def test_an_article_graph_has_no_blank_nodes_and_names_only_its_own() -> None:
    """Each subject is the article, a part of it, or a name; each quad is in the article's graph."""
    quads = article_quads(DOCUMENT, [order()], extractor=EXTRACTOR, language="en")
    prefix = f"https://w3id.org/chippolitik/id/article/{DOCUMENT.id}"
    assert all(isinstance(q.subject, NamedNode) and q.subject.value.startswith(prefix) for q in quads)
    assert {q.graph_name for q in quads} == {NamedNode(f"https://w3id.org/chippolitik/graph/article/{DOCUMENT.id}")}


def test_a_claim_costs_at_most_twelve_triples_of_overhead() -> None:
    """Claim, evidence and the type of the situation take no more than twelve triples."""
    base = claim_iri(DOCUMENT.id, order().digest)
    quads = article_quads(DOCUMENT, [order()], extractor=EXTRACTOR, language="en")
    overhead = [
        q
        for q in quads
        if q.subject in {NamedNode(base), NamedNode(f"{base}/evidence")}
        or (q.subject == NamedNode(f"{base}/situation") and q.predicate.value.endswith("#type"))
    ]
    assert len(overhead) == 11


def test_a_government_prints_its_country() -> None:
    """A government in an agent role comes back with its country's label, as the flat table has it."""
    claim = Claim(
        kind=Kind.REGULATION,
        roles={"issuer": (EntityRef("United States", "GovernmentBody", known="us_gov"),)},
        evidence=Evidence("ByteDance", Span(0, 9)),
    )
    kb = NamedNode("https://w3id.org/chippolitik/graph/kb")
    gov, land = NamedNode("https://w3id.org/chippolitik/id/us_gov"), NamedNode("https://w3id.org/chippolitik/id/us")
    known = [
        Quad(gov, TYPE, chip("GovernmentBody"), kb),
        Quad(gov, LABEL, Literal("Government of the United States", language="en"), kb),
        Quad(gov, chip("governmentOf"), land, kb),
        Quad(land, LABEL, Literal("United States", language="en"), kb),
        Quad(land, LABEL, Literal("Vereinigte Staaten", language="de"), kb),
    ]
    view = MemoryView([*article_quads(DOCUMENT, [claim], extractor=EXTRACTOR, language="en"), *known])
    assert claims_of(view, DOCUMENT.id) == [claim]


def test_a_document_comes_back_from_its_graph() -> None:
    """Text, date and source of an article survive, so that it can be extracted again."""
    view = MemoryView(article_quads(DOCUMENT, [], extractor=EXTRACTOR, language="en"))
    back = document_of(view, DOCUMENT.id)
    assert back is not None
    assert (back.text, back.published, back.source, back.language, back.id) == (
        TEXT, PartialDate("2024-09-30"), "Reuters", "en", DOCUMENT.id,
    )  # fmt: skip


@pytest.mark.parametrize("folder", ["seed", "corpus/en", "corpus/de"])
def test_all_gold_claims_survive_the_graph(folder: str) -> None:
    """Each annotated claim goes through RDF and comes back with the same content."""
    path = SHARED / folder / "claims.jsonl"
    if not path.exists():
        pytest.skip("needs ../shared, which is not part of the repository")
    by_article: dict[str, list[dict[str, object]]] = {}
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            row = json.loads(line)
            by_article.setdefault(row["article"], []).append(row)
    for name, rows in by_article.items():
        raw = (path.parent / f"{name}.txt").read_text(encoding="utf-8")
        text = raw.split("\n", 3)[3] if raw.startswith("Date:") else raw
        document = Document(name=name, key=name, text=text)
        read = [claim_from_flat(r, text=text, resolve=lambda x, r: EntityRef(x, r.fills.default_class)) for r in rows]
        made = link_claims(rows, read)
        view = MemoryView(article_quads(document, made, extractor=EXTRACTOR, language="en"))
        back = claims_of(view, document.id)
        assert {c.digest: c for c in back} == {c.digest: c for c in made}
        assert all(c.evidence.span and c.evidence.span.of(text) == c.evidence.quote for c in back)
