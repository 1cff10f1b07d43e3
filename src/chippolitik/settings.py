"""Settings that are passed in, never read from the environment or the disk at import."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

__all__ = ["DEFAULT_STORE", "Settings"]

DEFAULT_STORE = Path(".chippolitik")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the layers below the command line may be told.

    Attributes:
        store: Folder of the embedded store.
        max_article_chars: Longest article text, in Unicode code points; longer ones are refused as input.
        query_seconds: Time limit of one query, in seconds.
        query_memory: Memory limit of the worker that runs queries from outside, in bytes.
    """

    store: Path = DEFAULT_STORE
    max_article_chars: int = 10_000_000
    query_seconds: float = 60.0
    query_memory: int = 4 * 1024**3
