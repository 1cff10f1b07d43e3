"""Surface forms: what the gazetteer gets."""

from __future__ import annotations

from chippolitik.tables import Name, NameKind, load_tables

NAMES = list(load_tables().names())


def forms(entity: str, kind: NameKind, language: str | None = None) -> set[str]:
    return {name.form for name in NAMES if (name.entity, name.kind, name.language) == (entity, kind, language)}


def test_a_capital_stands_for_its_country_as_a_metonym() -> None:
    """Peking in a German text and Beijing anywhere stand for China, marked as metonyms."""
    assert Name("Peking", "cn", "Country", "de", NameKind.METONYM, case_sensitive=True) in NAMES
    assert Name("Beijing", "cn", "Country", None, NameKind.METONYM, case_sensitive=True) in NAMES
    assert all(name.metonym and not name.demonym for name in NAMES if name.form == "Peking")


def test_german_adjectives_of_nationality_come_inflected() -> None:
    """All six endings of an adjective are listed; nouns stay as they are."""
    german = forms("nl", NameKind.DEMONYM, "de")
    assert {"niederländisch", "niederländische", "niederländischen", "niederländischer"} <= german
    assert "Niederländere" not in german


def test_digits_are_identity() -> None:
    """H20 and H200, 910B and 910C are names of different chips."""
    found = {name.form: name.entity for name in NAMES if name.form in {"H20", "H200", "910B", "910C"}}
    assert found == {"H20": "h20", "H200": "h200", "910B": "ascend910b", "910C": "ascend910c"}


def test_short_upper_case_names_need_their_case() -> None:
    """AMD and BIS are names only in capitals; Nvidia is one in any case."""
    exact = {name.form: name.case_sensitive for name in NAMES if name.form in {"AMD", "BIS", "Nvidia", "Meta"}}
    assert exact == {"AMD": True, "BIS": True, "Nvidia": False, "Meta": True}


def test_groups_that_only_policies_address_are_no_names() -> None:
    """Words such as Chinese companies describe; they do not name."""
    assert [name for name in NAMES if name.cls == "CollectiveAgent"] == []


def test_a_form_stands_once_for_an_entity_and_language() -> None:
    """The gazetteer gets no form twice for one entity."""
    keys = [(name.form, name.entity, name.language) for name in NAMES]
    assert len(keys) == len(set(keys))
