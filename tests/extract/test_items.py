"""Items of a sentence."""

from __future__ import annotations

from tests.extract.made import roles


def test_a_name_put_beside_another_one_does_not_end_the_clause() -> None:
    """What follows the second comma still belongs to the verb."""
    text = "The Commerce Department put the distributor, Selangor Precision, on the Unverified List."
    [listing] = roles(text, "en", "Listing")
    assert (listing["listed"], listing["list"]) == ("Selangor Precision", "Unverified List")


def test_a_reflexive_pronoun_does_not_part_a_verb_from_its_auxiliary() -> None:
    """The passive of "was itself put" is one verb group."""
    [listing] = roles("Sophgo was itself put on the Entity List by BIS.", "en", "Listing")
    assert listing["issuer"] == "Bureau of Industry and Security"
