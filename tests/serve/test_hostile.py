"""Hostile requests get a clear refusal, reach nothing, and leave the server as it was."""

from __future__ import annotations

import contextlib
import csv
import io
import socket
from collections.abc import Iterator
from email.message import Message
from http.client import HTTPConnection

import pytest

from ..cli.answers import make_store  # noqa: TID252 - tests have no absolute name
from .attacks import FORMULAS, REQUESTS, Attack, raw_requests
from .serving import TOKEN, Served, serving, token_file

LIMITS = ("--workers", "2", "--timeout", "2", "--memory", "300", "--rows", "10000", "--rate", "0")
SCRIPTS = (
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "</title><svg/onload=alert(1)>",
    "javascript:alert(1)",
    "]]><!--<script>",
)


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve the small graph with narrow limits."""
    folder = tmp_path_factory.mktemp("hostile")
    make_store(folder / "store")
    with serving(folder, folder / "store", "--token-file", str(token_file(folder)), *LIMITS) as served:
        yield served


def test_the_table_is_long() -> None:
    """At least a hundred different requests are tried."""
    assert len({attack.name for attack in REQUESTS}) == len(REQUESTS)
    assert len(REQUESTS) + len(raw_requests()) + len(FORMULAS) + len(SCRIPTS) >= 150


@pytest.mark.parametrize("attack", REQUESTS, ids=lambda attack: attack.name)
def test_a_hostile_request_is_refused(attack: Attack, target: Served) -> None:
    """Each gets one of its good statuses, safe headers, and nothing of this machine's files; the graph stays."""
    status, headers, text = sent(attack, target)
    assert status in attack.good, text[:500]
    assert not any(word in text for word in ("root:", "Traceback"))
    assert headers["x-content-type-options"] == "nosniff"
    assert "unsafe" not in headers["content-security-policy"]
    assert "set-cookie" not in headers
    assert target.ask("ASK { ?claim a chip:Claim ; chip:evidence ?e }")


def sent(attack: Attack, target: Served) -> tuple[int, Message, str]:
    """Send a request as it is: no client of ours mends its path."""
    connection = HTTPConnection("127.0.0.1", target.port, timeout=30)
    headers = {name: f"Bearer {TOKEN}" if value == "TOKEN" else value for name, value in attack.headers.items()}
    try:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            connection.request(attack.method, attack.path, attack.body, headers)
        response = connection.getresponse()
        return response.status, response.headers, response.read().decode("utf-8", "replace")
    finally:
        connection.close()


@pytest.mark.parametrize("data", raw_requests().values(), ids=raw_requests())
def test_what_is_no_http_is_refused(data: bytes, target: Served) -> None:
    """Broken and smuggled requests get an error or a closed connection, and one answer at most succeeds."""
    with socket.create_connection(("127.0.0.1", target.port), timeout=30) as connection:
        with contextlib.suppress(OSError):
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
        answer = b""
        with contextlib.suppress(OSError):
            while piece := connection.recv(65536):
                answer += piece
    assert answer.count(b"HTTP/1.1 200") == 0 or data.startswith(b"GET /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nX: a")
    assert target.ask("ASK {}")


@pytest.mark.parametrize("label", SCRIPTS)
def test_labels_are_text_on_pages(label: str, target: Served) -> None:
    """A label with markup in it shows as text, in pages and in errors."""
    turtle = f'<https://w3id.org/chippolitik/id/evil> <http://www.w3.org/2000/01/rdf-schema#label> """{label} """ .'
    content = {"Content-Type": "text/turtle"}
    assert target.write("PUT", "/data?graph=http://a/labels", content=turtle.encode(), headers=content).is_success
    for path in ("/id/evil.html", "/id/evil", f"/id/{label}"):
        page = target.client.get(path, headers={"Accept": "text/html"}, follow_redirects=True)
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        assert not any(tag in page.text for tag in ("<script>", "<img", "<svg/", "<!--", 'href="javascript'))


@pytest.mark.parametrize("label", FORMULAS)
def test_csv_holds_no_formula(label: str, target: Served) -> None:
    """A label that a spreadsheet would run gets an apostrophe in CSV, and stays as it is in JSON."""
    quoted = label.replace('"', '\\"').replace("\t", "\\t").replace("\r", "\\r")
    sparql = f'SELECT ?x {{ VALUES ?x {{ "{quoted}" }} }}'
    rows = target.client.get("/sparql", params={"query": sparql, "format": "csv"}).content.decode()
    cells = list(csv.reader(io.StringIO(rows, newline="")))
    assert cells == [["x"], ["'" + label]]
    exact = target.client.get("/sparql", params={"query": sparql, "format": "json"}).json()
    assert exact["results"]["bindings"] == [{"x": {"type": "literal", "value": label}}]


def test_the_log_keeps_no_secrets(target: Served) -> None:
    """Neither tokens nor parameters nor control characters are in the log."""
    target.client.get("/id/%1b%5b31m", params={"password": "hunter2"}, headers={"Authorization": "Bearer hunter3"})
    target.write("POST", "/sparql", data={"update": "INSERT DATA { <http://a/hunter4> <http://b> 1 }"})
    log = target.log.read_text(encoding="utf-8")
    assert "/id/%1b%5b31m 404" in log
    assert not any(word in log for word in ("hunter", TOKEN, "\x1b"))
    assert "Traceback" not in log
