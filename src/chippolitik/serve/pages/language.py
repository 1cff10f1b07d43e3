"""The language of a page: what the link says, else what a person chose before, else what the browser prefers."""

from __future__ import annotations

from starlette.requests import Request

__all__ = ["COOKIE", "LANGUAGES", "language_of"]

LANGUAGES = ("en", "de")
"""Languages of pages, the usual one first."""
COOKIE = "lang"
_MOST_RANGES = 32


def language_of(request: Request) -> str:
    """Return the language that a page is in, ``en`` or ``de``."""
    for chosen in (request.query_params.get("lang"), request.cookies.get(COOKIE)):
        if chosen in LANGUAGES:
            return chosen
    return preferred(request.headers.get("accept-language", ""))


def preferred(header: str) -> str:
    """Return which of our languages a browser prefers.

    Args:
        header: The Accept-Language header. Source: RFC 9110, section 12.5.4.

    Example:
        >>> preferred("de-AT,de;q=0.9,en;q=0.5"), preferred("fr"), preferred("en;q=0.4, de;q=0.8")
        ('de', 'en', 'de')
    """
    best = (0.0, LANGUAGES[0])
    for part in header.split(",")[:_MOST_RANGES]:
        name, _, weight = part.strip().partition(";")
        language = name.strip().lower().partition("-")[0]
        if language in LANGUAGES and (quality := _quality(weight)) > best[0]:
            best = (quality, language)
    return best[1]


def _quality(weight: str) -> float:
    number = weight.strip().lower().removeprefix("q=")
    try:
        return float(number) if number else 1.0
    except ValueError:
        return 0.0
