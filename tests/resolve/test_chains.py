"""Definite phrases and pronouns mean what the text was speaking of: chains, topics, counted firms, governments."""

from __future__ import annotations

import pytest

from .made import labels, referents

CHAINS = [
    (
        "de",
        "Das BIS hat eine Leitlinie veröffentlicht. Darin droht die Behörde mit Strafen. Zudem warnt sie Exporteure.",
        "sie",
        ["Bureau of Industry and Security"],
    ),
    (
        "en",
        "Nvidia talked to AMD and Intel. The three companies declined to comment.",
        "The three companies",
        ["Nvidia", "AMD", "Intel"],
    ),
    ("de", "AMD und Intel verhandeln. Die beiden Konzerne schweigen.", "Die beiden Konzerne", ["AMD", "Intel"]),
    ("en", "China banned the chip. The government gave no reason.", "The government", ["China"]),
    ("de", "Washington lehnte ab. Die Regierung nannte keinen Grund.", "Die Regierung", ["United States"]),
    (
        "de",
        "Den Haag erklärte sich. Das Wirtschaftsministerium widersprach.",
        "Das Wirtschaftsministerium",
        ["Ministry of Economic Affairs (Netherlands)"],
    ),
    (
        "de",
        "Das Wirtschaftsministerium untersagte den Verkauf.",
        "Das Wirtschaftsministerium",
        ["Federal Ministry for Economic Affairs (Germany)"],
    ),
    (
        "de",
        "Der niederländische Wirtschaftsminister griff ein.",
        "Der niederländische Wirtschaftsminister",
        ["Ministry of Economic Affairs (Netherlands)"],
    ),
    (
        "en",
        "They applied to the foreign ministry in Oslo.",
        "the foreign ministry",
        ["Ministry of Foreign Affairs (Norway)"],
    ),
    (
        "en",
        "Washington paid. The provincial government owns half of it.",
        "The provincial government",
        ["provincial government"],
    ),
    (
        "en",
        "SMIC sells wafers to Wuhan University. The university denied that.",
        "The university",
        ["Wuhan University"],
    ),
]


@pytest.mark.parametrize(
    ("language", "text", "phrase", "expected"), CHAINS, ids=[f"{c[0]} {c[2]} {c[3][0]}" for c in CHAINS]
)
def test_a_phrase_means_what_was_spoken_of(language: str, text: str, phrase: str, expected: list[str]) -> None:
    """The agents of a definite phrase or pronoun, several where it counts them."""
    assert [label for label in labels(referents(text, language)[phrase])["agents"] if label][
        : len(expected)
    ] == expected


def test_the_topic_of_a_text_is_the_company() -> None:
    """What is named most, and twice as often as all others, is meant where no other subject is nearer."""
    text = "Cambricon grew. Cambricon sells chips. Cambricon left TSMC. The work went to SMIC. The company was content."
    assert labels(referents(text, "en")["The company"])["agents"] == ["Cambricon"]


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("de", "Nvidia liefert den H20. Blackwell stellt ihn in den Schatten.", "ihn"),
        ("en", "Nvidia ships the H20. Blackwell beats it.", "it"),
    ],
)
def test_an_object_is_another_thing_than_its_subject(language: str, text: str, word: str) -> None:
    """The product that a pronoun means as an object is none that the same clause names before."""
    assert labels(referents(text, language)[word])["products"] == ["H20"]


@pytest.mark.parametrize(
    ("language", "text", "phrase"),
    [
        ("en", "Cambricon sells the MLU590. It runs against the A100. Baidu tests it.", "it"),
        ("en", "The MLU590 is faster than the A100. TSMC makes the chip.", "the chip"),
        ("de", "Cambricon zeigt den MLU590. Im Vergleich mit dem A100 ist er schneller. Baidu nutzt ihn.", "ihn"),
    ],
)
def test_what_is_only_compared_with_is_in_the_background(language: str, text: str, phrase: str) -> None:
    """A product behind a preposition or "than" is not what a pronoun or "the chip" means after it."""
    assert labels(referents(text, language)[phrase])["products"] == ["MLU590"]


@pytest.mark.parametrize(
    ("language", "text", "phrase"),
    [
        ("en", "ByteDance bought servers. The TikTok owner rents halls.", "The TikTok owner"),
        ("de", "ByteDance kaufte Server. Der TikTok-Eigentümer mietet Hallen.", "Der TikTok-Eigentümer"),
    ],
)
def test_the_owner_of_an_app_is_the_firm_that_the_text_has_named(language: str, text: str, phrase: str) -> None:
    """Whose an app is stands in the knowledge base; only a firm that the text names before is meant."""
    assert labels(referents(text, language)[phrase])["agents"] == ["ByteDance"]
    alone = referents(text.partition(". ")[2], language)[phrase]
    assert labels(alone).get("agents") != ["ByteDance"]
