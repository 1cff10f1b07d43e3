"""What fillers become in a claim."""

from __future__ import annotations

import pytest
from tests.extract.made import roles


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
