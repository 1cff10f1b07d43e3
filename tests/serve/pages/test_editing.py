"""A claim that the gate refused is corrected in a form, judged again, and admitted."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from chippolitik.errors import UsageError
from chippolitik.model import Claim, EntityRef, Evidence, Kind, Modality, PartialDate, Quantity, TimeSpan
from chippolitik.serve.pages.editing import row_of_form

from ..serving import Served  # noqa: TID252 - tests have no absolute name
from .site import TOKEN

SIGNED = {"reason": "the sentence before names the buyer", "by": "A. Weber", "token": TOKEN, "verdict": "edit"}
ORDER = Claim(
    kind=Kind.ORDER,
    roles={"product": (EntityRef("H20", "Chip", known="h20"),)},
    modality=Modality.ASSERTED,
    quantity=Quantity("chip", min=Decimal(100), max=Decimal(200)),
    time=TimeSpan(PartialDate("2024-03"), PartialDate("2024-03")),
    evidence=Evidence("an order for H20", None),
)


def test_fields_make_a_row() -> None:
    """Changed fields are changed, emptied ones leave, several things in a role stand between semicolons."""
    row = row_of_form(
        ORDER,
        {
            "set.buyer": "ByteDance; Tencent",
            "set.product": "H20",
            "set.quantity.max": "",
            "set.quantity.min": "150",
            "set.modality": "planned",
        },
    )
    assert row["roles"] == {"product": "H20", "buyer": ["ByteDance", "Tencent"]}
    assert (row["quantity"], row["modality"]) == ({"min": 150, "unit": "chip"}, "planned")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"set.product": "H20", "set.quantity.min": "100"}, "says that already"),
        ({"set.quantity.min": "many"}, "not a number: 'many'"),
    ],
)
def test_what_makes_no_row_is_told(fields: dict[str, str], message: str) -> None:
    """A form without a change, or with words for a number, is one clear line."""
    with pytest.raises(UsageError, match=message):
        row_of_form(ORDER, fields)


def test_a_claim_is_corrected_and_admitted(served: Served) -> None:
    """The form has the claim's own values; one that still breaks a rule says why; then it is in the graph."""
    found = re.search(r'href="(/quarantine/[0-9a-f]{24}/[0-9a-f]{16})"', served.client.get("/quarantine").text)
    assert found
    page = served.client.get(found[1], headers={"Accept-Language": "de"}).text
    assert "Berichtigen und dann aufnehmen" in page
    assert '<input id="e-product" name="set.product" value="H20"' in page
    wrong = served.client.post(found[1], data=SIGNED | {"set.product": "H200"})
    assert wrong.status_code == 409
    assert "does not pass as edited" in wrong.text
    assert 'name="set.product" value="H200"' in wrong.text
    same = served.client.post(found[1], data=SIGNED | {"set.product": "H20"})
    assert (same.status_code, "says that already" in same.text) == (400, True)
    done = served.client.post(found[1], data=SIGNED | {"set.buyer": "Tencent"}, follow_redirects=True)
    assert "The claim was corrected and admitted." in done.text
    quote = '"Another order for H20 chips"'
    assert served.ask(f"ASK {{ ?o chip:buyer id:tencent . ?c chip:claims ?o ; chip:evidence/chip:exactQuote {quote} }}")
