"""What narrows a described filler is part of its label."""

from __future__ import annotations

import pytest
from tests.extract.made import roles


@pytest.mark.parametrize(
    ("language", "text", "role", "label"),
    [
        ("en", "Washington banned exports of logic dies of 16 nanometres or smaller to China.", "product",
         "logic dies of 16 nanometres or smaller"),
        ("en", "China barred operators of critical infrastructure from buying Micron chips.", "target",
         "operators of critical infrastructure"),
        ("de", "Washington verbietet den Export von Chips mit amerikanischer Technik an Huawei.", "product",
         "chips with American technology"),
        ("de", "China verhängte eine Ausfuhrsperre für Bauteile aus chinesischen Werken.", "product",
         "components from Chinese plants"),
        ("de", "Peking handelt. Chips von Micron sind in Behörden nicht mehr erlaubt.", "product", "Micron chips"),
    ],
)  # fmt: skip
def test_a_described_filler_is_given_with_what_narrows_it(language: str, text: str, role: str, label: str) -> None:
    """Phrases that follow with "of", "with" or "for" belong to it; where goods go does not."""
    [claim] = roles(text, language, "Regulation")
    assert claim[role] == label


@pytest.mark.parametrize(
    ("language", "text", "label"),
    [
        ("en", "The Netherlands will restrict the servicing of older immersion scanners.",
         "servicing of Immersion DUV lithography system"),
        ("de", "Den Haag schränkt die Wartung von Maschinen in China ein.", "servicing of machines"),
    ],
)  # fmt: skip
def test_the_servicing_of_goods_is_more_than_the_goods(language: str, text: str, label: str) -> None:
    """A rule on servicing machines is no rule on machines."""
    [claim] = roles(text, language, "Regulation")
    assert claim["product"] == label


def test_what_a_state_should_do_is_no_rule() -> None:
    """Advice is not what is in force or planned."""
    assert roles("Washington should close the loophole for chips.", "en", "Regulation") == []
