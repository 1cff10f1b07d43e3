"""A server of a test: a process of its own on a free port of this machine, stopped at the end."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx

__all__ = ["TOKEN", "Served", "free_port", "serving", "token_file"]

TOKEN = "a-token-for-tests-that-nobody-guesses"  # noqa: S105 - it opens servers of tests alone


@dataclass(frozen=True)
class Served:
    """A running server.

    Attributes:
        url: Where it is.
        client: A client whose URLs are relative to that.
        process: The process.
        log: File that takes its standard error.
    """

    url: str
    client: httpx.Client
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def port(self) -> int:
        """The port it listens at."""
        return int(self.url.rpartition(":")[2])

    def write(self, method: str, path: str, **given: object) -> httpx.Response:
        """Send a request with the token."""
        headers = {"Authorization": f"Bearer {TOKEN}", **(given.pop("headers", None) or {})}  # type: ignore[dict-item]  # headers are a dict
        return self.client.request(method, path, headers=headers, **given)  # type: ignore[arg-type]  # handed on

    def ask(self, sparql: str) -> bool:
        """Return the answer of an ASK query."""
        answer = self.client.get("/sparql", params={"query": sparql, "format": "json"})
        assert answer.status_code == 200, answer.text
        return bool(answer.json()["boolean"])


def free_port() -> int:
    """Return a port of this machine that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def token_file(folder: Path) -> Path:
    """Return a file with the token."""
    path = folder / "token"
    path.touch(mode=0o600)
    path.write_text(TOKEN + "\n", encoding="ascii")
    return path


@contextlib.contextmanager
def serving(folder: Path, store: Path, *options: str, port: int | None = None) -> Iterator[Served]:
    """Serve a store until the block ends.

    Args:
        folder: Where the log goes.
        store: The store.
        options: Options of ``chippolitik serve``.
        port: The port; None takes a free one.
    """
    port = port or free_port()
    log = folder / f"serve-{port}.log"
    with log.open("ab") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "chippolitik", "--store", store, "-v", "serve", "--port", str(port), *options],
            stderr=errors,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONWARNINGS": "error"},
        )
    url = f"http://127.0.0.1:{port}"
    try:
        _await_start(process, log)
        with httpx.Client(base_url=url, timeout=60) as client:
            yield Served(url, client, process, log)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def _await_start(process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the server says that it serves."""
    deadline = time.monotonic() + 60
    while b"serving " not in log.read_bytes():
        assert process.poll() is None, log.read_text(encoding="utf-8")
        assert time.monotonic() < deadline, log.read_text(encoding="utf-8")
        time.sleep(0.05)
