"""German names that are words of the dictionary are told by what stands around them; other nouns are left alone."""

from __future__ import annotations

import pytest

from .made import annotated

FOUND = [
    ("Die Spedition Weser Logistik zahlt.", "Weser Logistik", "Company"),
    ("Bestellt hat sie ein Händler namens Wüste Compute.", "Wüste Compute", "Company"),
    ("Das sagte der Fonds Anker Deep Tech am Montag.", "Anker Deep Tech", "Company"),
    ("Im Mai fiel Donau Glas auf. Die Kunden der Donau Glas warten.", "Donau Glas", "Company"),
    ("Elmos bringt den Radarchip »Dachs« heraus.", "Dachs", "Product"),
    ("Der Bildprozessor Luchs kommt im Mai.", "Luchs", "Product"),
    ("Die Vorstellung des Nachfolgers Biber ist verschoben.", "Biber", "Product"),
    ("Die Firma zeigt ihr Sprachmodell Distel bald.", "Distel", "AIModel"),
    ("Er kaufte Anteile an der Grazer Softwareschmiede Weitblick.", "Weitblick", "Company"),
    ("Der Hamburger Entwickler Deichmodell, der wächst, schweigt.", "Deichmodell", "Company"),
    ("Karten gingen an die Hochschule Kempten und nach Ulm.", "Hochschule Kempten", "ResearchOrganization"),
    ("Der Bundesverband der Werkzeugmacher klagt.", "Bundesverband der Werkzeugmacher", "Organization"),
    ("Nach Zahlen des Instituts für Seehandel steigt der Preis.", "Institut für Seehandel", "Organization"),
    ("Der Fischereiverband Nordsee warnt.", "Fischereiverband Nordsee", "Organization"),
]


def names(text: str) -> list[tuple[str, str]]:
    """Return label and class of the names of a German text that the knowledge base does not have."""
    tokens = [token for sentence in annotated(text, "de").sentences for token in sentence.tokens]
    refs = [token.mention.refs[0] for token in tokens if token.mention is not None]
    return [(ref.label, ref.cls) for ref in refs if ref.known is None]


@pytest.mark.parametrize(("text", "label", "cls"), FOUND, ids=[case[1] for case in FOUND])
def test_a_word_of_the_dictionary_is_a_name(text: str, label: str, cls: str) -> None:
    """A noun beside it, quotation marks, a trade or a second time tell that a word is a name."""
    assert (label, cls) in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "Weil der Chip Strom spart, kaufen ihn viele.",
        "Nun baut der Konzern Personal ab.",
        "Dass das Unternehmen Verluste macht, ist neu.",
        "Weil Kunden Elektronik kaufen, steigt der Preis.",
        "Mit dem Chip spart die Firma Strom.",
        "Zwei Tonnen Gallium und zwei Tonnen Gallium lagern dort.",
        "Die Firma, eine Gesellschaft des Landes, wächst.",
        "Er kauft die Software »bald«.",
        "Bei dem Hersteller Ende Mai war alles anders.",
        "Der Preis der Chips Ende Juni und Ende Juni im Jahr zuvor war gleich.",
    ],
)
def test_nouns_side_by_side_are_no_names(text: str) -> None:
    """Subjects and objects stand side by side in German, and measures before what they measure."""
    assert names(text) == []


def test_a_word_that_is_a_name_is_one_everywhere() -> None:
    """What one sentence tells holds in the others, in the genitive too."""
    text = "Elmos zeigt den Bildprozessor »Dachs«. Der Dachs braucht wenig Strom. Die Wafer des Dachs kommen von UMC."
    assert names(text) == [("Dachs", "Product")] * 3
