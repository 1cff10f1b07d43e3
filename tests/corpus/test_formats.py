"""Feeds, messages, tables and web archives give the articles that they hold."""

from __future__ import annotations

import gzip
from email.message import EmailMessage
from pathlib import Path

import pytest

from chippolitik.corpus import Notice, Problem, Read, read_sources
from chippolitik.model import Document, PartialDate

RSS = """<?xml version="1.0" encoding="iso-8859-1"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Chipblatt</title><link>https://blatt.example</link><language>de-de</language>
<item><title>Huawei liefert &amp; wächst</title><link>https://blatt.example/1</link><guid>n1</guid>
<pubDate>Mon, 30 Sep 2024 23:30:00 +0200</pubDate><description>kurz</description>
<content:encoded><![CDATA[<p>Bis Juli.</p><p>Für <b>Köln</b>.</p>]]></content:encoded></item>
<item><title>Nur ein Titel</title><pubDate>gestern</pubDate></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Chips</title>
<entry><title>Nvidia ships</title><id>urn:1</id><link rel="self" href="x"/><link href="https://e.example/1"/>
<updated>2024-09-30T10:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One &lt; two</p><p>Three</p></div></content>
</entry></feed>"""


def read(path: Path, data: bytes) -> list[Read]:
    path.write_bytes(data)
    return list(read_sources([str(path)]))


def documents(items: list[Read]) -> list[Document]:
    return [item for item in items if isinstance(item, Document)]


def said(items: list[Read], path: Path) -> list[str]:
    lines = [str(i.error if isinstance(i, Problem) else i) for i in items if isinstance(i, Problem | Notice)]
    return [line.removeprefix(str(path)) for line in lines if "no date of publication" not in line]


def test_an_rss_feed(tmp_path: Path) -> None:
    """Each item is an article: headline and full text, its stated day, the feed as source and its language."""
    path = tmp_path / "news.rss"
    items = read(path, RSS.encode("latin-1"))
    full, bare = documents(items)
    assert full == Document(
        name="n1", key="https://blatt.example/1", text="Huawei liefert & wächst\n\nBis Juli.\n\nFür Köln.",
        published=PartialDate("2024-09-30"), source="Chipblatt", url="https://blatt.example/1",
        title="Huawei liefert & wächst", language="de",
    )  # fmt: skip
    assert (bare.text, bare.name, bare.key) == ("Nur ein Titel", "news-2", f"{path}#2")
    assert said(items, path) == [": its date makes no sense and is left out: 'gestern'"]


def test_an_atom_feed(tmp_path: Path) -> None:
    """Text given as elements comes out like text given as a string."""
    [document] = documents(read(tmp_path / "news.xml", ATOM.encode()))
    assert document.text == "Nvidia ships\n\nOne < two\n\nThree"
    assert (document.url, document.language, document.source) == ("https://e.example/1", "en", "Chips")
    assert document.published == PartialDate("2024-09-30")


@pytest.mark.parametrize(
    ("xml", "message"),
    [
        pytest.param("<html/>", ": is no feed but a document of the type 'html'", id="page"),
        pytest.param("<rss><a></rss>", ":1: is no XML: mismatched tag", id="broken"),
        pytest.param('<!DOCTYPE r [<!ENTITY a "b">]><rss/>', ": declares entities", id="entity"),
        pytest.param('<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss/>', ": declares entities", id="file"),
        pytest.param("<rss>" + "<a>" * 200, ": has more than 100 elements inside each other", id="deep"),
    ],
)  # fmt: skip
def test_what_is_no_feed(tmp_path: Path, xml: str, message: str) -> None:
    """Broken, foreign and dangerous documents are refused with the reason."""
    path = tmp_path / "news.xml"
    [line] = said(read(path, xml.encode()), path)
    assert line.startswith(message)


def test_a_message(tmp_path: Path) -> None:
    """A message gives its plain text, subject, sender and day; the HTML where there is no other text."""
    message = EmailMessage()
    message["Subject"], message["From"] = "Huawei liefert – früher", "Chipblatt <news@blatt.example>"
    message["Date"], message["Message-ID"] = "Mon, 30 Sep 2024 23:30:00 +0200", "<m1@blatt.example>"
    message.set_content("Bis Juli für Köln.\n")
    plain = message.as_bytes()
    [document] = documents(read(tmp_path / "mail.eml", plain))
    assert (document.text, document.title) == ("Bis Juli für Köln.", "Huawei liefert – früher")
    assert (document.source, document.published) == ("Chipblatt", PartialDate("2024-09-30"))
    assert document.name == "m1@blatt.example"
    message.set_content("<p>Bis  Juli.</p><script>x</script>", subtype="html")
    assert [d.text for d in documents(read(tmp_path / "mail.eml", message.as_bytes()))] == ["Bis Juli."]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"no header at all", ": has no header of a message", id="no header"),
        pytest.param(b"Subject: empty\n\n", ": holds no text", id="no text"),
        pytest.param(
            b"Subject: x\nContent-Type: text/plain; charset=none-such\n\nHi \xff",
            ": its text cannot be read: unknown encoding: none-such",
            id="encoding",
        ),
    ],
)
def test_what_is_no_message(tmp_path: Path, data: bytes, message: str) -> None:
    """A file that holds no message, or none that can be read, is a problem."""
    path = tmp_path / "mail.eml"
    assert said(read(path, data), path) == [message]


