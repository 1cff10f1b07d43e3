"""The Python API: one object that opens a store, brings articles in, asks, explains, analyses and exports.

Each method stands on the package of that stage, and gives its frozen dataclasses; nothing is decided here.
"""

from chippolitik.analysis import Chokepoint, Chokepoints, Dependency, Exposure, Network
from chippolitik.api.graph import Graph
from chippolitik.api.result import ClaimRow, Claims, Ingestion, Result
from chippolitik.query import Column, Limits, QuerySpec, Thing
from chippolitik.query.explain import ClaimExplanation, TripleExplanation
from chippolitik.query.ledger import Account
from chippolitik.validation import Finding, Severity

__all__ = [
    "Account",
    "Chokepoint",
    "Chokepoints",
    "ClaimExplanation",
    "ClaimRow",
    "Claims",
    "Column",
    "Dependency",
    "Exposure",
    "Finding",
    "Graph",
    "Ingestion",
    "Limits",
    "Network",
    "QuerySpec",
    "Result",
    "Severity",
    "Thing",
    "TripleExplanation",
]
