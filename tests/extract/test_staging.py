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


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Die USA haben den H20 im November gesperrt.", {"start": "2023-11"}),
        ("Seit November sperren die USA den H20.", {"start": "2023-11"}),
        ("Die USA haben den H20 ab November gesperrt.", {"start": "2024-11"}),
    ],
)
def test_a_month_lies_back_where_the_verb_says_so(text: str, time: dict[str, str]) -> None:
    """A past tense and "seit" tell which November is meant; "ab" leaves it to the nearer one."""
    [row] = rows(text, "de", "Regulation")
    assert row["time"] == time