def test_a_table(tmp_path: Path) -> None:
    """Each row is an article; long cells and cells with line ends are read; bad rows are named by line."""
    long = "chip " * 40_000
    path = tmp_path / "news.csv"
    table = f'id,text,published,section\na,"One\ntwo, three",2024-09-30,x\nb,{long},,\nc,short\nd,,,\ne,five,soon,\n'
    items = read(path, table.encode())
    one, two = documents(items)
    assert (one.name, one.text, one.published) == ("a", "One\ntwo, three", PartialDate("2024-09-30"))
    assert two.text == long
    assert said(items, path) == [
        ":5: has 2 cells, not 4",
        ":6: holds no text",
        ":7: field 'published': not a date: 'soon'",
    ]


@pytest.mark.parametrize(
    ("table", "message"),
    [("a,b\n1,2\n", ":1: has no column 'text'"), ('text\n"a"b\n', ":2: is no CSV: ',' expected after '\"'")],
)
def test_what_is_no_table(tmp_path: Path, table: str, message: str) -> None:
    """A table without texts, or one that is broken, is a problem."""
    path = tmp_path / "news.csv"
    assert said(read(path, table.encode()), path) == [message]


def record(kind: str, body: bytes, url: str = "https://a.example/1") -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body + b"\r\n\r\n"


def answer(body: bytes, *header: str, status: str = "200 OK", kind: str = "text/html") -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status}", f"Content-Type: {kind}", *header, "", ""]).encode() + body


PAGE = b"<html lang=de><article><p>Huawei liefert f\xfcr K\xf6ln.</p></article>"
RECORDS = [
    record("warcinfo", b"software: x"),
    record("request", b"GET / HTTP/1.1\r\n\r\n"),
    record("response", answer(PAGE, kind="text/html; charset=iso-8859-1")),
    record("response", answer(b"gone", status="404 Not Found")),
    record("response", answer(b"\x89PNG", kind="image/png")),
    record("response", answer(gzip.compress(b"<p>Packed", mtime=0), "Content-Encoding: gzip"), "https://a.example/2"),
    record("response", answer(b"5\r\n<p>Ch\r\n4;x\r\nunks\r\n0\r\n\r\n", "Transfer-Encoding: chunked"), "<https://a.example/3>"),
    record("response", answer(b"<p>Undone", "Transfer-Encoding: chunked", "Content-Encoding: gzip"), "https://a.example/4"),
    record("response", answer(b"Plain <p>", kind="text/plain"), "https://a.example/5"),
    record("response", answer(b"\x78\x00bad", "Content-Encoding: deflate")),
    record("response", answer(b"\x0b\x05", "Content-Encoding: br")),
]  # fmt: skip


@pytest.mark.parametrize("packed", [False, True], ids=["warc", "warc.gz"])
def test_a_web_archive(tmp_path: Path, *, packed: bool) -> None:
    """Pages come out of their records whatever their encodings; other records are passed over, bad ones named."""
    path = tmp_path / ("news.warc.gz" if packed else "news.warc")
    items = read(path, b"".join(gzip.compress(r, mtime=0) if packed else r for r in RECORDS))
    assert [(d.name, d.url, d.text) for d in documents(items)] == [
        ("news-3", "https://a.example/1", "Huawei liefert für Köln."),
        ("news-6", "https://a.example/2", "Packed"),
        ("news-7", "https://a.example/3", "Chunks"),
        ("news-8", "https://a.example/4", "Undone"),
        ("news-9", "https://a.example/5", "Plain <p>"),
    ]
    assert said(items, path) == [
        ":10: an answer cannot be unpacked: Error -3 while decompressing data: incorrect header check",
        ":11: an answer cannot be unpacked: it is packed with brotli",
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"HTTP/1.1 200 OK\r\n", ":1: is no web archive", id="no archive"),
        pytest.param(RECORDS[2][:-30], ":1: is damaged: it is cut off", id="cut off"),
        pytest.param(
            gzip.compress(RECORDS[2], mtime=0)[:-20], ":1: is damaged: Compressed file ended", id="cut off gzip"
        ),
        pytest.param(b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", ":1: is damaged: invalid literal", id="no length"),
    ],
)
def test_what_is_no_web_archive(tmp_path: Path, data: bytes, message: str) -> None:
    """Foreign and damaged files are refused with the number of the record."""
    path = tmp_path / "news.warc"
    [line] = said(read(path, data), path)
    assert line.startswith(message)


def test_a_folder_takes_only_what_holds_articles(tmp_path: Path) -> None:
    """In a folder, tables without texts and XML that is no feed are left out."""
    (tmp_path / "news.csv").write_text("id,text\n1,Huawei ships.\n")
    (tmp_path / "other.csv").write_text("id,name\n1,Huawei\n")
    (tmp_path / "feed.xml").write_text(ATOM)
    (tmp_path / "other.xml").write_text("<table/>")
    items = list(read_sources([str(tmp_path)]))
    assert [d.name for d in documents(items)] == ["urn:1", "1"]
    assert ": left out what holds no articles: other.csv, other.xml" in said(items, tmp_path)
