"""Findings about rows."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

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
    known = {("h20", "C44"), ("p2025_nl_nexperia", "C33"), ("p2025_cn_ree_oct", "C34")}
    assert {(finding.id, finding.check) for finding, _ in report(TABLES).accepted} == known
    assert checks(dataclasses.replace(TABLES, accepted=())) == {(*key, "warning") for key in known}
    odd = dataclasses.replace(TABLES.accepted[0], id="h100")
    assert ("h100", "accepted", "error") in checks(dataclasses.replace(TABLES, accepted=(*TABLES.accepted, odd)))


def with_event(policy: str, step: str, date: str, by: str | None = None) -> Tables:
    event = dataclasses.replace(TABLES.events[0], policy=policy, step=step, date=date, by=by)
    return dataclasses.replace(TABLES, events=(*TABLES.events, event))


def test_what_takes_effect_before_it_is_announced_is_a_warning() -> None:
    """The two dates may be swapped; with Nexperia they are not (C33)."""
    rule = dataclasses.replace(TABLES.policies["p2022_oct7"], announced="2022-10-08")
    events = tuple(
        dataclasses.replace(event, date="2022-10-08") if event.key == "p2022_oct7 announced 2022-10-07" else event
        for event in TABLES.events
    )
    tables = dataclasses.replace(TABLES, policies={**TABLES.policies, rule.id: rule}, events=events)
    assert checks(tables) == {("p2022_oct7", "C33", "warning")}


def test_what_takes_effect_after_its_end_is_a_warning() -> None:
    """An end before the effect is real only where a measure is withdrawn in time (C34)."""
    assert checks(with_event("p2018_zte_denial", "effective", "2018-08-01")) == {("p2018_zte_denial", "C34", "warning")}


def test_a_date_that_the_steps_contradict_is_an_error() -> None:
    """The row of an instrument repeats the first dates of its steps, and the end of its first period."""
    assert checks(with_event("p2022_oct7", "suspended", "2024-01-01")) == {("p2022_oct7", "life", "error")}
    rule = dataclasses.replace(TABLES.policies["p2022_oct7"], published="2022-10-14")
    policies = {**TABLES.policies, rule.id: rule}
    assert checks(dataclasses.replace(TABLES, policies=policies)) == {("p2022_oct7", "life", "error")}


def test_a_step_of_nothing_or_by_nothing_or_twice_is_an_error() -> None:
    """Steps belong to instruments and stand once."""
    assert checks(with_event("p2030_rule", "announced", "2030")) == {("p2030_rule", "reference", "error")}
    found = checks(with_event("p2022_oct7", "amended", "2022-12-01", by="p2030_rule"))
    assert found == {("p2022_oct7", "reference", "error")}
    assert checks(with_event("p2022_oct7", "effective", "2022-10-07")) == {("p2022_oct7", "repeat", "error")}


def with_policy(identifier: str, **changes: Any) -> Tables:
    row = dataclasses.replace(TABLES.policies[identifier], **changes)
    return dataclasses.replace(TABLES, policies={**TABLES.policies, identifier: row})


def with_relation(subject: str, predicate: str, item: str, start: str = "") -> Tables:
    row = RelationRow(subject, predicate, item, start, "", "", TABLES.relations[0].provenance)
    return dataclasses.replace(TABLES, relations=(*TABLES.relations, row))


@pytest.mark.parametrize(
    "citation",
    [
        "Federal Register, page 5",
        "87 FR 62186; page 5",
        "83 FR 62186",
        "MOFCOM Announcement No. 61 of 2025",
    ],
)
def test_a_citation_of_no_known_form_or_another_year_is_a_warning(citation: str) -> None:
    """Each part has a known form, and volume or year are those of the instrument (C43)."""
    assert checks(with_policy("p2022_oct7", citation=citation)) == {("p2022_oct7", "C43", "warning")}


def test_a_chip_named_before_its_launch_is_a_warning() -> None:
    """A rule of 2022 cannot name the H20 of 2024, nor a relation of 2020 the H100 (C46)."""
    found = checks(with_policy("p2022_is_informed", controlled_item=("a100", "h20")))
    assert found == {("p2022_is_informed", "C46", "warning")}
    assert checks(with_relation("bytedance", "uses", "h100", "2020-05")) == {("bytedance", "C46", "warning")}
    assert checks(with_relation("a100", "successorOf", "h100")) == {("a100", "C46", "warning")}


def test_a_label_in_the_wrong_script_is_an_error() -> None:
    """English and German labels are in Latin script, Chinese ones are not (C47)."""
    assert checks(with_entity("amd", label_de="超威")) == {("amd", "C47", "error")}
    assert checks(with_entity("amd", label_zh="AMD")) == {("amd", "C47", "error")}


def test_two_instruments_of_one_name_are_a_warning() -> None:
    """People could not tell them apart (C48)."""
    label = TABLES.policies["p2022_oct7"].label_en
    assert checks(with_policy("p2023_oct17_ac", label_en=label)) == {("p2023_oct17_ac", "C48", "warning")}


def test_a_q_number_without_a_second_source_is_a_warning() -> None:
    """Numbers from memory are often another thing's; a malformed one is an error (C49)."""
    assert checks(with_entity("amd", wikidata_confidence="medium")) == {("amd", "C49", "warning")}
    assert checks(with_entity("amd", wikidata="128896")) == {("amd", "C49", "error")}
    assert checks(with_entity("amd", wikidata_confidence="")) == {("amd", "C49", "error")}


