"""Open the store for reading, the same way in every command that asks it, and in the workers of own queries."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from chippolitik.cli.progress import bar
from chippolitik.settings import Settings

if TYPE_CHECKING:
    from chippolitik.store import Store

__all__ = ["article_name", "open_asked", "open_reader"]


def open_reader(settings: Settings) -> Store:
    """Return the store that the settings name.

    Raises:
        StoreError: There is none, or it cannot be read.
    """
    from chippolitik.store import open_store  # noqa: PLC0415 - keeps --help fast

    return open_store(settings.store)


@contextmanager
def open_asked(settings: Settings) -> Iterator[Store]:
    """Open the store for questions on claims; a bar says how far the making of the tables beside it is.

    Raises:
        StoreError: There is none, or it cannot be read.
    """
    from chippolitik.query.claimtable import watched  # noqa: PLC0415 - keeps --help fast

    with open_reader(settings) as store, watched(bar):
        yield store


def article_name(store: Store, article: str) -> str | None:
    """Return the name of an article for people from its id, or None."""
    entry = store.entry(article)
    return entry.name if entry else None
