"""Web addresses are fetched only where the network is allowed, by HTTP only, and within limits."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from chippolitik.corpus import Defaults, Problem, Read, read_sources
from chippolitik.model import Document

ANSWERS = {
    "/artikel": ("text/html; charset=utf-8", "<title>Chips</title><p>Huawei liefert an Köln.</p>".encode()),
    "/feed": ("application/rss+xml", b"<rss><channel><item><title>Nvidia ships</title></item></channel></rss>"),
    "/news.jsonl": ("application/octet-stream", b'{"text": "One chip."}\n{"text": "Two chips."}\n'),
    "/long": ("text/plain", b"chips " * 2000),
}


class _Server(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path in {"/away", "/file"}:
            self.send_response(302)
            self.send_header("Location", "/artikel" if self.path == "/away" else "ftp://blatt.example/x")
            self.end_headers()
        elif self.path in ANSWERS:
            kind, body = ANSWERS[self.path]
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(body)
        else:
            self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it
        """Say nothing."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def read(*sources: str, network: bool = True) -> list[Read]:
    items = list(read_sources(sources, Defaults(network=network, max_chars=1000)))
    return [item for item in items if isinstance(item, Document | Problem)]


def test_nothing_is_fetched_unasked() -> None:
    """An address is a problem with the hint how to fetch it."""
    [problem] = read("https://blatt.example/1", network=False)
    assert isinstance(problem, Problem)
    assert problem.error.hint == "say --allow-network to fetch it"


def test_what_the_server_calls_it_decides(site: str) -> None:
    """A page, a feed and records are read as such; the address is the key, also behind a redirect."""
    items = read(f"{site}/artikel#top", f"{site}/feed", f"{site}/news.jsonl", f"{site}/away")
    found = [(item.text, item.key) for item in items if isinstance(item, Document)]
    assert found == [
        ("Huawei liefert an Köln.", f"{site}/artikel"),
        ("Nvidia ships", f"{site}/feed#1"),
        ("One chip.", f"{site}/news.jsonl#1"),
        ("Two chips.", f"{site}/news.jsonl#2"),
        ("Huawei liefert an Köln.", f"{site}/artikel"),
    ]


def test_bad_answers_are_problems(site: str) -> None:
    """Errors, too much, ways out of the web and names that are none: each is one line."""
    items = read(f"{site}/none", f"{site}/long", f"{site}/file", "http://127.0.0.1:1/x")
    messages = [item.error.message for item in items if isinstance(item, Problem)]
    assert messages[:2] == ["the server answers 404", "longer than an article may be: over 4,000 bytes"]
    assert "leads to 'ftp://blatt.example/x'" in messages[2]
    assert messages[3].startswith("cannot be fetched")
