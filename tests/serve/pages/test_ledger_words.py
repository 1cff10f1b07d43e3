"""What the ledger says is said in the language of the page, with its numbers."""

from __future__ import annotations

import json

import pytest

from chippolitik.cli.root import run
from chippolitik.serve.app import create_app
from chippolitik.serve.options import ServeOptions

from .site import Pages

_QUOTES = {
    "ByteDance ordered about 100,000 H20 chips": {"min": 100000, "max": 100000, "unit": "chip", "approximate": True},
    "ByteDance ordered 30,000 H20 chips": {"min": 30000, "max": 30000, "unit": "chip"},
    "ByteDance ordered 50,000 H20 chips": {"min": 50000, "max": 50000, "unit": "chip"},
}


@pytest.fixture(scope="module")
def amounts(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """Pages over three amounts for one order."""
    folder = tmp_path_factory.mktemp("amounts")
    orders, claims = folder / "orders.txt", folder / "claims.jsonl"
    orders.write_text("Date: 2024-09-30\nSource: Reuters\n\n" + ". ".join(_QUOTES) + ".", encoding="utf-8")
    rows = [
        {"article": "orders", "kind": "Order", "roles": {"buyer": "ByteDance", "product": "H20"}, "quote": quote,
         "quantity": amount, "time": {"start": "2024", "end": "2024"}}
        for quote, amount in _QUOTES.items()
    ]  # fmt: skip
    claims.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert run(["--store", str(folder / "store"), "ingest", str(orders), "--claims", str(claims)]) == 0
    return Pages(create_app(ServeOptions(store=folder / "store", rate=0)))


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("Order: ByteDance, H20", "2024, chip:", "about 100,000", "asserted", "incompatible")),
        ("de", ("Bestellung: ByteDance, H20", "2024, Chip:", "etwa 100.000", "behauptet", "unvereinbar")),
    ],
)
def test_the_ledger_speaks_the_language(lang: str, words: tuple[str, ...], amounts: Pages) -> None:
    """Question, agreement, ranges and relations are in the language of the page."""
    page = amounts.html("/ledger?subject=ByteDance&kind=Order", lang)
    assert [one for one in words if one not in page] == []
