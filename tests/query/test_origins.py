"""Origins, not outlets: copies, translations and citations go back to the story, statement or document they are of."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from chippolitik.graph import MemoryView
from chippolitik.query.catalogue import find_query
from chippolitik.query.explain import ClaimExplanation, explain
from chippolitik.query.origins import Library, Piece, Said, Tracer, library_of, shelved, trace
from chippolitik.query.origins.copies import copied_pairs
from chippolitik.query.origins.outlets import Outlets, document_of_words
from chippolitik.query.origins.translations import translated_pairs
from chippolitik.query.render import json_rows
from chippolitik.query.run import run_query

from .graphs import FIXTURES, Known, build, small_knowledge, small_resolver

FOLDER = FIXTURES / "origins"
EXPECTED: dict[str, list[str]] = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def twenty() -> Known:
    """Twenty articles on one order, whose tree of citations is known."""
    quads = small_knowledge()
    return build(FOLDER, small_resolver(quads), quads)


def by_origin(known: Known, claims: set[str] | None = None, view: MemoryView | None = None) -> dict[str, list[str]]:
    """Return origin → names of the articles whose claims go back to it."""
    found: dict[str, list[str]] = {}
    for iri, origin in Tracer(view or known.view).origins(claims or known.claims).items():
        article = known.articles[iri.split("/article/")[1].split("/")[0]]
        found.setdefault(origin.name, []).append(article)
    return {name: sorted(articles) for name, articles in found.items()}


def test_twenty_articles_have_the_origins_of_their_tree(twenty: Known) -> None:
    """Copies, trimmed copies, translations, citations and citations of citations all find their root."""
    assert by_origin(twenty) == {name: sorted(articles) for name, articles in EXPECTED.items()}


@pytest.mark.parametrize("seed", range(5))
def test_any_order_of_ingestion_gives_the_same(twenty: Known, seed: int) -> None:
    """Quads that come in another order, and claims that are asked in another order, have the same origins."""
    rng = random.Random(seed)  # noqa: S311 - a fixed sequence of cases, no secret
    quads = list(twenty.view.match())
    rng.shuffle(quads)
    claims = list(twenty.claims)
    rng.shuffle(claims)
    assert Tracer(MemoryView(quads)).origins(claims) == Tracer(twenty.view).origins(twenty.claims)


@pytest.mark.parametrize("root", ["Example Wire", "filing", "Harbour News"])
def test_copies_alone_never_corroborate(twenty: Known, root: str) -> None:
    """Whatever part of a tree repeats its first article, together with that article it is one origin."""
    rng = random.Random(root)  # noqa: S311 - as above
    names = {name: iri for iri in twenty.claims for name in [twenty.articles[iri.split("/article/")[1].split("/")[0]]]}
    first, *rest = EXPECTED[root]
    first = {"Harbour News": "l1-en", "Example Wire": "w1-en", "filing": "f1-en"}[root]
    parents = {"w7-en": "w5-en", "w8-de": "w6-de"}
    for _ in range(50):
        chosen = {first, *rng.sample(rest, rng.randint(1, len(rest)))}
        chosen |= {parents[name] for name in chosen if name in parents}
        assert list(by_origin(twenty, {names[name] for name in chosen})) == [root]


def test_the_reason_is_told(twenty: Known) -> None:
    """Each origin says how it was found."""
    origins = Tracer(twenty.view).origins(twenty.claims)
    bases = {twenty.claims[iri]: origin.basis for iri, origin in origins.items()}
    assert bases["w1"] == "its publisher's own word"
    assert bases["w2"] == "its text is a translation of what Example Wire has (92% alike)"
    assert bases["w3"] == "its text is credited to Example Wire"
    assert bases["w7"] == "the sentence names Chip Blog, which goes back to Example Wire"
    assert bases["f2"] == "the text names a filing"
    assert bases["s2"] == "the text attributes it to Lumen"
    assert bases["u1"] == "neither source nor publisher is known"


def test_what_is_published_later_is_not_known_yet(twenty: Known) -> None:
    """On 1 March the credit of the copy of 2 March is not known, and the translation still goes back to the wire."""
    names = {twenty.articles[name] for name in library_of(twenty.view, "2026-03-01T00:00:00Z").pieces}
    assert names == {"w1-en", "w2-de", "w9-en", "l1-en", "l2-en", "l3-de", "u1-en"}


WORDS = [f"word{n}" for n in range(400)]


def story(rng: random.Random) -> list[str]:
    """Return sentences of made-up words that no other story has."""
    return [" ".join(rng.choice(WORDS) for _ in range(12)).capitalize() + "." for _ in range(6)]


def planted(rng: random.Random) -> tuple[Library, list[Said], int]:
    """Return a library of random trees of copies and citations, a claim an article, and the number of trees."""
    roots = rng.randint(1, 4)
    pieces: list[Piece] = []
    outlets = [f"Outlet {n}" for n in range(30)]
    trees = [(story(rng), [f"Outlet {n}"]) for n in range(roots)]
    for n, (sentences, _) in enumerate(trees):
        pieces.append(Piece(f"{n:024x}", "It is so. " + " ".join(sentences), "en", outlets[n], f"2026-01-{n + 1:02}"))
    for n in range(roots, roots + rng.randint(0, 12)):
        sentences, tellers = rng.choice(trees)
        how = rng.choice(["copy", "part", "citation"])
        kept = {"copy": sentences, "part": sentences[rng.randint(0, 2) :], "citation": story(rng)}[how]
        lead = f"It is so, {rng.choice(tellers)} reported. " if how == "citation" else "It is so. "
        pieces.append(Piece(f"{n:024x}", lead + " ".join(kept), "en", outlets[n], f"2026-02-{n + 1:02}"))
        tellers.append(outlets[n])
    rng.shuffle(pieces)
    said = [Said(claim=f"claim/{piece.id}", article=piece.id, start=0, end=8) for piece in pieces]
    return shelved(pieces, Outlets({name: name for name in outlets})), said, roots


def test_random_trees_give_as_many_origins_as_roots() -> None:
    """In 300 random forests of copies, parts and citations the origins are the roots, and no copy adds one."""
    rng = random.Random(23)  # noqa: S311 - as above
    for _ in range(300):
        library, said, roots = planted(rng)
        origins = trace(library, said)
        assert {origin.name for origin in origins.values()} == {f"Outlet {n}" for n in range(roots)}
        rng.shuffle(said)
        assert trace(library, said) == origins


def test_two_reports_of_one_event_are_no_copies() -> None:
    """Two texts that say the same in other words are not of one family."""
    one = (
        "Norddata has ordered 45,000 L7 accelerators from Lumen for its new plant in Norland, the largest of the year."
    )
    other = "For its Norland site the cloud firm Norddata buys 45,000 accelerators; Lumen makes the L7 in Austria."
    assert copied_pairs({"a": one, "b": other}) == []
    german = (
        "Norddata kauft 45.000 Beschleuniger für Norland. Lumen baut den L7 seit 2024 in Österreich, mit 300 Leuten."
    )
    assert translated_pairs({"a": (one, "en"), "b": (german, "de")}) == []


OUTLETS = Outlets({"Reuters": "Reuters", "dpa": "dpa", "Der Spiegel": "Der Spiegel", "Spiegel": "Der Spiegel"})


@pytest.mark.parametrize(
    ("text", "cited", "credited"),
    [
        ("Reuters first reported on Monday that", ["Reuters"], []),
        ("according to a report by Reuters", ["Reuters"], []),
        ("an official told Reuters", ["Reuters"], []),
        ("laut der Nachrichtenagentur Reuters", ["Reuters"], []),
        ("nach Informationen des Spiegel", ["Der Spiegel"], []),
        ("Wie der Spiegel berichtet, und wie dpa meldete", ["Der Spiegel", "dpa"], []),
        ("dem Spiegel zufolge", ["Der Spiegel"], []),
        ("BEIJING (Reuters) - Chips", [], ["Reuters"]),
        ("Ende.\nQuelle: dpa", [], ["dpa"]),
        ("Reuters is a news agency.", [], []),
        ("She looked into the Spiegelsaal.", [], []),
    ],
)
def test_citations_and_credits(text: str, cited: list[str], credited: list[str]) -> None:
    """Outlets count as sources where the text says so, in either language, and not where it only names them."""
    assert OUTLETS.cited(text) == cited
    assert OUTLETS.credited(text) == credited


@pytest.mark.parametrize(
    ("words", "document"),
    [
        ("a filing with the exchange", "filing"),
        ("laut einer Börsenmitteilung", "filing"),
        ("an internal memo seen by us", "leaked document"),
        ("aus internen Unterlagen", "leaked document"),
        ("court filings show", "court papers"),
        ("profiling of users", None),
    ],
)
def test_documents(words: str, document: str | None) -> None:
    """Documents of one sort have one name in both languages."""
    assert document_of_words(words) == document


def test_the_fixture_has_no_stray_article() -> None:
    """Each of the twenty articles has its place in the tree."""
    names = sorted(path.stem for path in Path(FOLDER).glob("*.txt"))
    assert len(names) == 20
    assert sorted(name for articles in EXPECTED.values() for name in articles) == names


def test_explain_gives_the_origin(twenty: Known) -> None:
    """An explanation names the origin with its reason, and who else speaks on the same question."""
    claim = next(iri for iri, name in twenty.claims.items() if name == "w7")
    [explained] = explain(twenty.view, [claim])
    assert isinstance(explained, ClaimExplanation)
    assert explained.origin == "Example Wire"
    assert explained.origin_basis == "the sentence names Chip Blog, which goes back to Example Wire"
    assert explained.others == ("Harbour News", "Lumen", "filing")


def test_corroboration_counts_origins(twenty: Known) -> None:
    """Twenty articles are four origins, the unknown one not counted; and five are wanted in vain."""
    spec = find_query("corroboration")
    [row] = json_rows(run_query(twenty.view, spec, {"subject": "Norddata", "at_least": "4"}))
    assert (row["origins"], row["origin"]) == (4, ["Example Wire", "Harbour News", "Lumen", "filing"])
    assert (row["claims"], len(row["claim"]), row["first"]) == (20, 20, "2026-02-27")
    assert run_query(twenty.view, spec, {"at_least": "5"}).rows == ()


def test_corroboration_by_a_day_knows_only_what_was_out(twenty: Known) -> None:
    """On 28 February only Harbour News and those who cite it, or have no date, speak: one known origin."""
    [row] = json_rows(run_query(twenty.view, find_query("corroboration"), {"known_at": "2026-02-28", "at_least": "1"}))
    assert (row["origins"], row["origin"], row["claims"]) == (1, "Harbour News", 4)
