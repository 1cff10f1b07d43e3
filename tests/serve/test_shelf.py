"""Answers that are kept: made once for each state of the store, told apart by language, and never those of queries."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from chippolitik.errors import StoreError
from chippolitik.serve import shelf
from chippolitik.serve.shelf import Shelf


class App:
    """Answers with its path, its language and how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        self.asked += 1
        await asyncio.sleep(0)
        text = f"{request.url.path} {request.headers.get('accept-language')} {self.asked}"
        response: Response = PlainTextResponse(text, 404 if "nothing" in text else 200)
        if request.query_params.get("pieces"):
            response = StreamingResponse(iter([text, "!"]))
        if request.query_params.get("lang"):
            response.set_cookie("lang", "de")
        await response(scope, receive, send)


def asked(kept: Shelf, *requests: tuple[str, str, dict[str, str]], together: bool = False) -> list[httpx.Response]:
    """Send requests, each a method, a path and headers, one after the other or all at once."""

    async def send() -> list[httpx.Response]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(kept), base_url="http://127.0.0.1") as client:
            calls = (client.request(method, path, headers=headers) for method, path, headers in requests)
            return list(await asyncio.gather(*calls)) if together else [await call for call in calls]

    return asyncio.run(send())


def test_an_answer_is_made_once_for_each_language() -> None:
    """The same page is made once, at the same time too; another language or path has its own."""
    app = App()
    kept = Shelf(app, "", lambda: ("one",))
    english, german = {"Accept-Language": "en"}, {"Accept-Language": "de"}
    others = [("GET", "/id/h20.html", german), ("GET", "/id/h100.html", english)]
    found = asked(kept, *[("GET", "/id/h20.html", english)] * 5, *others, together=True)
    texts = [answer.text for answer in found]
    assert len(set(texts[:5])) == 1
    assert len(set(texts)) == app.asked == 3


def test_a_tag_stands_for_the_answer() -> None:
    """Who shows the tag gets no body; after a change of the store the answer and its tag are new."""
    state = ["one"]
    kept = Shelf(App(), "", lambda: tuple(state))
    [first] = asked(kept, ("GET", "/chips", {}))
    same = ("GET", "/chips", {"If-None-Match": f'"x", {first.headers["ETag"]}'})
    [again] = asked(kept, same)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    state[0] = "two"
    kept._looked = 0.0
    [new] = asked(kept, same)
    assert (new.status_code, new.text) == (200, "/chips None 2")


def test_a_write_is_looked_for_at_once() -> None:
    """After any request that may have written, the state of the store is looked at before the next answer."""
    looks: list[int] = []

    def state() -> tuple[object, ...]:
        looks.append(1)
        return ("one",)

    kept = Shelf(App(), "", state)
    asked(kept, ("GET", "/chips", {}), ("GET", "/chips", {}))
    before = len(looks)
    asked(kept, ("POST", "/sparql", {}), ("GET", "/chips", {}))
    assert (before, len(looks)) == (1, 2)


def test_what_is_not_kept() -> None:
    """Queries, errors, answers that set a cookie or come in pieces, and those for other origins are made each time."""
    app = App()
    kept = Shelf(app, "", lambda: ("one",))
    for path, headers in (
        ("/sparql?query=ASK{}", {}),
        ("/quarantine", {}),
        ("/id/nothing.html", {}),
        ("/chips?lang=de", {}),
        ("/chips?pieces=1", {}),
        ("/chips", {"Origin": "http://other.example"}),
        ("/chips?q=" + "x" * 3000, {}),
    ):
        before = app.asked
        texts = [answer.text for answer in asked(kept, *[("GET", path, headers)] * 2)]
        assert app.asked == before + 2, path
        assert texts[0] != texts[1]


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was asked for longest ago leaves first when there is no more room."""
    monkeypatch.setattr(shelf, "_MOST_BYTES", 3000)
    kept = Shelf(App(), "", lambda: ("one",))
    asked(kept, *(("GET", f"/id/{i}.html", {}) for i in range(5)))
    assert len(kept._answers) == 2
    assert kept._size <= 3000
    assert asked(kept, ("GET", "/id/4.html", {}))[0].text.endswith(" 5")
    assert asked(kept, ("GET", "/id/0.html", {}))[0].text.endswith(" 6")


def test_a_store_that_cannot_be_read_is_left_to_the_pages() -> None:
    """Where the state is unknown nothing is kept, and the application says what is wrong."""

    def broken() -> tuple[object, ...]:
        raise StoreError("the folder cannot be read")

    app = App()
    kept = Shelf(app, "", broken)
    assert [answer.text[-1] for answer in asked(kept, *[("GET", "/chips", {})] * 2)] == ["1", "2"]
