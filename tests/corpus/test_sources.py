"""Files, folders and standard input become documents; what cannot be read becomes a problem, not an end."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from chippolitik.corpus import Defaults, Notice, Problem, Read, read_sources
from chippolitik.errors import UsageError
from chippolitik.model import Document, PartialDate

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
TEXT = "ByteDance ordered over 100,000 Ascend 910B chips.\n"
DATED = "Date: 2024-09-30\nSource: Reuters\n\n"


def read(*sources: object, **defaults: object) -> list[Read]:
    return list(read_sources([str(s) for s in sources], Defaults(**defaults)))  # type: ignore[arg-type] # test values


def documents(items: list[Read]) -> list[Document]:
    return [item for item in items if isinstance(item, Document)]


def problems(items: list[Read]) -> list[str]:
    return [str(item.error) for item in items if isinstance(item, Problem)]


def notices(items: list[Read]) -> list[str]:
    return [str(item) for item in items if isinstance(item, Notice)]


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data)))


def test_a_text_file_with_a_header_is_one_document(tmp_path: Path) -> None:
    """The header gives date and source; name and key come from the file; the text begins after the empty line."""
    path = write(tmp_path / "orders.txt", DATED + TEXT)
    assert read(path) == [
        Document(name="orders", key=str(path), text=TEXT, published=PartialDate("2024-09-30"), source="Reuters")
    ]


def test_a_pipe_in_a_folder_is_left_out(tmp_path: Path) -> None:
    """Nobody may ever write to it, so that reading it would never end."""
    write(tmp_path / "a.txt", DATED + TEXT)
    os.mkfifo(tmp_path / "b.txt")
    items = read(tmp_path)
    assert [document.name for document in documents(items)] == ["a"]
    assert notices(items) == [f"{tmp_path}: left out what holds no articles: b.txt"]


def test_the_user_fills_in_what_a_file_does_not_say(tmp_path: Path) -> None:
    """Date, source, language and key of the user count where the file gives none; the file's own win otherwise."""
    bare, headed = write(tmp_path / "a.txt", TEXT), write(tmp_path / "b.txt", DATED + TEXT)
    given = {"published": PartialDate("2025"), "source": "AP", "language": "en"}
    [one, two] = documents(read(bare, headed, **given))
    assert (one.published, one.source, one.language) == (PartialDate("2025"), "AP", "en")
    assert (two.published, two.source) == (PartialDate("2024-09-30"), "Reuters")
    assert [d.key for d in documents(read(bare, key="orders", **given))] == ["orders"]


def test_a_key_is_for_one_article(tmp_path: Path) -> None:
    """A key for two articles would let one take the place of the other, so it is refused."""
    write(tmp_path / "a.txt", TEXT)
    write(tmp_path / "b.txt", DATED + TEXT)
    with pytest.raises(UsageError, match="several"):
        read(tmp_path, key="orders")


def test_a_folder_is_read_in_the_order_of_its_paths(tmp_path: Path) -> None:
    """All articles below come in path order; hidden files, claim files and others are left out, and that is said."""
    for name in ("b.txt", "a/z.md", "a.txt", "c/d/e.html", "B.TXT"):
        write(tmp_path / name, f"<p>{TEXT}</p>" if name.endswith("html") else DATED + TEXT + name)
    write(tmp_path / ".git/x.txt", TEXT)
    write(tmp_path / "README.md", "These are articles.")
    write(tmp_path / "table.csv", "a,b")
    write(tmp_path / "claims.jsonl", '{"kind": "Usage", "roles": {}, "quote": "uses"}\n')
    items = read(tmp_path, published=PartialDate("2024"))
    assert [Path(d.key).relative_to(tmp_path).as_posix() for d in documents(items)] == [
        "B.TXT", "a/z.md", "a.txt", "b.txt", "c/d/e.html",
    ]  # fmt: skip
    assert notices(items) == [f"{tmp_path}: left out what holds no articles: README.md, claims.jsonl, table.csv"]


