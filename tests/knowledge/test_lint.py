"""Findings about rows."""

from __future__ import annotations

import dataclasses
from typing import Any

from chippolitik.knowledge import lint, report
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


def with_threshold(identifier: str, **changes: Any) -> Tables:
    row = dataclasses.replace(TABLES.thresholds[identifier], **changes)
    return dataclasses.replace(TABLES, thresholds={**TABLES.thresholds, identifier: row})


def test_a_chip_below_the_thresholds_of_its_rule_is_a_warning() -> None:
    """The January 2026 rule cannot name the B200, whose performance is above its limits (C44)."""
    rule = dataclasses.replace(TABLES.policies["p2026_h200_rule"], controlled_item=("h200", "b200"))
    policies = {**TABLES.policies, rule.id: rule}
    assert checks(dataclasses.replace(TABLES, policies=policies)) == {("p2026_h200_rule", "C44", "warning")}


def test_a_threshold_in_no_group_or_a_ring_is_an_error() -> None:
    """Groups lead to an outermost one, and have members."""
    assert ("t2023_b2", "group", "error") in checks(with_threshold("t2023_b2", group="t2023_b9"))
    ring = dataclasses.replace(TABLES.thresholds["t2023_3a090_b"], group="t2023_b2", subjects=(), outcome="")
    tables = dataclasses.replace(TABLES, thresholds={**TABLES.thresholds, ring.id: ring})
    assert ("t2023_b2", "group", "error") in checks(tables)
    lone = {key: row for key, row in TABLES.thresholds.items() if row.group != "t2022_3a090"}
    assert checks(dataclasses.replace(TABLES, thresholds=lone)) == {("t2022_3a090", "group", "error")}


def test_a_threshold_in_another_unit_is_an_error() -> None:
    """Limits stand in the units of data sheets."""
    assert checks(with_threshold("t2026_memory", unit="terabyte")) == {("t2026_memory", "concept", "error")}
    assert checks(with_threshold("t2026_review", outcome="allowed")) == {("t2026_review", "concept", "error")}
    assert checks(with_threshold("t2026_review", subjects=("nvidia",))) == {("t2026_review", "filler", "error")}


def test_a_warning_passes_for_a_written_reason_only() -> None:
    """An acceptance hides its warning; one that meets nothing is an error."""
    assert [(finding.id, finding.check) for finding, _ in report(TABLES).accepted] == [("h20", "C44")]
    assert checks(dataclasses.replace(TABLES, accepted=())) == {("h20", "C44", "warning")}
    odd = dataclasses.replace(TABLES.accepted[0], id="h100")
    assert ("h100", "accepted", "error") in checks(dataclasses.replace(TABLES, accepted=(*TABLES.accepted, odd)))
