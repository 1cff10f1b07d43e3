"""Datelines in front of a sentence."""

from __future__ import annotations

import pytest
from tests.extract.made import roles


@pytest.mark.parametrize(
    "dateline",
    [
        "Peking (ddm) - ",
        "Taipeh/Washington (ddm) – ",
        "PEKING, 7. November (Reuters) - ",
        "Berlin: (psp) ",
        "BERLIN – ",
    ],
)
def test_the_place_of_a_dateline_does_nothing(dateline: str) -> None:
    """The ministry that the sentence names imposes the fine, not the place that it was written in."""
    text = dateline + "Das US-Handelsministerium bestrafte Seagate."
    fine = {"issuer": "United States Department of Commerce", "penalized": "Seagate"}
    assert roles(text, "de", "Penalty") == [fine]


def test_a_dash_within_a_sentence_begins_no_clause() -> None:
    """A name before a dash is no dateline."""
    fine = {"issuer": "China", "penalized": "Seagate"}
    assert roles("China – wie stets – bestrafte Seagate.", "de", "Penalty") == [fine]
