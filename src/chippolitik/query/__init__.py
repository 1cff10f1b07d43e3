"""Questions and answers: the catalogue of named queries, safe execution of others, typed rows, formats.

How a store keeps its quads is the business of ``store``; the command line is in ``cli``.
"""

from chippolitik.query.answer import Answer, Labels, Thing
from chippolitik.query.catalogue import TOPICS, catalogue, find_query
from chippolitik.query.header import Column, ColumnType, Parameter, ParameterType, QuerySpec, read_query
from chippolitik.query.names import find_entities
from chippolitik.query.run import run_query, why_empty
from chippolitik.query.worker import Limits, RawAnswer, ask_from_outside, folder_view

__all__ = [
    "TOPICS",
    "Answer",
    "Column",
    "ColumnType",
    "Labels",
    "Limits",
    "Parameter",
    "ParameterType",
    "QuerySpec",
    "RawAnswer",
    "Thing",
    "ask_from_outside",
    "catalogue",
    "find_entities",
    "find_query",
    "folder_view",
    "read_query",
    "run_query",
    "why_empty",
]
