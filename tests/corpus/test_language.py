"""The language of a text is told from its words."""

from __future__ import annotations

import pytest

from chippolitik.corpus import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("ByteDance bestellt 100.000 Ascend 910B-Chips.", "de", id="German headline"),
        pytest.param("ByteDance ordered H20 chips.", "en", id="English headline"),
        pytest.param("TSMC produit des puces pour Nvidia à Taïwan.", "fr", id="French"),
        pytest.param("Nvidia levert chips aan ASML in Nederland.", "nl", id="Dutch"),
        pytest.param("华为生产昇腾910B芯片", "zh", id="Chinese"),
        pytest.param("Nvidia H20", None, id="names only"),
        pytest.param("910 100.000 5 %", None, id="numbers"),
    ],
)
def test_language(text: str, language: str | None) -> None:
    """German, English and others are told apart; too little text gives no answer."""
    assert detect_language(text) == language
