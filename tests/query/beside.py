"""Stores with articles of all kinds, and each question that the claim table answers beside its SPARQL text."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad

from chippolitik.errors import UsageError
from chippolitik.graph import Extractor, View, article_quads, derived_quads
from chippolitik.graph.terms import chip
from chippolitik.model import KINDS, Document, Fills, PartialDate, claim_from_flat
from chippolitik.model.flat import link_claims
from chippolitik.namespaces import FILE_GRAPH
from chippolitik.query import catalogue
from chippolitik.query.answer import Solution
from chippolitik.query.binding import bind
from chippolitik.query.claimtable import CLAIM_TABLE, NotKeptError, answered_by_table, kept_table
from chippolitik.query.header import ColumnType
from chippolitik.query.run import solutions_of
from chippolitik.store import ArticleRecord, FileRecord, Foundation, Manifest, open_writer
from chippolitik.store.writing import EmbeddedWriter

from .graphs import small_knowledge, small_resolver
from .histories import DATES, rows_of_all_kinds

MANIFEST = Manifest(ontology="o1", extractor="frames 1", shapes="s1", knowledge_base="k1")
KNOWLEDGE = small_knowledge()
RESOLVE = small_resolver(KNOWLEDGE)
ROWS = rows_of_all_kinds()
TRADE = ("Order", "Statement", "Delivery", "Recommendation", "Usage", "Supply", "Training", "Development")
PRODUCTS: tuple[str | list[str], ...] = ("L7", "K2", "Kappa", "some new chips", ["K2", "some new chips"])
NAMES = ("Norddata", "Kappa", "L7", "Neubau GmbH")
ASKED: dict[str, tuple[dict[str, str], ...]] = {
    "against-advice": (
        {},
        {"product": "K2"},
        {"user": "Norddata"},
        {"issuer": "L7"},
        {"user": "Kappa", "product": "K2"},
    ),
    "causes": ({}, {"effect": "Order"}, {"cause": "Regulation"}),
    "claims-by-source": ({}, {"source": "Paper 1"}),
    "corroboration": ({"at_least": "1"}, {"subject": "L7"}),
    "disputed-claims": ({}, {"disputed_by": "Norddata"}, {"about": "L7"}, {"about": "L7", "disputed_by": "Norddata"}),
    "evidence-for": (
        {"subject": "Norddata"},
        {"subject": "L7", "object": "Norddata"},
        {"subject": "L7", "kind": "Order"},
        {"subject": "Kappa", "modality": "planned"},
    ),
    "first-mention": ({}, {"thing": "Norddata"}),
    "followed-advice": ({}, {"product": "L7"}, {"user": "Norddata"}, {"issuer": "Kappa"}, {"product": "Kappa"}),
    "most-named": ({"at_least": "1"},),
    "new-facts": (
        {"since": "2023-06-01", "until": "2024-12-31"},
        {"since": "2024-01-01", "until": "2024-12-31", "subject": "L7"},
    ),
    "open-orders": ({}, {"vendor": "Norddata"}, {"vendor": "Kappa"}),
    "performance-ranking": ({}, {"thing": "L7"}, {"direction": "worse"}),
    "planned-moves": ({}, {"actor": "Norddata"}, {"kind": "Order"}, {"actor": "Kappa", "kind": "Usage"}),
    "source-mix": ({},),
    "speculation": ({}, {"about": "L7"}),
    "supplier-customer": (
        {},
        {"supplier": "Norddata"},
        {"customer": "Kappa"},
        {"supplier": "Norddata", "customer": "Kappa"},
    ),
    "switched-supplier": ({}, {"user": "Norddata"}, {"user": "Kappa"}),
    "timeline": ({"about": "Norddata"}, {"about": "L7", "kind": "Order"}),
    "unknown-entities": ({},),
}
DAYS: tuple[dict[str, str], ...] = (
    {},
    {"known_at": "2024-02-10"},
    {"as_of": "2024-02-10"},
    {"as_of": "2024-03-01", "known_at": "2024-02-10"},
)


def record(number: int, claims: int = 6) -> ArticleRecord:
    """Return an article with some claims; with more of them it is the same article after an admission."""
    pick = random.Random(number)  # noqa: S311 - an article, not a secret
    rows = pick.sample(ROWS, 9)
    if number % 2:
        rows = [row for kind in TRADE for row in pick.sample([row for row in ROWS if row["kind"] == kind], 2)]
    chosen = [{**row, "roles": dict(row["roles"])} for row in rows]
    for row in chosen:
        for role in KINDS[row["kind"]].roles:
            if role.fills in {Fills.AGENT, Fills.AGENT_OR_PLACE} and pick.random() < 0.3:
                row["roles"][role.name] = pick.choice([*NAMES, ["Norddata", "Kappa"]])
            elif role.fills in {Fills.PRODUCT, Fills.THING} and pick.random() < 0.3:
                row["roles"][role.name] = pick.choice(PRODUCTS)
        if row["kind"] in {"Usage", "Supply"} and pick.random() < 0.5:
            row["phase"] = pick.choice(("ending", "ended"))
    for before, row in itertools.pairwise(chosen):
        row["fulfils"] = [o["id"] for o in chosen if o["kind"] == "Order"][:1] if row["kind"] == "Delivery" else []
        if row["kind"] == "Statement" and row["roles"]["stance"] == "denies":
            row["disputes"] = [before["id"]]
        elif pick.random() < 0.5:
            row["caused_by"] = [before["id"]]
    text = f"Article {number}. " + " ".join(row["quote"] for row in chosen)
    date = DATES[number % len(DATES)]
    document = Document(
        name=f"article-{number}", key=f"article-{number % 5}", text=text,
        published=PartialDate(date) if date else None, source=f"Paper {number % 3}" if number % 4 else None,
    )  # fmt: skip
    made = link_claims(chosen, [claim_from_flat(row, text=text, resolve=RESOLVE) for row in chosen])[:claims]
    return ArticleRecord(
        id=document.id, key=document.key, name=document.name,
        quads=tuple(article_quads(document, made, extractor=Extractor("gold", "1"), language="en")),
        derived=tuple(derived_quads(document.id, made)),
    )  # fmt: skip


def file(number: int, *, telling: bool) -> FileRecord:
    """Return a loaded file, which tells of claims or of something else."""
    identifier = f"{number:023x}{int(telling)}"
    node, graph = NamedNode(f"https://example.org/{number}"), NamedNode(FILE_GRAPH + identifier)
    quads = [Quad(node, chip("claims") if telling else chip("alias"), node if telling else Literal("x"), graph)]
    return FileRecord(id=identifier, key=f"file:///{number}", name=f"file-{number}", quads=quads)


def by_sparql(view: View, name: str, bindings: Any) -> list[Solution]:
    columns = {column.name for column in catalogue()[name].columns}
    found = solutions_of(view, catalogue()[name].text, bindings)
    return [{key: term for key, term in solution.items() if key in columns} for solution in found]


def same(name: str, ours: list[Solution] | None, theirs: list[Solution]) -> bool:
    """Tell whether two answers are the same: the same rows in the same order.

    Where rows are put in the order of claims, SPARQL repeats a row for each way that leads to it, and leaves the order
    of rows on the same claims open.
    """
    ordered = catalogue()[name].text.rpartition("ORDER BY")[2].split()
    claims = [column.name for column in catalogue()[name].columns if column.type is ColumnType.CLAIM]
    keys = [claim for claim in claims if f"?{claim}" in ordered]
    if ours is None or {tuple(sorted(row.items())) for row in ours} != {tuple(sorted(row.items())) for row in theirs}:
        return False
    if not keys:
        return ours == theirs
    orders = [
        [key for key, _ in itertools.groupby([row.get(k) for k in keys] for row in rows)] for rows in (ours, theirs)
    ]
    return orders[0] == orders[1]


def asked(view: View) -> Iterator[tuple[str, Any]]:
    """Yield each question with its terms, on each day."""
    for name, cases in ASKED.items():
        for number, values in enumerate(cases):
            for day in DAYS[number::2]:
                try:
                    yield from ((name, terms) for terms in bind(view, catalogue()[name], {**values, **day}))
                except UsageError as error:  # a graph without the name
                    assert "knows nothing called" in str(error)  # noqa: PT017 - other questions go on


def check(view: View) -> None:
    """Hold the table against SPARQL."""
    for name, terms in asked(view):
        assert same(name, answered_by_table(view, name, terms, least=0), by_sparql(view, name, terms)), (name, terms)


def touched(view: View) -> bool:
    """Bring the table in step; tell whether it can answer."""
    try:
        with kept_table(view, CLAIM_TABLE, least=0):
            return True
    except NotKeptError:
        return False


def opened(folder: Path) -> EmbeddedWriter:
    return open_writer(folder, MANIFEST, Foundation(lambda: KNOWLEDGE, list))
