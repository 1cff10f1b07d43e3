"""What the ledger says, in the language of a page: questions, agreements and the cells that are words."""

from __future__ import annotations

from chippolitik.query.ledger import Question
from chippolitik.query.ledger.interval import Interval
from chippolitik.query.ledger.panel import Panel, Standing
from chippolitik.serve.pages.amounts import number_words
from chippolitik.serve.pages.desk import Desk

__all__ = ["agreement_line", "cell_words", "range_words", "title_line"]


def title_line(desk: Desk, question: Question) -> str:
    """Return a question in a line: its kind, and who and what it is about."""
    joined = f" {desk.t('and')} "
    names = [
        joined.join(sorted(desk.labels.thing(value).label if "://" in value else value for value in values))
        for _, values in question.fillers
    ]
    kind = desk.term(question.kind.value)
    slot = f" ({desk.t(question.slot)})" if question.slot == "value" else ""
    return f"{kind[:1].upper()}{kind[1:]}: {', '.join(names)}{slot}"


def agreement_line(desk: Desk, panel: Panel) -> str:
    """Return in a line what the origins of a panel agree on."""
    first = panel.standings[0].entry
    period = desk.when(first.when) if first.when else desk.t("period not stated")
    place = f"{period}, {_unit(desk, panel.unit) or desk.t('no amount')}"
    agreed = panel.agreed
    if not agreed.regions:
        return f"{place}: {desk.t('no asserted amount')}"
    ranges = [range_words(region, desk.lang) for region in agreed.regions]
    about = _about(desk, rounded=agreed.approximate)
    origins = desk.t("1 origin") if agreed.support == 1 else desk.t("{number} origins", number=agreed.support)
    if len(ranges) > 1:
        camps = about + f" {desk.t('against')} ".join(ranges)
        return f"{place}: " + desk.t("no consensus, {camps}, {origins} each", camps=camps, origins=origins)
    outside = sum(standing.outlier for standing in panel.standings)
    rest = ", " + desk.t("{number} outside", number=outside) if outside else ""
    doubt = "" if panel.period.stated else "; " + desk.t("the period is not stated, so they may be of different times")
    line = desk.t("consensus {range} by {origins}", range=about + ranges[0], origins=origins)
    return f"{place}: {line}{rest}{doubt}"


def cell_words(desk: Desk, standing: Standing) -> dict[str, str]:
    """Return the cells of an entry that are words of ours, by their columns."""
    entry = standing.entry
    modality = desk.concept("modality", entry.modality.value)
    about = _about(desk, rounded=entry.approximate)
    return {
        "period": desk.when(entry.when) if entry.when else desk.t("not stated"),
        "unit": _unit(desk, entry.unit),
        "range": about + range_words(entry.interval, desk.lang) if entry.interval else "",
        "modality": f"{modality}, {desk.t('over')}" if entry.ended else modality,
        "relation": desk.t(standing.relation.value),
    }


def range_words(interval: Interval, lang: str) -> str:
    """Return a range as people of a language write numbers.

    Example:
        >>> from decimal import Decimal
        >>> range_words(Interval(Decimal(400_000)), "de"), range_words(Interval(Decimal(1), Decimal(2)), "en")
        ('≥ 400.000', '1–2')
    """
    low, high = (None if end is None else number_words(end, lang) for end in (interval.low, interval.high))
    if low is None or high is None:
        return f"≥ {low}" if low is not None else f"≤ {high}" if high is not None else "–"
    return low if low == high else f"{low}–{high}"


def _unit(desk: Desk, unit: str) -> str:
    return desk.concept("unit", unit) if unit and not unit.isupper() else unit


def _about(desk: Desk, *, rounded: bool) -> str:
    return ("etwa " if desk.lang == "de" else "about ") if rounded else ""
