"""``ingest`` brings articles into a store, says what became of each, and goes on where an input is bad."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from chippolitik.cli.root import run

TEXT = "ByteDance ordered over 100,000 Ascend 910B chips. Fewer than 30,000 arrived. Another order was placed.\n"
HEADED = "Date: 2024-09-30\nSource: Reuters\n\n" + TEXT
GERMAN = "Das Ministerium prüft Ausfuhrbeschränkungen für die H20-Chips von Nvidia. Die Behörde äußert sich nicht."
ROWS: tuple[dict[str, Any], ...] = (
    {
        "id": "c1",
        "kind": "Order",
        "roles": {"buyer": "ByteDance", "product": "Ascend 910B"},
        "quantity": {"min": 100000, "unit": "chip"},
        "quote": "ByteDance ordered over 100,000 Ascend 910B chips",
    },
    {
        "kind": "Delivery",
        "roles": {"recipient": "ByteDance", "product": "Ascend 910B"},
        "quantity": {"max": 30000, "unit": "chip"},
        "quote": "Fewer than 30,000 arrived",
        "fulfils": ["c1"],
    },
    {"kind": "Order", "roles": {"product": "Ascend 910B"}, "quote": "Another order was placed"},
)

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a command in a folder of its own, on the store ``store`` there."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(["--store", "store", *arguments])
        out, err = capfd.readouterr()
        return code, out, err

    return call


def write(name: str, content: str | bytes = HEADED) -> None:
    Path(name).write_bytes(content.encode() if isinstance(content, str) else content)


def write_claims(*articles: str, rows: tuple[dict[str, Any], ...] = ROWS) -> None:
    write("claims.jsonl", "".join(json.dumps({"article": name, **row}) + "\n" for name in articles for row in rows))


def test_each_claim_is_accepted_quarantined_or_said_twice(called: Run) -> None:
    """The counts add up; what the gate refuses is shown with its shape, its reason and where to see more."""
    write("orders.txt")
    write_claims("orders", rows=(*ROWS, ROWS[1]))
    code, out, err = called("ingest", "orders.txt", "--claims", "claims.jsonl")
    assert (code, out) == (0, "")
    assert err.splitlines()[:4] == [
        "1 article: 1 added",
        "4 claims offered = 2 accepted + 1 quarantined + 1 duplicate",
        "  orders: Order “Another order was placed”",
        "    Order-buyer: An order must say who buys. Add it from the article, or drop the claim.",
    ]
    assert err.endswith("  hint: chippolitik quarantine list\n")


def test_given_claims_come_back_out(called: Run) -> None:
    """What went in as a file of claims comes out of the store as the same rows, with IRIs and offsets."""
    write("orders.txt")
    write_claims("orders", rows=ROWS[:2])
    called("ingest", "orders.txt", "--claims", "claims.jsonl")
    _, out, _ = called("claims", "--format", "jsonl")
    order, delivery = [json.loads(line) for line in out.splitlines()]
    assert order == {**ROWS[0], "article": "orders", "modality": "asserted", "id": order["id"], "start": 0, "end": 48}
    assert (delivery["fulfils"], delivery["quantity"]) == ([order["id"]], {"max": 30000, "unit": "chip"})


def test_a_second_ingest_adds_nothing(called: Run) -> None:
    """The same articles again are unchanged, and so is every byte of the export; with given claims, too."""
    write("orders.txt")
    write_claims("orders")
    for claims in ([], ["--claims", "claims.jsonl"]):
        called("ingest", "orders.txt", *claims)
        _, before, _ = called("export")
        code, out, err = called("ingest", "orders.txt", *claims, "--format", "json")
        summary = json.loads(out)["summary"]
        assert (code, summary["unchanged"], summary["added"], summary["quads"]) == (0, 1, 0, 0)
        assert err.startswith("1 article: 1 unchanged\n0 claims offered = 0 accepted")
        assert called("export")[1] == before


def test_json_tells_what_became_of_each_source(called: Run) -> None:
    """The report has the summary, a row an article with reasons, and the problems with places and hints."""
    write("orders.txt")
    write("empty.txt", "")
    write_claims("orders")
    code, out, _ = called("ingest", "orders.txt", "empty.txt", "--claims", "claims.jsonl", "--format", "json")
    report = json.loads(out)
    (article,) = report["articles"]
    assert code == 3
    assert (article["name"], article["change"], article["accepted"], article["quarantined"]) == (
        "orders",
        "added",
        2,
        1,
    )
    assert [reason["quote"] for reason in article["reasons"]] == ["Another order was placed"]
    assert report["problems"] == [
        {"place": "empty.txt", "line": None, "message": "is empty", "hint": "give a file that holds an article"}
    ]


def test_a_dry_run_writes_nothing(called: Run) -> None:
    """It counts as the real run does, and makes no store."""
    write("orders.txt")
    write_claims("orders")
    code, _, err = called("ingest", "orders.txt", "--claims", "claims.jsonl", "--dry-run")
    assert code == 0
    assert "3 claims offered = 2 accepted + 1 quarantined + 0 duplicate\ndry run: nothing was stored\n" in err
    assert not Path("store").exists()


def test_a_new_text_takes_the_place_of_the_old_one(called: Run) -> None:
    """Another text under the same path replaces the article; --key does so for another path."""
    write("orders.txt")
    called("ingest", "orders.txt", "--key", "story")
    write("later.txt", HEADED + "Huawei did not comment.\n")
    code, _, err = called("ingest", "later.txt", "--key", "story")
    assert code == 0
    assert "replaced: 1 older article under the same key" in err
    code, out, _ = called("stats", "--format", "json")
    assert json.loads(out)["articles"] == 1


@pytest.mark.parametrize(
    ("name", "content", "message", "hint"),
    [
        pytest.param("a.txt", b"", "a.txt: is empty", "give a file that holds an article", id="empty"),
        pytest.param("a.txt", b" \n\n", "a.txt: is empty", "give a file that holds an article", id="blank"),
        pytest.param(
            "a.txt", bytes(range(256)) * 9, "a.txt: is binary, not text", "give txt, md, html or jsonl", id="binary"
        ),
        pytest.param(
            "a.txt",
            b"Nvidia ships\0 chips",
            "a.txt: is binary, not text",
            "give txt, md, html or jsonl",
            id="null byte",
        ),
        pytest.param("a.pdf", b"%PDF-1.7\n", "a.pdf: is a damaged PDF file", "save it again", id="pdf"),
        pytest.param("a.ttl", b"<a> <b> <c> .", "a.ttl: is RDF, not an article", "chippolitik load a.ttl", id="rdf"),
        pytest.param(
            "a.txt",
            b"Date: yesterday\nSource: X\n\nNvidia ships chips to China.",
            "a.txt: field 'published': not a date: 'yesterday'",
            "write it like 2024-09-30",
            id="bad date",
        ),
        pytest.param(
            "a.txt",
            "Le gouvernement américain interdit l'exportation des puces H20 vers la Chine.".encode(),
            "a: language not supported: fr",
            "say --language de or en if it is one of them",
            id="French",
        ),
        pytest.param("a.txt", b"H20", "a: its language cannot be told", "say --language de or en", id="too short"),
        pytest.param(
            "a.jsonl", b'{"text": 3}\n', "a.jsonl:1: field 'text': a string is expected", "quotation", id="ill-typed"
        ),
        pytest.param("a.jsonl", b"{\n", "a.jsonl:1: is not JSON", "one JSON object a line", id="no JSON"),
    ],
)
def test_a_bad_file_is_one_line_and_the_rest_goes_in(
    name: str, content: bytes, message: str, hint: str, called: Run
) -> None:
    """A file that cannot be read is named with a hint; the others go in; the exit code is 3."""
    write(name, content)
    write("orders.txt")
    code, out, err = called("ingest", name, "orders.txt", "--dry-run")
    lines = err.splitlines()
    assert (code, out) == (3, "")
    assert lines[0].startswith(f"chippolitik: {message}")
    assert lines[1].startswith("  hint: ")
    assert hint in lines[1]
    assert "1 article: 1 added" in lines
    assert "unreadable: 1, see above" in lines
    assert "Traceback" not in err


def test_what_is_read_with_a_guess_is_noted(called: Run) -> None:
    """Latin-1 is read and said so; a missing date is said; both go in."""
    write("latin.txt", GERMAN.encode("latin-1"))
    code, _, err = called("ingest", "latin.txt")
    assert code == 0
    assert "note: latin.txt: is not UTF-8; read as Windows-1252 (Latin-1)\n" in err
    assert "note: latin: has no date of publication; times like 'next month' stay open (see --published)\n" in err
    _, out, _ = called("export", "--with-text")
    assert "Das Ministerium prüft Ausfuhrbeschränkungen" in out


def test_five_megabytes_of_text_go_in(called: Run) -> None:
    """A text of that size is stored whole, with a quote from its very end."""
    text = "Nothing else was said on that day. " * 150_000 + "ByteDance ordered H20 chips."
    row = {"kind": "Order", "roles": {"buyer": "ByteDance", "product": "H20"}, "quote": "ByteDance ordered H20 chips"}
    write("long.txt", "Date: 2024-09-30\nSource: Reuters\n\n" + text)
    write_claims("long", rows=(row,))
    code, _, err = called("ingest", "long.txt", "--claims", "claims.jsonl")
    assert (code, err.splitlines()[0]) == (0, "1 article: 1 added")
    _, out, _ = called("claims", "--format", "jsonl")
    assert json.loads(out)["start"] == text.index("ByteDance")


def test_a_longer_text_than_that_is_refused(called: Run) -> None:
    """Beyond the limit of the settings an article is refused with its limit."""
    write("huge.txt", "Nvidia sells chips. " * 500_001)
    code, _, err = called("ingest", "huge.txt")
    assert code == 3
    assert err.splitlines()[0].startswith("chippolitik: huge.txt: ")
    assert "10,000,000" in err


@pytest.mark.parametrize(
    ("claims", "message"),
    [
        pytest.param(b"\xff\xfe\0", "chippolitik: claims.jsonl: is not UTF-8", id="not UTF-8"),
        pytest.param(b"{", "chippolitik: claims.jsonl:1: is not JSON", id="no JSON"),
        pytest.param(b'{"article": "other"}', "chippolitik: claims.jsonl:1: field 'article': no text", id="no text"),
        pytest.param(
            b'{"article": "orders", "kind": "Sale"}',
            "chippolitik: claims.jsonl:1: field 'kind': 'Sale' is none of",
            id="unknown kind",
        ),
    ],
)
def test_bad_claims_are_named_by_their_line(claims: bytes, message: str, called: Run) -> None:
    """A file of claims that cannot be read, or a row of it, is named; the exit code is 3."""
    write("orders.txt")
    write("claims.jsonl", claims)
    code, _, err = called("ingest", "orders.txt", "--claims", "claims.jsonl")
    assert code == 3
    assert any(line.startswith(message) for line in err.splitlines())


def test_another_programs_folder_is_left_alone(called: Run) -> None:
    """A folder that holds something else is refused with exit code 4; nothing in it changes."""
    Path("store").mkdir()
    write("store/notes.txt", "mine")
    write("orders.txt")
    code, _, err = called("ingest", "orders.txt")
    assert (code, err.splitlines()[0]) == (4, "chippolitik: store holds something else than a store")
    assert "hint: " in err
    assert [path.name for path in Path("store").iterdir()] == ["notes.txt"]
