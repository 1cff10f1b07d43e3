"""Names that the knowledge base does not have are found by their form, the noun beside them and the dictionary."""

from __future__ import annotations

import pytest

from .made import annotated, sentence

FOUND = [
    ("de", "Die schwedische Varnex liefert Ventile.", "Varnex", "Company"),
    ("de", "Die in Bochum ansässige Rulo Messtechnik wächst.", "Rulo Messtechnik", "Company"),
    ("de", "Der Prüftechniker Zwickert hat geliefert.", "Zwickert", "Company"),
    ("de", "Ein Start-up namens Eiche baut Chips.", "Eiche", "Company"),
    ("de", "Das Sprachmodell namens Linde ist da.", "Linde", "AIModel"),
    ("de", "Zulieferer wie Elbkranz warten.", "Elbkranz", "Company"),
    ("de", "Infineon liefert Ersatz an Brenolux.", "Brenolux", "Entity"),
    ("de", "Infineon und Orvella liefern.", "Orvella", "Entity"),
    ("de", "Anbieter wie SICC und Tankeblue liefern.", "Tankeblue", "Company"),
    ("de", "Im Herbst kommt der Radarchip Habicht 3.", "Habicht 3", "Product"),
    ("de", "Der Vorgänger Habicht 2 lief schlecht.", "Habicht 2", "Product"),
    ("de", "Die Vorständin Thea Ravensburg schweigt.", "Thea Ravensburg", "Person"),
    ("de", "Über die Tochter Varnex Suzhou gehen Teile an SMIC.", "Varnex Suzhou", "Company"),
    ("de", "Die Tochter Varnex Suzhou liefert Teile.", "Varnex Suzhou", "Company"),
    ("en", "Infineon Suzhou has refused.", "Infineon Suzhou", "Company"),
    ("en", "Airavat, which Orvella Labs presented, is large.", "Airavat", "Entity"),
    ("en", "Solberg runs Fjordglim, a family firm of 240 people.", "Fjordglim", "Company"),
    ("en", "The European Innovation Council put up money.", "European Innovation Council", "Organization"),
    ("en", "It was raised by Orvella's Mark Brandon.", "Mark Brandon", "Person"),
    ("de", "Die Kanzlei Brüggen & Tolk gehört dazu.", "Brüggen & Tolk", "Company"),
    ("de", "Unter dem Namen Sperber 4 bringt Elmos den Chip heraus.", "Sperber 4", "Product"),
    ("en", "It raised money from Bosch Ventures.", "Bosch Ventures", "Organization"),
    ("de", "Zephyron will den Chip liefern.", "Zephyron", "Entity"),
    ("de", "Nordsil liefert Wafer.", "Nordsil", "Entity"),
    ("de", "Vexaficon habe verkauft.", "Vexaficon", "Entity"),
    ("en", "Lisa Brandon declined to comment.", "Lisa Brandon", "Person"),
    ("en", "The lab trained Marlin 4 on wafers.", "Marlin 4", "Product"),
    (
        "en",
        "The Ministry of Investment, Trade and Industry objected.",
        "Ministry of Investment, Trade and Industry",
        "GovernmentBody",
    ),
    ("en", "Backed by Jack Mason-backed Orvella Labs, it grew.", "Orvella Labs", "Organization"),
    ("en", "Brennix buys from her.", "Brennix", "Entity"),
    ("en", "08:40 Brennix is out with its results.", "Brennix", "Entity"),
    ("en", "Judge Ottilie Vance fined the trader.", "Ottilie Vance", "Person"),
    ("en", "Sir Alban Crewe objected.", "Alban Crewe", "Person"),
    ("en", "Brennix, of Leeds, whose Lyra processors failed, was sold.", "Lyra", "Product"),
    ("en", "On our tests Sable B is level with GPT-4.", "Sable B", "Product"),
    ("en", "The lab presented the model Sable last week.", "Sable", "AIModel"),
    ("en", "Sarvik 2 was trained here.", "Sarvik 2", "Product"),
    ("en", "The AI Growth Fund paid.", "AI Growth Fund", "Organization"),
    ("en", "The sponsor, Suzhou Tianrux, objected.", "Suzhou Tianrux", "Entity"),
    ("en", "Councillor Ada Brill objected.", "Ada Brill", "Person"),
    ("de", "Ein Sprachmodell mit dem Namen Turul läuft.", "Turul", "AIModel"),
    ("de", "Das Amt lobte VeloNetz und GaNorum.", "VeloNetz", "Entity"),
    ("en", "The Office for Export and Trade objected.", "Office for Export and Trade", "Organization"),
    ("en", "The chips went to the University of Sheffield.", "University of Sheffield", "Organization"),
    ("en", "It was told to Pat Weaver of Portolan.", "Pat Weaver", "Person"),
]


