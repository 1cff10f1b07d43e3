"""Demands in reported speech."""

from __future__ import annotations

import pytest
from tests.extract.made import roles, rows


@pytest.mark.parametrize(
    "text",
    [
        "Deutschland solle Huawei-Chips meiden, forderte die EU-Kommission.",
        "Die EU-Kommission forderte, Deutschland solle Huawei-Chips meiden.",
    ],
)
def test_who_ought_to_is_urged(text: str) -> None:
    """The subject of "solle" is whom the verb of demanding is about."""
    advice = {"issuer": "European Commission", "addressee": "Germany", "discouraged": "Huawei chips"}
    assert roles(text, "de", "Recommendation") == [advice]


def test_what_is_only_said_urges_nobody() -> None:
    """A verb of saying demands nothing."""
    assert roles("Deutschland solle Huawei-Chips meiden, sagte die EU-Kommission.", "de", "Recommendation") == []


def test_whoever_does_something_does_nothing_yet() -> None:
    """A clause with "wer" is a condition."""
    assert rows("Wer den H20 nach China ausführen will, braucht eine Lizenz.", "de", "Delivery") == []


def test_whoever_does_a_thing_needs_a_licence_for_it() -> None:
    """What "wer" wants to do belongs to the clause that says what he needs for it."""
    text = "Peking macht ernst. Wer Gallium ausführen will, braucht eine Genehmigung."
    [claim] = roles(text, "de", "Regulation")
    assert (claim["issuer"], claim["product"]) == ("China", "Gallium")
