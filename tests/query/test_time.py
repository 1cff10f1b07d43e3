"""``as_of`` and ``known_at`` mean the same in every query of the catalogue: tried on planted histories."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from chippolitik.query import Answer, ColumnType, QuerySpec, Thing, catalogue, run_query

from .histories import DAYS, Planted, planted

# What a required parameter is given; queries on the knowledge base alone have rows of their own tests.
REQUIRED = {"subject": "Norddata", "speaker": "Norddata", "agent": "Norddata", "entity": "Norddata"}
# Columns on a claim that only adds a detail to a row, which stays without it.
DETAILS = {"delivery"}
# Columns on a claim whose own time does not matter, since the row is of the time of the other.
OTHER_TIME = {"cause_claim", "denial", "from_claim", "warning_claim"}
# Queries whose claim is an example of what they count.
COUNTS = {"first-mention", "unknown-entities"}


def claim_columns(spec: QuerySpec) -> list[int]:
    """Return the places of the columns whose claims make a row."""
    kept = (
        i for i, column in enumerate(spec.columns) if column.type is ColumnType.CLAIM and column.name not in DETAILS
    )
    return [] if spec.name in COUNTS else list(kept)


def on_claims() -> list[QuerySpec]:
    """Return the queries whose rows are claims and that work without a day."""
    return [
        spec
        for spec in catalogue().values()
        if claim_columns(spec) and not any(p.required and p.name not in REQUIRED for p in spec.parameters)
    ]


@pytest.fixture(scope="module")
def history() -> tuple[Any, dict[str, Planted]]:
    """The planted graph and its claims."""
    return planted()


def keys(spec: QuerySpec, answer: Answer) -> list[tuple[str, ...]]:
    """Return the claims of each row."""
    places = claim_columns(spec)
    rows = (tuple(cell.iri for i in places if isinstance(cell := row[i], Thing)) for row in answer.rows)
    return [key for key in rows if key]  # rows on the knowledge base name no claim


def values_for(spec: QuerySpec) -> dict[str, str]:
    return {p.name: REQUIRED[p.name] for p in spec.parameters if p.required}


@pytest.mark.parametrize("spec", on_claims(), ids=lambda spec: spec.name)
@pytest.mark.parametrize("parameter", ["as_of", "known_at"])
def test_a_day_keeps_what_may_be_and_nothing_else(spec: QuerySpec, parameter: str, history: Any) -> None:
    """Rows are those without the day whose claims may be the case, or may be known, by it; unknown ones stay."""
    view, claims = history
    whole = keys(spec, run_query(view, spec, values_for(spec)))
    for day in DAYS:
        found = keys(spec, run_query(view, spec, {**values_for(spec), parameter: day}))
        show = Planted.shows_as_of if parameter == "as_of" else Planted.shows_known_at
        timed = [spec.columns[i].name not in OTHER_TIME or parameter == "known_at" for i in claim_columns(spec)]
        expected = [
            key for key in whole if all(show(claims[c], day) for c, counts in zip(key, timed, strict=False) if counts)
        ]
        assert Counter(found) == Counter(expected), day


@pytest.mark.parametrize("spec", on_claims(), ids=lambda spec: spec.name)
def test_unknown_dates_are_told(spec: QuerySpec) -> None:
    """A row on a claim says whether its time is stated and when it was published, or that this is unknown."""
    types = {column.name: column.type for column in spec.columns}
    assert types["published"] is ColumnType.PUBLISHED
    assert {"timing", "when"} & set(types)


def test_every_query_takes_both_days() -> None:
    """Each query of the catalogue takes a day of validity and a day of knowledge, as days."""
    for spec in catalogue().values():
        assert {"as_of", "known_at"} <= {p.name for p in spec.parameters if p.type.value == "date"}, spec.name
