"""Whether a chip meets the thresholds of a rule, by its data sheet: a pure function of the rows.

What is not known stays unknown: a limit on a figure that the data sheet lacks is neither met nor missed. How the
thresholds become RDF is in ``thresholds``; whether the rule is in force on a day is in ``lifecycle``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from chippolitik.tables import ChipRow, Tables, ThresholdRow

__all__ = ["ChipStatus", "Truth", "Verdict", "chip_status", "figures_of"]


class Truth(StrEnum):
    """Whether something is the case, as far as the rows tell."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a chip stands to one outermost criterion of a rule.

    Attributes:
        criterion: Id of the criterion.
        paragraph: Where it stands in the text, or empty.
        outcome: What follows if it is met, as a notation of the scheme of outcomes.
        met: Whether the chip meets it.
    """

    criterion: str
    paragraph: str
    outcome: str
    met: Truth


@dataclass(frozen=True, slots=True)
class ChipStatus:
    """How a chip stands to a rule.

    Attributes:
        verdicts: One for each outermost criterion, in the order of the file; empty if the rule has no thresholds.
    """

    verdicts: tuple[Verdict, ...]

    @property
    def met(self) -> Truth:
        """Whether one criterion is met; no where the rule has none."""
        return _any(verdict.met for verdict in self.verdicts)

    @property
    def paragraph(self) -> str:
        """The paragraph of the first criterion that is met, or empty."""
        return next((verdict.paragraph for verdict in self.verdicts if verdict.met is Truth.YES), "")

    @property
    def outcome(self) -> str:
        """What follows from the first criterion that is met, or empty."""
        return next((verdict.outcome for verdict in self.verdicts if verdict.met is Truth.YES), "")


def chip_status(tables: Tables, chip: ChipRow, rule: str) -> ChipStatus:
    """Return how a chip stands to the thresholds of a rule.

    Args:
        tables: The knowledge base.
        chip: The chip.
        rule: Id of an instrument or a classification.

    Source:
        Three-valued logic of Kleene (1938): a group of which all must be met is missed if one member is missed, and
        unknown if none is missed and one is unknown.

    Example:
        >>> from chippolitik.tables import load_tables
        >>> tables = load_tables()
        >>> [str(chip_status(tables, tables.chips["a800"], rule).met) for rule in ("p2022_oct7", "p2023_oct17_ac")]
        ['no', 'yes']
        >>> chip_status(tables, tables.chips["h100"], "p2018_jinhua").verdicts
        ()
    """
    members: dict[str, list[ThresholdRow]] = {}
    for row in tables.thresholds.values():
        if row.group:
            members.setdefault(row.group, []).append(row)
    figures = figures_of(chip)
    return ChipStatus(
        tuple(
            Verdict(row.id, row.paragraph, row.outcome, _met(row, members, figures, chip))
            for row in tables.thresholds.values()
            if rule in row.subjects
        )
    )


def figures_of(chip: ChipRow) -> dict[str, Decimal]:
    """Return what a data sheet says in the metrics of thresholds; a figure that it lacks is absent.

    Returns:
        Notation of the metric → value in the unit that thresholds on it have.
    """
    both = None
    if chip.memory_gbs is not None and chip.interconnect_gbs is not None:
        both = chip.memory_gbs + chip.interconnect_gbs
    found = {
        "total_processing_performance": chip.tpp,
        "performance_density": chip.performance_density,
        "interconnect_bandwidth": chip.interconnect_gbs,
        "memory_bandwidth": chip.memory_gbs,
        "total_bandwidth": both,
    }
    return {metric: value for metric, value in found.items() if value is not None}


def _met(
    row: ThresholdRow, members: Mapping[str, list[ThresholdRow]], figures: Mapping[str, Decimal], chip: ChipRow
) -> Truth:
    if not _in_scope(row.scope, chip):
        return Truth.NO
    if not row.operator:
        return _compare(row, figures.get(row.metric))
    inner = [_met(member, members, figures, chip) for member in members.get(row.id, [])]
    return _any(inner) if row.operator == "any" else _all(inner)


def _in_scope(scope: str, chip: ChipRow) -> bool:
    # The class says it: accelerators are made for data centres; graphics cards, phone and car chips are plain chips.
    if scope == "data_centre":
        return chip.cls == "AIAccelerator"
    return not scope or chip.cls == "MemoryChip"


def _compare(row: ThresholdRow, figure: Decimal | None) -> Truth:
    if figure is None or row.value is None:
        return Truth.UNKNOWN
    return Truth.YES if _COMPARE[row.comparator](figure, row.value) else Truth.NO


_COMPARE: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "at_least": lambda figure, limit: figure >= limit,
    "more_than": lambda figure, limit: figure > limit,
    "less_than": lambda figure, limit: figure < limit,
    "at_most": lambda figure, limit: figure <= limit,
    "equal": lambda figure, limit: figure == limit,
}


def _any(truths: Iterable[Truth]) -> Truth:
    found = set(truths)
    return Truth.YES if Truth.YES in found else Truth.UNKNOWN if Truth.UNKNOWN in found else Truth.NO


def _all(truths: Iterable[Truth]) -> Truth:
    found = set(truths)
    return Truth.NO if Truth.NO in found else Truth.UNKNOWN if Truth.UNKNOWN in found else Truth.YES
