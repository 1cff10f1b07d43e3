"""The queries of the catalogue: their headers, and their exact rows on two small graphs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from chippolitik.assets import asset_path
from chippolitik.errors import UsageError
from chippolitik.query.catalogue import TOPICS, catalogue, find_query
from chippolitik.query.guard import check_query
from chippolitik.query.header import ColumnType
from chippolitik.query.render import json_rows
from chippolitik.query.run import run_query

FILES = sorted(path for folder in ("cq", "analysis") for path in (asset_path("queries") / folder).glob("*.rq"))


def cases() -> list[Any]:
    """Return the cases of all expectation files: query, graph, parameters, rows."""
    found = []
    for path in FILES:
        name = path.stem.split("-", 1)[1] if path.stem[0].isdigit() else path.stem
        for number, case in enumerate(json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))):
            found.append(pytest.param(name, case, id=f"{name}-{case['graph']}-{number}"))
    return found


@pytest.mark.parametrize(("name", "case"), cases())
def test_a_query_gives_its_exact_rows(
    name: str,
    case: dict[str, Any],
    request: pytest.FixtureRequest,
    shorten: Callable[[dict[str, Any], Any], dict[str, Any]],
) -> None:
    """Each query gives the rows that were written for it, in that order, and no others."""
    known = request.getfixturevalue(case["graph"])
    answer = run_query(known.view, find_query(name), case["parameters"], lang=case.get("lang", "en"))
    assert [shorten(row, known) for row in json_rows(answer)] == case["rows"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_header_is_complete(path: Path) -> None:
    """Each query has a question in both languages, a topic, typed columns with provenance, an example and rows."""
    name = path.stem.split("-", 1)[1] if path.stem[0].isdigit() else path.stem
    spec = find_query(name)
    assert set(spec.titles) == {"en", "de"}
    assert all(title.endswith("?") for title in spec.titles.values())
    assert spec.topic in TOPICS
    assert spec.example
    descriptions = [column.description for column in spec.columns] + [p.description for p in spec.parameters]
    assert all(text.endswith(".") for text in descriptions)
    assert {"article", "source", "published"} <= {c.name for c in spec.columns} or "basis" in {
        c.name for c in spec.columns
    }
    expected = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
    assert any(case["graph"] == "small" and case["rows"] for case in expected)


@pytest.mark.parametrize("spec", catalogue().values(), ids=lambda spec: spec.name)
def test_a_query_passes_the_guard(spec: Any, small: Any) -> None:
    """The catalogue uses nothing that a query from outside may not use."""
    check_query(spec.text, small.view)
    assert "SERVICE" not in spec.text


def test_each_question_has_its_own_number() -> None:
    """The competency questions are 1 to 30, each in one file, and names are unique without the number."""
    numbers = [path.stem.split("-", 1)[0] for path in FILES if path.parent.name == "cq"]
    assert numbers == [f"{number:02}" for number in range(1, 31)]
    assert len(catalogue()) == len(FILES)


def test_claims_are_columns_for_machines() -> None:
    """Every query whose rows are single claims gives the claim's IRI, so that it can be explained."""
    for spec in catalogue().values():
        types = {column.name: column.type for column in spec.columns}
        counts = "claims" in types or "basis" in types
        assert counts or ColumnType.CLAIM in types.values(), spec.name


def test_an_unknown_name_gets_a_suggestion() -> None:
    """A mistyped query name is one clear error with the nearest name."""
    with pytest.raises(UsageError, match="did you mean order-fulfilment"):
        find_query("order-fulfillment")
