"""How far long work is, in one line or bar on stderr; on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec

__all__ = ["bar", "progress"]

_P = ParamSpec("_P")


@contextmanager
def progress(doing: str, words: Callable[_P, str]) -> Iterator[Callable[_P, None]]:
    """Give what tells how far the work is; off a terminal it says nothing.

    Args:
        doing: What is shown before the first number: "reading".
        words: Puts what is told into words.
    """

    def silent(*args: _P.args, **named: _P.kwargs) -> None:
        pass

    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console  # noqa: PLC0415 - slow to import, and only a terminal needs it

    with Console(stderr=True).status(doing) as status:

        def show(*args: _P.args, **named: _P.kwargs) -> None:
            status.update(words(*args, **named))

        yield show


@contextmanager
def bar(doing: str, total: int) -> Iterator[Callable[[], None]]:
    """Give what moves a bar on by one; off a terminal there is none.

    Args:
        doing: What is shown beside it: "counting claims".
        total: How many there are.
    """
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console  # noqa: PLC0415 - slow to import, and only a terminal needs it
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415 - as above

    columns = (TextColumn(doing), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(doing, total=total)
        yield lambda: shown.advance(task)
