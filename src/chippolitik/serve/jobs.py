"""What jobs of workers share: refusals with their status, and graphs by their names."""

from __future__ import annotations

from pyoxigraph import DefaultGraph, NamedNode

from chippolitik.errors import ChippolitikError, UsageError

__all__ = ["WrongRequest", "graph_named"]


class WrongRequest(ChippolitikError):  # noqa: N818 - it becomes a problem of HTTP
    """A request that cannot be answered.

    Args:
        status: Status of HTTP.
        message: What is wrong.
        hint: What to do.
    """

    code = "request"
    exit_code = 2

    def __init__(self, status: int, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.status = status


def graph_named(iri: str | None) -> NamedNode | DefaultGraph:
    """Return a graph by its IRI, or the default graph for None.

    Raises:
        UsageError: It is no absolute IRI.
    """
    if iri is None:
        return DefaultGraph()
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise UsageError(f"not an absolute IRI: <{iri}>", "write the whole IRI of the graph") from error
