"""Two stores are compared claim by claim."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from chippolitik.model import Quantity
from chippolitik.store import Writer, memory_writer
from chippolitik.store.difference import ArticleDifference, compare, compare_claims

from .made import FOUNDATION, MANIFEST, document, order, other, record

TEXT = document(1).text
ORDER, OTHER = order(TEXT), other(TEXT)
MORE = replace(ORDER, quantity=Quantity("chip", min=Decimal(100000)))


def store_of(*numbers: int) -> Writer:
    store = memory_writer(MANIFEST, FOUNDATION)
    for number in numbers:
        store.put(record(number))
    return store


def test_equal_claims_have_no_difference() -> None:
    """Order of claims is none either."""
    assert compare_claims("a", "note", [ORDER, OTHER], [OTHER, ORDER]) is None


def test_claims_about_the_same_thing_have_changed() -> None:
    """A claim with the same kind and key roles is the same claim, said otherwise."""
    found = compare_claims("a", "note", [ORDER], [MORE, OTHER])
    assert found == ArticleDifference(article="a", name="note", added=(OTHER,), changed=((ORDER, MORE),))
    back = compare_claims("a", "note", [MORE, OTHER], [ORDER])
    assert back == ArticleDifference(article="a", name="note", removed=(OTHER,), changed=((MORE, ORDER),))


def test_articles_come_and_go() -> None:
    """Articles that only one store has are told with all their claims; equal ones are not told."""
    found = list(compare(store_of(1, 2), store_of(2, 3)))
    expected = {record(1).id: ("removed", 2, 0), record(3).id: ("added", 0, 2)}
    assert {one.article: (one.status, len(one.removed), len(one.added)) for one in found} == expected
    assert [one.article for one in found] == sorted(expected)
    assert [one.name for one in found] == [
        {record(1).id: "note-1", record(3).id: "note-3"}[one.article] for one in found
    ]


def test_rows_are_flat_claims() -> None:
    """The JSON form holds rows of the flat table with the claims' IRIs."""
    found = compare_claims("a", "note", [ORDER], [MORE])
    assert found is not None
    (change,) = found.row()["changed"]
    assert change["before"]["id"] == f"https://w3id.org/chippolitik/id/article/a/claim/{ORDER.digest}"
    assert change["after"]["quantity"] == {"min": 100000, "unit": "chip"}
