"""KGX tables: read as KGX reads them, and judged by KGX itself where there is one."""

from __future__ import annotations

import csv
import json
import os
import subprocess
from pathlib import Path

import pytest

from chippolitik.exports import Selection, select_claims
from chippolitik.exports.kgx import EDGE_HEAD, NODE_HEAD, curie, write_kgx
from chippolitik.exports.property_graph import Edge, Node, elements_of

from ..query.graphs import Known  # noqa: TID252 - tests have no absolute name

MAKERS = os.environ.get("CHIPPOLITIK_KGX", "")
GRAPHS = pytest.mark.parametrize("graph", ["small", "seed"])


def table(path: Path) -> list[dict[str, str]]:
    """Read a table as KGX does: tabs, and no quoting."""
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def written(known: Known, folder: Path) -> list[Node | Edge]:
    made = list(elements_of(known.view, select_claims(known.view, Selection()), whole=True))
    write_kgx(made, folder)
    return made


@GRAPHS
def test_tables_come_back(graph: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Each node and edge is one line with the columns that KGX asks for."""
    known: Known = request.getfixturevalue(graph)
    made = written(known, tmp_path)
    nodes, edges = table(tmp_path / "nodes.tsv"), table(tmp_path / "edges.tsv")
    things = [one for one in made if isinstance(one, Node)]
    assert [(row["id"], row["iri"]) for row in nodes] == [(curie(one.id), one.id) for one in things]
    links = [one for one in made if isinstance(one, Edge)]
    assert [(row["subject"], row["original_predicate"], row["object"]) for row in edges] == [
        (curie(one.start), f"chip:{one.type}", curie(one.end)) for one in links
    ]
    assert {row["subject"] for row in edges} | {row["object"] for row in edges} <= {row["id"] for row in nodes}
    required = ("id", "subject", "predicate", "object", "primary_knowledge_source", "knowledge_level", "agent_type")
    assert all(row[name] for row in edges for name in required)
    assert all(row["category"].startswith("biolink:") and row["id"] for row in nodes)
    assert all(None not in row and set(row) == set(NODE_HEAD) for row in nodes)
    assert all(None not in row and set(row) == set(EDGE_HEAD) for row in edges)
    quotes = {row["claim"]: row["quote"] for row in (*nodes, *edges) if row["claim"]}
    assert len(quotes) == len(known.claims)


@GRAPHS
@pytest.mark.skipif(not MAKERS, reason="CHIPPOLITIK_KGX names no Python that has the package kgx; see docs/exports.md")
def test_kgx_finds_no_error(graph: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """The makers' validator reads both tables against the Biolink Model, and finds nothing to complain about."""
    written(request.getfixturevalue(graph), tmp_path)
    script = Path(__file__).with_name("kgx_makers.py")
    done = subprocess.run([MAKERS, script, tmp_path], capture_output=True, check=True, text=True)
    assert json.loads(done.stdout) == {}
