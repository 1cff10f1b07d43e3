"""Pages of the open web: the article among menus, teasers and notices, where the user asks for that reader."""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

import pytest

from chippolitik.corpus import Defaults, Problem, read_sources
from chippolitik.errors import MissingPartError
from chippolitik.model import Document, PartialDate

PAGE = """<!doctype html><html lang="de"><head><title>ByteDance bestellt Chips | Chipblatt</title>
<meta property="og:site_name" content="Chipblatt"><meta name="author" content="Anna Weber">
<meta property="article:published_time" content="2024-09-30T08:00:00+02:00">
<link rel="canonical" href="https://blatt.example/{n}"></head><body><header><a href="/">Start</a></header>
<nav><ul><li>Politik</li></ul></nav><div class="content"><h1>ByteDance bestellt Chips</h1>
<p>ByteDance hat in diesem Jahr mehr als {n}00.000 Ascend-910B-Chips von Huawei bestellt, sagten zwei Personen.</p>
<p>Bis Juli sind weniger als 30.000 davon angekommen. Das reicht nicht aus, um den Bedarf zu decken.</p>
<div class="related"><h3>Lesen Sie auch</h3><ul><li><a href="/2">Nvidia liefert H20 nach China</a></li></ul></div>
</div><div class="cookie">Wir verwenden Cookies. <a href="/c">Mehr</a></div><footer>Impressum</footer></body></html>"""
TEXT = (
    "ByteDance bestellt Chips\n\nByteDance hat in diesem Jahr mehr als 100.000 Ascend-910B-Chips von Huawei bestellt, "
    "sagten zwei Personen.\n\nBis Juli sind weniger als 30.000 davon angekommen. Das reicht nicht aus, um den Bedarf "
    "zu decken."
)
PAGES = 150


def documents(path: Path, pages: str) -> list[Document]:
    items = list(read_sources([str(path)], Defaults(pages=pages, language="de")))
    assert not [item.error for item in items if isinstance(item, Problem)]
    return [item for item in items if isinstance(item, Document)]


def test_the_article_alone(tmp_path: Path) -> None:
    """Teasers and notices are gone; title, day, author and source are those that the page declares."""
    path = tmp_path / "seite.html"
    path.write_text(PAGE.format(n=1))
    assert documents(path, "trafilatura") == [
        Document(
            name="seite", key="https://blatt.example/1", text=TEXT, published=PartialDate("2024-09-30"),
            source="Chipblatt", url="https://blatt.example/1", title="ByteDance bestellt Chips", author="Anna Weber",
            language="de",
        )
    ]  # fmt: skip
    [plain] = documents(path, "plain")
    assert "Wir verwenden Cookies" in plain.text
    assert plain.author == "Anna Weber"


def test_the_extra_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it the run ends with exit code 5 instead of another text."""
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    (tmp_path / "a.html").write_text(PAGE)
    with pytest.raises(MissingPartError, match="trafilatura"):
        documents(tmp_path / "a.html", "trafilatura")


@pytest.mark.parametrize("pages", ["plain", "trafilatura"])
def test_an_archive_loses_no_page(pages: str, tmp_path: Path) -> None:
    """Each page of a packed archive, a gzip member a record as crawlers write them, is an article, in order."""
    path = tmp_path / "news.warc.gz"
    path.write_bytes(b"".join(gzip.compress(_record(n), 1) for n in range(1, PAGES + 1)))
    found = documents(path, pages)
    assert [one.url for one in found] == [f"https://blatt.example/{n}" for n in range(1, PAGES + 1)]
    assert all(f"mehr als {n}00.000 Ascend" in one.text for n, one in enumerate(found, 1))


def _record(number: int) -> bytes:
    body = PAGE.format(n=number).encode()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://blatt.example/{number}\r\nContent-Length: "
    return head.encode() + f"{len(answer)}\r\n\r\n".encode() + answer + b"\r\n\r\n"
