"""Owners that noun phrases state without a verb."""

from __future__ import annotations

import pytest
from tests.extract.made import roles, rows


def owners(text: str, language: str) -> list[tuple[str, str]]:
    """Return owner and owned of each ownership."""
    return [(row["owner"], row["owned"]) for row in roles(text, language, "Ownership")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "TikTok parent ByteDance ordered chips."),
        ("de", "Die TikTok-Mutter ByteDance bestellte Chips."),
        ("en", "ByteDance, owner of TikTok, ordered chips."),
    ],
)
def test_a_parent_beside_a_name_owns_it(language: str, text: str) -> None:
    """The parent of TikTok is the owner, whichever name comes first."""
    assert owners(text, language) == [("ByteDance", "TikTok")]


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "The TikTok owner ordered chips."), ("de", "Die TikTok-Eigentümerin bestellte Chips.")],
)
def test_an_owner_without_a_name_is_the_known_one(language: str, text: str) -> None:
    """Of "the TikTok owner" the knowledge base knows the name."""
    assert owners(text, language) == [("ByteDance", "TikTok")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Huawei's subsidiary HiSilicon designs chips."),
        ("en", "HiSilicon, a unit of Huawei, ordered chips."),
        ("de", "Huaweis Tochter HiSilicon entwirft Chips."),
        ("de", "Die Huawei-Tochter HiSilicon entwirft Chips."),
        ("de", "HiSilicon, die Chiptochter von Huawei, entwirft Chips."),
    ],
)
def test_a_subsidiary_is_owned(language: str, text: str) -> None:
    """A unit or daughter is owned by the firm in the genitive, in the compound or after "of"."""
    assert owners(text, language) == [("Huawei", "HiSilicon")]


def test_its_arm_is_that_of_the_firm_spoken_of() -> None:
    """A possessive pronoun stands for the subject, and a name after a comma explains the noun."""
    assert owners("Huawei praised its design arm, HiSilicon.", "en") == [("Huawei", "HiSilicon")]


def test_an_owner_in_an_apposition_owns_the_possessor() -> None:
    """The owner of Nexperia is what the name after the comma says."""
    assert owners("Nexperia's owner, Wingtech, ordered chips.", "en") == [("Wingtech", "Nexperia")]


@pytest.mark.parametrize("text", ["Huawei and HiSilicon ordered chips.", "Huawei's rival SMIC ordered chips."])
def test_names_side_by_side_own_nothing(text: str) -> None:
    """A list and a rival are no ownership."""
    assert owners(text, "en") == []


@pytest.mark.parametrize(
    ("language", "text", "quote"),
    [
        ("en", "HiSilicon, a unit of Huawei, ordered chips.", "HiSilicon, a unit of Huawei"),
        ("en", "Huawei's subsidiary HiSilicon designs chips.", "Huawei's subsidiary HiSilicon"),
        ("de", "Die TikTok-Mutter ByteDance bestellte Chips.", "Die TikTok-Mutter ByteDance"),
    ],
)
def test_the_quote_is_the_phrase_and_no_more(language: str, text: str, quote: str) -> None:
    """Evidence of an ownership runs from the first to the last of its names, and the claim is asserted."""
    [row] = rows(text, language, "Ownership")
    assert (row["quote"], row["modality"]) == (quote, "asserted")
