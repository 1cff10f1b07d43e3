"""Lives of instruments: the planted histories, and steps in odd orders."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from chippolitik.knowledge.lifecycle import Status, periods, standing, steps_of
from chippolitik.tables import EventRow, load_tables

TABLES = load_tables()


def spans(policy: str) -> list[tuple[str, str, bool]]:
    return [(period.start, period.end, period.scheduled) for period in periods(steps_of(TABLES, policy))]


def status(policy: str, day: str) -> tuple[str, bool]:
    found = standing(steps_of(TABLES, policy), dt.date.fromisoformat(day))
    return str(found.status), found.scheduled


def life(*steps: str) -> list[EventRow]:
    """Return steps written as ``announced 2024-01-01``."""
    return [
        dataclasses.replace(TABLES.events[0], step=step, date=date, scheduled=False)
        for step, date in (text.split() for text in steps)
    ]


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("p2025_affiliates", [("2025-09-29", "2025-11-09", False), ("2026-11-10", "", True)]),
        ("p2025_affiliates_suspend", [("2025-11-10", "2026-11-09", False)]),
        ("p2025_cn_ree_oct", [("2025-10-09", "2025-11-06", False), ("2026-11-11", "", True)]),
        ("p2025_cn_suspend70", [("2025-11-07", "2026-11-10", False)]),
        ("p2024_cn_ga_ban", [("2024-12-03", "", False)]),
        ("p2025_cn_ga_suspend", [("2025-11-09", "2026-11-27", False)]),
        ("p2025_ai_diffusion", [("2025-01-13", "", False)]),
        ("p2025_nl_nexperia", [("2025-09-30", "2025-11-18", False)]),
        ("p2018_zte_denial", [("2018-04-15", "2018-07-12", False)]),
        ("p2025_chip_security_act", []),
        ("p2024_cn_guidance_local", []),
    ],
)
def test_periods_in_force(policy: str, expected: list[tuple[str, str, bool]]) -> None:
    """A suspension parts them; what is only advised or proposed has none."""
    assert spans(policy) == expected


@pytest.mark.parametrize(
    ("policy", "day", "expected"),
    [
        ("p2025_ai_diffusion", "2025-01-12", "unknown"),
        ("p2025_ai_diffusion", "2025-05-12", "in_force"),
        ("p2025_ai_diffusion", "2025-05-13", "enforcement_paused"),
        ("p2025_affiliates", "2025-09-28", "unknown"),
        ("p2025_affiliates", "2025-11-09", "in_force"),
        ("p2025_affiliates", "2025-11-10", "suspended"),
        ("p2025_affiliates", "2026-11-09", "suspended"),
        ("p2025_affiliates_suspend", "2025-11-01", "announced"),
        ("p2025_affiliates_suspend", "2026-11-09", "in_force"),
        ("p2025_cn_ree_oct", "2025-12-01", "suspended"),
        ("p2025_cn_suspend70", "2026-11-10", "in_force"),
        ("p2024_cn_ga_ban", "2026-11-27", "partially_suspended"),
        ("p2025_nl_nexperia", "2025-10-01", "in_force"),
        ("p2025_nl_nexperia", "2025-11-19", "suspended"),
        ("p2025_cn_nexperia", "2025-11-01", "partially_suspended"),
        ("p2024_outbound_rule", "2024-08-01", "proposed"),
        ("p2024_outbound_rule", "2024-11-20", "announced"),
        ("p2025_chip_security_act", "2026-01-31", "proposed"),
        ("p2023_veu_korea", "2025-12-31", "rescinded"),
    ],
)
def test_the_status_depends_on_the_day(policy: str, day: str, expected: str) -> None:
    """What is seen to have happened decides, day by day."""
    assert status(policy, day) == (expected, False)


@pytest.mark.parametrize(
    ("policy", "day", "expected"),
    [
        ("p2025_affiliates", "2026-11-10", "in_force"),
        ("p2025_affiliates_suspend", "2026-11-10", "expired"),
        ("p2025_cn_suspend70", "2026-11-11", "expired"),
        ("p2025_cn_ga_suspend", "2026-11-28", "expired"),
        ("p2024_cn_ga_ban", "2026-11-28", "in_force"),
    ],
)
def test_what_was_only_scheduled_says_so(policy: str, day: str, expected: str) -> None:
    """After the last step that a source saw the status is a plan."""
    assert status(policy, day) == (expected, True)


def test_what_takes_effect_while_suspended_stays_suspended() -> None:
    """Only a resumption ends a suspension."""
    steps = life("effective 2024-01-01", "suspended 2024-02-01", "effective 2024-03-01", "resumed 2024-05-01")
    assert [(period.start, period.end) for period in periods(steps)] == [
        ("2024-01-01", "2024-01-31"),
        ("2024-05-01", ""),
    ]
    assert standing(steps, dt.date(2024, 4, 1)).status is Status.SUSPENDED


def test_nothing_follows_a_final_step() -> None:
    """What a court or its issuer ended does not come back by a resumption."""
    steps = life("effective 2024-01-01", "vacated 2024-02-01", "resumed 2024-03-01")
    assert standing(steps, dt.date(2024, 4, 1)).status is Status.VACATED
    assert [(period.start, period.end) for period in periods(steps)] == [("2024-01-01", "2024-01-31")]


def test_what_ended_before_it_took_effect_has_no_period() -> None:
    """A rule withdrawn in time was never in force."""
    assert periods(life("announced 2024-01-01", "rescinded 2024-02-01", "effective 2024-03-01")) == []


def test_order_within_a_day_and_partial_dates() -> None:
    """Rows may come in any order; an end known by its month ends the period in that month."""
    steps = life("suspended 2024-03", "effective 2024-01-01", "announced 2024-01-01")
    assert [(period.start, period.end) for period in periods(steps)] == [("2024-01-01", "2024-03")]
    assert [str(standing(steps, dt.date(2024, month, 15)).status) for month in (1, 2, 3)] == [
        "in_force",
        "in_force",
        "suspended",
    ]


def test_every_instrument_has_a_first_step() -> None:
    """Each row of the policies begins with a proposal or an announcement."""
    first = {policy: steps_of(TABLES, policy) for policy in TABLES.policies}
    assert [policy for policy, steps in first.items() if not steps] == []
    assert len(TABLES.events) == 228
