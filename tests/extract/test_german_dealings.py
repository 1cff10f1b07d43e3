"""What German clauses say of dealings: purposes, futures, sums for goods, nouns that stand for their contents."""

from __future__ import annotations

import pytest

from .made import arguments, predications, roles, rows


def test_what_stands_after_um_is_the_object_of_the_infinitive() -> None:
    """The word "um" before an infinitive governs no phrase."""
    found = arguments("Meta brauchte 16.000 H100, um Llama 3 zu trainieren.", "de", "trainieren")
    assert ("subj obj dat", "Llama 3") in [(functions, words.removeprefix("um ")) for functions, words in found]


@pytest.mark.parametrize("verb", ["liefern", "fertigen", "mieten"])
def test_an_infinitive_after_wird_is_no_past(verb: str) -> None:
    """A future is none, whatever the infinitive looks like."""
    assert not predications(f"Samsung wird den AI6 {verb}.", "de")[verb].past


def test_what_will_be_made_is_planned() -> None:
    """What "wird fertigen" says is intended."""
    [row] = rows("Samsung wird für Tesla den AI6 fertigen.", "de", "Manufacture")
    assert row["modality"] == "planned"


def test_a_sum_spent_at_a_firm_buys_its_chips() -> None:
    """Who buys for a sum from a chipmaker, without goods named, buys its chips."""
    [row] = rows("Baidu und Tencent haben für fünf Milliarden Dollar bei Nvidia eingekauft.", "de", "Order")
    assert row["roles"] == {"buyer": ["Baidu", "Tencent"], "product": "Nvidia chips", "supplier": "Nvidia"}
    assert row["value"] == {"min": 5000000000, "max": 5000000000, "currency": "USD"}


@pytest.mark.parametrize("goods", ["erste Muster", "eine Charge", "zwei Racks", "eine Ladung"])
def test_a_batch_of_a_product_is_the_product(goods: str) -> None:
    """Samples, batches and loads stand for what they are of."""
    found = roles(f"Nvidia hat {goods} von HBM4 erhalten.", "de", "Delivery")
    assert found == [{"recipient": "Nvidia", "product": "HBM4"}]


def test_the_customer_may_be_who_the_text_is_about() -> None:
    """Where a foundry works and nobody is named, it works for the firm that the text is about."""
    text = "AMD wächst. AMD ist groß. Belichtet werden die Wafer bei TSMC."
    assert roles(text, "de", "Manufacture") == [{"manufacturer": "TSMC", "customer": "AMD"}]
    assert roles("Belichtet werden die Wafer bei TSMC.", "de", "Manufacture") == []


@pytest.mark.parametrize(
    ("text", "verb", "function"),
    [
        ("Beschlagnahmt wurden 48 H100, bestellt von Tencent.", "bestellen", "subj von"),
        ("Der Kirin 9000S, gefertigt bei SMIC, ist knapp.", "fertigen", "bei"),
    ],
)
def test_a_participle_may_follow_its_noun(text: str, verb: str, function: str) -> None:
    """After a comma it says more of the noun before it, by whom or where it was done."""
    pred = predications(text, "de")[verb]
    assert pred.passive
    assert function in [functions for functions, _ in arguments(text, "de", verb)]


def test_an_apposition_may_have_no_article() -> None:
    """A customer that an adjective opens is the name before the comma."""
    found = roles("Samsung, wichtigster Kunde von Siltronic, drosselt.", "de", "Supply")
    assert found == [{"supplier": "Siltronic", "customer": "Samsung Electronics"}]


def test_two_readings_of_a_making_share_product_and_customer() -> None:
    """What one frame finds of a product and another one of a customer is one claim with both."""
    [row] = roles("Bei SMIC produziert Huawei den Kirin 9020.", "de", "Manufacture")
    assert row == {"manufacturer": "SMIC", "product": "Kirin 9020", "customer": "Huawei"}
