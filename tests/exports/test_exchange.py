"""Exchange formats, judged by the packages of their makers, and read back as rows of the flat table."""

from __future__ import annotations

import io
import json
from collections import Counter
from typing import Any

import pytest

from chippolitik.exports import Selection, select_claims, selection_of
from chippolitik.exports.ftm import ftm_entities, ftm_id
from chippolitik.exports.stix import EXTENSION, stix_id, stix_objects, write_stix

from ..query.graphs import Known  # noqa: TID252 - tests have no absolute name

GRAPHS = pytest.mark.parametrize("graph", ["small", "seed"])


def rows_of(known: Known) -> dict[str, dict[str, object]]:
    return {
        str(row["id"]): row
        for article in select_claims(known.view, Selection())
        for row in map(article.row, article.claims)
    }


def ftm_of(known: Known, **filters: Any) -> list[dict[str, Any]]:
    selection = selection_of(known.view, **filters)
    return [json.loads(line) for line in ftm_entities(select_claims(known.view, selection), with_text=True)]


@GRAPHS
def test_followthemoney_takes_every_value(graph: str, request: pytest.FixtureRequest) -> None:
    """The makers' package validates each entity, and cleans none of its values away."""
    model = pytest.importorskip("followthemoney").model
    entities = ftm_of(request.getfixturevalue(graph))
    for data in entities:
        model.get(data["schema"]).validate(data)
        read = model.get_proxy(data, cleaned=False).to_dict()
        kept = {name: Counter(values) for name, values in read["properties"].items()}
        assert kept == {name: Counter(dict.fromkeys(values, 1)) for name, values in data["properties"].items()}, data
    ids = {data["id"] for data in entities}
    assert len(ids) == len(entities)


@GRAPHS
def test_followthemoney_holds_every_row(graph: str, request: pytest.FixtureRequest) -> None:
    """Links, ownerships, sanctions and notes carry the rows that they were made from."""
    known = request.getfixturevalue(graph)
    rows = [
        json.loads(data["properties"]["indexText"][0]) for data in ftm_of(known) if "indexText" in data["properties"]
    ]
    assert {row["id"]: row for row in rows} == rows_of(known)


def test_what_does_not_hold_is_a_note(small: Known) -> None:
    """An asserted ownership is an ownership, a plan and a denial are notes, a penalty is a sanction."""
    schemata = {data["id"]: data["schema"] for data in ftm_of(small)}
    by_name = {name: schemata[ftm_id(iri)] for iri, name in small.claims.items()}
    found = {name: by_name[name] for name in ("o11", "o3", "o4", "f4", "f7", "f8", "a3", "a4", "l6")}
    assert found == {
        "o11": "Ownership",
        "o3": "Note",
        "o4": "Note",
        "f4": "Note",
        "f7": "Sanction",
        "f8": "Sanction",
        "a3": "Note",
        "a4": "UnknownLink",
        "l6": "UnknownLink",
    }


def test_every_end_is_there(small: Known) -> None:
    """No entity of a filtered export points to one that is not in it."""
    entities = ftm_of(small, kinds=["Order"])
    ids = {data["id"] for data in entities}
    ends = {"subject", "object", "entity", "owner", "asset", "proof"}
    pointed = {one for data in entities for name in ends for one in data["properties"].get(name, [])}
    assert pointed <= ids
    assert pointed


@GRAPHS
def test_stix_takes_the_bundle(graph: str, request: pytest.FixtureRequest) -> None:
    """The makers' package parses the bundle strictly, and serialises the same objects again."""
    stix2 = pytest.importorskip("stix2")
    known = request.getfixturevalue(graph)
    out = io.BytesIO()
    write_stix(select_claims(known.view, Selection()), out)
    written = json.loads(out.getvalue())
    bundle = stix2.parse(out.getvalue().decode(), allow_custom=False)
    assert [json.loads(one.serialize()) for one in bundle.objects] == written["objects"]
    ids = [one["id"] for one in written["objects"]]
    assert len(set(ids)) == len(ids)
    refs = {ref for one in written["objects"] for key, value in one.items() if key.endswith(("_ref", "_refs"))
            for ref in ([value] if isinstance(value, str) else value)}  # fmt: skip
    assert refs <= set(ids)


@GRAPHS
def test_stix_holds_every_row(graph: str, request: pytest.FixtureRequest) -> None:
    """The extension of relationships and notes gives back the flat table."""
    known = request.getfixturevalue(graph)
    objects = stix_objects(select_claims(known.view, Selection()))
    rows = [one["extensions"][EXTENSION]["claim"] for one in objects if "extensions" in one]
    assert {row["id"]: row for row in rows} == rows_of(known)


def test_stix_tells_facts_from_plans(small: Known) -> None:
    """What holds between two is a relationship, a plan a note, a dispute an opinion on what it disputes."""
    objects = {one["id"]: one for one in stix_objects(select_claims(small.view, Selection()))}
    iris = {name: iri for iri, name in small.claims.items()}
    owns = objects[stix_id("relationship", iris["o11"])]
    assert (owns["relationship_type"], objects[owns["source_ref"]]["name"], objects[owns["target_ref"]]["name"]) == (
        "owns", "Norddata", "Routo",
    )  # fmt: skip
    assert stix_id("note", iris["f4"]) in objects
    opinion = objects[stix_id("opinion", iris["o8"])]
    assert (opinion["opinion"], opinion["object_refs"]) == ("disagree", [stix_id("note", iris["o7"])])
