"""Seats of firms that noun phrases state without a verb."""

from __future__ import annotations

import pytest
from tests.extract.made import roles, rows


def seats(text: str, language: str) -> list[tuple[object, str]]:
    """Return firms and country of each location."""
    return [(row["organization"], row["country"]) for row in roles(text, language, "Location")]


@pytest.mark.parametrize(
    ("language", "text", "seat"),
    [
        ("en", "Dutch chipmaker ASML ordered chips.", ("ASML", "Netherlands")),
        ("de", "Der niederländische Konzern ASML bestellte Chips.", ("ASML", "Netherlands")),
        ("de", "Der chinesische Konzern Huawei bestellte Chips.", ("Huawei", "China")),
        ("en", "China's Huawei ordered chips.", ("Huawei", "China")),
    ],
)
def test_a_firm_named_with_its_country_is_from_there(language: str, text: str, seat: tuple[str, str]) -> None:
    """An adjective of a country and a country in the genitive say where a firm is from."""
    assert seats(text, language) == [seat]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Shenzhen-based Huawei ordered chips."),
        ("en", "The Shenzhen-based firm Huawei ordered chips."),
        ("en", "Huawei of Shenzhen ordered chips."),
        ("en", "Huawei, headquartered in Shenzhen, ordered chips."),
        ("de", "Huawei aus Shenzhen bestellte Chips."),
        ("de", "Huawei mit Sitz in Shenzhen bestellte Chips."),
    ],
)
def test_a_city_stands_for_its_country(language: str, text: str) -> None:
    """The seat is a city in the text and its country in the claim."""
    assert seats(text, language) == [("Huawei", "China")]


def test_an_unknown_firm_is_from_where_the_text_says() -> None:
    """A name that the knowledge base lacks has the country of its adjective."""
    assert seats("Norwegian firm Fjordchip ordered chips.", "en") == [("Fjordchip", "Norway")]


def test_a_known_firm_is_from_no_other_country() -> None:
    """What contradicts the knowledge base is not read as a seat."""
    assert seats("The American firm ASML ordered chips.", "en") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "Huawei ordered chips in Taiwan."), ("de", "Der Konzern Huawei bestellte Chips in Taiwan.")],
)
def test_a_place_of_a_deed_is_no_seat(language: str, text: str) -> None:
    """Where a firm orders is not where it is from."""
    assert seats(text, language) == []


def test_the_country_of_a_person_is_not_that_of_a_firm() -> None:
    """A president has a country; the firm that is praised has none from it."""
    assert seats("China's president praised Huawei.", "en") == []


@pytest.mark.parametrize(
    ("language", "text", "firms"),
    [
        ("en", "Chinese toolmakers such as AMEC and Naura ordered chips.", ["AMEC", "Naura"]),
        ("de", "Chinesische Hersteller wie Huawei und SMIC bestellten Chips.", ["Huawei", "SMIC"]),
    ],
)
def test_examples_are_from_the_country_of_their_group(language: str, text: str, firms: list[str]) -> None:
    """Firms named as examples have the country of those whose examples they are, in one claim."""
    assert seats(text, language) == [(firms, "China")]


def test_a_firm_is_from_the_country_of_its_predicate() -> None:
    """A firm that is called a Canadian company is from Canada."""
    assert seats("Kestrel Logic is a Canadian company.", "en") == [("Kestrel Logic", "Canada")]


def test_the_quote_ends_with_the_seat() -> None:
    """Evidence of a seat after a name holds both and no more."""
    [row] = rows("Huawei, headquartered in Shenzhen, ordered chips.", "en", "Location")
    assert row["quote"] == "Huawei, headquartered in Shenzhen"


@pytest.mark.parametrize(
    ("language", "text", "seat"),
    [
        ("de", "Die Prell Vakuumtechnik GmbH aus Radebeul liefert.", ("Prell Vakuumtechnik", "Germany")),
        ("de", "Eine Sprecherin von Volkswagen in Wolfsburg sagte das.", ("Volkswagen", "Germany")),
        ("de", "Aixtron baut aus. Der Ausrüster aus Herzogenrath stellt ein.", ("Aixtron", "Germany")),
        ("de", "Nvidia wächst. Im August stellten die Kalifornier neue Chips vor.", ("Nvidia", "United States")),
        ("en", "Alpine Harvest, which is from Shenzhen, sells boards.", ("Alpine Harvest", "China")),
        ("en", "Lanzhou-based Gobi Data rents servers.", ("Gobi Data", "China")),
    ],
)
def test_towns_and_people_say_where_a_firm_is_from(language: str, text: str, seat: tuple[str, str]) -> None:
    """Towns that the knowledge base does not name, and nouns for the people of a place, give a seat."""
    assert seats(text, language) == [seat]


def test_people_of_a_country_may_be_two_firms() -> None:
    """A noun for people means the firms of that country that were named side by side."""
    text = "SK hynix und Samsung Electronics liefern. Die Koreaner halten sich bedeckt."
    assert seats(text, "de") == [(["SK hynix", "Samsung Electronics"], "South Korea")]


def test_a_plant_abroad_is_no_seat() -> None:
    """A town after a firm is its seat only where the firm is known to be from that country."""
    assert seats("TSMC in Dresden sucht Leute.", "de") == []
