"""What a server is told when it starts; checked here, so that built options are always safe to serve."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from chippolitik.errors import UsageError

__all__ = ["ServeOptions", "is_loopback", "read_token"]

_LEAST_TOKEN = 16  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeOptions:
    """What a server is told.

    Attributes:
        store: Folder of the store.
        host: Address to bind.
        port: Port to bind.
        base: URL that people reach the server at, without a slash at its end; empty means host and port.
        token: What writers must show, or None: then nobody writes.
        with_text: Whether full texts of articles are given.
        workers: Processes that run queries.
        waiting: Most requests that wait for one of them.
        seconds: Time limit of a query from start to last row, in seconds.
        memory: Memory that a query may need, in bytes.
        rows: Most rows or triples of an answer.
        rate: Requests a second that one address may make; 0 means any number.
        query_size: Longest query, in bytes.
        upload_size: Longest update or graph, in bytes.
        client_seconds: Time in which headers and body of a request must be there, and a client takes up an answer's
            piece, in seconds.
        connections: Most connections at a time.
        origins: Origins whose scripts may read answers (CORS); ``*`` means all.
    """

    store: Path
    host: str = "127.0.0.1"
    port: int = 8037
    base: str = ""
    token: str | None = field(default=None, repr=False)
    with_text: bool = False
    workers: int = 4
    waiting: int = 64
    seconds: float = 30.0
    memory: int = 1024**3
    rows: int = 1_000_000
    rate: float = 200.0
    query_size: int = 2**20
    upload_size: int = 2**26
    client_seconds: float = 20.0
    connections: int = 256
    origins: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.token is None and not is_loopback(self.host):
            raise UsageError(
                f"the server does not bind {self.host} without a token",
                "give one with --token-file, or stay on 127.0.0.1",
            )
        if self.base and (urlsplit(self.base).scheme not in {"http", "https"} or not urlsplit(self.base).hostname):
            raise UsageError(f"not the URL of a server: {self.base}", "write it as https://graph.example.org")
        if self.base.endswith("/"):
            raise UsageError(f"--base ends in a slash: {self.base}", f"write {self.base.rstrip('/')}")

    @property
    def url(self) -> str:
        """URL that people reach the server at, without a slash at its end."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.base or f"http://{host}:{self.port}"

    @property
    def root(self) -> str:
        """Path of that URL: empty, or a slash and more."""
        return urlsplit(self.base).path

    @property
    def hosts(self) -> frozenset[str] | None:
        """Names that requests may give in their Host header, in lower case; None means any."""
        if not is_loopback(self.host):
            return frozenset({urlsplit(self.base).hostname or ""}) if self.base else None
        given = urlsplit(self.base).hostname if self.base else None
        return frozenset({"localhost", "127.0.0.1", "::1", self.host.lower(), *([given] if given else [])})


def is_loopback(host: str) -> bool:
    """Tell whether only this machine reaches an address.

    Example:
        >>> is_loopback("127.0.0.1"), is_loopback("0.0.0.0")
        (True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def read_token(path: Path) -> str:
    """Read the token of writers from a file.

    Raises:
        UsageError: It cannot be read, others may read it, or the token is short or has spaces in it.
    """
    try:
        text = path.read_text(encoding="ascii").strip()
        open_to_others = path.stat().st_mode & 0o077
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"the token file {path} cannot be read", "give a file with one line of ASCII") from error
    if open_to_others:
        raise UsageError(f"others may read the token file {path}", f"chmod 600 {path}")
    if len(text) < _LEAST_TOKEN or not text.isprintable() or " " in text:
        raise UsageError(
            f"the token in {path} is no single word of {_LEAST_TOKEN} characters or more",
            "make one with: openssl rand -hex 32",
        )
    return text
