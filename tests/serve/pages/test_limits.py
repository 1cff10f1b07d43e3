"""Questions that pages ask run in workers: a limit cuts them off with words on the page, and nothing else suffers."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest

from chippolitik.serve.app import create_app
from chippolitik.serve.options import ServeOptions

from ..serving import Served  # noqa: TID252 - tests have no absolute name

ASKED = (
    "/questions/chips-by-user?ask=1",
    "/ledger?subject=H20&kind=Order",
    "/compare?from=2024-01-01&to=2024-12-31",
    "/id/h20.html?as_of=2024-10-01",
)


def lifespan(app: Any) -> Any:
    """Return the life span of the application behind door and shelf."""
    inner = app._app._app
    return inner.router.lifespan_context(inner)


async def hasty(store: Path, requests: list[tuple[str, str]]) -> list[httpx.Response]:
    """Return the pages of a server that gives every question a millisecond, for paths with languages."""
    app: Any = create_app(ServeOptions(store=store, seconds=0.001, workers=1, rate=0))
    async with (
        lifespan(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1") as client,
    ):
        return [
            await client.get(path, headers={"Accept": "text/html", "Accept-Language": lang}) for path, lang in requests
        ]


@pytest.mark.parametrize("path", ASKED)
def test_a_question_is_cut_at_its_limit(path: str, store: Path) -> None:
    """The page keeps its form and says in the reader's language what happened; other pages are not touched."""
    english, german, other = asyncio.run(hasty(store, [(path, "en"), (path, "de"), ("/id/h20.html", "en")]))
    assert english.status_code == (200 if path.startswith("/id/") else 504)
    assert "This took longer than 0.001 seconds and was stopped." in english.text
    assert "<form" in english.text
    assert "Das dauerte länger als 0.001 Sekunden und wurde abgebrochen." in german.text
    assert other.status_code == 200


@pytest.mark.parametrize("path", ASKED)
def test_a_worker_writes_the_same_page(path: str, served: Served) -> None:
    """Written in a worker, the page is there with its answer, its headers and its language."""
    answer = served.client.get(path, headers={"Accept": "text/html", "Accept-Language": "de"})
    assert answer.status_code == 200
    assert answer.headers["Content-Language"] == "de"
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "abgebrochen" not in answer.text
    assert "<h1>" in answer.text


def test_a_download_comes_from_a_worker(served: Served) -> None:
    """The rows of a question as CSV have their name and type."""
    answer = served.client.get("/questions/chips-by-user?ask=1&format=csv")
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="chips-by-user.csv"'
    assert "ByteDance" in answer.text
