"""PDF files give their text in paragraphs; what holds none is refused with a hint."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from chippolitik.corpus import Defaults, Problem, read_sources
from chippolitik.errors import MissingPartError
from chippolitik.model import Document

from .pdf_files import pdf_of

LINES = [
    "ByteDance hat in diesem Jahr mehr als 100.000 Ascend-910B-Chips von Huawei be-",
    "stellt, sagten zwei Personen.",
    "Bis Juli kamen weniger als 30.000 an.",
]


def test_paragraphs_pages_and_title(tmp_path: Path) -> None:
    """A parted word is whole again, a paragraph goes on over a page, and the date of the file is no publication."""
    path = tmp_path / "bericht.pdf"
    path.write_bytes(pdf_of(LINES, ["Das Ministerium pr\u00fcft den Fall."], title="Chips"))
    [document] = [item for item in read_sources([str(path)]) if isinstance(item, Document)]
    assert document.text == (
        "ByteDance hat in diesem Jahr mehr als 100.000 Ascend-910B-Chips von Huawei bestellt, sagten zwei Personen."
        "\n\nBis Juli kamen weniger als 30.000 an.\n\nDas Ministerium prüft den Fall."
    )
    assert (document.title, document.published, document.path) == ("Chips", None, str(path))


@pytest.mark.parametrize(
    ("data", "message", "limit"),
    [
        pytest.param(pdf_of([]), "holds no text", 1000, id="a scan"),
        pytest.param(b"%PDF-1.7\n", "is a damaged PDF file", 1000, id="cut off"),
        pytest.param(pdf_of(LINES) * 9, "longer than an article may be", 100, id="too many bytes"),
    ],
)
def test_what_cannot_be_read(data: bytes, message: str, limit: int, tmp_path: Path) -> None:
    """Each is a problem in one line."""
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    [problem] = [item for item in read_sources([str(path)], Defaults(max_chars=limit)) if isinstance(item, Problem)]
    assert message in problem.error.message
    assert problem.error.hint


def test_the_extra_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it, a file that was named ends the run with exit code 5; in a folder it is one problem among others."""
    monkeypatch.setitem(sys.modules, "pypdf", None)
    (tmp_path / "a.pdf").write_bytes(pdf_of(LINES))
    (tmp_path / "b.txt").write_text("Nvidia sells H20 chips.")
    with pytest.raises(MissingPartError, match="pypdf") as caught:
        list(read_sources([str(tmp_path / "a.pdf")]))
    assert (caught.value.exit_code, caught.value.hint) == (5, "pip install 'chippolitik[pdf]'")
    problem, document, _ = read_sources([str(tmp_path)])
    assert isinstance(problem, Problem)
    assert isinstance(document, Document)
