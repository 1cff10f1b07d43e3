"""Advice: what is to be taken and what is to be avoided."""

from __future__ import annotations

import pytest
from tests.extract.made import roles


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "China urged companies to buy the Ascend 910B."),
        ("en", "China urged companies to switch to the Ascend 910B."),
        ("de", "China empfahl Unternehmen, den Ascend 910B zu kaufen."),
        ("de", "China riet Unternehmen, auf den Ascend 910B zu setzen."),
    ],
)
def test_what_is_to_be_taken_is_recommended(language: str, text: str) -> None:
    """A thing that companies are urged to buy or use is recommended to them."""
    advice = {"issuer": "China", "addressee": "companies", "recommended": "Ascend 910B"}
    assert roles(text, language, "Recommendation") == [advice]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "China urged companies to avoid the Nvidia H20."),
        ("en", "China urged companies not to buy the H20."),
        ("en", "China urged companies to refrain from ordering the H20."),
        ("en", "China urged companies to reduce purchases of the H20."),
        ("de", "China riet Unternehmen, den H20 zu meiden."),
        ("de", "China riet Unternehmen vom H20 ab."),
        ("de", "China forderte Unternehmen auf, auf den H20 zu verzichten."),
        ("de", "China forderte Unternehmen auf, keine H20 zu kaufen."),
    ],
)
def test_what_is_to_be_left_is_discouraged(language: str, text: str) -> None:
    """A verb of leaving, a negation, and either of them further down turn the advice round."""
    advice = {"issuer": "China", "addressee": "companies", "discouraged": "H20"}
    assert roles(text, language, "Recommendation") == [advice]


def test_a_described_deed_is_discouraged_too() -> None:
    """What is to be stopped with a thing without a name is put in words."""
    text = "The United States urged ASML to stop selling spare parts."
    [advice] = roles(text, "en", "Recommendation")
    assert (advice["discouraged"], advice.get("recommended")) == ("selling spare parts", None)


def test_to_avoid_a_thing_is_no_advice() -> None:
    """A decision of one's own advises nobody."""
    assert roles("Tencent decided to avoid the H20.", "en", "Recommendation") == []
