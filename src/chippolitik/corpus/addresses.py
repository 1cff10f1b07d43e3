"""Whether a source is a web address; getting what is behind it is in ``fetching``, which few runs need."""

from __future__ import annotations

__all__ = ["is_address"]


def is_address(source: str) -> bool:
    """Return whether a source is a web address.

    Example:
        >>> is_address("https://blatt.example/1"), is_address("news/https.txt")
        (True, False)
    """
    return source.lower().startswith(("http://", "https://"))
