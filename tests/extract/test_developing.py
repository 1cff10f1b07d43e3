"""Makers of products that noun phrases state without a verb."""

from __future__ import annotations

import pytest
from tests.extract.made import roles, rows


def made(text: str, language: str) -> list[tuple[str, object]]:
    """Return developer and products of each development."""
    return [(row["developer"], row["product"]) for row in roles(text, language, "Development")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Huawei's Ascend 910B is scarce."),
        ("en", "Tencent bought the Ascend 910B from Huawei."),
        ("de", "Huaweis Ascend 910B ist knapp."),
        ("de", "Der Ascend 910B von Huawei ist knapp."),
    ],
)
def test_a_chip_is_made_by_the_firm_beside_it(language: str, text: str) -> None:
    """A genitive before a product, and "from" or "von" after it, name its maker."""
    assert made(text, language) == [("Huawei", "Ascend 910B")]


@pytest.mark.parametrize(
    ("language", "text"), [("en", "Tencent's H20 is scarce."), ("de", "Der H20 von AMD ist knapp.")]
)
def test_a_firm_that_is_known_not_to_make_a_chip_is_no_maker(language: str, text: str) -> None:
    """Whose a chip is need not be whose design it is: the knowledge base knows the maker of the H20."""
    assert made(text, language) == []


def test_a_maker_before_its_product_makes_it() -> None:
    """A phrase may name maker and product at once, as "the Nvidia H20" does."""
    assert made("The Nvidia H20 is scarce.", "en") == [("Nvidia", "H20")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "OpenAI, maker of ChatGPT, ordered chips."),
        ("de", "OpenAI, Entwickler von ChatGPT, bestellte Chips."),
        ("de", "ChatGPT, eine Entwicklung von OpenAI, ist knapp."),
    ],
)
def test_a_maker_in_an_apposition_makes_the_product(language: str, text: str) -> None:
    """A maker explained by its product, and a product by its maker, say the same."""
    assert made(text, language) == [("OpenAI", "ChatGPT")]


def test_a_wrong_maker_in_an_apposition_is_none() -> None:
    """The knowledge base knows who makes ChatGPT."""
    assert made("Huawei, maker of ChatGPT, ordered chips.", "en") == []


def test_each_part_of_a_list_has_its_own_maker() -> None:
    """Two makers in one list are two claims."""
    text = "Nvidia's H200 and AMD's MI325X are scarce."
    assert made(text, "en") == [("Nvidia", "H200"), ("AMD", "Instinct MI325X")]


def test_a_maker_holds_for_the_list_after_it() -> None:
    """Products after one genitive share their maker in one claim."""
    assert made("Nvidia's H20 and H200 are scarce.", "en") == [("Nvidia", ["H20", "H200"])]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Huawei praised the in-house accelerator Ascend 910B."),
        ("en", "Huawei praised the Ascend 910B of its own design."),
        ("en", "Huawei praised its tools, including the Ascend 910B."),
        ("de", "Huawei lobte den hauseigenen Beschleuniger Ascend 910B."),
    ],
)
def test_a_product_of_its_own_is_made_by_the_firm_spoken_of(language: str, text: str) -> None:
    """In-house, of its own design, and an example among its tools point to the subject."""
    assert made(text, language) == [("Huawei", "Ascend 910B")]


@pytest.mark.parametrize(
    ("language", "text", "pair"),
    [
        ("en", "V3, the DeepSeek model, is cheap.", ("DeepSeek", "DeepSeek-V3")),
        ("de", "Tencent lobte WeChat, seine App.", ("Tencent", "WeChat")),
    ],
)
def test_a_product_is_explained_after_a_comma(language: str, text: str, pair: tuple[str, str]) -> None:
    """The model or app after the comma has the maker, by name or by pronoun."""
    assert made(text, language) == [pair]


@pytest.mark.parametrize("text", ["Huawei chips are scarce.", "Nvidia H20 orders fell."])
def test_what_names_no_product_has_no_maker(text: str) -> None:
    """A firm's chips at large, and orders for a chip, are no product that it makes."""
    assert made(text, "en") == []


def test_the_quote_holds_maker_and_product() -> None:
    """Evidence runs from the product to its maker."""
    [row] = rows("Tencent bought the Ascend 910B from Huawei.", "en", "Development")
    assert row["quote"] == "the Ascend 910B from Huawei"