@pytest.mark.parametrize(
    ("subject", "predicate", "item", "message"),
    [
        ("cn", "investedIn", "mistral", "investedIn: its subject 'cn' has the class Country, not Agent"),
        ("nvidia", "uses", "us", "uses: its value 'us' has the class Country, not Product"),
        (
            "h100",
            "classifiedAs",
            "ccl",
            "classifiedAs: its value 'ccl' has the class ControlList, not ControlClassification",
        ),
        ("p2022_oct7", "amends", "p2018_301", ""),
    ],
)
def test_fillers_keep_to_domain_and_range(subject: str, predicate: str, item: str, message: str) -> None:
    """The ontology says who may stand where, for relations and columns alike."""
    tables = with_relation(subject, predicate, item)
    found = [finding.message for finding in lint(tables) if finding.check == "filler"]
    assert found == ([message] if message else [])


def test_a_column_keeps_to_its_range_too() -> None:
    """A list cannot be the maker of a system."""
    tables = (
        with_entity("dgx", parent="entity_list") if "dgx" in TABLES.entities else with_entity("doubao", parent="ccl")
    )
    assert {finding.check for finding in lint(tables)} == {"filler"}


def test_unknown_classes_and_lists_are_errors() -> None:
    """A class of no ontology, a change of no kind, a listing on no known list."""
    assert ("amd", "class", "error") in checks(with_entity("amd", cls="Firm"))
    assert ("p2020_huawei_fdpr", "predicate", "error") in checks(with_policy("p2020_huawei_fdpr", affect_type="bends"))
    assert ("p2025_tw_el", "list", "error") in checks(with_policy("p2025_tw_el", issuer="meti"))


@pytest.mark.parametrize(
    ("policy", "changes", "check"),
    [
        ("p2025_cac_6000d", {"controlled_item": ()}, "C28"),
        ("p2025_cac_6000d", {"recommends": ("b40",)}, "C29"),
        ("p2025_cac_6000d", {"felt_bindingness": ""}, "force"),
        ("p2025_cac_6000d", {"felt_bindingness": "strong"}, "concept"),
        ("p2025_cac_6000d", {"bindingness": "binding", "felt_bindingness": ""}, "force"),
        ("p2022_oct7", {"recommends": ("h20",)}, "C27"),
        ("p2022_oct7", {"bindingness": "advisory"}, "force"),
        ("p2022_oct7", {"felt_bindingness": "binding"}, "force"),
        ("p2022_oct7", {"based_on": ("p2023_outbound_eo",)}, "C35"),
        ("p2022_oct7", {"based_on": ("nvidia",)}, "filler"),
        ("p2023_veu_korea", {"beneficiary": ("samsung_el",)}, "reference"),
    ],
)
def test_force_and_content_of_an_instrument_agree(policy: str, changes: dict[str, Any], check: str) -> None:
    """Advice has a content and is felt to bind so far; what binds in law recommends nothing and rests on older law."""
    assert (policy, check, "error") in checks(with_policy(policy, **changes))
