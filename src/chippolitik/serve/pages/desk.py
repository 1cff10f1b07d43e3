"""What every page is written at: the request, a snapshot of the store, a language, and links. Pages are elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, TypeVar
from urllib.parse import urlencode

from pyoxigraph import NamedNode
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send

from chippolitik.errors import UsageError
from chippolitik.namespaces import BASE, CHIP, ONTOLOGY_GRAPH, VOCAB
from chippolitik.query import Labels
from chippolitik.serve.pages.language import COOKIE, language_of
from chippolitik.serve.pages.static import static_path
from chippolitik.serve.pages.templating import template
from chippolitik.serve.pages.times import when_words
from chippolitik.serve.pages.wording import said
from chippolitik.serve.problem import Problem
from chippolitik.serve.site import Site, site_of
from chippolitik.store.embedded import EmbeddedStore

__all__ = ["Desk", "Later", "Link", "desk_page"]

_MENU = (
    ("/", "Search"),
    ("/articles", "Articles"),
    ("/instruments", "Instruments"),
    ("/chips", "Chips"),
    ("/questions", "Questions"),
    ("/ledger", "Ledger"),
    ("/compare", "Compare"),
    ("/editor", "SPARQL"),
    ("/quarantine", "Quarantine"),
    ("/statistics", "Statistics"),
)
_Made = TypeVar("_Made")
_MOST_FIELD = 2000  # characters of a field of a form


@dataclass(frozen=True, slots=True)
class Link:
    """Something that a page names.

    Attributes:
        label: What people read.
        href: Where it leads; empty for what has no page.
        iri: What machines read.
    """

    label: str
    href: str
    iri: str = ""


class Desk:
    """Writes one page.

    Attributes:
        request: The request.
        site: The server.
        lang: Language of the page.
        problem: What kept a worker from writing the page; what it would ask is then not asked again.
        menu: Paths and names of the pages that every page links.
    """

    menu = _MENU

    def __init__(self, request: Request, site: Site | None = None) -> None:
        self.request, self.site = request, site or site_of(request)
        self.lang = language_of(request)
        self.problem: Problem | None = None

    @cached_property
    def store(self) -> EmbeddedStore:
        """The newest snapshot, the same for the whole page."""
        return self.site.reading.store()

    def kept(self, name: Hashable, make: Callable[[], _Made]) -> _Made:
        """Return what is made once of a snapshot, for all pages on it."""
        return self.site.reading.kept.of(self.store, name, make)

    @cached_property
    def labels(self) -> Labels:
        """Labels of things, looked up once a snapshot."""
        store = self.store
        return self.kept(("labels", self.lang), lambda: Labels(store, self.lang, partial(_article_name, store)))

    @cached_property
    def term_labels(self) -> Labels:
        """Labels of terms and concepts, which a store may lack."""
        here = any(True for _ in self.store.match(None, None, None, NamedNode(ONTOLOGY_GRAPH)))
        return self.labels if here else Labels(self.site.reading.shipped(), self.lang)

    @property
    def stopped(self) -> tuple[str, str] | None:
        """What is said of the problem and what to do, or None if there is none."""
        if self.problem is None:
            return None
        if self.problem.status == 504:  # noqa: PLR2004 - gateway timeout
            seconds = f"{self.site.options.seconds:g}"
            return (
                self.t("This took longer than {seconds} seconds and was stopped.", seconds=seconds),
                self.t("Ask for less: fill in more fields, bind more terms, or add a limit."),
            )
        return self.problem.detail, self.problem.hint

    @property
    def other(self) -> str:
        """The language that the page could be in instead."""
        return "en" if self.lang == "de" else "de"

    @property
    def switch(self) -> str:
        """Link to the same page in the other language."""
        return "?" + urlencode([*((k, v) for k, v in self.fields if k != "lang"), ("lang", self.other)])

    @property
    def fields(self) -> list[tuple[str, str]]:
        """The parameters of the page, as they came."""
        return list(self.request.query_params.multi_items())

    def field(self, name: str, default: str = "") -> str:
        """Return one parameter of the page, without spaces at its ends.

        Raises:
            UsageError: It is too long, or holds a NUL.
        """
        value = self.request.query_params.get(name, default).strip()
        if len(value) > _MOST_FIELD or "\0" in value:
            raise UsageError(f"the field {name} is too long or has a NUL in it", "write something shorter")
        return value

    def number(self, name: str, default: int = 1) -> int:
        """Return a parameter as a whole number of one or more."""
        text = self.field(name)
        return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 8 else default  # noqa: PLR2004 - digits

    def again(self, **changed: str) -> str:
        """Return a link to the same page with other parameters; empty ones are left out."""
        kept = {key: value for key, value in self.fields if key not in changed}
        return "?" + urlencode({key: value for key, value in (kept | changed).items() if value})

    def path(self, path: str, **fields: str) -> str:
        """Return a link to a page of ours."""
        return self.site.options.root + path + ("?" + urlencode(fields) if fields else "")

    def static(self, name: str) -> str:
        """Return a link to a script, a style sheet or a picture."""
        return self.site.options.root + static_path(name)

    def at(self, path: str) -> bool:
        """Tell whether the page is the one at a path, or below it."""
        here = self.request.url.path
        return here == path or (path != "/" and here.startswith(path + "/"))

    def t(self, words: str, **filled: object) -> str:
        """Return words in the page's language."""
        return said(words, self.lang).format(**filled) if filled else said(words, self.lang)

    def page_of(self, iri: str) -> str:
        """Return the path of the page about a thing, or an empty string for what is not ours."""
        if iri.startswith(CHIP):
            return f"{self.site.options.root}/ontology.html#{iri.removeprefix(CHIP)}"
        return f"{self.site.options.root}/{iri.removeprefix(BASE)}.html" if iri.startswith(BASE) else ""

    def link(self, iri: str) -> Link:
        """Return a thing with its label and page."""
        labels = self.term_labels if iri.startswith((CHIP, VOCAB)) else self.labels
        return Link(labels.thing(iri).label, self.page_of(iri), iri)

    def term(self, name: str) -> str:
        """Return the label of a term of the ontology by its local name."""
        return self.term_labels.thing(CHIP + name).label

    def concept(self, scheme: str, notation: str) -> str:
        """Return the label of a concept."""
        return self.term_labels.thing(f"{VOCAB}{scheme}/{notation}").label

    def article_name(self, article: str) -> str | None:
        """Return what an article is called: its headline, else its name."""
        return _article_name(self.store, article)

    def when(self, edtf: str) -> str:
        """Return a time in words."""
        return when_words(edtf, self.lang)

    def quoted(self, text: str) -> str:
        """Return words of an article between the quotation marks of the page's language."""
        return f"„{text}“" if self.lang == "de" else f"“{text}”"

    def count(self, number: int) -> str:
        """Return a whole number as people of the language write it."""
        text = f"{number:,}"
        return text.replace(",", ".") if self.lang == "de" else text

    def show(self, name: str, status: int = 200, /, **given: Any) -> Response:
        """Return a page.

        Args:
            name: The template.
            status: Status of HTTP.
            given: What fills it.
        """
        html = template(name).render(desk=self, t=self.t, **given)
        headers = {"Cache-Control": "no-cache", "Vary": "Accept-Language, Cookie", "Content-Language": self.lang}
        response = HTMLResponse(html, status, headers)
        if self.request.query_params.get("lang") == self.lang:
            root = self.site.options.root or "/"
            response.set_cookie(COOKIE, self.lang, max_age=31536000, path=root, httponly=True, samesite="lax")
        return response


