"""The questions that the shipped knowledge base answers: facts that any later version of it must keep."""

from __future__ import annotations

from typing import Any

import pytest

from chippolitik.graph import MemoryView
from chippolitik.knowledge import Truth, chip_status, knowledge_quads
from chippolitik.query.catalogue import find_query
from chippolitik.query.render import json_rows
from chippolitik.query.run import run_query
from chippolitik.tables import load_tables


@pytest.fixture(scope="module")
def shipped() -> MemoryView:
    return MemoryView(knowledge_quads(load_tables()))


def rows(view: MemoryView, name: str, **values: str) -> list[dict[str, Any]]:
    return json_rows(run_query(view, find_query(name), values))


def test_a800_and_h800_were_made_for_the_first_rule_and_caught_by_the_second(shipped: MemoryView) -> None:
    """The rule of 2022 needs fast links as well; that of 2023 does not."""
    found = {row["chip"]: (row["before"], row["after"]) for row in rows(shipped, "rule-migration", vendor="Nvidia")}
    assert {chip: found.get(chip) for chip in ("A800", "H800", "H20", "A100")} == {
        "A800": (False, True), "H800": (False, True), "H20": None, "A100": None,
    }  # fmt: skip


def test_queries_and_thresholds_agree_on_every_chip(shipped: MemoryView) -> None:
    """The limits that the query spells out are those of the knowledge base; the RTX 4090D slips through both."""
    tables, expected = load_tables(), {}
    for chip in tables.chips.values():
        first, second = (chip_status(tables, chip, rule).verdicts[0].met for rule in ("p2022_oct7", "p2023_oct17_ac"))
        if Truth.UNKNOWN not in {first, second} and first is not second:
            expected[chip.id] = (first is Truth.YES, second is Truth.YES)
    found = rows(shipped, "rule-migration")
    assert {row["chip_iri"].rsplit("/", 1)[-1]: (row["before"], row["after"]) for row in found} == expected
    assert "a800" in expected
    assert "rtx4090d" not in expected


@pytest.mark.parametrize(("day", "controlled"), [("2023-01-01", [False]), ("2023-12-01", [False, True])])
def test_the_status_of_a_chip_depends_on_the_day(day: str, controlled: list[bool], shipped: MemoryView) -> None:
    """The A800 could go to China in January 2023 and not in December."""
    found = rows(shipped, "chip-status-at", chip="A800", country="China", as_of=day)
    assert [row["controlled"] for row in found if row["ground"] == "thresholds"] == controlled


def test_three_suspensions_end_in_november_2026(shipped: MemoryView) -> None:
    """What runs out is counted from the day asked for, the last day included."""
    found = rows(shipped, "expiring", as_of="2026-11-01", within="30")
    assert [(row["end"], row["days_left"], row["type"]) for row in found] == [
        ("2026-11-09", 8, "Suspension"),
        ("2026-11-10", 9, "Suspension"),
        ("2026-11-27", 26, "Suspension"),
    ]


def test_the_gallium_ban_followed_within_a_day(shipped: MemoryView) -> None:
    """China's ban of 3 December 2024 follows the American rules of 2 December."""
    found = rows(shipped, "countermeasures", side="China", within="3")
    assert {(row["first_announced"], row["second_announced"], row["days"], row["stated"]) for row in found} == {
        ("2024-12-02", "2024-12-03", 1, False)
    }


def test_a_rule_lives_from_announcement_to_the_end_of_its_suspension(shipped: MemoryView) -> None:
    """The timeline joins an instrument with those that bear on it; what was only scheduled says so."""
    found = rows(shipped, "policy-timeline", instrument="Affiliates Rule (50 percent rule)")
    assert [(row["when"], row["step"], row["relation"], row["scheduled"]) for row in found] == [
        ("2025-09-29", "announced", "itself", False),
        ("2025-09-29", "effective", "itself", False),
        ("2025-09-30", "issued", "itself", False),
        ("2025-10-30", "announced", "suspends", False),
        ("2025-11-10", "effective", "suspends", False),
        ("2025-11-10", "suspended", "itself", False),
        ("2025-11-12", "issued", "suspends", False),
        ("2026-11-09", "expired", "suspends", True),
        ("2026-11-10", "resumed", "itself", True),
    ]


