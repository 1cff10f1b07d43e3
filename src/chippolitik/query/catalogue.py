"""The catalogue: the named queries that the project ships, read once from ``queries/``."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from chippolitik.assets import asset_path
from chippolitik.errors import UsageError
from chippolitik.query.header import QuerySpec, read_query
from chippolitik.query.names import suggestion

__all__ = ["TOPICS", "catalogue", "find_query"]

TOPICS = {
    "orders": "Orders, deliveries, supply",
    "products": "Products and who is behind them",
    "figures": "Figures and comparisons",
    "policy": "Rules, licences, lists, advice",
    "claims": "Claims and their sources",
    "corpus": "All articles together",
    "network": "Dependencies",
}
"""Topic → its heading, in the order of the list."""

_FOLDERS = ("cq", "analysis")
_NUMBER = re.compile(r"^\d+-")


@cache
def catalogue() -> dict[str, QuerySpec]:
    """Return the queries by name, in the order of topics and then of files.

    Raises:
        AssetError: The installation lacks its queries.
        InputError: A header is broken.
    """
    files: list[Path] = [path for folder in _FOLDERS for path in sorted((asset_path("queries") / folder).glob("*.rq"))]
    specs = [read_query(_NUMBER.sub("", path.stem), path.read_text(encoding="utf-8"), file=path.name) for path in files]
    order = list(TOPICS)
    return {spec.name: spec for spec in sorted(specs, key=lambda spec: order.index(spec.topic))}


def find_query(name: str) -> QuerySpec:
    """Return a query of the catalogue.

    Raises:
        UsageError: There is no such query.
    """
    known = catalogue()
    if name not in known:
        raise UsageError(f"no query {name!r}{suggestion(name, known)}", "'chippolitik queries' lists them all")
    return known[name]