def test_a_folder_without_articles_is_a_problem(tmp_path: Path) -> None:
    """An empty folder says what could have been in it."""
    [problem] = [item for item in read(tmp_path) if isinstance(item, Problem)]
    assert problem.error.hint == "give txt, md, html or jsonl files"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        pytest.param("x.txt", b"", "is empty", id="empty"),
        pytest.param("x.txt", b" \n\t\n", "is empty", id="white space"),
        pytest.param("x.txt", b"Date: 2024-09-30\nSource: AP\n\n", "holds no text", id="header only"),
        pytest.param("x.txt", b"\x7fELF\x02\x01\x00\x00", "is binary, not text", id="binary"),
        pytest.param("x.txt", b"\x89PNG\r\n\x1a\n\xff", "is binary, not text", id="binary without NUL"),
        pytest.param("x.txt", b"%PDF-1.7 ...", "is a PDF file, not text", id="pdf"),
        pytest.param("x", b"PK\x03\x04...", "is a zip archive or office file, not text", id="zip"),
        pytest.param("x.txt", "für Köl".encode() + b"\xff", "is damaged UTF-8: byte 9 is no character", id="damaged"),
        pytest.param("x.txt", b"Date: 30.9.2024\n\nText", "not a date: '30.9.2024'", id="date"),
        pytest.param("x.txt", b"Date: 2024-09-30\nText", "the header has no empty line after it", id="open header"),
        pytest.param("x.md", b"---\ntitle: A\nText", "the front matter has no end", id="front matter"),
        pytest.param("x.html", b"<nav>Home</nav>", "holds no text", id="page without text"),
        pytest.param("x.ttl", b"@prefix", "is RDF, not an article", id="rdf"),
        pytest.param("x.jsonl", b"", "is empty", id="no records"),
        pytest.param("x.txt", b"x" * 400, "longer than an article may be", id="bytes over the limit"),
        pytest.param("x.txt", b"x" * 51, "longer than an article may be: 51 of 50 characters", id="over the limit"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_a_problem(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    """Each bad file gives one line with a hint, and the next file is read all the same."""
    bad, good = write(tmp_path / name, content), write(tmp_path / "good.txt", "Huawei ships chips.")
    items = read(bad, good, max_chars=50)
    [problem] = [item for item in items if isinstance(item, Problem)]
    assert message in problem.error.message
    assert (problem.error.file, problem.error.exit_code) == (str(bad), 3)
    assert problem.error.hint
    assert [d.name for d in documents(items)] == ["good"]


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    """A path that does not exist is named."""
    path = tmp_path / "none.txt"
    assert problems(read(path)) == [f"{path}: there is no such file or folder"]


def test_a_file_without_permission_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system refuses is said in its words."""

    def refuse(*_: object) -> None:
        raise PermissionError(13, os.strerror(13))

    path = write(tmp_path / "a.txt", TEXT)
    monkeypatch.setattr(Path, "open", refuse)
    assert problems(read(path)) == [f"{path}: cannot be read: Permission denied"]


@pytest.mark.parametrize(
    ("data", "notice"),
    [
        pytest.param("Chips für Köln – ja\n".encode(), None, id="utf-8"),
        pytest.param("Chips für Köln – ja\n".encode("utf-8-sig"), None, id="utf-8 with mark"),
        pytest.param("Chips für Köln – ja\n".encode("utf-16"), None, id="utf-16"),
        pytest.param(b"\xfe\xff" + "Chips für Köln – ja\n".encode("utf-16-be"), None, id="utf-16 big endian"),
        pytest.param("Chips für Köln – ja\n".encode("utf-32"), None, id="utf-32"),
        pytest.param("Chips für Köln – ja\n".encode("cp1252"), "read as Windows-1252", id="windows-1252"),
    ],
)
def test_encodings(tmp_path: Path, data: bytes, notice: str | None) -> None:
    """The same words come out of every encoding; a guess is said."""
    items = read(write(tmp_path / "a.txt", data), published=PartialDate("2024"))
    assert [d.text for d in documents(items)] == ["Chips für Köln – ja\n"]
    assert [notice is not None and notice in n for n in notices(items)] == ([True] if notice else [])


def test_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    """Windows line ends are kept in the text, since offsets count in it; the header understands them."""
    path = write(tmp_path / "a.txt", b"Date: 2024-09-30\r\nSource: AP\r\n\r\nHuawei\r\nships.\r\n")
    [document] = documents(read(path))
    assert (document.text, document.source) == ("Huawei\r\nships.\r\n", "AP")


def test_five_megabytes_are_an_article(tmp_path: Path) -> None:
    """A text of 5 MB is read whole."""
    text = TEXT * 100_000
    [document] = documents(read(write(tmp_path / "a.txt", text)))
    assert document.text == text


def test_articles_without_a_date_are_named_once(tmp_path: Path) -> None:
    """One notice speaks of all articles without a date."""
    for name in "abcde":
        write(tmp_path / f"{name}.txt", TEXT + name)
    [notice] = notices(read(tmp_path))
    assert notice.startswith("a, b, c and 2 more: have no date of publication")


def test_records(tmp_path: Path) -> None:
    """Each line of a JSON lines file is an article; a bad line is a problem with its place, the others are read."""
    rows = [
        json.dumps({"text": "Huawei liefert.", "published": "2024-09-30T10:00:00Z", "source": "dpa", "url": "https://x.de/1",
                    "title": "Lieferung", "language": "de-DE", "id": "r1", "section": "chips"}),
        "",
        '{"text": "Huawei ships."}',
        "{oops}",
        '["text"]',
        '{"title": "none"}',
        '{"text": 5}',
        '{"text": " "}',
        '{"text": "x", "published": "gestern"}',
        r'{"text": "\ud800 half"}',
        '{"text": "Nvidia ships.", "id": 7}',
    ]  # fmt: skip
    path = write(tmp_path / "news.jsonl", "\n".join(rows))
    items = read(path)
    key = str(path)
    assert documents(items) == [
        Document(
            name="r1", key="https://x.de/1", text="Huawei liefert.", published=PartialDate("2024-09-30"), source="dpa",
            url="https://x.de/1", title="Lieferung", language="de",
        ),
        Document(name="news-3", key=f"{key}#3", text="Huawei ships."),
        Document(name="7", key=f"{key}#7", text="Nvidia ships."),
    ]  # fmt: skip
    assert problems(items) == [
        f"{key}:4: is not JSON: Expecting property name enclosed in double quotes",
        f"{key}:5: is not a JSON object",
        f"{key}:6: field 'text': there is none",
        f"{key}:7: field 'text': a string is expected",
        f"{key}:8: holds no text",
        f"{key}:9: field 'published': not a date: 'gestern'",
        f"{key}:10: holds half of a surrogate pair, which is no character",
    ]


def test_a_file_of_claims_is_no_article(tmp_path: Path) -> None:
    """Claims given as articles are recognised, with the way they go in."""
    path = write(tmp_path / "claims.jsonl", '{"kind": "Usage", "roles": {}, "quote": "uses"}\n')
    [item] = read(path)
    assert isinstance(item, Problem)
    assert item.error.hint == f"give its texts and --claims {path}"


@pytest.mark.parametrize(
    ("data", "text", "name"),
    [
        pytest.param(TEXT.encode(), TEXT, "stdin", id="text"),
        pytest.param((DATED + TEXT).encode(), TEXT, "stdin", id="text with header"),
        pytest.param(b"<!DOCTYPE html><p>Huawei ships.</p>", "Huawei ships.", "stdin", id="page"),
        pytest.param(b'{"text": "Huawei ships."}\n', "Huawei ships.", "stdin-1", id="record"),
    ],
)
def test_standard_input_is_looked_at(monkeypatch: pytest.MonkeyPatch, data: bytes, text: str, name: str) -> None:
    """``-`` reads text, a page or records, by how it begins."""
    stdin(monkeypatch, data)
    [document] = documents(read("-"))
    assert (document.text, document.name) == (text, name)


def test_long_records_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """Records that end beyond the part that is looked at are read whole."""
    texts = [f"{n} " + "chip " * n * 100 for n in range(1, 5)]
    stdin(monkeypatch, "\n".join(json.dumps({"text": text}) for text in texts).encode())
    assert [d.text for d in documents(read("-"))] == texts


def test_texts_on_standard_input_do_not_replace_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two texts piped in have two keys; the same text has one."""
    keys = []
    for data in (b"Huawei ships.", b"Nvidia ships.", b"Huawei ships."):
        stdin(monkeypatch, data)
        keys += [document.key for document in documents(read("-"))]
    assert keys[0] == keys[2] != keys[1]


def test_the_corpus_is_read_as_the_scorer_reads_it() -> None:
    """Texts of the shared corpus begin after the third newline."""
    folder = SHARED / "corpus" / "de"
    if not folder.is_dir():
        pytest.skip("needs ../shared, which is not part of the repository")
    found = {d.name: d.text for d in documents(read(folder))}
    expected = {p.stem: p.read_bytes().decode().split("\n", 3)[3] for p in folder.glob("*.txt")}
    assert found == expected
