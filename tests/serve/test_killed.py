"""A server that is killed in the midst of writes has lost nothing that it acknowledged."""

from __future__ import annotations

import signal
from pathlib import Path
from threading import Event, Thread

import httpx

from chippolitik.store import Foundation, open_writer

from .conftest import MANIFEST
from .serving import TOKEN, serving, token_file

WRITERS, KILLS, BEFORE = 3, 2, 6


class Client(Thread):
    """Writes one triple after the other, and keeps the numbers that were acknowledged."""

    def __init__(self, url: str, name: str) -> None:
        super().__init__()
        self.url, self.label, self.acknowledged, self.enough = url, name, list[str](), Event()

    def run(self) -> None:
        """Write until the server is gone."""
        headers = {"Authorization": f"Bearer {TOKEN}"}
        for number in range(10_000):
            subject = f"http://example.org/{self.label}/{number}"
            update = f"INSERT DATA {{ GRAPH <http://example.org/g> {{ <{subject}> <http://example.org/p> {number} }} }}"
            try:
                answer = httpx.post(f"{self.url}/sparql", data={"update": update}, headers=headers, timeout=60)
            except httpx.HTTPError:
                return
            if answer.status_code == 204:
                self.acknowledged.append(subject)
            if len(self.acknowledged) >= BEFORE:
                self.enough.set()


def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    """After each kill the server starts again at once, and all that it said it has is there."""
    store, token = tmp_path / "store", str(token_file(tmp_path))
    open_writer(store, MANIFEST, Foundation()).close()
    acknowledged: list[str] = []
    for kill in range(KILLS):
        with serving(tmp_path, store, "--token-file", token, "--workers", "2", "--rate", "0") as served:
            clients = [Client(served.url, f"{kill}-{number}") for number in range(WRITERS)]
            for client in clients:
                client.start()
            assert clients[0].enough.wait(120)
            served.process.send_signal(signal.SIGKILL)
            served.process.wait()
            for client in clients:
                client.join()
                acknowledged += client.acknowledged
        assert acknowledged
        with serving(tmp_path, store, "--workers", "1") as served:
            rows = served.client.get("/sparql", params={"query": "SELECT ?s { ?s ?p ?o }"}).json()["results"][
                "bindings"
            ]
            found = {row["s"]["value"] for row in rows}
            assert set(acknowledged) - found == set()
