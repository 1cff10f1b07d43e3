"""The knowledge base as typed rows, read from ``data/kb/*.csv``; no RDF."""

from chippolitik.tables.corrections import Correction
from chippolitik.tables.load import Tables, load_tables
from chippolitik.tables.names import Name
from chippolitik.tables.rows import (
    ChipRow,
    Confidence,
    EntityRow,
    NameKind,
    NameRow,
    PolicyRow,
    Provenance,
    RelationRow,
)
from chippolitik.tables.rules import STEPS, AcceptedRow, EventRow, ThresholdRow

__all__ = [
    "STEPS",
    "AcceptedRow",
    "ChipRow",
    "Confidence",
    "Correction",
    "EntityRow",
    "EventRow",
    "Name",
    "NameKind",
    "NameRow",
    "PolicyRow",
    "Provenance",
    "RelationRow",
    "Tables",
    "ThresholdRow",
    "load_tables",
]
