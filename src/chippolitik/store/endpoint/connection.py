"""One server over HTTP: queries, updates, whole graphs; with authentication, retries and clear errors.

Every write that is sent from here may be sent twice: a retry after a lost answer must do no harm.

Source: SPARQL 1.1 Protocol and SPARQL 1.1 Graph Store HTTP Protocol (W3C 2013).
"""

from __future__ import annotations

import contextlib
import logging
import random
import ssl
import time
from collections.abc import Callable, Generator, Iterator
from typing import Self
from urllib.parse import urlencode, urlsplit

import httpx

from chippolitik import __version__
from chippolitik.errors import StoreError
from chippolitik.store.endpoint.addresses import Endpoint
from chippolitik.store.endpoint.answers import Answer
from chippolitik.store.endpoint.credentials import Credentials

__all__ = ["Connection", "certificates"]

_LOG = logging.getLogger(__name__)

_AGAIN = frozenset({408, 425, 429, 502, 503, 504})
"""Answers after which a second attempt can succeed."""
_ATTEMPTS = 6
_FIRST_WAIT, _LONGEST_WAIT = 0.25, 60.0  # seconds
_TIMEOUT = httpx.Timeout(30.0, read=600.0, write=600.0)  # seconds; large updates take their time
_RESULTS = "application/sparql-results+json, application/n-triples;q=0.8, text/plain;q=0.1"


