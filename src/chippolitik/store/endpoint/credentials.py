"""Who we are to a server: from the environment or from netrc, never from the command line."""

from __future__ import annotations

import netrc
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from chippolitik.errors import UsageError
from chippolitik.store.endpoint.addresses import Endpoint

__all__ = ["Credentials", "credentials_for"]

_NAME = "CHIPPOLITIK_ENDPOINT_"


@dataclass(frozen=True, slots=True)
class Credentials:
    """A token, or a user and a password; both empty for a server that asks for neither.

    Attributes:
        user: The user's name.
        password: The password.
        token: A bearer token; wins over the other two.
    """

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    def __bool__(self) -> bool:
        return bool(self.user or self.token)


def credentials_for(endpoint: Endpoint, environment: Mapping[str, str] | None = None) -> Credentials:
    """Find the credentials for a server.

    ``CHIPPOLITIK_ENDPOINT_TOKEN`` comes first, then ``CHIPPOLITIK_ENDPOINT_USER`` with
    ``CHIPPOLITIK_ENDPOINT_PASSWORD``, then the line of the machine in the file that ``NETRC`` names, or ``~/.netrc``.

    Args:
        endpoint: The server.
        environment: The environment; None takes that of the process.

    Raises:
        UsageError: The netrc file is broken, a user has no password, or they would travel in the clear.
    """
    found = _found(endpoint, os.environ if environment is None else environment)
    addresses = (endpoint.query, endpoint.update, endpoint.graphs or endpoint.update)
    if found and not endpoint.local and any(address.startswith("http:") for address in addresses):
        raise UsageError(f"{endpoint.name}: credentials are not sent in the clear", "give an address with https://")
    return found


def _found(endpoint: Endpoint, environment: Mapping[str, str]) -> Credentials:
    if token := environment.get(_NAME + "TOKEN"):
        return Credentials(token=token)
    if user := environment.get(_NAME + "USER"):
        if (password := environment.get(_NAME + "PASSWORD")) is None:
            raise UsageError(f"{_NAME}USER is set without a password", f"set {_NAME}PASSWORD too")
        return Credentials(user, password)
    path = Path(environment.get("NETRC") or Path(environment.get("HOME", "~")).expanduser() / ".netrc")
    if not path.is_file():
        return Credentials()
    try:
        entry = netrc.netrc(str(path)).authenticators(endpoint.host)
    except netrc.NetrcParseError as error:
        raise UsageError(f"{path}: {error.msg}", "mend the line, or set NETRC to another file") from error
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}", "change its permissions") from error
    return Credentials(entry[0] or "", entry[2] or "") if entry else Credentials()
