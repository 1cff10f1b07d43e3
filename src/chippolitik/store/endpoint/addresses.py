"""Where a server listens for queries, updates and whole graphs, by the habits of each make."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlsplit

from chippolitik.errors import UsageError

__all__ = ["SERVERS", "Endpoint", "Server", "endpoint_at"]


@dataclass(frozen=True, slots=True)
class Server:
    """How one make of server lays out its addresses; each is appended to the base that the user gives.

    Attributes:
        query: For queries, over the union of all graphs where the server can be asked for it.
        update: For updates.
        graphs: For the Graph Store Protocol, or None if updates must do.
        graph_parameter: Name of the URL parameter that names a graph there.
        batch: Most quads in one update.
    """

    query: str
    update: str
    graphs: str | None
    graph_parameter: str = "graph"
    batch: int = 10_000


SERVERS = MappingProxyType(
    {
        "sparql": Server("", "", None),
        "oxigraph": Server("/query?union-default-graph", "/update", "/store"),
        "fuseki": Server("/query?default-graph-uri=urn:x-arq:UnionGraph", "/update", "/data"),
        "graphdb": Server("", "/statements", "/rdf-graphs/service"),
        "stardog": Server("/query?default-graph-uri=tag:stardog:api:context:all", "/update", ""),
        "neptune": Server("/sparql", "/sparql", "/sparql/gsp/"),
        "virtuoso": Server(
            "/sparql", "/sparql-auth", "/sparql-graph-crud-auth", graph_parameter="graph-uri", batch=500
        ),
        "qlever": Server("", "", ""),
    }
)
"""Make → its addresses; ``sparql`` is any server that takes queries and updates at the one address given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """A graph database that can be reached.

    Attributes:
        name: Its base address; names it in messages and journals.
        query: Address for queries.
        update: Address for updates.
        graphs: Address for whole graphs, or None.
        graph_parameter: URL parameter that names a graph there.
        batch: Most quads in one update.
    """

    name: str
    query: str
    update: str
    graphs: str | None
    graph_parameter: str
    batch: int

    @property
    def host(self) -> str:
        """The name of the machine."""
        return urlsplit(self.update).hostname or ""

    @property
    def local(self) -> bool:
        """Whether it is this machine."""
        return self.host in {"localhost", "127.0.0.1", "::1"}


def endpoint_at(base: str, server: str = "sparql", *, batch: int | None = None) -> Endpoint:
    """Return the addresses of a server.

    Args:
        base: What the user gives: the address of the server, the dataset, the repository or the database.
        server: A key of ``SERVERS``.
        batch: Most quads in one update; None takes what the make of server bears.

    Raises:
        UsageError: It is no address, or it carries a password.

    Example:
        >>> endpoint_at("http://localhost:3030/chips/", "fuseki").update
        'http://localhost:3030/chips/update'
    """
    parts = urlsplit(base)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise UsageError(f"{base!r} is no address of an endpoint", "give one that begins with https:// or http://")
    if parts.username or parts.password:
        raise UsageError(
            "a password does not belong on the command line",
            "set CHIPPOLITIK_ENDPOINT_USER and CHIPPOLITIK_ENDPOINT_PASSWORD, or write a line in ~/.netrc",
        )
    kind, root = SERVERS[server], base.rstrip("/")
    return Endpoint(
        name=root,
        query=root + kind.query,
        update=root + kind.update,
        graphs=None if kind.graphs is None else root + kind.graphs,
        graph_parameter=kind.graph_parameter,
        batch=batch or kind.batch,
    )