class Connection:
    """A connection to one server.

    Args:
        endpoint: The server.
        credentials: Who we are to it.
        transport: Carries the requests; None is the network.
        sleep: Waits some seconds between two attempts.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        credentials: Credentials,
        *,
        transport: httpx.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.endpoint, self._sleep = endpoint, sleep
        self._client = httpx.Client(
            auth=_Auth(credentials) if credentials else None,
            timeout=_TIMEOUT,
            headers={"User-Agent": f"chippolitik/{__version__}"},
            transport=transport,
            verify=certificates(endpoint),
            trust_env=not endpoint.local,  # a proxy or a bundle of certificates is for other machines
        )

    def query(self, sparql: str) -> Answer:
        """Run a query.

        Raises:
            StoreError: The server cannot be reached, refuses, or cut the answer short.
        """
        # As a form: Virtuoso 7 never answers to the media type of queries.
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": _RESULTS}
        with self._sent("POST", self.endpoint.query, urlencode({"query": sparql}).encode(), headers) as response:
            if limit := response.headers.get("X-SPARQL-MaxRows"):
                raise StoreError(f"{self.endpoint.name}: the answer was cut at {limit} rows", "raise its limit of rows")
            kind = response.headers.get("Content-Type", "").partition(";")[0].strip()
            return Answer.gathered(kind, response.iter_bytes())

    def update(self, sparql: str) -> None:
        """Run an update.

        Raises:
            StoreError: The server cannot be reached or refuses.
        """
        self._done("POST", self.endpoint.update, sparql.encode(), "application/sparql-update")

    def put_graph(self, graph: str, triples: bytes) -> None:
        """Let a graph hold these triples and no others.

        Args:
            graph: Its name.
            triples: N-Triples.

        Raises:
            StoreError: The server cannot be reached or refuses.
        """
        assert self.endpoint.graphs is not None, "asked only of servers that speak the Graph Store Protocol"
        address = httpx.URL(self.endpoint.graphs).copy_merge_params({self.endpoint.graph_parameter: graph})
        self._done("PUT", str(address), triples, "application/n-triples")

    def close(self) -> None:
        """Close the sockets; may be called twice."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _done(self, method: str, address: str, content: bytes, kind: str) -> None:
        with self._sent(method, address, content, {"Content-Type": kind}) as response:
            response.read()

    @contextlib.contextmanager
    def _sent(self, method: str, address: str, content: bytes, headers: dict[str, str]) -> Iterator[httpx.Response]:
        """Send until the server takes it; the answer is read by the block."""
        request = self._client.build_request(method, address, content=content, headers=headers)
        response = self._response(request)
        try:
            yield response
        except httpx.TransportError as error:
            raise StoreError(f"{self.endpoint.name}: the answer broke off: {error}", "run it again") from error
        finally:
            response.close()

    def _response(self, request: httpx.Request) -> httpx.Response:
        for attempt in range(1, _ATTEMPTS + 1):
            last = attempt == _ATTEMPTS
            try:
                response = self._client.send(request, stream=True)
            except httpx.TransportError as error:
                if last or _is_about_certificates(error):
                    raise self._unreachable(error) from error
                self._wait(attempt, str(error))
                continue
            if response.is_success:
                return response
            if response.status_code not in _AGAIN or last:
                raise self._refused(response)
            response.close()
            self._wait(attempt, f"status {response.status_code}", response.headers.get("Retry-After", ""))
        raise AssertionError

    def _wait(self, attempt: int, why: str, wish: str = "") -> None:
        """Wait twice as long after each attempt, or as long as the server wishes; a little more or less."""
        seconds = float(wish) if wish.isdigit() else _FIRST_WAIT * 2 ** (attempt - 1) * random.uniform(0.75, 1.25)  # noqa: S311 - spreads load
        seconds = min(seconds, _LONGEST_WAIT)
        _LOG.info("attempt failed endpoint=%s attempt=%d wait=%.2f why=%s", self.endpoint.name, attempt, seconds, why)
        self._sleep(seconds)

    def _unreachable(self, error: httpx.TransportError) -> StoreError:
        if _is_about_certificates(error):
            hint = "let SSL_CERT_FILE name the certificates that you trust"
            return StoreError(f"{self.endpoint.name}: its certificate is not trusted: {error}", hint)
        return StoreError(f"{self.endpoint.name} cannot be reached: {error}", "check the address, then run it again")

    def _refused(self, response: httpx.Response) -> StoreError:
        status, name = response.status_code, self.endpoint.name
        with contextlib.closing(response):
            words = response.read().decode("utf-8", "replace").strip().partition("\n")[0][:200]
        if status in {401, 403}:
            hint = "set CHIPPOLITIK_ENDPOINT_USER and _PASSWORD, or _TOKEN, or write a line in ~/.netrc"
            return StoreError(f"{name} does not let us in (status {status})", hint)
        if status == httpx.codes.REQUEST_ENTITY_TOO_LARGE:
            return StoreError(f"{name} finds the request too large", "give a smaller --batch")
        if response.is_redirect:
            target = urlsplit(response.headers.get("Location", ""))
            return StoreError(f"{name} has moved to {target.netloc}{target.path}", "give the new address")
        return StoreError(f"{name} refuses (status {status}): {words}", "see --server for the addresses of each make")


def certificates(endpoint: Endpoint) -> ssl.SSLContext:
    """Return whom to trust; nobody for an endpoint without TLS, since reading all certificates takes a while."""
    addresses = (endpoint.query, endpoint.update, endpoint.graphs or endpoint.update)
    if all(address.startswith("http:") for address in addresses):
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    return httpx.create_ssl_context()


class _Auth(httpx.Auth):
    """Bearer or Basic at once; Digest where they are refused, since Virtuoso then does not say what it wants."""

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials
        self._digest: httpx.DigestAuth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Add who we are to a request; see ``httpx.Auth``."""
        who = self._credentials
        if who.token:
            request.headers["Authorization"] = f"Bearer {who.token}"
            yield request
            return
        if self._digest is None:
            basic = next(httpx.BasicAuth(who.user, who.password).auth_flow(request))
            response = yield basic
            if response.status_code != httpx.codes.UNAUTHORIZED:
                return
            del request.headers["Authorization"]
            self._digest = httpx.DigestAuth(who.user, who.password)
        yield from self._digest.auth_flow(request)


def _is_about_certificates(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False
