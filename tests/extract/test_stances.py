"""What adverbs, set phrases and the shape of a sentence make of its clauses."""

from __future__ import annotations

import pytest
from tests.extract.made import rows


def orders(text: str, language: str) -> list[str]:
    """Return the modality of each order of a text."""
    return [row["modality"] for row in rows(text, language, "Order")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "ByteDance no longer orders the H20."),
        ("en", "ByteDance has yet to order the H20."),
        ("en", "ByteDance is unable to order the H20."),
        ("en", "Without ordering the H20, ByteDance trained its model."),
        ("en", "ByteDance is far from ordering the H20."),
        ("en", "It is not true that ByteDance ordered the H20."),
        ("en", "Rumours that ByteDance ordered 100,000 H20 chips proved wrong."),
        ("de", "Es stimmt nicht, dass ByteDance den H20 bestellt hat."),
        ("de", "Berichte, wonach ByteDance den H20 bestellt hat, sind falsch."),
        ("de", "ByteDance hätte den H20 fast bestellt."),
        ("en", "ByteDance's planned order of the H20 fell through."),
        ("en", "There is no order of the H20 by ByteDance."),
        ("de", "Die Bestellung des H20 durch ByteDance platzte."),
    ],
)
def test_what_is_not_so_is_denied(language: str, text: str) -> None:
    """Set phrases and sentences that call a clause untrue deny it."""
    assert orders(text, language) == ["denied"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "ByteDance allegedly ordered the H20."),
        ("en", "Perhaps ByteDance has ordered the H20."),
        ("en", "ByteDance is likely to order the H20."),
        ("de", "Angeblich hat ByteDance den H20 bestellt."),
        ("de", "ByteDance hat wohl den H20 bestellt."),
        ("de", "ByteDance hat offenbar den H20 bestellt."),
        ("en", "A possible order of the H20 by ByteDance surprised Washington."),
        ("de", "Eine mögliche Bestellung des H20 durch ByteDance beunruhigt Washington."),
    ],
)
def test_what_may_be_so_is_speculated(language: str, text: str) -> None:
    """Adverbs of doubt and hearsay make a clause possible and not more."""
    assert orders(text, language) == ["speculated"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "ByteDance is negotiating an order for the H20."),
        ("en", "ByteDance is in talks over an order of the H20."),
        ("de", "ByteDance verhandelt über eine Bestellung des H20."),
        ("de", "ByteDance steht kurz vor einer Bestellung des H20."),
    ],
)
def test_what_is_under_way_is_planned(language: str, text: str) -> None:
    """Negotiations and eves are plans."""
    assert orders(text, language) == ["planned"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Had ByteDance ordered the H20, it would have paid less."),
        ("de", "Hätte ByteDance den H20 bestellt, wäre es billiger geworden."),
    ],
)
def test_what_would_have_been_is_no_claim(language: str, text: str) -> None:
    """An inverted condition says nothing of what happened."""
    assert orders(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "ByteDance, which allegedly hid its plans, ordered the H20."),
        ("en", "ByteDance ordered no more than 100 H20 chips."),
        ("de", "ByteDance bestellte den H20, hätte aber lieber den H100 genommen."),
    ],
)
def test_words_of_another_clause_change_nothing(language: str, text: str) -> None:
    """An adverb belongs to its own clause."""
    assert orders(text, language) == ["asserted"]
