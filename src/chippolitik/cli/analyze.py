"""``analyze``: networks of dependence; who is exposed to whom, and where single points of failure are."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from chippolitik.cli.context import Context, pass_context
from chippolitik.cli.opening import article_name, open_reader
from chippolitik.cli.words import counted
from chippolitik.errors import UsageError

if TYPE_CHECKING:
    from chippolitik.analysis import Network
    from chippolitik.analysis.layout import Picture
    from chippolitik.query import Answer
    from chippolitik.store import Store

__all__ = ["analyze"]

_FORMATS = ("table", "json", "graphml", "csv", "md")
_PICTURES = (".svg", ".png")
_SORTS = {"agents": "agent", "products": "product", "all": None}


def _shared(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that every analysis has."""
    for option in reversed(
        (
            click.option("--as-of", metavar="DAY", help="Only what may be the case on that day."),
            click.option("--known-at", metavar="DAY", help="Only articles published by that day, or without a date."),
            click.option("--lang", type=click.Choice(["en", "de"]), default="en", show_default=True, help="Of labels."),
            click.option(
                "--format", "form", type=click.Choice(_FORMATS), default="table", show_default=True,
                help="graphml is for Gephi, Cytoscape and yEd.",
            ),
            click.option(
                "--plot", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.svg|png",
                help="Draw the network into this file too; png needs the extra 'plot'.",
            ),
        )
    ):  # fmt: skip
        command = option(command)
    return command


@click.group()
def analyze() -> None:
    """Look at the network of who depends on whom, by the knowledge base and by claims that hold.

    \b
    Examples:
      chippolitik analyze exposure ByteDance
      chippolitik analyze chokepoints --plot chokepoints.svg
    """


@analyze.command()
@click.argument("entity")
@click.option("--depth", type=click.IntRange(1, 20), default=2, show_default=True, help="How many steps to follow.")
@_shared
@pass_context
def exposure(
    context: Context,
    *,
    entity: str,
    depth: int,
    as_of: str | None,
    known_at: str | None,
    lang: str,
    form: str,
    plot: Path | None,
) -> None:
    """Show what ENTITY depends on (upstream) and what depends on it (downstream), each edge with what it rests on.

    An edge rests on claims, with quote, article and date, or on rows of the knowledge base, which have no date. Plans,
    denials and what is over make none.

    \b
    Examples:
      chippolitik analyze exposure ByteDance
      chippolitik analyze exposure TSMC --depth 1 --as-of 2024-10-01 --format json
      chippolitik analyze exposure Huawei --plot huawei.svg
    """
    from chippolitik.analysis import exposure as exposure_of  # noqa: PLC0415 - keeps --help fast
    from chippolitik.analysis.graphml import graphml  # noqa: PLC0415 - as above
    from chippolitik.analysis.plotting import exposure_edges, exposure_picture  # noqa: PLC0415 - as above
    from chippolitik.analysis.wording import exposure_json, exposure_rows  # noqa: PLC0415 - as above
    from chippolitik.query import find_entities  # noqa: PLC0415 - as above

    kind = _picture_form(plot)
    with open_reader(context.settings) as store:
        iris = find_entities(store, entity)
        found = exposure_of(_network(store, as_of, known_at, lang), iris, depth=depth)
    _print(
        form,
        rows=lambda: exposure_rows(found),
        plain=lambda: exposure_json(found),
        xml=lambda: graphml(exposure_edges(found)),
    )
    if plot is not None:
        _draw(exposure_picture(found), plot, kind)
    if not found.entities:
        click.echo(f"no dependence of {entity} is known, and none on it", err=True)
        return
    more = f"; {counted(found.further, 'edge')} further away, see --depth" if found.further else ""
    up, down = counted(len(found.upstream), "edge"), counted(len(found.downstream), "edge")
    click.echo(f"{up} upstream, {down} downstream{more}", err=True)


