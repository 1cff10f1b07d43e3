"""A store with an article, one claim in quarantine and hostile words; its pages without a network."""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass
from pathlib import Path

import httpx
from starlette.types import ASGIApp

from chippolitik.cli.root import run

__all__ = ["EVIL", "TOKEN", "Pages", "hrefs", "make_store"]

EVIL = "<script>alert(1)</script>"
TOKEN = "a-token-for-tests-of-pages"  # noqa: S105 - it opens servers of tests alone
_ORDERS = (
    "Date: 2024-09-30\nSource: Reuters & <b>Söhne</b>\n\n"
    f"ByteDance ordered H20 chips. Another order for H20 chips was placed. {EVIL} ordered H100 chips from Nvidia."
)
_ROWS = (
    {"kind": "Order", "roles": {"buyer": "ByteDance", "product": "H20"}, "quote": "ByteDance ordered H20 chips"},
    {"kind": "Order", "roles": {"product": "H20"}, "quote": "Another order for H20 chips"},
    {"kind": "Order", "roles": {"buyer": EVIL, "product": "H100"}, "quote": f"{EVIL} ordered H100 chips"},
)


def make_store(folder: Path) -> Path:
    """Make the store in a folder and return it."""
    orders, claims, store = folder / "orders.txt", folder / "claims.jsonl", folder / "store"
    orders.write_text(_ORDERS, encoding="utf-8")
    rows = ({"article": "orders", **row} for row in _ROWS)
    claims.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert run(["--store", str(store), "ingest", str(orders), "--claims", str(claims)]) == 0
    return store


@dataclass(frozen=True)
class Pages:
    """The pages over a store, asked in this process.

    Attributes:
        app: The application.
    """

    app: ASGIApp

    def get(self, path: str, lang: str = "en", **headers: str) -> httpx.Response:
        """Return what a browser gets for a path."""
        given = {"Accept": "text/html", "Accept-Language": lang, **{k.replace("_", "-"): v for k, v in headers.items()}}

        async def asked() -> httpx.Response:
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
                return await client.get(path, headers=given)

        return asyncio.run(asked())

    def html(self, path: str, lang: str = "en") -> str:
        """Return a page that is there."""
        answer = self.get(path, lang)
        assert answer.status_code == 200, f"{path}: {answer.text[:300]}"
        return answer.text

    def article(self, name: str) -> str:
        """Return the path of the page of an article."""
        found = re.search(rf'href="(/id/article/[0-9a-f]{{24}}\.html)">{name}<', self.html("/articles"))
        assert found, name
        return found[1]


def hrefs(html: str) -> list[str]:
    """Return the links of a page that lead to this server, without what stands behind #."""
    found = re.findall(r'(?:href|src|action|formaction)="(/[^"]*)"', html)
    return [link.replace("&amp;", "&").partition("#")[0] for link in found]
