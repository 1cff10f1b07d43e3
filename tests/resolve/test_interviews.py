"""In an interview "we" is the firm of who answers; elsewhere nobody in particular."""

from __future__ import annotations

from .made import labels, referents

ENGLISH = """Lisa Brandon runs Orvella, a maker of sensors.

Where do you sell?
We sell our chips to BYD.

And who makes them?
SMIC makes them for us.

And your suppliers?
We do not know. Ask them, we say.
"""
GERMAN = """Thea Brandon führt den Sensorhersteller Orvella aus Ulm.

Wo verkaufen Sie?
Wir verkaufen unsere Chips an BYD.

Und wer fertigt?
SMIC fertigt für uns.

Was sagt Ihr Lieferant?
Wir wissen es nicht.
"""


def test_we_is_the_firm_of_who_answers() -> None:
    """Pronouns of the first person mean the firm, in questions those of the second."""
    refs = referents(ENGLISH, "en")
    assert [labels(refs[word])["agents"] for word in ("We", "us", "you")] == [["Orvella"]] * 3
    assert [entity.label for entity in refs["your suppliers"].owner] == ["Orvella"]


def test_it_is_so_in_german() -> None:
    """The polite form is the firm in questions."""
    refs = referents(GERMAN, "de")
    assert [labels(refs[word])["agents"] for word in ("Wir", "uns", "Sie")] == [["Orvella"]] * 3
    assert labels(refs["unsere Chips"])["products"] == ["Orvella chips"]


def test_no_questions_no_interview() -> None:
    """Without several questions "we" means nobody."""
    text = "Lisa Brandon runs Orvella. We met her. We asked. We heard. We left."
    assert "agents" not in labels(referents(text, "en")["We"])