def test_h20_measures_in_may_2025(shipped: MemoryView) -> None:
    """The licence duty of April 2025 is in force in May; what was announced in August is not there yet."""
    found = rows(shipped, "measures-against", product="H20", as_of="2025-05-01")
    assert "Licence requirement for H20 and MI308 to China" in {row["instrument"] for row in found}
    assert all(row["published"] <= "2025-05-01" for row in found)
    assert all(row["source"] for row in found)


@pytest.mark.parametrize(
    ("target", "day", "expected"),
    [
        ("Entity List", "2025-10-15", {"in_force"}),
        ("Entity List", "2025-12-01", set()),
        ("Entity List", "2026-11-15", {"in_force"}),
        ("Entity List", "", {"suspended", "announced"}),
        ("world", "2025-03-01", {"in_force"}),
        ("world", "2025-06-01", {"enforcement_paused"}),
    ],
)
def test_a_suspension_takes_a_measure_out_for_its_time(
    target: str, day: str, expected: set[str], shipped: MemoryView
) -> None:
    """The Affiliates Rule is gone for a year and its return is scheduled; the AI Diffusion Rule stands, unenforced."""
    name = {
        "Entity List": "Affiliates Rule (50 percent rule)",
        "world": "Framework for Artificial Intelligence Diffusion",
    }
    found = rows(shipped, "measures-against", target=target, **({"as_of": day} if day else {}))
    assert {row["status"] for row in found if row["instrument"] == name[target]} == expected


def test_a_subsidiary_is_listed_through_its_parent(shipped: MemoryView) -> None:
    """Nexperia belongs to Wingtech, which is on the Entity List."""
    found = rows(shipped, "listed-with-parents", company="Nexperia", list="Entity List")
    assert [(row["relation"], row["through"]) for row in found] == [("subsidiary", "Wingtech")]


def test_euv_has_one_source(shipped: MemoryView) -> None:
    """EUV machines come from one country, high-bandwidth memory from two."""
    found = {row["product_iri"].rsplit("/", 1)[-1]: row["jurisdictions"] for row in rows(shipped, "chokepoints")}
    assert (found["euv_scanner"], found["hbm"]) == (1, 2)


def test_bytedance_depends_on_a_controlled_supplier(shipped: MemoryView) -> None:
    """A Chinese customer of Nvidia is under the rules on Nvidia's chips."""
    found = rows(shipped, "dependency", company="ByteDance", as_of="2024-10-01")
    assert "Advanced computing rule of 17 October 2023" in {row["instrument"] for row in found}
    assert {row["supplier"] for row in found} == {"Nvidia"}


def test_the_dutch_order_took_effect_before_it_was_known(shipped: MemoryView) -> None:
    """A delay may be negative, as with Nexperia in 2025."""
    found = {
        row["instrument_iri"].rsplit("/", 1)[-1]: row["days"] for row in rows(shipped, "announced-against-effective")
    }
    assert found["p2025_nl_nexperia"] == -12


def test_advice_grew_from_window_guidance_to_what_firms_took_for_an_order(shipped: MemoryView) -> None:
    """Each step of the Chinese advice leads to the next; in law none of them obliges anybody."""
    found = [
        (row["published"], row["bindingness"], row["felt"], row.get("followed_by"))
        for row in rows(shipped, "advice", issuer="China") + rows(shipped, "advice", thing="H20")
    ]
    steps = ("Chinese guidance to avoid the H20", "CAC tells firms to stop testing and buying RTX Pro 6000D")
    assert found == [
        ("2024-09", "advisory", "advisory", steps[0]),
        ("2025-11-05", "advisory", "binding", None),
        ("2025-08-12", "advisory", "advisory", steps[1]),
    ]


def test_what_is_known_by_the_month_gives_no_number_of_days(shipped: MemoryView) -> None:
    """The advice on the RTX Pro 6000D was made known on a day, but given at some day of that week."""
    found = {row["instrument_iri"].rsplit("/", 1)[-1] for row in rows(shipped, "announced-against-effective")}
    assert "p2025_cac_6000d" not in found
    assert "p2025_cn_nexperia" in found
