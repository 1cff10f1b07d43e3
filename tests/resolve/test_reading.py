"""Noun phrases refer to names, public bodies, described things and what the text has spoken of before."""

from __future__ import annotations

import pytest

from .made import labels, referents

NAMES = [
    ("en", "Huawei sells chips to China.", "Huawei", {"agents": ["Huawei"]}),
    ("en", "Huawei sells chips to China.", "China", {"agents": ["China"], "places": ["China"]}),
    ("en", "SMIC was added to the Entity List.", "the Entity List", {"lists": ["Entity List"]}),
    ("en", "ByteDance ordered the Ascend 910B.", "the Ascend 910B", {"products": ["Ascend 910B"]}),
    ("en", "TikTok parent ByteDance grew.", "TikTok parent ByteDance", {"agents": ["ByteDance"]}),
    ("en", "Orbisense Technologies Ltd. grew.", "Orbisense Technologies Ltd", {"agents": ["Orbisense Technologies"]}),
    ("en", "The Chinese government objected.", "The Chinese government", {"agents": ["China"]}),
    ("en", "Chinese officials visited Nvidia.", "Chinese officials", {"agents": ["China"]}),
    ("de", "SMIC kam auf die Entity List.", "die Entity List", {"lists": ["Entity List"]}),
    ("de", "Die chinesische Regierung widersprach.", "Die chinesische Regierung", {"agents": ["China"]}),
    ("de", "Die Niederlande lehnten ab.", "Die Niederlande", {"agents": ["Netherlands"], "places": ["Netherlands"]}),
    (
        "de",
        "Chinas Handelsministerium widersprach.",
        "Chinas Handelsministerium",
        {"agents": ["Ministry of Commerce (China)"]},
    ),
]


@pytest.mark.parametrize(("language", "text", "phrase", "expected"), NAMES, ids=[f"{c[0]} {c[2]}" for c in NAMES])
def test_a_name_refers_to_what_it_names(language: str, text: str, phrase: str, expected: dict[str, list[str]]) -> None:
    """A name gives an agent, a product, a place or a list; a country is also its government."""
    refs = referents(text, language)[phrase]
    assert (labels(refs), refs.how) == (expected, "name")


def test_a_country_that_acts_is_its_government() -> None:
    """The agent that "China" means is the government, the place is the country."""
    refs = referents("China banned exports.", "en")["China"]
    assert [entity.known for entity in (*refs.agents, *refs.places)] == ["cn_gov", "cn"]


@pytest.mark.parametrize(
    ("language", "text", "phrase", "label"),
    [
        ("en", "Nvidia sells cheaper graphics cards.", "cheaper graphics cards", "cheaper graphics cards"),
        ("en", "Huawei sells chips.", "chips", "chips"),
        ("de", "Huawei verkauft Chips.", "Chips", "chips"),
        ("de", "Nvidia liefert Maschinen.", "Maschinen", "machines"),
    ],
)
def test_a_thing_without_a_name_is_described_in_english(language: str, text: str, phrase: str, label: str) -> None:
    """A described product has an English label and belongs to its article."""
    [product] = referents(text, language)[phrase].products
    assert (product.label, product.described, product.known) == (label, True, None)


@pytest.mark.parametrize(
    ("language", "text", "phrase", "expected"),
    [
        ("en", "ByteDance ordered the Ascend 910B. The company uses it.", "The company", ["ByteDance"]),
        ("de", "ByteDance bestellte den Ascend 910B. Das Unternehmen zahlt.", "Das Unternehmen", ["ByteDance"]),
        (
            "en",
            "Samsung and SK hynix met. Both companies agreed.",
            "Both companies",
            ["Samsung Electronics", "SK hynix"],
        ),
        (
            "de",
            "Samsung und SK hynix sprachen. Beide Firmen zahlen.",
            "Beide Firmen",
            ["Samsung Electronics", "SK hynix"],
        ),
        ("en", "Reuters reported it. The newspaper said more.", "The newspaper", ["Reuters"]),
        ("en", "Huawei supplied ByteDance. It denied the report.", "It", ["Huawei", "ByteDance"]),
        ("en", "Phytium, a Chinese chip designer, left.", "a Chinese chip designer", ["Phytium"]),
        ("en", "A spokesperson for Tencent answered.", "A spokesperson", ["Tencent"]),
        ("de", "Ein Sprecher des Konzerns Huawei widersprach.", "Ein Sprecher", ["Huawei"]),
    ],
)
def test_an_agent_is_known_from_the_text(language: str, text: str, phrase: str, expected: list[str]) -> None:
    """Definite phrases, pronouns, appositions and spokespeople mean the agents that the text has named."""
    assert labels(referents(text, language)[phrase])["agents"] == expected


