"""A store on disk with the small graph of the query tests, for the commands that ask it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from chippolitik.cli.root import run
from chippolitik.namespaces import KB_GRAPH, article_graph, derived_graph
from chippolitik.store import ArticleRecord, Foundation, Manifest, open_writer

from ..query.graphs import (  # noqa: TID252 - tests have no absolute name
    FIXTURES,
    Known,
    build,
    small_knowledge,
    small_resolver,
)

__all__ = ["FIXTURES", "Asked", "Known", "make_store"]

_MANIFEST = Manifest(ontology="o1", extractor="gold 1", shapes="s1", knowledge_base="k1")


class Asked:
    """Runs commands on the store and gives what they print.

    Args:
        folder: The store.
        known: Its graph.
        capsys: Catches what is printed.
    """

    def __init__(self, folder: Path, known: Known, capsys: pytest.CaptureFixture[str]) -> None:
        self._folder, self._capsys = folder, capsys
        self.iris = {name: iri for iri, name in known.claims.items()}

    def __call__(self, *arguments: str, code: int = 0) -> tuple[str, str]:
        """Return stdout and stderr of a command, after checking its exit code."""
        assert run(["--store", str(self._folder), *arguments]) == code
        out, err = self._capsys.readouterr()
        return out, err

    def json(self, *arguments: str) -> Any:
        """Return what a command prints as JSON."""
        return json.loads(self(*arguments, "--format", "json")[0])


def make_store(folder: Path, articles: Path = FIXTURES) -> Known:
    """Make the store and return its graph."""
    knowledge = small_knowledge()
    known = build(articles, small_resolver(knowledge), knowledge)
    by_graph: dict[str, list[Any]] = {}
    for quad in known.view.match():
        by_graph.setdefault(getattr(quad.graph_name, "value", ""), []).append(quad)
    with open_writer(folder, _MANIFEST, Foundation(lambda: by_graph[KB_GRAPH])) as writer:
        for article, name in known.articles.items():
            quads, derived = (tuple(by_graph.get(g(article), [])) for g in (article_graph, derived_graph))
            writer.put(ArticleRecord(id=article, key=f"{name}.txt", name=name, quads=quads, derived=derived))
    return known
