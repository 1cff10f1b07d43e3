"""Origins by the marks that are kept of each text are those that all texts give when they are read."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from chippolitik.graph import Extractor, View, article_quads
from chippolitik.model import Document, PartialDate
from chippolitik.namespaces import article_graph, derived_graph
from chippolitik.query.claimtable import kept_table
from chippolitik.query.origins import Tracer, library_of
from chippolitik.query.origins.marks import TEXT_MARKS, Marks
from chippolitik.query.origins.reference import Reference
from chippolitik.store import ArticleRecord, Foundation, Manifest, open_writer
from chippolitik.store.writing import EmbeddedWriter

from .graphs import FIXTURES, Known, build, small_knowledge, small_resolver

KNOWLEDGE = small_knowledge()
DAYS = ("", "2026-03-01T00:00:00Z")


@pytest.fixture(scope="module")
def twenty() -> Known:
    """Twenty articles on one order, whose tree of citations is known."""
    return build(FIXTURES / "origins", small_resolver(KNOWLEDGE), KNOWLEDGE)


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[EmbeddedWriter]:
    """A store on disk that knows the small knowledge base."""
    manifest = Manifest(ontology="o1", extractor="frames 1", shapes="s1", knowledge_base="k1")
    with open_writer(tmp_path, manifest, Foundation(lambda: KNOWLEDGE, list)) as store:
        yield store


def same_families(view: View, known_at: str) -> bool:
    """Tell whether pieces, kin and families of all articles are those of a library that reads all texts."""
    whole = library_of(view, known_at)
    with kept_table(view, TEXT_MARKS, least=0) as table:
        library = Reference(view, Marks(table, known_at))
        return all(
            (library.piece(name), library.kin(name), library.family(name))
            == (piece, whole.kin(name), whole.family(name))
            for name, piece in whole.pieces.items()
        )


def test_the_twenty_have_the_same_origins(twenty: Known, writer: EmbeddedWriter) -> None:
    """Origins, their kinds and reasons are the same, whatever day the question is asked of."""
    for identifier in twenty.articles:
        own, derived = (
            tuple(q for q in twenty.view.match() if str(q.graph_name) == f"<{graph(identifier)}>")
            for graph in (article_graph, derived_graph)
        )
        writer.put(ArticleRecord(id=identifier, key=identifier, name=identifier, quads=own, derived=derived))
    for day in DAYS:
        assert same_families(writer, day)
        read = Tracer(writer, day, least=1000).origins(twenty.claims)
        assert Tracer(writer, day, least=0).origins(twenty.claims) == read


def put(writer: EmbeddedWriter, number: int, text: str, language: str) -> str:
    document = Document(
        name=f"{number}", key=f"{number}", text=text, source=f"Paper {number % 7}",
        published=PartialDate(f"2026-0{2 + number % 3}-01"),
    )  # fmt: skip
    quads = article_quads(document, [], extractor=Extractor("gold", "1"), language=language)
    writer.put(ArticleRecord(id=document.id, key=document.key, name=document.name, quads=tuple(quads)))
    return document.id


def test_random_texts_have_the_same_families(writer: EmbeddedWriter) -> None:
    """Stories that share boilerplate with very many others, copies and parts of them, come and go; all is the same."""
    rng = random.Random(7)  # noqa: S311 - a fixed sequence of cases, no secret
    words = [f"wort{n}" for n in range(60)]
    common = " ".join(rng.choice(words) for _ in range(14))
    stories = [" ".join(rng.choice(words) for _ in range(40)) for _ in range(3)]
    figures = " ".join(f"Kappa K{n} sold {n}00 chips." for n in range(3, 9))
    names: list[str] = []
    for number in range(45):
        story = rng.choice(stories).split()
        start = rng.randint(0, 20)
        text = f"{common} {' '.join(story[start:])} {number} {figures if number % 3 else ''}"
        names.append(put(writer, number, text, ("en", "de")[number % 2]))
        if number in {30, 44}:
            for day in DAYS:
                assert same_families(writer, day)
            writer.retract(rng.sample(names, 5))
    assert same_families(writer, "")
