"""A page gives the text of its article and what its head says about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from chippolitik.corpus import read_sources
from chippolitik.corpus.webpage import fields_of_page
from chippolitik.model import Document, PartialDate

PAGE = """<!DOCTYPE html>
<html lang="de-DE"><head>
<meta charset="{charset}"><title>Huawei liefert | Blatt</title>
<meta property="og:title" content="Huawei liefert"><meta property="og:site_name" content="Blatt">
<meta property="article:published_time" content="2024-09-30T08:00:00+02:00">
<link rel="canonical" href="https://blatt.example/huawei">
<style>p {{ color: red }}</style><script>var text = "<p>no</p>";</script></head>
<body><header><nav><ul><li>Start<li>Politik</ul></nav></header>
<article><h1>Huawei   liefert</h1>
<p>Bis Juli wurden
weniger als&nbsp;30.000 <b>Ascend&nbsp;910B</b>-Chips geliefert&hellip;<br>Für Köln.</p>
<ul><li>Punkt &amp; Strich</li></ul><aside>Werbung</aside></article>
<footer><p>Impressum</p></footer></body></html>"""


def test_an_article_comes_out_of_its_page() -> None:
    """Paragraphs, headings and items of the article come out with folded white space; the rest is left out."""
    fields = fields_of_page(PAGE.format(charset="utf-8"))
    assert fields.text == (
        "Huawei liefert\n\nBis Juli wurden weniger als 30.000 Ascend 910B-Chips geliefert…"
        "\n\nFür Köln.\n\nPunkt & Strich"
    )
    assert (fields.title, fields.source, fields.language) == ("Huawei liefert", "Blatt", "de-DE")
    assert (fields.published, fields.url) == ("2024-09-30T08:00:00+02:00", "https://blatt.example/huawei")


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252", "no-such-charset"])
def test_a_page_is_read_in_the_encoding_that_it_declares(tmp_path: Path, charset: str) -> None:
    """Latin-1 means Windows-1252, as in browsers; an unknown name is passed over."""
    path = tmp_path / "page.html"
    path.write_bytes(PAGE.format(charset=charset).encode("cp1252" if charset.endswith(("1", "1252")) else "utf-8"))
    [document] = read_sources([str(path)])
    assert isinstance(document, Document)
    assert document.text.endswith("geliefert…\n\nFür Köln.\n\nPunkt & Strich")
    assert (document.published, document.language) == (PartialDate("2024-09-30"), "de")
    assert document.key == document.url == "https://blatt.example/huawei"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        pytest.param("<p>One<p>Two", "One\n\nTwo", id="unclosed paragraphs"),
        pytest.param("<main><p>In</p></main><p>Out</p>", "In", id="main"),
        pytest.param("<script>a<b</script><p>In", "In", id="script"),
        pytest.param("<svg><title>x</title></svg><p>In", "In", id="drawing"),
        pytest.param("<nav><ul><li>a</nav><p>In", "In", id="unclosed item in nav"),
        pytest.param("<form><button>Buy</form><p>In", "In", id="unclosed button"),
        pytest.param("</nav></article><p>In", "In", id="ends without beginning"),
        pytest.param("<table><tr><td>a</td><td>b</td></tr></table>", "a\n\nb", id="cells"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_untidy_pages(html: str, text: str) -> None:
    """Markup that is not closed, or closed twice, loses no text and lets none in."""
    assert fields_of_page(html).text == text


def test_a_date_that_makes_no_sense_is_left_out(tmp_path: Path) -> None:
    """Pages are made by others: a date in free form is dropped with a notice, and the article is read."""
    path = tmp_path / "page.html"
    path.write_text('<meta name="date" content="last Monday"><p>Huawei ships.</p>')
    notice, document, undated = read_sources([str(path)])
    assert str(notice) == f"{path}: its date makes no sense and is left out: 'last Monday'"
    assert isinstance(document, Document)
    assert "no date of publication" in str(undated)
