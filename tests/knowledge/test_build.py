"""The knowledge base as a graph."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from chippolitik import vocabulary
from chippolitik.knowledge import knowledge_quads, low_confidence_quads
from chippolitik.knowledge.terms import decimal
from chippolitik.namespaces import CHIP, ID, KB_GRAPH, VOCAB
from chippolitik.tables import load_tables

TABLES = load_tables()
QUADS = knowledge_quads(TABLES)
XSD = "http://www.w3.org/2001/XMLSchema#"


def values(subject: str, predicate: str) -> list[str]:
    node, property_ = NamedNode(ID + subject), NamedNode(CHIP + predicate)
    return [
        str(quad.object.value)
        for quad in QUADS
        if quad.subject == node and quad.predicate == property_ and isinstance(quad.object, (NamedNode, Literal))
    ]


def test_the_graph_is_a_pure_function_of_the_rows() -> None:
    """Two builds give the same sorted list."""
    assert knowledge_quads(load_tables()) == QUADS
    assert sorted(QUADS, key=str) == QUADS


def test_a_chip_has_its_data_sheet_as_decimals() -> None:
    """Numbers are decimals in canonical form; the year is an integer."""
    assert values("h20", "totalProcessingPerformance") == ["2368"]
    assert values("h20", "performanceDensity") == ["2.91"]
    assert values("h20", "designedBy") == [ID + "nvidia"]


def test_a_government_knows_its_country() -> None:
    """A government has no seat of its own; it governs."""
    assert values("us_gov", "governmentOf") == [ID + "us"]
    assert values("us_gov", "basedIn") == []
    assert values("bis", "partOf") == [ID + "us_doc"]


def test_a_suspension_parts_the_periods_in_force() -> None:
    """Each period has its own IRI, by its first day; its end is the instant after the last day."""
    first, second = (f"p2025_affiliates/in_force/{day}" for day in ("2025-09-29", "2026-11-10"))
    assert values("p2025_affiliates", "inForce") == [ID + first, ID + second]
    assert values(first, "edtf") == ["2025-09-29/2025-11-09"]
    assert values(first, "latest") == ["2025-11-10T00:00:00Z"]
    assert (values(second, "edtf"), values(second, "latest")) == (["2026-11-10/"], [])


def test_a_step_is_an_event_of_its_instrument() -> None:
    """It has its time, what brings it about, and whether it was only scheduled."""
    event = "p2025_affiliates/event/resumed/2026-11-10"
    assert values(event, "policyEventOf") == [ID + "p2025_affiliates"]
    assert values(event, "lifecycleStep") == [VOCAB + "lifecycle/resumed"]
    assert values(event + "/time", "earliest") == ["2026-11-10T00:00:00Z"]
    assert values(event, "broughtAboutBy") == [ID + "p2025_affiliates_suspend"]
    assert values(event, "scheduled") == ["true"]
    assert values("p2025_affiliates/event/suspended/2025-11-10", "scheduled") == []
    part = values("p2024_cn_ga_ban/event/partially_suspended/2025-11-09", "affectedPart")
    assert part == ["clause 2: gallium, germanium, antimony, superhard materials, graphite"]


def test_a_listing_lists() -> None:
    """Who is listed is on the list, by the instrument."""
    assert values("p2020_smic_el", "listedAgent") == [ID + "smic"]
    assert values("smic", "listedOn") == [ID + "entity_list", ID + "sht_list"]
    assert values("smic", "listedBy") == [ID + "p2020_smic_el", ID + "p2025_tw_el"]


def test_advice_discourages_instead_of_controlling() -> None:
    """A recommendation has no controlled item; it recommends and discourages."""
    assert values("p2024_cn_guidance_local", "discourages") == [ID + "nvidia_chips"]
    assert values("p2024_cn_guidance_local", "recommends") == [ID + "domestic_chips_cn"]
    assert values("p2024_cn_guidance_local", "controlledItem") == []


def test_advice_says_how_far_it_is_felt_to_bind_and_what_followed() -> None:
    """In law it advises; buyers took the words of 2025 for an order, and the next step went further."""
    assert values("p2025_cac_6000d", "bindingness") == [VOCAB + "bindingness/advisory"]
    assert values("p2025_cac_6000d", "feltBindingness") == [VOCAB + "bindingness/binding"]
    assert values("p2025_cac_6000d", "followedBy") == [ID + "p2025_cn_statefunded"]
    assert values("p2024_cn_guidance_local", "beneficiary") == [ID + "cambricon", ID + "huawei"]


def test_an_instrument_names_the_law_that_it_rests_on() -> None:
    """The legal basis is a link where the law has a row, and stays in words beside it."""
    assert values("p2022_oct7", "basedOn") == [ID + "p2018_ecra"]
    assert values("p2022_oct7", "legalBasisText") == ["ECRA"]
    assert values("p2023_veu_korea", "beneficiary") == [ID + "samsung_electronics", ID + "sk_hynix"]
    assert values("p2025_cn_nexperia", "respondsTo") == [ID + "p2025_nl_nexperia"]


def test_every_row_says_where_it_comes_from() -> None:
    """A row's node has source, confidence and whether it was checked."""
    assert ID + "row/chips/h20" in values("h20", "statedIn")
    assert values("row/chips/h20", "confidence") == [VOCAB + "confidence/high"]
    assert values("row/chips/h20", "checked") == ["true"]
    assert values("row/entities/broadcom", "checked") == ["false"]


