"""The status of a rule that its words do not give."""

from __future__ import annotations

import pytest
from tests.extract.made import rows


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Die USA verbieten die Ausfuhr des H20.", "in_force"),
        ("Die USA verbieten die Ausfuhr des H20 ab dem 1. Dezember 2024.", "announced"),
        ("Die USA könnten die Ausfuhr des H20 verbieten.", "proposed"),
        ("Die USA wollen die Ausfuhr des H20 verbieten.", "proposed"),
    ],
)
def test_a_rule_has_the_status_of_its_modality_and_time(text: str, status: str) -> None:
    """What may come is proposed; what begins after the day of the article is announced."""
    [row] = rows(text, "de", "Regulation")
    assert row.get("status", "in_force") == status
