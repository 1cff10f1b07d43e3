"""The main journeys in a real browser: with scripts and without, by keyboard, in German, checked by axe-core."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from chippolitik.serve.pages.static import has_bundle

from ..serving import Served  # noqa: TID252 - tests have no absolute name
from .site import TOKEN

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CHROMIUM = os.environ.get("CHIPPOLITIK_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.skipif(find_spec("playwright") is None, reason="needs the package playwright"),
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium"),
]
PATHS = (
    "/", "/?q=h20", "/id/nvidia.html", "/id/h20.html", "/id/p2022_oct7.html", "/articles", "/chips", "/questions",
    "/questions/order-fulfilment?buyer=ByteDance", "/ledger?subject=ByteDance&kind=Order",
    "/compare?from=2024-01-01&to=2026-12-31", "/editor", "/quarantine", "/statistics",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser with a profile of its own."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - an optional part

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


class Visit:
    """A page of the browser that remembers what went wrong."""

    def __init__(self, browser: Browser, served: Served, **options: Any) -> None:
        self.context = browser.new_context(base_url=served.url, **options)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.wrong: list[str] = []
        self.page.on("console", lambda told: self.wrong.append(told.text) if told.type == "error" else None)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))

    def __enter__(self) -> Page:
        return self.page

    def __exit__(self, *_: object) -> None:
        self.context.close()
        assert self.wrong == []


def test_from_search_to_the_quote_in_its_article(browser: Browser, served: Served) -> None:
    """Suggestions lead to a thing, its claim to the article, where quote and claim light up together."""
    with Visit(browser, served) as page:
        page.goto("/")
        page.get_by_role("combobox").fill("byted")
        page.get_by_role("option").first.wait_for()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/id/bytedance.html")
        page.get_by_role("link", name="orders", exact=True).first.click()
        page.wait_for_url("**/id/article/*.html#c-*")
        mark = page.locator("mark").first
        assert mark.inner_text().startswith("ByteDance ordered H20 chips")
        mark.hover()
        page.locator("li.near").wait_for()
        assert page.locator("li.near").count() == 1


def test_from_form_to_rows_to_evidence(browser: Browser, served: Served) -> None:
    """A question's form gives rows; the evidence of a row leads to the claim with its quote."""
    with Visit(browser, served) as page:
        page.goto("/questions/order-fulfilment")
        page.get_by_label("buyer").fill("ByteDance")
        page.get_by_role("button", name="Ask").click()
        page.locator("td.said a").first.click()
        assert "ByteDance ordered H20 chips" in page.locator("mark").inner_text()


def test_without_scripts_and_in_german(browser: Browser, served: Served) -> None:
    """All views work without scripts; a German browser gets German, and the switch gets English."""
    with Visit(browser, served, java_script_enabled=False, locale="de-DE") as page:
        page.goto("/")
        page.get_by_role("searchbox").fill("ByteDance")
        page.get_by_role("button", name="Suche").click()
        page.get_by_role("link", name="ByteDance", exact=True).first.click()
        page.get_by_role("heading", name="Was Artikel sagen").wait_for()
        page.goto("/editor?query=ASK+%7B+%3Fo+a+chip%3AOrder+%7D")
        page.get_by_text("ja", exact=True).wait_for()
        page.get_by_role("link", name="English").click()
        page.get_by_text("yes", exact=True).wait_for()
        assert page.locator("html").get_attribute("lang") == "en"


def test_by_keyboard_alone(browser: Browser, served: Served) -> None:
    """The first stop skips to the content; each stop can be seen; Enter follows links."""
    with Visit(browser, served) as page:
        page.goto("/id/p2022_oct7.html")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        here = page.url
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: url != here)


@pytest.mark.parametrize("width", [1280, 360])
def test_no_page_has_a_serious_barrier(width: int, browser: Browser, served: Served) -> None:
    """axe-core finds nothing serious on any page, light or dark, and no page is wider than its window."""
    axe = find_spec("axe_playwright_python")
    if axe is None or axe.origin is None:
        pytest.skip("needs the package axe-playwright-python")
    source = (Path(axe.origin).parent / "axe.min.js").read_text(encoding="utf-8")
    scheme: Any = "dark" if width < 400 else "light"
    with Visit(browser, served, viewport={"width": width, "height": 800}, color_scheme=scheme) as page:
        page.goto("/articles")
        article = page.locator("td a").first.get_attribute("href") or ""
        page.goto("/quarantine")
        held = [link.get_attribute("href") or "" for link in page.locator("ol.claims .says a").all()]
        for path in (*PATHS, article, *held):
            page.goto(path)
            page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
            page.evaluate(source)
            found = page.evaluate("axe.run({resultTypes: ['violations']})")
            serious = [one for one in found["violations"] if one["impact"] in {"serious", "critical"}]
            told = [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in serious]
            assert told == [], f"{path}: {json.dumps(told, indent=1)}"
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.skipif(not has_bundle("graph.js"), reason="make web was not run")
def test_an_answer_is_drawn_beside_its_table(browser: Browser, served: Served) -> None:
    """Rows with two things or more become a graph that moves; the table stays."""
    query = "SELECT ?order ?who ?what { ?order a chip:Order ; chip:buyer ?who ; chip:product ?what }"
    with Visit(browser, served) as page:
        page.goto(f"/editor?query={quote(query)}")
        page.get_by_role("button", name="Show as a graph").click()
        page.locator(".live canvas").first.wait_for()
        assert page.locator("#answer tbody tr").count() == 2


def test_a_claim_is_admitted_from_the_queue(browser: Browser, served: Served) -> None:
    """The queue leads to the claim, the form with the token lets it in, and the queue says so."""
    with Visit(browser, served) as page:
        page.goto("/quarantine")
        page.locator("ol.claims a").first.click()
        form = page.locator("form.ask").first
        form.get_by_label("Reason").fill("the buyer stands in the headline")
        form.get_by_label("Your name").fill("A. Weber")
        form.get_by_label("Token").fill(TOKEN)
        page.set_default_timeout(120_000)
        form.get_by_role("button", name="Admit").click()
        page.wait_for_url("**/quarantine?done=admit")
        assert page.get_by_role("status").inner_text() == "The claim was admitted."
