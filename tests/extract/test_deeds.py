"""Deeds that are urged, in words, where no thing stands for them."""

from __future__ import annotations

import pytest
from tests.extract.made import roles


@pytest.mark.parametrize(
    ("urged", "deed"),
    [
        ("to hand over its customer list", "hand over customer list"),
        ("to open its books", "open books"),
        ("to train local staff, officials said", "train local staff"),
    ],
)
def test_a_deed_is_its_verb_and_the_words_after_it(urged: str, deed: str) -> None:
    """The words of the deed end with the clause; articles and possessives are left out."""
    advice = {"issuer": "United States", "addressee": "ASML", "recommended": deed}
    assert roles(f"The United States urged ASML {urged}.", "en", "Recommendation") == [advice]


@pytest.mark.parametrize("urged", ["to relocate", "to stop"])
def test_a_verb_alone_is_no_deed(urged: str) -> None:
    """One word says too little to be a claim."""
    assert roles(f"The United States urged ASML {urged}.", "en", "Recommendation") == []


def test_a_long_deed_is_put_in_words_as_far_as_they_are_few() -> None:
    """Beyond fourteen words a deed is cut."""
    text = "The United States urged ASML to open its books to the two inspectors from the new office of trade."
    [advice] = roles(text, "en", "Recommendation")
    assert advice["recommended"] == "open books to two inspectors from new office of trade"


def test_to_buy_a_thing_is_no_deed() -> None:
    """The chip itself is what is advised."""
    [advice] = roles("The United States urged ASML to buy the H20.", "en", "Recommendation")
    assert advice["recommended"] == "H20"


@pytest.mark.parametrize(
    ("urged", "role", "deed"),
    [
        ("die Kundenliste herauszugeben", "recommended", "hand over customer lists"),
        ("keine Verträge zu kündigen", "discouraged", "terminate contracts"),
        ("auf Alleingänge zu verzichten", "discouraged", "unilateral controls"),
        ("Unterlagen zu Hintertüren im H20 vorzulegen", "recommended", "submit documents on backdoors in H20"),
        ("den H20 zu kaufen", "recommended", "H20"),
        ("den Kauf des H20 einzustellen", "discouraged", "H20"),
    ],
)
def test_a_german_deed_has_english_words(urged: str, role: str, deed: str) -> None:
    """The lexicon has English for the verb and its nouns; a product to take or leave stands for itself."""
    [advice] = roles(f"Die USA forderten ASML auf, {urged}.", "de", "Recommendation")
    assert advice == {"issuer": "United States", "addressee": "ASML", role: deed}


def test_members_are_those_of_who_advises_them() -> None:
    """A possessive "their members" has a name in it."""
    text = "Die China Semiconductor Industry Association riet ihren Mitgliedern vom H20 ab."
    [advice] = roles(text, "de", "Recommendation")
    assert advice["addressee"] == "members of China Semiconductor Industry Association"


def test_a_firm_gives_no_advice() -> None:
    """Advice comes from a body; what a known firm tells its customers is none."""
    assert roles("Nvidia rät Kunden, den H20 zu kaufen.", "de", "Recommendation") == []


def test_a_firm_named_twice_in_a_list_is_one_filler() -> None:
    """A list that repeats a name gives a claim with the name once."""
    said = roles("Huawei ordered chips from Baidu, Tencent and Baidu.", "en", "Order")
    assert said == [{"buyer": "Huawei", "supplier": ["Baidu", "Tencent"], "product": ["Baidu chips", "Tencent chips"]}]


def test_what_is_not_to_be_done_is_no_deed() -> None:
    """Advice against a deed does not recommend it."""
    said = roles("Washington urged ASML not to hand over its customer list.", "en", "Recommendation")
    assert all("recommended" not in one for one in said)


def test_a_german_noun_may_name_the_deed() -> None:
    """What is urged stands behind "zur", with whose or what it is of."""
    [advice] = roles("Die USA drängen ASML zur Offenlegung der Kundenliste.", "de", "Recommendation")
    assert advice["recommended"] == "disclosure customer lists"
