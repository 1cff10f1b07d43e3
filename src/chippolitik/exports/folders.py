"""Exports that are folders: their files, a page on columns and losses, and the description in RO-Crate and DCAT.

What is in the files is said by each format.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from chippolitik.errors import UsageError
from chippolitik.exports.columns import EDGE, NODE_COLUMNS, Column
from chippolitik.exports.crate import Description, describe_folder
from chippolitik.exports.graph_csv import DIALECTS, write_graph_csv
from chippolitik.exports.kgx import write_kgx
from chippolitik.exports.ladybug import write_ladybug
from chippolitik.exports.losses import LOSSES
from chippolitik.exports.property_graph import elements_of
from chippolitik.exports.rdf import chosen_quads
from chippolitik.exports.selection import ArticleClaims
from chippolitik.graph import View
from chippolitik.namespaces import ONTOLOGY_GRAPH
from chippolitik.store.exporting import shown_quads, write_quads
from chippolitik.store.files import disk_errors, whole_folder

__all__ = ["FOLDERS", "Job", "write_folder"]

_LICENCE = NamedNode("http://purl.org/dc/terms/license")
_DEFAULT_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_TITLES = {
    "neo4j": "Claims as a property graph for Neo4j's admin import",
    "neptune": "Claims as a property graph for Amazon Neptune's openCypher loader",
    "kgx": "Claims as a knowledge graph for KGX",
    "ladybug": "Claims as an embedded property graph for Ladybug",
    "crate": "A store of claims as RDF and tables",
}
FOLDERS = tuple(_TITLES)
"""Formats that are folders."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What to write.

    Attributes:
        view: The graph.
        articles: Gives the articles with the claims that leave, from the start each time it is called.
        whole: Whether nothing was filtered.
        with_text: Whether to give the full text of articles.
        day: The day of writing.
        filters: What was asked for, in words; empty for all.
        statements: Hands on the quads of the whole graph, and may say how far they are.
    """

    view: View
    articles: Callable[[], Iterator[ArticleClaims]]
    whole: bool
    with_text: bool
    day: dt.date
    filters: str = ""
    statements: Callable[[Iterable[Quad]], Iterable[Quad]] = iter


def write_folder(form: str, job: Job, path: Path) -> None:
    """Write a new folder, which is there only when all of it is.

    Args:
        form: One of ``FOLDERS``.
        job: What to write.
        path: The folder, which must not be there.

    Raises:
        UsageError: It is there already.
        MissingPartError: The format needs an extra that is not installed.
        StoreError: The disk is full or cannot be written.
    """
    if path.exists():
        raise UsageError(f"{path} is there already", "give a new folder with --output")
    sources: set[str] = set()

    def articles() -> Iterator[ArticleClaims]:
        for article in job.articles():
            sources.update([article.source] if article.source else [])
            yield article

    with disk_errors(path), whole_folder(path) as beside:
        if form == "crate":
            _write_crate(job, articles, beside)
        else:
            _write_graph(form, job, articles(), beside)
        (beside / "README.md").write_text(_page(form, job), encoding="utf-8")
        describe_folder(beside, _description(form, job, sorted(sources), beside))


def _write_graph(form: str, job: Job, articles: Iterable[ArticleClaims], folder: Path) -> None:
    elements = elements_of(job.view, articles, whole=job.whole, with_text=job.with_text)
    if form in DIALECTS:
        write_graph_csv(elements, folder, DIALECTS[form])
    elif form == "kgx":
        write_kgx(elements, folder)
    else:
        write_ladybug(elements, folder / "graph.lbdb")


def _write_crate(job: Job, articles: Callable[[], Iterator[ArticleClaims]], folder: Path) -> None:
    quads: Iterable[Quad] = (
        job.statements(shown_quads(job.view, with_text=job.with_text))
        if job.whole
        else chosen_quads(job.view, articles(), with_text=job.with_text)
    )
    with (folder / "graph.nq").open("wb") as out:
        write_quads(quads, "nq", out)
    with (folder / "claims.jsonl").open("w", encoding="utf-8") as lines:
        for article in articles():
            for claim in article.claims:
                lines.write(json.dumps(article.row(claim), ensure_ascii=False) + "\n")


_FILES = {
    "README.md": "What the columns mean, and what is not here.",
    "nodes-entity.csv": "Firms, products, places and other things.",
    "nodes-article.csv": "Articles.",
    "nodes-situation.csv": "Claims in which more than two things take part, or that are linked or attributed.",
    "edges-claims.csv": "Claims between two things.",
    "edges-links.csv": "Roles, attributions, links between claims, and relations of the knowledge base.",
    "nodes.tsv": "Nodes in the form of KGX.",
    "edges.tsv": "Edges in the form of KGX.",
    "graph.lbdb": "A database of Ladybug.",
    "graph.nq": "Sorted N-Quads.",
    "claims.jsonl": "The flat table of claims, one JSON object a line.",
}


def _description(form: str, job: Job, sources: list[str], folder: Path) -> Description:
    licences = {
        q.object.value
        for q in job.view.match(None, _LICENCE, None, NamedNode(ONTOLOGY_GRAPH))
        if isinstance(q.object, NamedNode)
    }
    return Description(
        name=_TITLES[form],
        text=f"Claims of news articles on AI chips and export controls, each with its quote. {job.filters}".strip(),
        day=job.day,
        licence=min(licences, default=_DEFAULT_LICENCE),
        sources=sources,
        files={path.name: _FILES[path.name] for path in folder.iterdir()},
    )


def _page(form: str, job: Job) -> str:
    lines = [f"# {_TITLES[form]}", "", job.filters or "All claims of the store.", "", "## What is not here", ""]
    lines += [f"- {sentence}" for sentence in LOSSES[form]]
    if not job.with_text:
        lines += ["- Full texts of articles; --with-text gives them, where the format has a place for them."]
    if form != "crate":
        lines += ["", "## Columns", ""]
        for label, columns in NODE_COLUMNS.items():
            lines += [f"### {label}", "", *_rows(columns), ""]
        lines += ["### Edges that are claims", "", "Those of a situation, and:", "", *_rows(EDGE)]
    return "\n".join(lines).rstrip() + "\n"


def _rows(columns: Iterable[Column]) -> list[str]:
    head = ["| column | type | meaning |", "| --- | --- | --- |"]
    return head + [f"| {column.name} | {column.type} | {column.meaning} |" for column in columns]
