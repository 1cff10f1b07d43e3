"""``serve``: the graph over HTTP, for people and programs."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import click

from chippolitik.cli.context import Context, pass_context
from chippolitik.errors import MissingPartError

__all__ = ["serve"]


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to bind; others need a token.")
@click.option("--port", type=click.IntRange(1, 65535), default=8037, show_default=True, help="Port to bind.")
@click.option("--base", default="", help="URL that people reach the server at, if it is not host and port.")
@click.option("--token-file", type=click.Path(path_type=Path), help="File with the token that writers show.")
@click.option("--with-text", is_flag=True, help="Give the full text of articles too; mind their rights.")
@click.option("--workers", type=click.IntRange(1, 64), default=4, show_default=True, help="Queries at a time.")
@click.option("--timeout", type=click.FloatRange(0.1, 3600), default=30, show_default=True, help="Seconds a query has.")
@click.option("--memory", type=click.IntRange(64), default=1024, show_default=True, help="MiB that a query has.")
@click.option("--rows", type=click.IntRange(1), default=1_000_000, show_default=True, help="Most rows of an answer.")
@click.option("--rate", type=click.FloatRange(0), default=200, show_default=True,
              help="Requests a second that one address may make; 0 for any number.")  # fmt: skip
@click.option("--client-timeout", type=click.FloatRange(0.1, 3600), default=20, show_default=True,
              help="Seconds that a client has to send its request, and to take each piece of an answer.")  # fmt: skip
@click.option("--cors", multiple=True, metavar="ORIGIN", help="Let scripts of this origin read answers; * for all.")
@pass_context
def serve(
    context: Context,
    *,
    host: str,
    port: int,
    base: str,
    token_file: Path | None,
    with_text: bool,
    workers: int,
    timeout: float,
    memory: int,
    rows: int,
    rate: float,
    client_timeout: float,
    cors: tuple[str, ...],
) -> None:
    """Serve the graph: SPARQL at /sparql, whole graphs at /data, and each thing at the path of its IRI.

    Only this machine reaches the server, and nobody writes, unless there is a token. Queries read no other server and
    no file, and stop at their limits. The access log on stderr (-v) has no parameters and no headers.

    \b
    Examples:
      chippolitik serve
      chippolitik serve --host 0.0.0.0 --token-file token --base https://graph.example.org
    """
    try:
        from chippolitik.serve.server import run_server  # noqa: PLC0415 - needs an extra
    except ModuleNotFoundError as error:
        if error.name is None or error.name.startswith("chippolitik"):
            raise
        raise MissingPartError.of_extra(f"serving needs the package {error.name}", "serve") from error
    from chippolitik.serve.options import ServeOptions, read_token  # noqa: PLC0415 - keeps --help fast

    options = ServeOptions(
        store=context.settings.store,
        host=host,
        port=port,
        base=base,
        token=read_token(token_file) if token_file else None,
        with_text=with_text,
        workers=workers,
        seconds=timeout,
        memory=memory * 1024**2,
        rows=rows,
        rate=rate,
        client_seconds=client_timeout,
        origins=cors,
    )
    logging.getLogger("uvicorn").setLevel(logging.WARNING)
    run_server(options, started=lambda url: click.echo(f"serving {context.settings.store} at {url}", err=True))
    sys.stderr.flush()
