"""The pages of ``ontology docs``: every term where its IRI leads, no broken link, nothing from outside."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest

from chippolitik.cli.root import run
from chippolitik.knowledge import knowledge_quads
from chippolitik.model.kinds import KINDS
from chippolitik.namespaces import CHIP, SHAPES, VOCAB
from chippolitik.ontology import load_ontology
from chippolitik.ontology.documentation.site import site_pages
from chippolitik.ontology.released import term_list
from chippolitik.ontology.usage import query_files, shape_files
from chippolitik.tables import load_tables

KNOWLEDGE = [quad.triple for quad in knowledge_quads(load_tables())]
PAGES = site_pages(KNOWLEDGE)
TERMS = [line.split(" ")[1] for line in term_list(load_ontology()) if not line.startswith("scheme")]
VOID = {"meta", "link", "rect", "path"}


class Page(HTMLParser):
    """What a page holds: ids, links, elements that are not closed, headings, text by element."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.labelled: list[str] = []
        self.headings: list[int] = []
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags[tag] += 1
        self.attributes.append((tag, given))
        if tag not in VOID:
            self.open.append(tag)
        for name, found in (
            ("id", self.ids),
            ("href", self.links),
            ("src", self.links),
            ("aria-labelledby", self.labelled),
        ):
            if value := given.get(name):
                found.append(value)
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag


READ = {name: Page(html) for name, html in PAGES.items()}
NAMES = pytest.mark.parametrize("name", sorted(READ))


@NAMES
def test_every_link_leads_somewhere(name: str) -> None:
    """Each link points to a page, a file or an anchor of the site, and none leaves it."""
    files = {"style.css", *(f"ttl/{path}" for path in TURTLE)}
    for link in READ[name].links:
        path, _, fragment = link.partition("#")
        target = normpath(join(dirname(name), path)) if path else name
        assert target in READ or target in files, f"{name}: {link}"
        if fragment and not fragment.startswith("head-"):
            assert fragment in READ[target].ids, f"{name}: {link}"


TURTLE = {
    *(
        f"{path.parent.name}/{path.name}" if path.parent.name != "ontology" else path.name
        for path in (f.path for f in load_ontology())
    ),
    "alignments.ttl",
}


@NAMES
def test_nothing_comes_from_outside(name: str) -> None:
    """No script, no picture, font or style from elsewhere, no frame; addresses stand as text only."""
    html = PAGES[name]
    assert not {"script", "img", "iframe", "object", "embed"} & set(READ[name].tags)
    assert not re.search(r"""(?:src|href|url|action)\s*[=(]\s*["']?(?:https?:)?//""", html)
    assert "@import" not in html


@NAMES
def test_a_page_is_well_formed_and_accessible(name: str) -> None:
    """Elements are closed, ids are unique, headings skip no level, landmarks, language and names are there."""
    page = READ[name]
    assert page.open == []
    assert [each for each, count in Counter(page.ids).items() if count > 1] == []
    assert set(" ".join(page.labelled).split()) <= set(page.ids)
    assert page.headings.count(1) == 1
    inside = page.headings[page.headings.index(1) :]
    assert all(after - before <= 1 for before, after in pairwise(inside))
    assert page.tags["main"] == 1
    assert ("html", {"lang": "de" if name.startswith("de/") else "en"}) in page.attributes
    assert page.links[1] == "#main"
    assert all(given.get("aria-labelledby") for tag, given in page.attributes if tag == "svg")
    assert all(given.get("aria-label") for tag, given in page.attributes if tag == "nav")
    assert all(given.get("scope") for tag, given in page.attributes if tag == "th")


@pytest.mark.parametrize("folder", ["", "de/"], ids=["en", "de"])
def test_each_term_has_its_fragment_as_anchor(folder: str) -> None:
    """Each class and property has its fragment on the overview and on its module's page, each concept on its own."""
    modules = [
        page for name, page in READ.items() if dirname(name) == folder.rstrip("/") and name != f"{folder}index.html"
    ]
    for iri in TERMS:
        if iri.startswith(CHIP):
            assert iri.removeprefix(CHIP) in READ[f"{folder}index.html"].ids
            assert sum(iri.removeprefix(CHIP) in page.ids for page in modules) >= 1
        else:
            scheme, _, concept = iri.removeprefix(VOCAB).partition("/")
            assert concept in READ[f"{folder}vocab-{scheme}.html"].ids


@pytest.mark.parametrize("folder", ["", "de/"], ids=["en", "de"])
def test_each_question_and_shape_has_an_anchor(folder: str) -> None:
    """Questions and shapes stand on their pages under their names; constraints too, where w3id sends their IRIs."""
    for path in query_files():
        assert f"{path.parent.name}-{path.stem}" in READ[f"{folder}queries.html"].ids
    for path in shape_files():
        assert path.stem in READ[f"{folder}shapes.html"].ids
    assert f"{SHAPES}DeprecatedTerm-use".rsplit("/", 1)[-1] in READ[f"{folder}shapes.html"].ids


def section(name: str, term: str) -> str:
    found = re.search(rf'<section class="term [^"]*" id="{term}".*?</section>', PAGES[name], re.DOTALL)
    assert found
    return found.group()


