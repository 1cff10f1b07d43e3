"""In a quotation "we" is the firm of who is quoted; outside one it is nobody."""

from __future__ import annotations

import pytest

from .made import labels, referents


@pytest.mark.parametrize(
    ("language", "text", "firm"),
    [
        ("en", '"We have ordered H200s from Nvidia," said Intel chief executive Pat Gelsinger.', "Intel"),
        ("en", 'Intel opened a lab. "We trained it on H100s," a spokesman said.', "Intel"),
        ("en", 'Pat Gelsinger of the consultancy Portolan said: "We have bought H200s."', "Portolan"),
        ("en", '"The H200 is late," said Bosch. "We use the A100."', "Bosch"),
        ("de", '"Wir haben H200 bei Nvidia bestellt", sagte eine Sprecherin von Bosch.', "Bosch"),
        ("de", "»Wir haben H200 bestellt«, sagte Intel-Chef Pat Gelsinger.", "Intel"),
    ],
)
def test_we_is_the_firm_of_who_is_quoted(language: str, text: str, firm: str) -> None:
    """The words around the quotation say for whom "we" speaks."""
    we = "Wir" if language == "de" else "We"
    assert labels(referents(text, language)[we])["agents"] == [firm]


def test_a_person_keeps_the_firm_that_the_text_gave() -> None:
    """A person quoted again speaks for the firm that was named with them."""
    text = 'Pat Gelsinger of Portolan was there. "The H200 is late," said Pat Gelsinger of Portolan.\n\nHe left.\n\n'
    refs = referents(text + 'Pat Gelsinger said: "We use the A100."', "en")
    assert labels(refs["We"])["agents"] == ["Portolan"]


def test_outside_a_quotation_we_is_nobody() -> None:
    """A paper that says "we" means itself, which is no firm of the story."""
    refs = referents("Intel said it was late. We asked Intel for comment.", "en")
    assert labels(refs["We"]) == {}
