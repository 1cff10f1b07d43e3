"""Values of parameters become terms: names, ids, IRIs, kinds, concepts, numbers, days; or one clear error."""

from __future__ import annotations

from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Variable

from chippolitik.errors import UsageError
from chippolitik.query.binding import bind
from chippolitik.query.catalogue import find_query
from chippolitik.query.header import read_query
from chippolitik.query.names import find_entities
from chippolitik.query.run import why_empty

ID = "https://w3id.org/chippolitik/id/"
SPEC = read_query(
    "test",
    """# title@en: A test?
# title@de: Ein Test?
# parameter: thing (entity) A thing.
# parameter: days (integer, default 30) Days.
# parameter: day (date, optional) A day.
# parameter: modality (term modality, optional) A modality.
# parameter: kind (kind, optional) A kind.
# parameter: words (string, optional) Words.
# example: -p thing=K2
SELECT ?in_thing ?in_days ?in_day ?in_modality ?in_kind ?in_words WHERE { }
""",
)


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("K2", ["k2"]),
        ("k2", ["k2"]),
        ("id:k2", ["k2"]),
        (ID + "k2", ["k2"]),
        ("Lumen AG", ["lumen"]),
        ("lumen-ag", ["lumen"]),
        ("Lumen-Chips", ["lumen_chips"]),
        ("Routo", ["routo", "routo_unit"]),
        ("Deutschland", ["germany", "germany_gov"]),
        (ID + "germany", ["germany"]),
        ("Stadtwerke Musterstadt", ["name/Agent/Stadtwerke_Musterstadt"]),
    ],
)
def test_a_name_means_its_entities(text: str, local: list[str], small: Any) -> None:
    """A thing is found by IRI, id, label or alias in any language; a country means its government as well."""
    assert find_entities(small.view, text) == [ID + name for name in local]


def test_the_id_of_an_article_means_it(small: Any) -> None:
    """An article is found by its id."""
    article = next(iter(small.articles))
    assert find_entities(small.view, article) == [f"{ID}article/{article}"]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("K22", "did you mean K2"),
        ("Loomen", "did you mean Lumen"),
        ("zzzz", "nothing called"),
        (ID + "nope", "nothing"),
    ],
)
def test_an_unknown_name_is_an_error_with_a_suggestion(text: str, hint: str, small: Any) -> None:
    """A name that the graph does not know never gives an empty answer."""
    with pytest.raises(UsageError, match=hint):
        find_entities(small.view, text)


def test_all_types_become_terms(small: Any) -> None:
    """Each type of parameter becomes the term that it means; a default stands where nothing is given."""
    values = {"thing": "K2", "day": "2024-02-29", "modality": "planned", "kind": "order", "words": "?x . }"}
    [bindings] = bind(small.view, SPEC, values)
    xsd = "http://www.w3.org/2001/XMLSchema#"
    assert {name.value: term for name, term in bindings.items()} == {
        "in_thing": NamedNode(ID + "k2"),
        "in_days": Literal("30", datatype=NamedNode(xsd + "integer")),
        "in_day": Literal("2024-02-29T00:00:00Z", datatype=NamedNode(xsd + "dateTime")),
        "in_modality": NamedNode("https://w3id.org/chippolitik/vocab/modality/planned"),
        "in_kind": NamedNode("https://w3id.org/chippolitik/ontology#Order"),
        "in_words": Literal("?x . }"),
    }


def test_a_name_of_two_things_gives_two_readings(small: Any) -> None:
    """A label that two entities bear is asked for both."""
    readings = bind(small.view, SPEC, {"thing": "Routo"})
    assert [reading[Variable("in_thing")] for reading in readings] == [
        NamedNode(ID + "routo"),
        NamedNode(ID + "routo_unit"),
    ]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({}, "needs the parameter 'thing'"),
        ({"thing": "K2", "dayz": "2024-01-01"}, "no parameter 'dayz'; did you mean"),
        ({"thing": ""}, "is empty"),
        ({"thing": "K2", "days": "a week"}, "is a whole number, not 'a week'"),
        ({"thing": "K2", "days": "1.5"}, "is a whole number"),
        ({"thing": "K2", "day": "2024-13-01"}, "is a day, not '2024-13-01'"),
        ({"thing": "K2", "day": "2024"}, "is a day, not '2024'"),
        ({"thing": "K2", "modality": "plannned"}, "cannot be 'plannned'; did you mean planned"),
        ({"thing": "K2", "kind": "Ordr"}, "cannot be 'Ordr'; did you mean Order"),
        ({"thing": "not an iri://x y"}, "not an IRI"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_bad_value_is_one_clear_error(values: dict[str, str], message: str, small: Any) -> None:
    """What is unknown, missing or ill-typed is named, with a hint, and exits 2."""
    with pytest.raises(UsageError, match=message) as caught:
        bind(small.view, SPEC, values)
    assert caught.value.exit_code == 2
    assert caught.value.hint


@pytest.mark.parametrize(
    ("name", "values", "reason"),
    [
        ("recommendations-in-force", {"thing": "Germany"}, "no rows; without thing=Germany there are 1"),
        ("order-fulfilment", {"buyer": "Norddata", "product": "K2"}, "no rows; without buyer=Norddata there are 2"),
        ("planned-moves", {"actor": "Lumen"}, "no rows; without actor=Lumen there are 3"),
        ("planned-moves", {"actor": "Kappa", "kind": "Usage"}, "no rows; without kind=Usage there are 1"),
        ("planned-moves", {"actor": "Lumen", "kind": "Usage"}, "no rows; without actor, kind there are 3"),
    ],
)
def test_an_empty_answer_says_why(name: str, values: dict[str, str], reason: str, small: Any) -> None:
    """An empty answer names the parameter that removed all rows."""
    assert why_empty(small.view, find_query(name), values).startswith(reason)
