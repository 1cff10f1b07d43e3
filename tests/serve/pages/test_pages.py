"""Every page answers in both languages, escapes what it is given, and leads on to pages that are there."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import quote

import pytest

from .site import EVIL, Pages, hrefs

PATHS = {
    "/": "What do articles say?",
    "/?q=h20": "Things",
    "/id/nvidia.html": "Nvidia",
    "/id/h20.html": "Figures against limits",
    "/id/h20.html?country=China&as_of=2025-05-01": "Licence requirement for H20 and MI308 to China",
    "/id/p2022_oct7.html": "Life cycle",
    "/vocab/status/in_force.html": "in force",
    "/articles": "Articles",
    "/ontology.html": "chip:Order",
    "/instruments": "Instruments",
    "/chips": "Chips",
    "/questions": "Questions",
    "/questions/order-fulfilment?buyer=ByteDance": "How much of each order was delivered",
    "/questions/chip-status-at": "What was the export status",
    "/ledger": "Ledger",
    "/ledger?subject=ByteDance&kind=Order": "Order: ByteDance",
    "/compare": "Compare two days",
    "/compare?from=2024-01-01&to=2026-12-31": "came into force",
    "/editor": "SPARQL",
    "/quarantine": "Another order for H20 chips",
    "/statistics": "Claims by kind and modality",
}
GERMAN = {
    "/": "Was sagen die Artikel?",
    "/id/h20.html": "Kennzahlen und Grenzwerte",
    "/id/p2022_oct7.html": "Lebenslauf",
    "/ledger": "Gegenüberstellung",
    "/ledger?subject=ByteDance&kind=Order": "Bestellung: ByteDance, H20",
    "/ontology.html": "Beziehungen",
    "/compare": "Zwei Tage vergleichen",
    "/quarantine": "Aussagen, die die Prüfung abgewiesen hat",
    "/statistics": "Bestellung",
    "/questions/order-fulfilment": "Wie viel von jeder",
}


class Balanced(HTMLParser):
    """Holds a page to what assistive technology needs: closed elements, ids once, a label for each field."""

    VOID = frozenset({"meta", "link", "input", "br"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.fields: set[str] = set()
        self.labelled: set[str] = set()
        self.bad: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag not in self.VOID:
            self.open.append(tag)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag in {"input", "select", "textarea"} and given.get("type") != "hidden":
            self.fields.add(str(given.get("id")))
        if tag == "label":
            self.labelled.add(str(given.get("for")))
        self.bad += [name for name in given if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and not str(given.get("src")).startswith("/static/")):
            self.bad.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Drawings have elements that close themselves."""

    def handle_endtag(self, tag: str) -> None:
        assert self.open, tag
        assert self.open.pop() == tag


def claim_paths(pages: Pages) -> list[str]:
    return sorted({link for link in hrefs(pages.html(pages.article("orders"))) if "/claim/" in link})


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_there_and_well_made(path: str, pages: Pages) -> None:
    """Each page has its words, closed elements, ids once, labels, and neither script nor style of its own."""
    answer = pages.get(path)
    assert answer.status_code == 200
    assert PATHS[path] in answer.text
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    page = Balanced(answer.text)
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert page.fields <= page.labelled
    assert page.bad == []


@pytest.mark.parametrize("path", GERMAN)
def test_a_page_is_german_for_who_reads_german(path: str, pages: Pages) -> None:
    """A German browser gets German words and labels, and is told so."""
    answer = pages.get(path, "de-AT,de;q=0.9,en;q=0.5")
    assert GERMAN[path] in answer.text
    assert '<html lang="de">' in answer.text
    assert answer.headers["content-language"] == "de"
    assert "Skip to content" not in answer.text


def test_the_switch_is_remembered(pages: Pages) -> None:
    """The link to the other language sets a cookie, which then counts more than the browser's language."""
    answer = pages.get("/?lang=de")
    assert "Was sagen die Artikel?" in answer.text
    assert "lang=de" in answer.headers["set-cookie"]
    assert "Was sagen die Artikel?" in pages.get("/", "en", Cookie="lang=de").text
    assert "Was sagen die Artikel?" in pages.get("/", "de", Cookie="lang=<b>").text


def test_links_lead_to_pages_that_are_there(pages: Pages) -> None:
    """Every link of every kind of page answers."""
    start = [*PATHS, pages.article("orders"), claim_paths(pages)[0]]
    found = {link for path in start for link in hrefs(pages.html(path))}
    kinds: dict[str, list[str]] = {}
    for link in sorted(found):
        kinds.setdefault(re.sub(r"[0-9a-f]{16,}|[=/][\w.%-]+(?=[.&?]|$)", "*", link), []).append(link)
    tried = [
        link for links in kinds.values() for link in links[:4] if not link.startswith(("/sparql", "/editor?query"))
    ]
    assert len(tried) > 40
    for link in tried:
        answer = pages.get(link)
        assert answer.status_code == 200, link


