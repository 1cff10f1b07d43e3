"""How German sentences are parted into clauses, and which phrases each verb takes for its own."""

from __future__ import annotations

import pytest

from .made import arguments, predications, roles


@pytest.mark.parametrize(
    ("text", "verb", "found"),
    [
        ("Nyrstar, das Gallium liefert, wächst.", "liefern", ("subj obj", "Nyrstar")),
        ("Das Verbot, mit dem China die USA belegt, gilt.", "belegen", ("mit", "Das Verbot")),
        ("Die Firma, hinter der Chinesen stehen, wächst.", "stehen", ("hinter", "Die Firma")),
        ("Der Konzern, der 28 Prozent an Nexperia hält, wächst.", "halten", ("subj dat", "Der Konzern")),
    ],
)
def test_an_article_before_a_noun_may_be_a_relative_pronoun(text: str, verb: str, found: tuple[str, str]) -> None:
    """A relative pronoun takes what stands before the comma into its clause although a noun follows it."""
    assert arguments(text, "de", verb)[0] == found
    assert predications(text, "de")[verb].link == "rel"


@pytest.mark.parametrize(
    "text",
    ["Der Umsatz steigt, die Zahl sinkt.", "Huawei, die Nummer eins, der größte Kunde, das Maß aller Dinge, sinkt."],
)
def test_an_article_in_a_main_clause_is_no_pronoun(text: str) -> None:
    """Two main clauses side by side, or a list of appositions, make no relative clause."""
    assert predications(text, "de")["sinken"].link == ""


@pytest.mark.parametrize(
    "text",
    [
        "Die Maschine, sagt Prell, sei bei Canon bestellt.",
        "Die Maschine, so der Händler, sei bei Canon bestellt.",
        "Die Maschine, heißt es, werde bei Canon bestellt.",
    ],
)
def test_what_is_inserted_parts_no_clause(text: str) -> None:
    """Who says so stands between commas; the clause around it keeps its subject."""
    assert ("obj second", "Die Maschine") in arguments(text, "de", "bestellen")


def test_a_colon_ends_what_stands_before_it() -> None:
    """What stands before a colon is no argument of the verb after it."""
    assert arguments("Der Kern: Huawei braucht Chips.", "de", "brauchen")[0][1] == "Huawei"


def test_a_participle_between_commas_says_more_of_the_name_before_it() -> None:
    """The main clause goes on behind it, and the name is what was done."""
    text = "Der H20, im März von Nvidia vorgestellt, kostet viel."
    assert ("obj", "Der H20") in arguments(text, "de", "vorstellen")
    assert ("subj von", "Nvidia") in arguments(text, "de", "vorstellen")
    assert arguments(text, "de", "kosten")[0][1] == "Der H20"


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Washington entzog Nvidia die Lizenz, den H20 zu verkaufen.", "erlauben"),
        ("Washington hat Nvidia die Erlaubnis erteilt, den H20 zu verkaufen.", "erlauben"),
        ("Nvidia fasste den Plan, den H20 zu verkaufen.", "planen"),
    ],
)
def test_a_noun_says_what_becomes_of_its_infinitive(text: str, verb: str) -> None:
    """Of "die Erlaubnis erteilt, zu verkaufen" the noun embeds the infinitive, wherever the verb stands."""
    parent = predications(text, "de")["verkaufen"].parent
    assert parent is not None
    assert parent.verb == verb
    assert ("subj", "Nvidia") in arguments(text, "de", "verkaufen")


def test_to_be_with_an_infinitive_is_a_passive() -> None:
    """Of "die Chips sind zu liefern" the chips are the object."""
    assert predications("Die Chips sind bis Mai zu liefern.", "de")["liefern"].passive is True
    assert predications("Huawei war nicht zu erreichen.", "de")["erreichen"].passive is False


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Die bestellten Chips kommen aus Taiwan.", "kommen"),
        ("Das Geld stammt aus staatlich finanzierten Firmen.", "stammen"),
        ("Zwei mit dem Vorgang vertraute Personen sagten das.", "sagen"),
    ],
)
def test_a_participle_before_a_noun_is_no_verb_of_the_clause(text: str, verb: str) -> None:
    """An article, a preposition or a number with the participle opens a noun phrase."""
    assert next(iter(predications(text, "de"))) == verb


def test_what_somebody_heard_stands_within_a_clause() -> None:
    """The clause goes on behind "wie Reuters erfuhr"."""
    text = "Nun hat Peking, wie Reuters erfuhr, Tencent die Einfuhr des H200 bewilligt."
    assert roles(text, "de", "License") == [{"issuer": "China", "licensee": "Tencent", "product": "H200"}]


def test_who_lets_know_says() -> None:
    """The verb is "wissen", its subject has it known."""
    text = "Der Bericht sei falsch, ließ Nvidia wissen."
    assert roles(text, "de", "Statement") == [{"speaker": "Nvidia", "stance": "denies"}]


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Huawei wächst, liefert aber keine Chips an Baidu.", "liefern"),
        ("Huawei wächst, will über die Chips jedoch keine Auskunft geben.", "geben"),
    ],
)
def test_a_clause_that_goes_on_takes_the_subject_of_the_one_before(text: str, verb: str) -> None:
    """A verb in front with "aber" behind it has no subject of its own."""
    assert arguments(text, "de", verb)[0] == ("subj", "Huawei")


def test_a_clause_with_a_name_behind_its_verb_has_its_own_subject() -> None:
    """In "sagte Nvidia aber" the name is who says."""
    assert ("subj", "Huawei") not in arguments("Huawei wächst, sagte Nvidia aber nicht.", "de", "sagen")


@pytest.mark.parametrize("verb", ["bestellen", "bezahlen"])
def test_verbs_joined_share_all_else(verb: str) -> None:
    """Of "bestellte und bezahlte" both verbs have the subject before and the object behind."""
    found = arguments("Tencent bestellte und bezahlte den H20.", "de", verb)
    assert ("subj obj dat", "Tencent") in found
    assert ("obj dat", "den H20") in found


def test_as_well_as_joins_a_list() -> None:
    """Of "sowohl A als auch B" both are the subject."""
    found = arguments("Sowohl Tencent als auch Alibaba setzen den H20 ein.", "de", "einsetzen")
    assert found[0][1] == "Tencent + Alibaba"


def test_not_only_negates_nothing() -> None:
    """Of "nicht nur Alibaba hat bestellt" the verb is not negated."""
    assert predications("Nicht nur Alibaba hat den H20 bestellt.", "de")["bestellen"].negated is False
    assert predications("Alibaba hat den H20 nicht bestellt.", "de")["bestellen"].negated is True


@pytest.mark.parametrize(
    "text",
    [
        "Tencent nutzt den H20, Alibaba den Ascend 910B.",
        "Tencent hat den H20 bestellt und Alibaba den Ascend 910B.",
    ],
)
def test_a_verb_that_is_left_out_is_that_of_the_clause_before(text: str) -> None:
    """Each of the two firms has its own chip."""
    verb = "nutzen" if "nutzt" in text else "bestellen"
    assert arguments(text, "de", verb) == [("subj", "Alibaba"), ("obj", "den Ascend 910B")]
