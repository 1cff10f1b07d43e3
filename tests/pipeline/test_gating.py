"""The gate of this installation judges the claims of an article, with what the knowledge base says."""

from __future__ import annotations

from dataclasses import replace

from chippolitik.graph import article_quads
from chippolitik.model import Claim, ClaimLinks, EntityRef, Evidence, Span
from chippolitik.namespaces import CHIP, SHAPES, claim_iri
from chippolitik.pipeline.parts import FRAMES, own_gate
from chippolitik.store.record import Reason

from .made import ARTICLE, DELIVERY, ORDER, OTHER


def judged(*claims: Claim) -> dict[str, tuple[Reason, ...]]:
    return own_gate().judge(ARTICLE, claims, article_quads(ARTICLE, claims, extractor=FRAMES, language="en"))


def test_sound_claims_pass() -> None:
    """Complete claims with their quote have no reasons against them."""
    known = replace(ORDER, roles={**ORDER.roles, "buyer": (EntityRef("ByteDance", "Company", known="bytedance"),)})
    assert judged(ORDER, known, DELIVERY, OTHER) == {}


def test_each_bad_claim_has_its_reasons() -> None:
    """A claim without a required role and one whose quote stands elsewhere are refused, each for its own fault."""
    bare = replace(ORDER, roles={"product": ORDER.roles["product"]})
    moved = replace(OTHER, evidence=Evidence("Baidu ordered", Span(0, 13)))
    found = judged(bare, moved, replace(DELIVERY, links=ClaimLinks()))
    assert sorted(found) == sorted([bare.digest, moved.digest])
    [missing] = found[bare.digest]
    assert missing.focus == f"{claim_iri(ARTICLE.id, bare.digest)}/situation"
    assert (missing.shape, missing.path) == (f"{SHAPES}Order-buyer", f"<{CHIP}buyer>")
    assert all(reason.shape.startswith(SHAPES) and reason.message for group in found.values() for reason in group)
