"""``extract`` prints claims in every format, and says what it could not read."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from chippolitik.cli.root import run

TEXT = "ByteDance ordered over 100,000 Ascend 910B chips. Fewer than 30,000 arrived by July.\n"
ROWS = [
    {
        "id": "c1",
        "article": "orders",
        "kind": "Order",
        "roles": {"buyer": "ByteDance", "product": "Ascend 910B"},
        "quantity": {"min": 100000, "unit": "chip"},
        "modality": "asserted",
        "quote": "ByteDance ordered over 100,000 Ascend 910B chips",
    },
    {
        "article": "orders",
        "kind": "Delivery",
        "roles": {"recipient": "ByteDance", "product": ["Ascend 910B", "Ascend 910C"]},
        "quantity": {"max": 30000, "unit": "chip"},
        "time": {"end": "2024-07"},
        "modality": "asserted",
        "attribution": "=cmd()",
        "quote": "Fewer than 30,000 arrived by July",
        "fulfils": ["c1"],
    },
]


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    """Return an article and its claims."""
    article, claims = tmp_path / "orders.txt", tmp_path / "claims.jsonl"
    article.write_text("Date: 2024-09-30\nSource: Reuters\n\n" + TEXT)
    claims.write_text("\n".join(json.dumps(row) for row in ROWS))
    return str(article), str(claims)


def printed(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(["extract", *arguments])
    out, err = capfd.readouterr()
    return code, out, err


def test_rows_come_back_as_they_were_given(files: tuple[str, str], capfd: pytest.CaptureFixture[str]) -> None:
    """Given claims come out as jsonl with IRIs and offsets, and with nothing else changed."""
    article, claims = files
    code, out, err = printed(capfd, article, "--claims", claims)
    order, delivery = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (0, "1 article, 2 claims\n")
    assert order == {**ROWS[0], "id": order["id"], "start": 0, "end": 48}
    assert delivery == {**ROWS[1], "id": delivery["id"], "fulfils": [order["id"]], "start": 50, "end": 83}
    assert order["id"].startswith("https://w3id.org/chippolitik/id/article/")


def test_json_is_one_array(files: tuple[str, str], capfd: pytest.CaptureFixture[str]) -> None:
    """The array has one object a claim, and is empty without claims."""
    article, claims = files
    _, out, _ = printed(capfd, article, "--claims", claims, "--format", "json")
    assert [row["kind"] for row in json.loads(out)] == ["Order", "Delivery"]
    Path(claims).write_text("")
    _, out, _ = printed(capfd, article, "--claims", claims, "--format", "json")
    assert json.loads(out) == []


def test_csv_is_flat_and_harmless(files: tuple[str, str], capfd: pytest.CaptureFixture[str]) -> None:
    """Amounts and times have columns of their own; words that a spreadsheet would run are quoted."""
    article, claims = files
    _, out, _ = printed(capfd, article, "--claims", claims, "--format", "csv")
    order, delivery = csv.DictReader(io.StringIO(out))
    assert (order["roles"], order["quantity_min"]) == ("buyer=ByteDance; product=Ascend 910B", "100000")
    assert delivery["roles"] == "product=Ascend 910B | Ascend 910C; recipient=ByteDance"
    assert (delivery["quantity_max"], delivery["time_end"], delivery["attribution"]) == ("30000", "2024-07", "'=cmd()")


def test_a_table_for_people(files: tuple[str, str], capfd: pytest.CaptureFixture[str]) -> None:
    """The table shows roles, bounds, times and the quote."""
    article, claims = files
    _, out, _ = printed(capfd, article, "--claims", claims, "--format", "table")
    for words in ("buyer=ByteDance", "≥ 100,000 chip", "≤ 30,000 chip", "until 2024-07", "says =cmd()"):
        assert words in out


@pytest.mark.parametrize(
    ("form", "parsed"), [("ttl", RdfFormat.TURTLE), ("nq", RdfFormat.N_QUADS), ("trig", RdfFormat.TRIG)]
)
def test_rdf(files: tuple[str, str], capfd: pytest.CaptureFixture[str], form: str, parsed: RdfFormat) -> None:
    """Each RDF format holds the same triples."""
    article, claims = files
    _, out, _ = printed(capfd, article, "--claims", claims, "--format", form)
    _, quads, _ = printed(capfd, article, "--claims", claims, "--format", "nq")
    expected = {quad.triple for quad in parse(quads, format=RdfFormat.N_QUADS)}
    assert {quad.triple for quad in parse(out, format=parsed)} == expected
    assert len(expected) > 20


def test_what_cannot_be_read_is_said_and_counted(files: tuple[str, str], capfd: pytest.CaptureFixture[str]) -> None:
    """A missing file and a bad row are named; the rest is printed; the exit code is 3."""
    article, claims = files
    Path(claims).write_text("\n".join([json.dumps(ROWS[0]), '{"article": "orders", "kind": "Sale"}']))
    code, out, err = printed(capfd, "none.txt", article, "--claims", claims)
    assert (code, len(out.splitlines())) == (3, 1)
    assert "chippolitik: none.txt: there is no such file or folder\n  hint: look at the path\n" in err
    assert f"chippolitik: {claims}:2: field 'kind': 'Sale' is none of" in err
    assert err.endswith("1 article, 1 claim, 2 unreadable\n")


def test_another_language_is_unreadable(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """An article in French is refused with a hint; --language overrules."""
    path = tmp_path / "fr.txt"
    path.write_text("Le gouvernement américain interdit l'exportation des puces H20 vers la Chine.")
    (tmp_path / "claims.jsonl").write_text("")
    code, _, err = printed(capfd, str(path), "--claims", str(tmp_path / "claims.jsonl"), "--published", "2024")
    assert code == 3
    assert "chippolitik: fr: language not supported: fr\n  hint: say --language de or en if it is one of them" in err
    code, _, _ = printed(
        capfd, str(path), "--claims", str(tmp_path / "claims.jsonl"), "--published", "2024", "--language", "en"
    )
    assert code == 0


def test_a_bad_date_is_a_usage_error(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """--published explains its forms."""
    code, _, err = printed(capfd, str(tmp_path), "--published", "30.9.2024")
    assert code == 2
    assert "'30.9.2024' is no date; write it like 2024-09-30" in err


def test_a_trace_is_text_or_jsonl(files: tuple[str, str], capfd: pytest.CaptureFixture[str]) -> None:
    """Text has a heading for each article; JSON has a line for each sentence and one for the claims."""
    article, claims = files
    code, out, err = printed(capfd, article, "--trace")
    assert (code, err.split(",")[0]) == (0, "1 article")
    assert out.startswith(
        "=== orders (en)\n[0] ByteDance ordered over 100,000 Ascend 910B chips.\n  tokens     ByteDance/M"
    )
    assert "en-order (Order, order): fires with buyer: ByteDance, product: Ascend 910B" in out
    code, out, _ = printed(capfd, article, "--trace", "--format", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert [row.get("index") for row in rows] == [0, 1, None]
    assert {"frame": "en-order", "kind": "Order", "word": "order", "outcome": ""}.items() <= next(
        trial for trial in rows[0]["trials"] if trial["frame"] == "en-order"
    ).items()
    assert printed(capfd, article, "--trace", "--format", "csv")[0] == 2
    assert printed(capfd, article, "--trace", "--claims", claims)[0] == 2
