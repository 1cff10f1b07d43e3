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
