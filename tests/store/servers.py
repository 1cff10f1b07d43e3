"""Real SPARQL servers on the loopback interface, for the tests: started once a process, stopped at its end."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

PATIENCE = 60  # seconds until a server must answer


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def oxigraph() -> Iterator[str]:
    """Start the Oxigraph server with a database in memory; yield its address."""
    binary = Path(sys.executable).with_name("oxigraph")
    if not binary.exists():
        pytest.skip("needs the package oxigraph: pip install '.[dev]'")
    port = free_port()
    process = subprocess.Popen([binary, "serve", "--bind", f"127.0.0.1:{port}"], stderr=subprocess.DEVNULL)
    try:
        _await(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


@contextlib.contextmanager
def virtuoso() -> Iterator[str]:
    """Start Virtuoso with a database in a temporary folder; yield its address. Its user is dba, the password too."""
    if shutil.which("virtuoso-t") is None:
        pytest.skip("needs Virtuoso: apt-get install virtuoso-opensource")
    with _virtuoso() as (address, _):
        yield address


@contextlib.contextmanager
def _virtuoso(readable: Path = Path()) -> Iterator[tuple[str, int]]:
    """Start it so that it may read a folder; yield the address of its web server and the port for SQL."""
    port, sql = free_port(), free_port()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "virtuoso.ini").write_text(_INI.format(port=port, sql=sql, readable=readable), encoding="utf-8")
        process = subprocess.Popen(
            ["virtuoso-t", "+foreground", "+configfile", "virtuoso.ini"],
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _await(port, process)
            yield f"http://127.0.0.1:{port}", sql
        finally:
            process.kill()
            process.wait()


def loaded_by_virtuoso(file: Path) -> float | None:
    """Return how many seconds Virtuoso's own bulk loader takes for a file of N-Triples, or None without Virtuoso."""
    isql = shutil.which("isql-vt")
    if isql is None or shutil.which("virtuoso-t") is None:
        return None
    with _virtuoso(file.parent) as (_, sql):
        steps = f"ld_dir('{file.parent}', '{file.name}', 'https://example.org/bench'); rdf_loader_run(); checkpoint;"
        start = time.monotonic()
        subprocess.run([isql, str(sql), "dba", "dba", f"exec={steps}"], check=True, capture_output=True)
        return time.monotonic() - start


def _await(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    pytest.fail("the server did not come up")


_INI = """[Database]
DatabaseFile = virtuoso.db
TransactionFile = virtuoso.trx
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temp.db
TransactionFile = temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 4000
MaxDirtyBuffers = 3000
DirsAllowed = ., {readable}
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 10000000
"""
ENVIRONMENT = {"CHIPPOLITIK_ENDPOINT_USER": "dba", "CHIPPOLITIK_ENDPOINT_PASSWORD": "dba"}
