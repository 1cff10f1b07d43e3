"""Clients that are slow on purpose hold nothing up: they are hung up on, and others are served."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from ..cli.answers import make_store  # noqa: TID252 - tests have no absolute name
from .serving import TOKEN, Served, serving, token_file

POST = (
    "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\nContent-Length: 100\r\n\r\n"
)
BEGINNINGS = {
    "nothing": "",
    "half a line": "GET /spar",
    "half the headers": "GET /sparql HTTP/1.1\r\nHost: localhost\r\n",
    "half a body": POST + "ASK {",
    "no body": POST,
    "half a chunk": POST.replace("Content-Length: 100", "Transfer-Encoding: chunked") + "64\r\nASK {",
}


@pytest.fixture(scope="module")
def impatient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve with a second of patience and one worker."""
    folder = tmp_path_factory.mktemp("impatient")
    make_store(folder / "store")
    options = ("--client-timeout", "1", "--workers", "1", "--rate", "0", "--token-file", str(token_file(folder)))
    with serving(folder, folder / "store", *options) as served:
        yield served


@pytest.mark.parametrize("beginning", BEGINNINGS.values(), ids=BEGINNINGS)
def test_a_request_that_does_not_come_is_given_up(beginning: str, impatient: Served) -> None:
    """Fifty clients that stop in the midst of a request are hung up on; others are answered all the while."""
    connections = [socket.create_connection(("127.0.0.1", impatient.port), timeout=30) for _ in range(50)]
    try:
        for connection in connections:
            connection.sendall(beginning.encode())
        assert impatient.ask("ASK { ?claim a chip:Claim }")
        for connection in connections:
            answer = b""
            while piece := connection.recv(65536):
                answer += piece
            assert answer == b"" or answer.startswith(b"HTTP/1.1 408 ")
    finally:
        for connection in connections:
            connection.close()


def test_drops_of_headers_do_not_help(impatient: Served) -> None:
    """A client that sends one header after the other has no more time than one that sends none."""
    with socket.create_connection(("127.0.0.1", impatient.port), timeout=0.2) as connection:
        connection.sendall(b"GET /sparql HTTP/1.1\r\n")
        ended = False
        for number in range(100):
            try:
                connection.sendall(f"X-{number}: a\r\n".encode())
                ended = connection.recv(100) == b""
            except TimeoutError:
                continue
            except OSError:
                ended = True
            if ended:
                break
    assert ended


def test_an_answer_that_nobody_takes_is_given_up(impatient: Served) -> None:
    """A client that asks for much and reads nothing frees the only worker for others."""
    lines = "".join(f'<http://a/{i}> <http://a/p> "{"x" * 500}" .\n' for i in range(20_000))
    content = {"Content-Type": "text/turtle"}
    assert impatient.write("PUT", "/data?graph=http://a/g", content=lines, headers=content).status_code == 201
    with socket.create_connection(("127.0.0.1", impatient.port), timeout=30) as connection:
        connection.sendall(b"GET /data?graph=http://a/g HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert impatient.ask("ASK { <http://a/1> ?p ?o }")
    assert TOKEN not in impatient.log.read_text(encoding="utf-8")


def test_the_server_stops_though_clients_hang_on(impatient: Served) -> None:
    """Idle connections do not keep others out, and the server answers after all of them."""
    idle = [socket.create_connection(("127.0.0.1", impatient.port)) for _ in range(100)]
    try:
        assert impatient.ask("ASK {}")
    finally:
        for connection in idle:
            connection.close()
