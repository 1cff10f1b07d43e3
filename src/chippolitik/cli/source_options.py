"""What commands that read articles share: the arguments, and the lines about what could not be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from chippolitik.corpus import LANGUAGES, Defaults, Notice, Problem
from chippolitik.corpus.extraction import PAGE_READERS
from chippolitik.corpus.reading import parse_published
from chippolitik.model import PartialDate

__all__ = ["claims_option", "defaults_from", "report_notice", "report_problem", "source_options"]

_Command = TypeVar("_Command", bound=Callable[..., Any])


def _date(_: click.Context, __: click.Parameter, value: str | None) -> PartialDate | None:
    try:
        return parse_published(value) if value is not None else None
    except ValueError:
        raise click.BadParameter(f"{value!r} is no date; write it like 2024-09-30, 2024-09 or 2024") from None


def source_options(command: _Command) -> _Command:
    """Add the argument SOURCES and the options that fill in what the sources do not say."""
    for decorate in (
        click.option("--allow-network", "network", is_flag=True, help="Fetch sources that are web addresses."),
        click.option(
            "--pages",
            type=click.Choice(PAGE_READERS),
            default=PAGE_READERS[0],
            show_default=True,
            help="How HTML is read; trafilatura (extra html) finds the article in pages of the open web.",
        ),
        click.option("--language", type=click.Choice(LANGUAGES), help="Their language, where they do not say it."),
        click.option("--source", "publisher", metavar="NAME", help="Who published them, where they do not say it."),
        click.option("--published", metavar="DATE", callback=_date, help="When they were published, likewise."),
        click.argument("sources", nargs=-1, required=True, metavar="SOURCE..."),
    ):  # fmt: skip
        command = decorate(command)
    return command


def claims_option(command: _Command) -> _Command:
    """Add the option for claims made elsewhere."""
    return click.option(
        "--claims",
        "claims_file",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="Take the claims from this file (the flat claim table as JSON lines) instead of the texts.",
    )(command)


def defaults_from(
    *,
    published: PartialDate | None,
    publisher: str | None,
    language: str | None,
    max_chars: int,
    key: str | None = None,
    pages: str = PAGE_READERS[0],
    network: bool = False,
) -> Defaults:
    """Return what the user says about the articles."""
    source = publisher.strip() if publisher else None
    return Defaults(
        published=published,
        source=source or None,
        language=language,
        key=key,
        pages=pages,
        network=network,
        max_chars=max_chars,
    )


def report_problem(problem: Problem) -> None:
    """Print what could not be read, and what to do."""
    click.echo(f"chippolitik: {problem.error}", err=True)
    if problem.error.hint:
        click.echo(f"  hint: {problem.error.hint}", err=True)


def report_notice(notice: Notice) -> None:
    """Print what the user should know."""
    click.echo(f"note: {notice}", err=True)
