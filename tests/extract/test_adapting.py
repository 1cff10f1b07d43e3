"""What fillers become in a claim."""

from __future__ import annotations

import pytest
from tests.extract.made import roles, rows


@pytest.mark.parametrize(
    ("before", "issuer"),
    [
        ("Den Haag zögert.", "United States"),
        ("Das BIS wartet. Den Haag zögert.", "Bureau of Industry and Security"),
    ],
)
def test_a_list_is_kept_by_a_body_of_its_country(before: str, issuer: str) -> None:
    """Where the clause names nobody, a foreign government of the text has not listed anyone."""
    [listing] = roles(f"{before} Wingtech steht auf der Entity List.", "de", "Listing")
    assert listing["issuer"] == issuer


def test_a_government_that_goods_go_to_does_not_license_them() -> None:
    """Where nobody is named, who was spoken of last is passed over if he is the destination."""
    text = "Washington acted. China protested. Nvidia has applied for a licence to ship the H20 to China."
    [licence] = roles(text, "en", "License")
    assert licence["issuer"] == "United States"


def test_a_duty_is_no_plan() -> None:
    """What a firm must pay is asserted."""
    [penalty] = rows("Nvidia muss ein Viertel der Einnahmen an den amerikanischen Staat abgeben.", "de", "Penalty")
    assert penalty.get("modality") in {None, "asserted"}