def names(text: str, language: str) -> list[tuple[str, str]]:
    """Return label and class of the names of a text that the knowledge base does not have."""
    tokens = [token for sentence in annotated(text, language).sentences for token in sentence.tokens]
    refs = [token.mention.refs[0] for token in tokens if token.mention is not None]
    return [(ref.label, ref.cls) for ref in refs if ref.known is None]


@pytest.mark.parametrize(("language", "text", "label", "cls"), FOUND, ids=[f"{c[0]} {c[2]}" for c in FOUND])
def test_a_name_is_found(language: str, text: str, label: str, cls: str) -> None:
    """A name has the class that its neighbours give it, else none in particular."""
    assert (label, cls) in names(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Unverändert bleibt der Umsatz."),
        ("de", "Der Einsatz von Prüfköpfen und Messgeräten ist teuer."),
        ("de", "Die chinesische Kundschaft wartet auf Ersatz und Rabatte."),
        ("de", "Unklar ist der Preis. Heikel bleibt die Frage. Kostenlos war es nie. Indes liefert SMIC."),
        ("de", "Das Werk in Itzenau läuft."),
        ("de", "Platz 3 und Kapitel 4 sind frei, Baujahr 1996."),
        ("en", "KUALA LUMPUR, Oct 7 (Meridian) - The sales rose."),
        ("en", "Section 5 and Annex 4 apply since Oct. 1."),
        ("en", "WHY IT MATTERS"),
        ("en", "LONDON/SEOUL. The sales rose."),
        ("en", "The money comes from the Orvella Act."),
        ("en", "Then the Idahoans raised their plans."),
        ("en", "20:15 Numbers are out. Elsewhere, prices fell. Steel, which is dear, matters."),
        ("en", "Two MPs and four CEOs spoke of Nordic and Welsh firms."),
        ("en", "Plan B failed. Series C raised little. Section D is new."),
        ("en", "Sales in Tromvik rose."),
        ("en", "In MLPerf the score rose. Customers in the Tromvik wait."),
        ("en", "We've looked at a site and we'll build there."),
        ("en", "(It was late.) Third, we'll wait. I'm sure. Let's go."),
        ("de", "Zeitgleich kamen Chips. Widerspruch war selten. Grundlage ist ein Gesetz. Aufgeflogen ist alles."),
        ("de", "Die Staatsanwaltschaft Bad Trollnach ermittelt."),
    ],
)
def test_what_is_no_name_is_left_alone(language: str, text: str) -> None:
    """Nouns, words that only begin a sentence, towns, numbered parts and datelines are no names."""
    assert names(text, language) == []


def test_a_name_is_the_same_name_everywhere() -> None:
    """A class found in one place holds in all; a genitive ends none; other numbers are the same family."""
    text = "Lumiquas Modulator kommt. Ein Start-up namens Lumiqua baut ihn. Der Chip Habicht 3 ist da, Habicht 2 nicht."
    assert names(text, "de") == [
        ("Lumiqua", "Company"), ("Lumiqua", "Company"), ("Habicht 3", "Product"), ("Habicht 2", "Product"),
    ]  # fmt: skip


def test_a_surname_means_the_person() -> None:
    """After the whole name of a person the surname alone is that person, though a firm begins with it."""
    text = "Gunther Prell schwieg. Die Prell Vakuumtechnik GmbH zahlte. Prell bestritt alles."
    assert names(text, "de") == [
        ("Gunther Prell", "Person"), ("Prell Vakuumtechnik", "Company"), ("Gunther Prell", "Person"),
    ]  # fmt: skip


def test_a_firm_is_no_part_of_the_name_of_its_product() -> None:
    """The product is what stands after the name of a firm, here and elsewhere, and so are others of its series."""
    text = "Skadi Compute shows 40 Skadi K2 accelerators. The K2 is fast. A third one, K3, is to come."
    assert names(text, "en") == [
        ("Skadi Compute", "Organization"), ("Skadi Compute", "Organization"), ("K2", "Product"), ("K2", "Product"),
        ("K3", "Product"),
    ]  # fmt: skip


def test_two_names_with_and_are_two() -> None:
    """Only offices and firms of families have "and" in their names."""
    assert names("We asked Arvell and Tovik.", "en") == [("Arvell", "Entity"), ("Tovik", "Entity")]


def test_a_model_has_its_number() -> None:
    """What the knowledge base knows without a number is another version with one."""
    [ref] = [t.mention.refs[0] for t in sentence("They train Poro 3 here.", "en").tokens if t.mention is not None]
    assert (ref.label, ref.cls, ref.known) == ("Poro 3", "AIModel", None)


def test_the_first_word_of_a_strange_name_means_it() -> None:
    """A word of no dictionary that begins a longer name stands for the whole, before it too where it comes first."""
    assert names("We asked Quarzil Hyperscale. Then Quarzil answered.", "en") == [("Quarzil Hyperscale", "Entity")] * 2