@pytest.mark.parametrize(
    ("language", "text", "phrase"),
    [
        ("en", "ByteDance ordered the Ascend 910B. The firm needs the chip.", "the chip"),
        ("de", "ByteDance bestellte den Ascend 910B. Die Firma nutzt den Chip.", "den Chip"),
    ],
)
def test_a_definite_product_is_the_one_spoken_of(language: str, text: str, phrase: str) -> None:
    """The words "The chip" is the product that the text named last."""
    refs = referents(text, language)[phrase]
    assert (labels(refs), refs.how) == ({"products": ["Ascend 910B"]}, "definite")


@pytest.mark.parametrize(("language", "phrase"), [("en", "The company"), ("de", "Das Unternehmen")])
def test_a_definite_phrase_without_antecedent_means_nobody(language: str, phrase: str) -> None:
    """Where no firm was named, a definite phrase refers to nothing."""
    text = {"en": "The company grew.", "de": "Das Unternehmen wächst."}[language]
    assert labels(referents(text, language)[phrase]) == {}


@pytest.mark.parametrize(
    ("text", "phrase"),
    [("Nvidia’s chips are sold.", "Nvidia’s chips"), ("chips from Huawei are sold.", "chips from Huawei")],
)
def test_products_known_by_their_maker_alone_are_a_group(text: str, phrase: str) -> None:
    """The chips of a firm are the product group of the knowledge base."""
    [product] = referents(text, "en")[phrase].products
    assert (product.cls, product.described) == ("ProductGroup", False)


def test_an_adjective_gives_the_nationality() -> None:
    """The words "Chinese", "US-" and a country in the genitive say which country a phrase's referent belongs to."""
    assert referents("The Dutch toolmaker ASML grew.", "en")["The Dutch toolmaker ASML"].nationality == "nl"
    assert referents("Chinesische Firmen kaufen.", "de")["Chinesische Firmen"].nationality == "cn"
    assert referents("Firms sold chips.", "en")["Firms"].nationality is None


def test_a_genitive_owns_the_next_phrase() -> None:
    """The words "Huawei's" owns what follows; a country owns nothing."""
    assert [e.label for e in referents("Huawei's Ascend 910B sells.", "en")["Ascend 910B"].owner] == ["Huawei"]
    assert referents("China's biggest foundry grew.", "en")["biggest foundry"].owner == ()


def test_a_body_and_the_town_behind_it_are_one() -> None:
    """A court or customs office is named by its town; the town alone is where something is."""
    found = referents("Das Landgericht Dresden verurteilte Aixtron.", "de")
    assert labels(found["Das Landgericht Dresden"]) == {"agents": ["Dresden court"]}


def test_an_association_is_named_by_whose_it_is() -> None:
    """A German association with a genitive is a name of its own, and "der Verband" means it afterwards."""
    refs = referents("Der Verband der Maschinenbauer warnt Intel. Der Verband klagt.", "de")
    assert labels(refs["Der Verband"])["agents"] == ["Verband der Maschinenbauer"]


def test_an_investor_is_no_software() -> None:
    """The noun before a name says that a firm bears the name of a product."""
    assert labels(referents("Der Finanzinvestor Triton hält Anteile.", "de")["Der Finanzinvestor Triton"]) == {
        "agents": ["Triton"]
    }


def test_a_council_is_no_ministry() -> None:
    """A body that its phrase tells apart is of its own; "the cabinet" is the government that acts."""
    refs = referents("The Dutch economy ministry agreed. The regional works council called on the cabinet.", "en")
    assert labels(refs["The regional works council"])["agents"] == ["regional works council"]
    assert labels(refs["the cabinet"])["agents"] == ["Netherlands"]
