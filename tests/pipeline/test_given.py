"""Claims made elsewhere are matched to their articles; bad rows are named with line and field, the others go on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from chippolitik.corpus import Problem
from chippolitik.errors import InputError
from chippolitik.model import Document, EntityRef, Role
from chippolitik.namespaces import article_iri
from chippolitik.pipeline.given import GivenClaims

TEXT = "ByteDance ordered over 100,000 Ascend 910B chips. Fewer than 30,000 arrived by July."
ARTICLE = Document(name="orders", key="orders.txt", text=TEXT)
ORDER = {
    "id": "c1",
    "article": "orders",
    "kind": "Order",
    "roles": {"buyer": "ByteDance", "product": "Ascend 910B"},
    "quantity": {"min": 100000, "unit": "chip"},
    "quote": "ByteDance ordered over 100,000 Ascend 910B chips",
}
DELIVERY = {
    "id": "c2",
    "article": "orders",
    "kind": "Delivery",
    "roles": {"recipient": "ByteDance", "product": "Ascend 910B"},
    "quote": "Fewer than 30,000 arrived by July",
    "fulfils": "c1",
}


def resolve(label: str, role: Role) -> EntityRef:
    return EntityRef(label, role.fills.default_class)


def given(tmp_path: Path, *lines: object) -> GivenClaims:
    path = tmp_path / "claims.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines))
    return GivenClaims.read(path)


def said(problems: list[Problem]) -> list[str]:
    return [str(problem.error).removeprefix(problem.error.file) for problem in problems]


def test_rows_become_linked_claims(tmp_path: Path) -> None:
    """Rows of an article become claims in their order; links by id become links by digest."""
    claims, problems = given(tmp_path, DELIVERY, "", ORDER).claims_for(ARTICLE, resolve)
    assert problems == []
    delivery, order = claims
    assert delivery.links.fulfils == (order.digest,)
    assert order.roles["buyer"] == (EntityRef("ByteDance", "Agent"),)
    assert order.evidence.span is not None
    assert order.evidence.span.of(TEXT) == ORDER["quote"]


def test_an_article_is_known_by_name_or_iri(tmp_path: Path) -> None:
    """Rows under the IRI of an article are found like rows under its name."""
    claims, _ = given(tmp_path, ORDER, {**DELIVERY, "article": article_iri(ARTICLE.id)}).claims_for(ARTICLE, resolve)
    assert [claim.kind for claim in claims] == ["Order", "Delivery"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param({"kind": "Sale"}, ":1: field 'kind': 'Sale' is none of Comparison, Delivery", id="kind"),
        pytest.param({"roles": {"seller": "Huawei"}}, ":1: field 'roles': Order has no role 'seller'", id="role"),
        pytest.param({"roles": {"buyer": 5}}, ":1: field 'roles.buyer': a label or a list", id="label"),
        pytest.param({"quantity": {"min": "x", "unit": "chip"}}, ":1: field 'quantity': numbers expected", id="number"),
        pytest.param({"quote": ""}, ":1: field 'quote': the words of the article expected", id="quote"),
        pytest.param({"start": "1", "end": 2}, ":1: field 'start, end': whole numbers expected", id="offsets"),
        pytest.param({"time": {"start": "July"}}, ":1: not a date of the forms", id="time"),
        pytest.param({"colour": "red"}, ":1: unknown key 'colour'", id="key"),
        pytest.param({"id": ["c1"]}, ":1: field 'id': a string expected, not ['c1']", id="id"),
        pytest.param({"article": None}, ":1: field 'article': a string expected, not None", id="article"),
        pytest.param({"fulfils": [1]}, ":1: field 'fulfils': an id or a list of ids expected, not [1]", id="links"),
        pytest.param({"attribution": "\ud800"}, ":1: holds half of a surrogate pair", id="surrogate"),
    ],
)  # fmt: skip
def test_a_bad_row_is_named_and_the_others_go_on(tmp_path: Path, changes: dict[str, Any], message: str) -> None:
    """The problem names file, line and field, has a hint, and the next row is read."""
    found = given(tmp_path, {**ORDER, **changes}, DELIVERY)
    claims, problems = found.claims_for(ARTICLE, resolve)
    [problem] = [*found.problems, *problems]
    assert said([problem])[0].startswith(message)
    assert problem.error.file == str(tmp_path / "claims.jsonl")
    assert problem.error.hint
    assert [claim.kind for claim in claims] == ["Delivery"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        pytest.param("{", ":1: is not JSON", id="no JSON"),
        pytest.param("[]", ":1: is not a JSON object", id="no object"),
        pytest.param("[" * 100_000, ":1: is nested too deeply", id="nested"),
    ],
)
def test_lines_that_are_no_rows(tmp_path: Path, line: str, message: str) -> None:
    """A line that is no row is a problem; the next one is read."""
    found = given(tmp_path, line, ORDER)
    assert said(found.problems)[0].startswith(message)
    assert len(found.claims_for(ARTICLE, resolve)[0]) == 1


def test_claims_without_a_text_are_reported(tmp_path: Path) -> None:
    """Rows whose article is not among the texts are not lost silently: each article is named once."""
    found = given(tmp_path, ORDER, {**ORDER, "article": "other"}, {**DELIVERY, "article": "other"})
    found.claims_for(ARTICLE, resolve)
    assert said(list(found.left())) == [":2: field 'article': no text of that name was given: 'other' (claims here: 2)"]


def test_a_name_that_fits_two_articles_is_reported(tmp_path: Path) -> None:
    """Claims go to the first article of a name; the second says how to tell them apart."""
    found = given(tmp_path, ORDER)
    twin = Document(name="orders", key="b/orders.txt", text="Another text.")
    assert len(found.claims_for(ARTICLE, resolve)[0]) == 1
    claims, problems = found.claims_for(twin, resolve)
    assert claims == []
    assert said(problems) == [":1: field 'article': two articles are called 'orders'; the first one took the claims"]
    assert len(found.claims_for(ARTICLE, resolve)[0]) == 1


@pytest.mark.parametrize("content", [pytest.param(None, id="missing"), pytest.param(b"\xff\xfe", id="encoding")])
def test_a_file_that_cannot_be_read(tmp_path: Path, content: bytes | None) -> None:
    """A missing file, or one that is no UTF-8, is one error with its name."""
    path = tmp_path / "claims.jsonl"
    if content:
        path.write_bytes(content)
    with pytest.raises(InputError, match=r"claims\.jsonl") as caught:
        GivenClaims.read(path)
    assert caught.value.exit_code == 3
