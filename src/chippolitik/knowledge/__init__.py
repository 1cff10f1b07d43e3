"""The knowledge base as a graph, and what is wrong with its rows."""

from chippolitik.knowledge.advice import ADVICE
from chippolitik.knowledge.build import knowledge_quads, low_confidence_quads
from chippolitik.knowledge.criteria import ChipStatus, Truth, chip_status
from chippolitik.knowledge.finding import Finding
from chippolitik.knowledge.lint import Report, lint, report

__all__ = [
    "ADVICE",
    "ChipStatus",
    "Finding",
    "Report",
    "Truth",
    "chip_status",
    "knowledge_quads",
    "lint",
    "low_confidence_quads",
    "report",
]
