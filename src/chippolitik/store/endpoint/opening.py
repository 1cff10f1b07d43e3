"""Connect to a server; the HTTP library is an extra, and is imported only here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chippolitik.errors import MissingPartError
from chippolitik.store.endpoint.addresses import Endpoint
from chippolitik.store.endpoint.credentials import Credentials, credentials_for

if TYPE_CHECKING:
    from chippolitik.store.endpoint.connection import Connection

__all__ = ["connect"]


def connect(endpoint: Endpoint, credentials: Credentials | None = None) -> Connection:
    """Return a connection; nothing is sent yet.

    Args:
        endpoint: The server.
        credentials: Who we are; None looks in the environment and in netrc.

    Raises:
        MissingPartError: The extra ``endpoint`` is not installed.
        UsageError: The credentials are broken.
    """
    try:
        from chippolitik.store.endpoint.connection import Connection  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        raise MissingPartError.of_extra(
            f"speaking to an endpoint needs the package {error.name}", "endpoint"
        ) from error
    return Connection(endpoint, credentials_for(endpoint) if credentials is None else credentials)