def _article_name(store: EmbeddedStore, article: str) -> str | None:
    entry = store.entry(article)
    return (entry.title or entry.name) if entry else None


class Later(Response):
    """A response that is made in a thread of its own once it is sent, since making it reads the store.

    Args:
        make: Makes the response.
    """

    def __init__(self, make: Callable[[], Response]) -> None:
        super().__init__()
        self._make = make

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Make it and send it."""
        response = await run_in_threadpool(self._make)
        await response(scope, receive, send)


def desk_page(write: Callable[[Desk], Response]) -> Callable[[Request], Any]:
    """Return a route's endpoint that writes a page in a thread; what a user gets wrong becomes a page that says so.

    Args:
        write: Writes the page at a desk.
    """

    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(lambda: written(Desk(request), write))

    return endpoint


def written(desk: Desk, write: Callable[[Desk], Response]) -> Response:
    """Return a page, or one that says what is wrong with what was asked."""
    try:
        return write(desk)
    except UsageError as error:
        return wrong(desk, error)


def wrong(desk: Desk, error: UsageError, given: Mapping[str, Any] | None = None) -> Response:
    """Return the page about a mistake."""
    return desk.show("wrong.html", 400, title=desk.t("That did not work"), message=error.message, hint=error.hint,
                     **(given or {}))  # fmt: skip