def test_a_class_tells_all_that_is_known_of_it() -> None:
    """A class has label in both languages, definition, example, picture, properties, usage and an example in Turtle."""
    order = section("situations.html", "Order")
    assert '>order</a> <span class="other" lang="de">Bestellung</span>' in order
    assert "<code>chip:Order</code>" in order
    assert '<p class="definition">An event in which' in order
    assert '<a href="core.html#Event">event</a>' in order
    assert '<a href="situations.html#buyer">buyer</a>' in order
    assert '<a href="queries.html#cq-01-order-fulfilment" title="How much of each order' in order
    assert '<a href="shapes.html#Order">Order</a>' in order
    assert "<code>schema:Order</code> (nearly the same)" in order
    assert "a chip:Order ;" in order
    assert "<title" in order


def test_a_property_tells_from_what_to_what_it_leads() -> None:
    """A property has domain and range, in the picture those of the property above if it has none of its own."""
    claims = section("claims.html", "claims")
    assert '<title id="title-claims">claim → claims → situation</title>' in claims
    assert "At most one value" in claims
    owns = section("shortcuts.html", "owns")
    assert "is owner in</a> → <a" in owns


def test_german_pages_are_german() -> None:
    """Below ``de`` labels, definitions and the frame are German, and the switch leads back to the same page."""
    order = section("de/situations.html", "Order")
    assert '>Bestellung</a> <span class="other" lang="en">order</span>' in order
    assert "Verwendet in" in order
    assert (
        '<a href="../situations.html" lang="en" hreflang="en" class="switch">English</a>' in PAGES["de/situations.html"]
    )
    assert '<a href="de/situations.html" lang="de" hreflang="de" class="switch">Deutsch</a>' in PAGES["situations.html"]


def test_a_deprecated_term_names_its_replacement() -> None:
    """It says what to use instead and why."""
    old = section("deprecated.html", "Utterance")
    assert 'No longer to be used. Use <a href="situations.html#Statement">statement</a>.' in old
    assert "Renamed in 0.1.0" in old


def test_the_command_writes_the_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``ontology docs`` writes pages, style and Turtle files, prints the first page; again it writes the same bytes."""
    target = tmp_path / "site"
    assert run(["ontology", "docs", "--out", str(target)]) == 0
    out, err = capsys.readouterr()
    assert out == f"{target / 'index.html'}\n"
    assert err == f"{len(PAGES)} pages\n"
    written = {path.relative_to(target).as_posix(): path.read_bytes() for path in target.rglob("*") if path.is_file()}
    assert set(written) == {*PAGES, "style.css", *(f"ttl/{path}" for path in TURTLE)}
    assert written["de/index.html"].decode() == PAGES["de/index.html"]
    assert run(["ontology", "docs", "--out", str(target)]) == 0
    assert all((target / name).read_bytes() == data for name, data in written.items())


def test_a_folder_that_cannot_be_written_is_one_line_and_3(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where a file stands in the way the command says so."""
    (tmp_path / "site").write_text("", encoding="utf-8")
    assert run(["ontology", "docs", "--output", str(tmp_path / "site" / "below")]) == 3
    assert "Not a directory" in capsys.readouterr().err


def test_a_question_tells_how_it_is_run_and_what_it_takes() -> None:
    """A question has its title, its command, parameters, columns, terms and text; checks have their message."""
    found = section("queries.html", "cq-01-order-fulfilment")
    assert "<h3 " in found
    assert "How much of each order was delivered" in found
    assert "<code>chippolitik query order-fulfilment</code>" in found
    assert '<code>buyer</code> Who ordered. <span class="from">(entity, optional)</span>' in found
    assert "<code>open_min</code>" in found
    assert '<a href="situations.html#Order">order</a>' in found
    assert "?delivered_max" in found
    check = section("queries.html", "qc-shared-name")
    assert "chippolitik query" not in check
    assert "Another thing of the same class has the same name" in check


def test_the_kinds_of_claims_are_told_with_their_roles() -> None:
    """Each kind has a row: required roles in bold, the property of each, and what follows if the claim holds."""
    rows = re.findall(r'<tr id="(\w+)">', PAGES["kinds.html"])
    assert rows == [kind.value for kind in KINDS]
    order = re.search(r'<tr id="Order">.*?</tr>', PAGES["kinds.html"], re.DOTALL)
    assert order
    assert "<strong><code>buyer</code></strong> → " in order.group()
    assert "<li><code>supplier</code> → " in order.group()
    assert '⇒ <code>buyer</code> <a href="shortcuts.html#ordered">ordered</a> <code>product</code>' in order.group()


def test_the_module_without_terms_tells_what_it_keeps_apart() -> None:
    """The page of disjointness lists its groups."""
    assert '<a href="core.html#Event">event</a>, <a href="core.html#State">state</a></li>' in PAGES["disjointness.html"]


def test_a_term_of_the_knowledge_base_has_an_example_from_it() -> None:
    """Where no example of a shape tells enough, a node of the knowledge base is shown with its class and label."""
    company = section("agents.html", "Company")
    assert re.search(r"id:\w+ a chip:Company ;\n.*rdfs:label ", company, re.DOTALL)
    assert "chip:statedIn" not in section("situations.html", "Order")
