"""An article with three claims, for tests of the gate and of reports."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pyoxigraph import Quad

from chippolitik.graph import Extractor, article_quads
from chippolitik.model import Claim, ClaimLinks, Document, EntityRef, Evidence, Kind, Quantity, Span

TEXT = "ByteDance ordered over 100,000 Ascend 910B chips. By July fewer than 30,000 chips were delivered."
BYTEDANCE = EntityRef("ByteDance", "Company", known="bytedance")
ASCEND = EntityRef("Ascend 910B", "AIAccelerator", known="ascend910b")


def evidence(quote: str) -> Evidence:
    start = TEXT.find(quote)
    return Evidence(quote, Span(start, start + len(quote)) if start >= 0 else None)


def order(quote: str = "ordered over 100,000 Ascend 910B chips", **changes: object) -> Claim:
    values: dict[str, object] = {
        "kind": Kind.ORDER,
        "roles": {"buyer": (BYTEDANCE,), "product": (ASCEND,)},
        "quantity": Quantity("chip", min=Decimal(100000)),
        "evidence": evidence(quote),
    }
    return Claim(**(values | changes))  # type: ignore[arg-type]  # a test spells values of the right kinds


def delivery(**changes: object) -> Claim:
    values: dict[str, object] = {
        "kind": Kind.DELIVERY,
        "roles": {"recipient": (BYTEDANCE,), "product": (ASCEND,)},
        "quantity": Quantity("chip", max=Decimal(30000)),
        "evidence": evidence("fewer than 30,000 chips were delivered"),
        "links": ClaimLinks(fulfils=(order().digest,)),
    }
    return Claim(**(values | changes))  # type: ignore[arg-type]  # a test spells values of the right kinds


def quads_of(*claims: Claim) -> list[Quad]:
    return article_quads(document(), claims, extractor=Extractor("frames", "1"), language="en")


def document() -> Document:
    return Document(name="orders", key="orders", text=TEXT, language="en")


@pytest.fixture
def good() -> list[Quad]:
    return quads_of(order(), delivery())
