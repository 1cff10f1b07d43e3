"""``push``: the graph into another graph database. ``connect``: a store whose graphs another database holds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chippolitik.cli.context import Context, pass_context
from chippolitik.cli.progress import progress
from chippolitik.cli.words import counted

if TYPE_CHECKING:
    from pyoxigraph import Quad

__all__ = ["MAKES", "connect", "push"]

_SHOWN = 10  # graphs that differ and are named
# The keys of ``SERVERS``, named here so that --help does not load the store.
MAKES = ("fuseki", "graphdb", "neptune", "oxigraph", "qlever", "sparql", "stardog", "virtuoso")

_server = click.option(
    "--server",
    type=click.Choice(MAKES),
    default="sparql",
    show_default=True,
    help="Make of the server; it decides the addresses below ENDPOINT. sparql: all at the one address.",
)
_batch = click.option("--batch", type=click.IntRange(min=1), help="Most statements in one update.")


@click.command()
@click.argument("address", metavar="ENDPOINT")
@_server
@_batch
@click.option(
    "--from",
    "sources",
    type=click.Path(path_type=Path, exists=True),
    multiple=True,
    help="A store, a snapshot or an RDF file instead of the store; may be given again.",
)
@click.option("--with-text", is_flag=True, help="Send the full text of articles too; mind their rights.")
@click.option("--journal", type=click.Path(path_type=Path), help="File that remembers what the server has.")
@click.option("--again", is_flag=True, help="Send every graph, even if the journal says that the server has it.")
@click.option("--verify", is_flag=True, help="Count at the server afterwards; exit code 1 if a graph differs.")
@pass_context
def push(
    context: Context,
    *,
    address: str,
    server: str,
    batch: int | None,
    sources: tuple[Path, ...],
    with_text: bool,
    journal: Path | None,
    again: bool,
    verify: bool,
) -> None:
    """Send the graphs of the store to another graph database, over SPARQL 1.1 Update and Graph Store Protocol.

    Each graph there is replaced; graphs that were sent before and are gone here are removed; others are not touched.
    A journal remembers what the server has, so that a second run sends what changed, and an interrupted one goes on.
    User and password come from CHIPPOLITIK_ENDPOINT_USER and _PASSWORD, a token from CHIPPOLITIK_ENDPOINT_TOKEN, or
    from ~/.netrc.

    \b
    Examples:
      chippolitik push http://localhost:3030/chips --server fuseki
      chippolitik push https://db.example.org/repositories/chips --server graphdb --verify
      chippolitik push http://localhost:7878 --server oxigraph --from monday --from firms.ttl
    """
    from chippolitik.store.endpoint import connect as connected  # noqa: PLC0415 - keeps --help fast
    from chippolitik.store.endpoint import endpoint_at  # noqa: PLC0415 - as above
    from chippolitik.store.journal import Journal  # noqa: PLC0415 - as above
    from chippolitik.store.pushing import push as send  # noqa: PLC0415 - as above
    from chippolitik.store.pushing import verify as compare  # noqa: PLC0415 - as above

    endpoint, origins = endpoint_at(address, server, batch=batch), sources or (context.settings.store,)
    with ExitStack() as stack:
        connection = stack.enter_context(connected(endpoint))
        quads = _quads(origins, stack, with_text=with_text)
        notes = Journal(journal or _journal(endpoint.name, origins), endpoint.name, forget=again)
        done = send(quads, connection, notes, advance=stack.enter_context(progress("sending", _sent)))
        click.echo(
            f"{counted(done.sent, 'graph')} sent with {counted(done.quads, 'statement')}, {done.known:,} there "
            f"already, {done.removed:,} removed",
            err=True,
        )
        if verify and (wrong := compare(connection, notes)):
            for graph, (ours, theirs) in sorted(wrong.items())[:_SHOWN]:
                click.echo(f"{graph}: {ours:,} sent, {theirs:,} there")
            click.echo(f"{counted(len(wrong), 'graph')} differ; send all with --again", err=True)
            click.get_current_context().exit(1)


@click.command()
@click.argument("address", metavar="ENDPOINT")
@_server
@_batch
@pass_context
def connect(context: Context, *, address: str, server: str, batch: int | None) -> None:
    """Make a store whose graphs are at an endpoint: ontology and knowledge base go there at once, articles later.

    The folder of --store keeps names, quarantine and decisions. All commands but 'rebuild' then work with it as with
    any store. Graphs of ours that are at the endpoint are replaced; others are not touched.

    \b
    Example:
      chippolitik --store far connect http://localhost:7878 --server oxigraph
      chippolitik --store far ingest articles/
    """
    from chippolitik.errors import StoreError  # noqa: PLC0415 - keeps --help fast
    from chippolitik.pipeline.foundation import foundation  # noqa: PLC0415 - as above
    from chippolitik.pipeline.versions import manifest  # noqa: PLC0415 - as above
    from chippolitik.store import open_writer  # noqa: PLC0415 - as above
    from chippolitik.store.endpoint import endpoint_at  # noqa: PLC0415 - as above
    from chippolitik.store.folder import Folder  # noqa: PLC0415 - as above
    from chippolitik.store.head import Link  # noqa: PLC0415 - as above

    path = context.settings.store
    if (head := Folder(path).head()) and head.generation:
        raise StoreError(f"{path} is a store already", "give a new folder with --store")
    link = Link(base=endpoint_at(address, server).name, server=server, batch=batch)
    with open_writer(path, manifest(), foundation(), link=link) as store:
        number = sum(1 for _ in store.match())
    click.echo(f"{path}: a store at {link.base}, with {counted(number, 'statement')}", err=True)


def _quads(origins: tuple[Path, ...], stack: ExitStack, *, with_text: bool) -> Iterator[Quad]:
    """Open all sources at once, so that a broken one stops everything before something is sent."""
    from itertools import chain  # noqa: PLC0415 - keeps --help fast

    from chippolitik.store.exporting import shown_quads  # noqa: PLC0415 - as above
    from chippolitik.store.loading import read_rdf_file  # noqa: PLC0415 - as above
    from chippolitik.store.restoring import open_any  # noqa: PLC0415 - as above

    parts: list[Iterator[Quad]] = []
    for path in origins:
        if path.is_file():
            parts.append(read_rdf_file(path).quads())
        else:
            parts.append(shown_quads(stack.enter_context(open_any(path)), with_text=with_text))
    return chain(*parts)


def _journal(endpoint: str, origins: tuple[Path, ...]) -> Path:
    """Return where the journal lies: in the store if that is the source, else in the working folder."""
    words = "\n".join([endpoint, *sorted(str(path.resolve()) for path in origins)])
    if len(origins) == 1 and (origins[0] / "manifest.json").exists():
        return origins[0] / "push" / f"{hashlib.sha256(endpoint.encode()).hexdigest()[:12]}.jsonl"
    return Path(f".chippolitik-push-{hashlib.sha256(words.encode()).hexdigest()[:12]}.jsonl")


def _sent(number: int) -> str:
    return f"{number:,} statements sent"
