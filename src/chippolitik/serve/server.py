"""Run the application under uvicorn: bound, limited, and stopped without losing what is under way."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from chippolitik.errors import UsageError
from chippolitik.serve.app import create_app
from chippolitik.serve.options import ServeOptions
from chippolitik.store import open_store

__all__ = ["run_server"]

_LOG = logging.getLogger(__name__)
_MOST_HEAD = 2**20 + 2**16  # bytes of request line and headers
_KEEP_ALIVE = 10  # seconds
_LAST_ANSWERS = 10  # seconds that answers under way have when the server stops


def run_server(options: ServeOptions, started: Callable[[str], None] | None = None) -> None:
    """Serve until a signal comes.

    Args:
        options: What the server is told.
        started: Called with the URL once the server listens.

    Raises:
        UsageError: The address cannot be bound.
        StoreError: There is no store.
    """
    open_store(options.store).close()
    config = uvicorn.Config(
        create_app(options),
        host=options.host,
        port=options.port,
        http=_protocol(options.client_seconds),
        ws="none",
        loop="asyncio",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        root_path="",
        limit_concurrency=options.connections,
        timeout_keep_alive=_KEEP_ALIVE,
        timeout_graceful_shutdown=_LAST_ANSWERS,
        h11_max_incomplete_event_size=_MOST_HEAD,
    )
    server = _Server(config, options, started)
    try:
        server.run()
    except SystemExit as error:
        raise UsageError(
            f"the server cannot bind {options.host}:{options.port}", "choose another one with --port"
        ) from error
    if not server.started:
        raise UsageError(f"the server could not start at {options.url}", "run with -v to see why")


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, options: ServeOptions, started: Callable[[str], None] | None) -> None:
        super().__init__(config)
        self._options, self._told = options, started

    async def startup(self, sockets: Any = None) -> None:
        """Listen, then tell."""
        await super().startup(sockets)
        if self.started and self._told:
            self._told(self._options.url)


def _protocol(seconds: float) -> type[asyncio.Protocol]:
    """Return a protocol that hangs up on clients whose headers do not come in time."""

    class Patient(H11Protocol):
        _clock: asyncio.TimerHandle | None = None

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
            super().connection_made(transport)
            self._wait()

        def data_received(self, data: bytes) -> None:
            before = self.cycle
            if self._clock is None and (before is None or before.response_complete):
                self._wait()
            super().data_received(data)
            if self.cycle is not before:
                self._stop()

        def connection_lost(self, exc: Exception | None) -> None:
            self._stop()
            super().connection_lost(exc)

        def _wait(self) -> None:
            self._clock = self.loop.call_later(seconds, self._hang_up)

        def _stop(self) -> None:
            if self._clock is not None:
                self._clock.cancel()
                self._clock = None

        def _hang_up(self) -> None:
            _LOG.info("a client was too slow with its headers")
            self.transport.close()

    return Patient
