"""Findings about rows."""

from __future__ import annotations

import dataclasses
from typing import Any

from chippolitik.knowledge import lint
from chippolitik.tables import RelationRow, Tables, load_tables

TABLES = load_tables()


def checks(tables: Tables) -> set[tuple[str, str, str]]:
    return {(finding.id, finding.check, finding.severity) for finding in lint(tables)}


def with_entity(identifier: str, **changes: Any) -> Tables:
    row = dataclasses.replace(TABLES.entities[identifier], **changes)
    return dataclasses.replace(TABLES, entities={**TABLES.entities, identifier: row})


def test_the_shipped_rows_are_clean() -> None:
    """The knowledge base that is shipped has no finding."""
    assert lint(TABLES) == []


def test_a_reference_to_nothing_is_an_error() -> None:
    """A parent that is no row is named."""
    assert ("hisilicon", "reference", "error") in checks(with_entity("hisilicon", parent="huawai"))


def test_a_filler_of_the_wrong_class_is_an_error() -> None:
    """A company is based in a country, not in a firm."""
    assert ("asml", "filler", "error") in checks(with_entity("asml", country="tsmc"))


def test_a_repeated_q_number_is_an_error() -> None:
    """Two things cannot be the same item of Wikidata (C49)."""
    assert ("amd", "C49", "error") in checks(with_entity("amd", wikidata="Q182477"))


def test_an_unknown_role_is_an_error() -> None:
    """Roles are concepts of their scheme."""
    assert ("amd", "concept", "error") in checks(with_entity("amd", roles=("Chipmaker",)))


def test_a_sparse_figure_is_a_warning() -> None:
    """A TPP that the data sheet does not give is doubted (C45)."""
    h100 = TABLES.chips["h100"]
    assert h100.tpp is not None
    chips = {**TABLES.chips, "h100": dataclasses.replace(h100, tpp=h100.tpp * 2)}
    assert ("h100", "C45", "warning") in checks(dataclasses.replace(TABLES, chips=chips))


def test_an_invented_citation_is_a_warning() -> None:
    """A citation of no known form is doubted (C43)."""
    rule = dataclasses.replace(TABLES.policies["p2022_oct7"], citation="Federal Register, page 5")
    policies = {**TABLES.policies, "p2022_oct7": rule}
    assert ("p2022_oct7", "C43", "warning") in checks(dataclasses.replace(TABLES, policies=policies))


def test_a_shared_name_is_a_warning() -> None:
    """Groq and Grok must not become one by an alias (C48)."""
    assert ("xai", "C48", "warning") in checks(with_entity("xai", aliases=("Groq",)))


def test_an_unknown_predicate_is_an_error() -> None:
    """Relations use properties of the ontology."""
    source = TABLES.relations[0].provenance
    wrong = RelationRow("nvidia", "likes", "tsmc", "", "", "", source)
    assert ("nvidia", "predicate", "error") in checks(dataclasses.replace(TABLES, relations=(wrong,)))
