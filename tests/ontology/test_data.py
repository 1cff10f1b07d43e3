"""The ontology with the data that the project makes: the knowledge base, and an article with claims of all kinds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from chippolitik.ontology import load_ontology, read_rdf
from chippolitik.ontology.dl import dl_findings
from chippolitik.ontology.index import Index
from chippolitik.ontology.reasoning import Verdict, java_is_there, reason
from chippolitik.ontology.rl import rl_findings

SEED = Path(__file__).resolve().parents[2].parent / "shared" / "seed"


def run(*arguments: str | Path) -> bytes:
    command = [sys.executable, "-m", "chippolitik", *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True).stdout


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with ontology, knowledge base and the gold claims of the seed, as one file."""
    if not SEED.is_dir():
        pytest.skip("needs ../shared, which is not part of the repository")
    folder = tmp_path_factory.mktemp("seed")
    run("--store", folder / "store", "ingest", SEED / "seed.txt", "--claims", SEED / "claims.jsonl")
    path = folder / "all.nt"
    path.write_bytes(run("--store", folder / "store", "export", "--format", "nt"))
    return path


def test_the_knowledge_base_is_in_both_profiles(tmp_path: Path) -> None:
    """With the knowledge base added the graph is still OWL 2 DL and OWL 2 RL."""
    path = tmp_path / "kb.nt"
    run("kb", "build", "--format", "nt", "--output", path)
    index = Index([*(triple for file in load_ontology() for triple in file.triples), *read_rdf(path)])
    assert [*dl_findings(index), *rl_findings(index)] == []


@pytest.mark.skipif(not java_is_there(), reason="HermiT needs Java, which is not installed")
def test_ontology_knowledge_base_and_seed_are_consistent_together(graph: Path) -> None:
    """HermiT finds a world for ontology, knowledge base, the seed's claims and what is derived from them."""
    assert reason(read_rdf(graph)) == Verdict(consistent=True)