@analyze.command()
@click.option("--top", type=click.IntRange(min=1), default=10, show_default=True, help="How many to show.")
@click.option("--of", "sort", type=click.Choice(list(_SORTS)), default="agents", show_default=True, help="Rank these.")
@_shared
@pass_context
def chokepoints(
    context: Context,
    *,
    top: int,
    sort: str,
    as_of: str | None,
    known_at: str | None,
    lang: str,
    form: str,
    plot: Path | None,
) -> None:
    """Rank single points of failure, and say in words why each has its rank.

    Three measures count alike, by the place that they give: how many things lose every link to the rest (articulation
    points), the share of shortest paths that lead through (betweenness), and products without a known second source.
    The knowledge base is not complete: no known source is not the same as no source.

    \b
    Examples:
      chippolitik analyze chokepoints
      chippolitik analyze chokepoints --of products --top 5 --format md
      chippolitik analyze chokepoints --as-of 2025-01-01 --plot chokepoints.png
    """
    from chippolitik.analysis import chokepoints as chokepoints_of  # noqa: PLC0415 - keeps --help fast
    from chippolitik.analysis.graphml import graphml  # noqa: PLC0415 - as above
    from chippolitik.analysis.plotting import chokepoint_picture  # noqa: PLC0415 - as above
    from chippolitik.analysis.wording import chokepoint_json, chokepoint_rows  # noqa: PLC0415 - as above

    kind = _picture_form(plot)
    with open_reader(context.settings) as store:
        network = _network(store, as_of, known_at, lang)
    found = chokepoints_of(network, sort=_SORTS[sort])
    points = found.ranked[:top]
    _print(
        form,
        rows=lambda: chokepoint_rows(points),
        plain=lambda: chokepoint_json(found, points),
        xml=lambda: graphml(network.dependencies, {point.node.iri: point.rank for point in found.ranked}),
    )
    if plot is not None:
        _draw(chokepoint_picture(found, points), plot, kind)
    size = f"{counted(len(network.nodes), 'thing')}, {counted(len(network.dependencies), 'edge')}"
    click.echo(f"{len(points)} of {counted(len(found.ranked), 'chokepoint')} in a network of {size}", err=True)


def _network(store: Store, as_of: str | None, known_at: str | None, lang: str) -> Network:
    from chippolitik.analysis import dependency_network  # noqa: PLC0415 - keeps --help fast

    return dependency_network(
        store, as_of=as_of, known_at=known_at, lang=lang, article_name=lambda article: article_name(store, article)
    )


def _picture_form(plot: Path | None) -> str:
    """Return the format that a file's name asks for, before any work is done."""
    if plot is not None and plot.suffix.lower() not in _PICTURES:
        raise UsageError(f"no format for pictures: {plot.name!r}", f"end the name in {' or '.join(_PICTURES)}")
    return plot.suffix.lower().removeprefix(".") if plot is not None else ""


def _print(
    form: str, *, rows: Callable[[], Answer], plain: Callable[[], dict[str, Any]], xml: Callable[[], bytes]
) -> None:
    from chippolitik.query.render import render  # noqa: PLC0415 - keeps --help fast
    from chippolitik.query.table import plain_table, terminal_table  # noqa: PLC0415 - as above

    if form == "json":
        click.echo(json.dumps(plain(), ensure_ascii=False, indent=2))
    elif form == "graphml":
        click.echo(xml().decode(), nl=False)
    elif form == "table":
        answer = rows()
        if answer.rows:
            click.echo(terminal_table(answer) if sys.stdout.isatty() else plain_table(answer), nl=False)
    else:
        sys.stdout.write(render(rows(), form))


def _draw(picture: Picture, plot: Path, kind: str) -> None:
    from chippolitik.analysis.plotting import picture_bytes  # noqa: PLC0415 - only for --plot
    from chippolitik.store.files import disk_errors, whole_file  # noqa: PLC0415 - as above

    data = picture_bytes(picture, kind)
    with disk_errors(plot), whole_file(plot) as file:
        file.write(data)
    click.echo(f"drew {len(picture.boxes)} box{'es' if len(picture.boxes) != 1 else ''} into {plot}", err=True)
