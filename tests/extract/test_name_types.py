"""A name that nothing types is a product where verbs that mean one thing only say so, in the whole text."""

from __future__ import annotations

import pytest

from chippolitik.extract.english import english_predications
from chippolitik.extract.name_types import with_products
from chippolitik.lexicon import load_lexicon

from .made import resolved, roles

PRODUCTS = [
    (
        "de",
        "Tarvik wurde von Infineon entwickelt. Bosch nutzt Tarvik.",
        "Usage",
        {"user": "Bosch", "product": "Tarvik"},
    ),
    ("de", "Bosch nutzt Tarvik. Infineon hat Tarvik entwickelt.", "Usage", {"user": "Bosch", "product": "Tarvik"}),
    (
        "en",
        "Infineon has developed Tarvik. Tesla uses Tarvik in its cars.",
        "Usage",
        {"user": "Tesla", "product": "Tarvik"},
    ),
]


@pytest.mark.parametrize(("language", "text", "kind", "expected"), PRODUCTS, ids=["de", "de, told later", "en"])
def test_a_verb_makes_a_product_of_a_name(language: str, text: str, kind: str, expected: dict[str, str]) -> None:
    """What somebody develops is a product in the other sentences too, before and after that one."""
    assert expected in roles(text, language, kind)


def test_what_a_firm_unveils_uses_nothing() -> None:
    """A name that is a product is no user, though it stands where one stands."""
    text = "In May Orvella Labs unveiled Tarvik. Tarvik runs on Nvidia's H100."
    assert roles(text, "en", "Usage") == []


@pytest.mark.parametrize(
    "text",
    [
        "Nvidia acquired Tarvik. Tesla uses Tarvik in its cars.",
        "TSMC supplies Tarvik with wafers. Tesla uses Tarvik in its cars.",
        "Nvidia praised Tarvik. Tesla knows Tarvik.",
        "The main shareholder of X-FAB is Tarvik.",
    ],
)
def test_other_verbs_make_none(text: str) -> None:
    """Firms are bought, supplied and praised as well, and who uses may use what a firm makes."""
    made = with_products(resolved(text, "en"), load_lexicon(), english_predications)
    meant = [ref for row in made.refs for ref in row if ref.things and ref.things[0].label == "Tarvik"]
    assert all([agent.label for agent in ref.agents] == ["Tarvik"] for ref in meant)
    assert meant


def test_what_acts_more_often_is_a_firm() -> None:
    """One verb that may be misread does not outweigh two that say otherwise."""
    text = "Arm released Tarvik from the deal. Tarvik ordered 500 H20 chips. Tarvik bought 40 H100 chips."
    assert {role["buyer"] for role in roles(text, "en", "Order")} == {"Tarvik"}