def test_words_of_articles_are_never_markup(pages: Pages, open_pages: Pages) -> None:
    """A script in a name, a quote or a source is shown as words on every page that has it."""
    seen = 0
    article = pages.article("orders")
    for given in (pages, open_pages):
        for path in [*PATHS, "/?q=script", "/ledger?subject=H100&kind=Order", article, *claim_paths(pages)]:
            html = given.get(path).text
            assert EVIL not in html, path
            assert "<b>Söhne" not in html, path
            seen += "&lt;script&gt;alert(1)" in html
    assert seen >= 8


@pytest.mark.parametrize(
    "path",
    ["/?q={}", "/articles?q={}", "/instruments?q={}", "/chips?q={}", "/questions/order-fulfilment?buyer={}",
     "/questions/{}", "/ledger?subject={}", "/compare?from={}&to={}", "/editor?name=x&query={}", "/quarantine?shape={}",
     "/quarantine/{}/x", "/id/tsmc.html?kind={}&page={}", "/neighbourhood.json?iri={}", "/suggest?q={}",
     "/static/{}", "/?lang={}&x={}"],
)  # fmt: skip
def test_what_a_request_says_is_never_markup(path: str, pages: Pages) -> None:
    """A parameter comes back escaped, as a page or as an error in the 4xx range."""
    for word in ('"><img src=x onerror=alert(1)>', "' onfocus='alert(1)", "{{7*7}}", "%00", "../../etc/passwd"):
        quoted = word if word == "%00" else quote(word, safe="")
        answer = pages.get(path.replace("{}", quoted))
        assert answer.status_code < 500, word
        if "html" in answer.headers["content-type"]:
            assert "<img" not in answer.text
            assert "' onfocus='" not in answer.text
            assert "49" not in re.findall(r'value="([^"]*)"', answer.text)


def test_the_first_page_is_light(pages: Pages) -> None:
    """Script and style of the first page stay under 150 kB."""
    links = [link for link in hrefs(pages.html("/")) if link.startswith("/static/")]
    sizes = [len(pages.get(link).content) for link in links]
    assert len(links) >= 3
    assert sum(sizes) < 150_000


def test_static_files_keep_for_ever_under_their_mark(pages: Pages) -> None:
    """A file under the mark of its content may be kept; nothing outside its folder is given."""
    [style] = [link for link in hrefs(pages.html("/")) if "explorer.css" in link]
    assert pages.get(style).headers["cache-control"] == "public, max-age=31536000, immutable"
    assert pages.get("/static/explorer.css").headers["cache-control"] == "no-cache"
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static/"):
        assert pages.get(path).status_code == 404


@pytest.mark.parametrize(("lang", "words"), [("en", "Not found"), ("de", "Nicht gefunden")])
def test_what_is_not_there_is_said_on_a_page(lang: str, words: str, pages: Pages) -> None:
    """A browser gets 404 as a page with the menu, in its language; what it asked for stands there as text."""
    answer = pages.get("/id/nothing%3Cb%3E", lang)
    assert answer.status_code == 404
    assert f"<h1>{words}</h1>" in answer.text
    assert 'href="/statistics"' in answer.text
    assert "<b>" not in answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_search_forgives_a_slip_and_finds_nothing_for_nonsense(pages: Pages) -> None:
    """A name with a letter wrong is found; letters that no name has find no name that merely begins alike."""
    assert 'href="/id/nvidia.html"' in pages.html("/?q=nvida")
    nonsense = pages.html("/?q=zzzz")
    assert "No thing is called that." in nonsense
    assert "hua_hong" not in pages.html("/?q=huawei")


def test_quotes_have_the_marks_of_the_language(pages: Pages) -> None:
    """Quotes stand between English marks on English pages, and between German ones on German pages."""
    assert "“Another order for H20 chips”" in pages.html("/quarantine")
    assert "„Another order for H20 chips“" in pages.html("/quarantine", "de")


def test_a_term_of_a_vocabulary_is_shown_in_words(pages: Pages) -> None:
    """A concept names its vocabulary in the page's language, and nothing of how its file is written down."""
    german = pages.html("/vocab/modality/planned.html", "de")
    assert "<dt>Vokabular</dt>" in german
    assert "NamedIndividual" not in german
    assert "isDefinedBy" not in german


def test_words_of_questions_are_in_the_language_of_the_page(pages: Pages) -> None:
    """What a question says in words of its own comes in German on a German page, and as it is for programs."""
    path = "/questions/chip-status-at?chip=H20&country=China&as_of=2025-05-01"
    assert "namentlich" in pages.html(path, "de")
    assert ">named<" in pages.html(path)
    assert "named" in pages.get(path + "&format=csv", "de").text
