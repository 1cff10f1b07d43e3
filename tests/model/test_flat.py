"""Rows of the flat table are read exactly, and a bad row names its field."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from chippolitik.model import EntityRef, Quantity, Span, claim_from_flat, claim_to_flat
from chippolitik.model.flat import link_claims
from chippolitik.model.kinds import Role

TEXT = "Bis Juli wurden weniger als 30.000 Chips an ByteDance geliefert. ByteDance hat über 100.000 Chips bestellt."
ORDER = {
    "kind": "Order",
    "roles": {"buyer": "ByteDance", "product": "Ascend 910B"},
    "quote": "ByteDance hat über 100.000 Chips bestellt",
}
DELIVERY = {
    "kind": "Delivery",
    "roles": {"recipient": "ByteDance", "product": ["Ascend 910B"]},
    "quantity": {"max": 30000, "unit": "chip"},
    "time": {"end": "XXXX-07"},
    "quote": "Bis Juli wurden weniger als 30.000 Chips an ByteDance geliefert",
}


def resolve(label: str, role: Role) -> EntityRef:
    return EntityRef(label, role.fills.default_class)


def test_a_quote_without_offsets_is_found() -> None:
    """A quote is looked up in the text, and its bounds stay bounds."""
    claim = claim_from_flat(DELIVERY, text=TEXT, resolve=resolve)
    assert claim.evidence.span == Span(0, 63)
    assert claim.quantity == Quantity("chip", max=Decimal(30000))


def test_a_quote_that_does_not_occur_gets_no_place() -> None:
    """An invented quote is kept for the gate to refuse, without offsets."""
    claim = claim_from_flat({**ORDER, "quote": "ByteDance hat 5 Chips bestellt"}, text=TEXT, resolve=resolve)
    assert claim.evidence.span is None


def test_links_go_from_ids_to_digests_and_back() -> None:
    """Links by id of the same article survive; a link to an unknown id is left out."""
    rows: list[dict[str, Any]] = [{**ORDER, "id": "a"}, {**DELIVERY, "id": "b", "fulfils": ["a", "nowhere"]}]
    order, delivery = link_claims(rows, [claim_from_flat(r, text=TEXT, resolve=resolve) for r in rows])
    assert delivery.links.fulfils == (order.digest,)
    assert claim_to_flat(delivery, article="x", iri=lambda d: f"id:{d}")["fulfils"] == [f"id:{order.digest}"]


def test_a_row_is_printed_in_the_order_of_the_contract() -> None:
    """Keys come in the contract's order, absent ones are left out, one filler is no list."""
    row = claim_to_flat(claim_from_flat(DELIVERY, text=TEXT, resolve=resolve), article="x", iri=lambda _: "c")
    assert row == {
        "id": "c", "article": "x", "kind": "Delivery", "roles": {"product": "Ascend 910B", "recipient": "ByteDance"},
        "quantity": {"max": 30000, "unit": "chip"}, "time": {"end": "XXXX-07"}, "modality": "asserted",
        "quote": DELIVERY["quote"], "start": 0, "end": 63,
    }  # fmt: skip
    assert list(row)[:4] == ["id", "article", "kind", "roles"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param({"kind": "Purchase"}, "kind: 'Purchase' is none of", id="kind"),
        pytest.param({"roles": ["ByteDance"]}, "roles: an object expected", id="roles"),
        pytest.param({"roles": {"buyer": 5}}, "roles.buyer: a label", id="label"),
        pytest.param({"roles": {"seller": "x"}}, "Order has no role 'seller'", id="role"),
        pytest.param({"modality": "reported"}, "modality: 'reported' is none of", id="modality"),
        pytest.param({"quantity": {"min": "many", "unit": "chip"}}, "quantity: numbers expected", id="number"),
        pytest.param({"quantity": {"min": True, "unit": "chip"}}, "quantity: numbers expected", id="boolean"),
        pytest.param({"quantity": {"min": 5}}, "needs a unit", id="unit"),
        pytest.param({"quantity": {"unit": "chip"}}, "at least one bound", id="bounds"),
        pytest.param({"value": {"min": 5, "currency": "Dollar"}}, "ISO 4217", id="currency"),
        pytest.param({"time": {"start": "Juli"}}, "not a date", id="date"),
        pytest.param({"time": {"start": "2024-13"}}, "month must be in 1..12", id="month"),
        pytest.param({"quote": ""}, "quote: the words", id="quote"),
        pytest.param({"start": "0", "end": 5}, "start, end: whole numbers", id="offsets"),
        pytest.param({"colour": "red"}, "unknown key 'colour'", id="key"),
    ],
)
def test_a_bad_row_names_its_field(changes: dict[str, Any], message: str) -> None:
    """Each break of the contract is one message that names the field and the value."""
    with pytest.raises(ValueError, match=message):
        claim_from_flat({**ORDER, **changes}, text=TEXT, resolve=resolve)
