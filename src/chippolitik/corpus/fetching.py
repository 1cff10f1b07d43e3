"""Web addresses → the bytes behind them; only where the user allows the network, and only by HTTP.

Which format they have is told by what the server calls them, else by the address.
"""

from __future__ import annotations

import io
from http.client import HTTPException, HTTPMessage
from typing import IO, BinaryIO
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from chippolitik.corpus.addresses import is_address
from chippolitik.corpus.formats import Format, Origin, format_of
from chippolitik.errors import InputError

__all__ = ["fetched"]

_SECONDS = 30  # without a byte
_TYPES = {
    "text/html": Format.PAGE,
    "application/xhtml+xml": Format.PAGE,
    "application/rss+xml": Format.FEED,
    "application/atom+xml": Format.FEED,
    "application/xml": Format.FEED,
    "text/xml": Format.FEED,
    "application/pdf": Format.PDF,
    "text/csv": Format.TABLE,
    "application/x-ndjson": Format.LINES,
    "message/rfc822": Format.MAIL,
}


def fetched(url: str, *, most: int) -> tuple[BinaryIO, Format, Origin]:
    """Fetch what is behind an address.

    Args:
        url: The address; user and password in it are not sent.
        most: Bytes that it may have.

    Returns:
        The bytes, how they are written, and where they come from: the address without its fragment is the key.

    Raises:
        InputError: The server cannot be reached, answers with an error, or sends too much.
    """
    request = Request(url.partition("#")[0], headers={"User-Agent": "chippolitik", "Accept-Encoding": "identity"})  # noqa: S310 - ``is_address`` has looked at the scheme
    try:
        with _opener().open(request, timeout=_SECONDS) as answer:
            data = answer.read(most + 1)
            kind, final = answer.headers.get_content_type(), answer.geturl()
    except HTTPError as error:
        with error:
            raise InputError(f"the server answers {error.code}", "look at the address", file=url) from None
    except (URLError, HTTPException, OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise InputError(f"cannot be fetched: {reason}", "look at the address and the network", file=url) from None
    if len(data) > most:
        raise InputError(f"longer than an article may be: over {most:,} bytes", "save it, and split it", file=url)
    last = unquote(urlsplit(final).path).rstrip("/").rsplit("/", 1)[-1]
    told = format_of(last)
    form = _TYPES.get(kind) or (told[0] if told else Format.TEXT)
    name = (told[1] if told else last) or urlsplit(final).hostname or "page"
    return io.BytesIO(data), form, Origin(place=url, name=name, key=final.partition("#")[0])


class _SameWorld(HTTPRedirectHandler):
    """Follows redirects to web addresses only."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        """Return the request to follow.

        Raises:
            URLError: It leads out of the web.
        """
        if not is_address(newurl):
            raise URLError(f"it leads to {newurl!r}, which is no web address")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener() -> OpenerDirector:
    """Return an opener that knows HTTP and nothing else: no files, no FTP."""
    opener = OpenerDirector()
    for handler in (
        ProxyHandler(), HTTPHandler(), HTTPSHandler(), HTTPDefaultErrorHandler(), HTTPErrorProcessor(), _SameWorld(),
    ):  # fmt: skip
        opener.add_handler(handler)
    return opener