def test_rows_of_low_confidence_keep_only_their_name_in_the_graph() -> None:
    """Class and labels stay, so that texts can name the thing; what the row states lies apart."""
    low = low_confidence_quads(TABLES)
    assert not set(low) & set(QUADS)
    node = NamedNode(ID + "ascend970")
    assert {quad.predicate.value.rsplit("#", 1)[-1] for quad in QUADS if quad.subject == node} == {"type", "label"}
    year = Literal("2028", datatype=NamedNode(XSD + "integer"))
    assert Quad(node, NamedNode(CHIP + "releaseYear"), year, NamedNode(KB_GRAPH)) in low


def test_all_terms_are_declared() -> None:
    """The graph uses no class or property that the ontology lacks."""
    known = {value for value in vars(vocabulary.chip).values() if isinstance(value, str)}
    used = {quad.predicate.value for quad in QUADS}
    used |= {quad.object.value for quad in QUADS if isinstance(quad.object, NamedNode)}
    assert {iri for iri in used if iri.startswith(CHIP)} - known == set()


def test_no_blank_nodes_and_only_our_datatypes() -> None:
    """Stores keep the five datatypes as they are."""
    own = {"string", "integer", "decimal", "boolean", "dateTime"}
    literals = [quad.object for quad in QUADS if isinstance(quad.object, Literal)]
    found = {literal.datatype.value for literal in literals if not literal.language}
    assert found <= {XSD + name for name in own}
    assert all(isinstance(quad.subject, NamedNode) for quad in QUADS)


def test_thresholds_form_groups() -> None:
    """A rule has its outermost groups; a limit has metric, comparator, value and unit."""
    assert values("p2022_oct7", "threshold") == [ID + "threshold/t2022_3a090"]
    assert values("eccn_3a090", "threshold") == [
        ID + f"threshold/{name}" for name in ("t2023_3a090_a", "t2023_3a090_b", "t2024_3a090_c")
    ]
    assert values("threshold/t2022_3a090", "groupOperator") == [VOCAB + "operator/all"]
    assert values("threshold/t2022_3a090", "groupMember") == [
        ID + f"threshold/{name}" for name in ("t2022_link", "t2022_tpp")
    ]
    assert [values("threshold/t2022_link", name) for name in ("thresholdValue", "thresholdUnit", "comparator")] == [
        ["600"],
        [VOCAB + "unit/gigabyte_per_second"],
        [VOCAB + "comparator/at_least"],
    ]
    assert values("threshold/t2023_a2", "scopeText") == ["Only items designed or marketed for data centres."]


def test_a_corrected_row_says_who_corrected_it(tmp_path: Path) -> None:
    """The value is the corrected one; the row's node tells field, name, day and reason."""
    path = tmp_path / "mine.csv"
    rows = "file,key,field,action,value,reason,name,date\nchips.csv,h20,die_mm2,set,820,measured,M. Probe,2026-11-25\n"
    path.write_text(rows, encoding="utf-8")
    quads = knowledge_quads(load_tables(corrections=path))
    row, note = NamedNode(ID + "row/chips/h20"), NamedNode(CHIP + "note")
    area = Quad(NamedNode(ID + "h20"), NamedNode(CHIP + "dieArea"), decimal(Decimal(820)), NamedNode(KB_GRAPH))
    assert area in quads
    remark = "die_mm2 set by M. Probe on 2026-11-25: measured"
    assert Quad(row, note, Literal(remark), NamedNode(KB_GRAPH)) in quads
