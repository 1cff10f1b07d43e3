"""Claims become Web Annotations whose selectors find the quote, and come back as the same rows."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from chippolitik.graph import Extractor, MemoryView, article_quads
from chippolitik.graph.web_annotation import annotation_of, annotations_of, row_of
from chippolitik.model import (
    Claim,
    Document,
    EntityRef,
    Evidence,
    Kind,
    Modality,
    Quantity,
    Span,
    claim_from_flat,
    claim_to_flat,
)
from chippolitik.model.flat import link_claims
from chippolitik.namespaces import article_iri, claim_iri

SEED = Path(__file__).resolve().parents[2].parent / "shared" / "seed"
TEXT = "Insiders say so. ByteDance ordered over 100,000 Ascend 910B chips. Fewer than 30,000 arrived by July."
QUOTE = "ByteDance ordered over 100,000 Ascend 910B chips"
EXTRACTOR = Extractor("frames", "1")


def order(quote: str, span: Span | None) -> Claim:
    return Claim(
        kind=Kind.ORDER,
        roles={
            "buyer": (EntityRef("ByteDance", "Company", known="bytedance"),),
            "product": (EntityRef("Ascend 910B", "AIAccelerator", known="ascend910b"),),
        },
        evidence=Evidence(quote, span),
        modality=Modality.ASSERTED,
        quantity=Quantity("chip", Decimal(100000)),
    )


def annotated(claim: Claim) -> dict[str, object]:
    return annotation_of(claim, article_id="0" * 24, text=TEXT, language="en", extractor=EXTRACTOR)


def test_the_target_is_the_quote_in_its_article() -> None:
    """The selectors give the exact words, what stands around them, and their position in code points."""
    found = annotated(order(QUOTE, Span(17, 65)))
    assert found["target"] == {
        "type": "SpecificResource",
        "source": article_iri("0" * 24),
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": QUOTE,
                "prefix": "Insiders say so. ",
                "suffix": ". Fewer than 30,000 arrived by J",
            },
            {"type": "TextPositionSelector", "start": 17, "end": 65},
        ],
        "language": "en",
    }


def test_the_body_is_what_the_claim_says() -> None:
    """The annotation is the claim; its body is the situation, and the row in JSON without what the target says."""
    claim = order(QUOTE, Span(17, 65))
    found = annotated(claim)
    iri = claim_iri("0" * 24, claim.digest)
    assert (found["@context"], found["id"], found["type"]) == ("http://www.w3.org/ns/anno.jsonld", iri, "Annotation")
    assert found["generator"] == {"type": "Software", "name": "frames 1"}
    bodies = found["body"]
    assert isinstance(bodies, list)
    assert bodies[0] == f"{iri}/situation"
    assert json.loads(bodies[1]["value"]) == {
        "kind": "Order",
        "roles": {"buyer": "ByteDance", "product": "Ascend 910B"},
        "quantity": {"min": 100000, "unit": "chip"},
        "modality": "asserted",
    }


def test_a_quote_that_does_not_occur_has_no_position() -> None:
    """Without a span there is the quote alone."""
    found = annotated(order("ByteDance bought chips", None))
    target = found["target"]
    assert isinstance(target, dict)
    assert target["selector"] == [{"type": "TextQuoteSelector", "exact": "ByteDance bought chips"}]
    assert "start" not in row_of(found)


@given(
    st.integers(0, len(TEXT) - 1).flatmap(lambda start: st.tuples(st.just(start), st.integers(start + 1, len(TEXT))))
)
def test_any_span_comes_back(bounds: tuple[int, int]) -> None:
    """Prefix, quote and suffix stand side by side in the text, and the row comes back whole, through JSON."""
    span = Span(*bounds)
    assume(span.of(TEXT).strip())
    claim = order(span.of(TEXT), span)
    found = json.loads(json.dumps(annotated(claim)))
    selector = found["target"]["selector"][0]
    assert selector["prefix"] + selector["exact"] + selector["suffix"] in TEXT
    expected = claim_to_flat(claim, article=article_iri("0" * 24), iri=lambda digest: claim_iri("0" * 24, digest))
    assert row_of(found) == expected
    assert list(row_of(found)) == list(expected)


def test_the_seed_comes_back_from_its_graph() -> None:
    """Gold claims → graph → annotations → rows → claims: equal, links included."""
    if not SEED.is_dir():
        pytest.skip("needs ../shared, which is not part of the repository")
    text = (SEED / "seed.txt").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in (SEED / "claims.jsonl").read_text(encoding="utf-8").splitlines()]

    def read(some: list[dict[str, object]]) -> list[Claim]:
        claims = [
            claim_from_flat(row, text=text, resolve=lambda label, role: EntityRef(label, role.fills.default_class))
            for row in some
        ]
        return link_claims(some, claims)

    claims = read(rows)
    document = Document(name="seed", key="seed", text=text)
    view = MemoryView(article_quads(document, claims, extractor=EXTRACTOR, language="de"))
    back = read([row_of(annotation) for annotation in annotations_of(view, document.id)])
    assert sorted(back, key=lambda c: c.digest) == sorted(claims, key=lambda c: c.digest)
    assert list(annotations_of(view, "f" * 24)) == []


@pytest.mark.parametrize(
    "annotation",
    [
        {},
        {"target": "https://e.org/page", "body": []},
        {"target": {"selector": []}, "body": [{"format": "application/json", "value": "{}"}]},
        {"target": {"selector": [{"type": "TextQuoteSelector", "exact": "x"}]}, "body": ["https://e.org/body"]},
    ],
)
def test_an_annotation_of_something_else_is_refused(annotation: dict[str, object]) -> None:
    """What holds no claim of ours is an error that says what is missing."""
    with pytest.raises(ValueError, match="no annotation of a claim"):
        row_of(annotation)
