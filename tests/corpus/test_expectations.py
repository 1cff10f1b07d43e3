"""Expectations of sources: minima are fatal, maxima are warnings, and a file that says what is unknown is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from chippolitik.corpus import Problem
from chippolitik.corpus.expectations import Shortfall, Tally, read_expectations
from chippolitik.errors import InputError
from chippolitik.model import Document, PartialDate

FILE = """
articles: {min: 2, max: 2}
fill:
  published: {min: 0.9}
  title: {max: 0}
languages: {de: {min: 1}}
sources:
  Reuters: {articles: {min: 2}}
"""
GERMAN = Document(name="a", key="a", text="Huawei liefert Chips.", language="de", published=PartialDate("2024"))
ENGLISH = Document(name="b", key="b", text="Huawei ships chips.", language="en", source="Reuters", title="Chips")


def test_minima_and_maxima(tmp_path: Path) -> None:
    """Each unmet expectation is told with what is and what should be, in the order of the file's parts."""
    path = tmp_path / "expect.yaml"
    path.write_text(FILE)
    expected = read_expectations(path)
    tally, problems = Tally.of([GERMAN, ENGLISH, ENGLISH, Problem(InputError("is empty"))])
    assert problems == 1
    assert expected.judge(tally) == [
        Shortfall("articles: 3, at most 2 expected", fatal=False),
        Shortfall("articles with the field 'published': 33%, at least 90% expected", fatal=True),
        Shortfall("articles with the field 'title': 67%, at most 0% expected", fatal=False),
    ]
    assert [one.message for one in expected.judge(Tally())][-1] == "Reuters: articles: 0, at least 2 expected"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("articels: {min: 1}", "'articels' is not known", id="unknown part"),
        pytest.param("articles: 5", "names with values are expected", id="no range"),
        pytest.param("fill: {published: {min: 95}}", "must be a number from 0 to 1", id="percent"),
        pytest.param("articles: {min: 5, max: 1}", "the minimum is above the maximum", id="crossed"),
        pytest.param("articles: [", "is no YAML", id="no YAML"),
        pytest.param("sources: {R: {sources: {}}}", "'sources' is not known", id="nested"),
    ],
)
def test_a_bad_file(text: str, message: str, tmp_path: Path) -> None:
    """The file is named, and what is wrong in it."""
    path = tmp_path / "expect.yaml"
    path.write_text(text)
    with pytest.raises(InputError, match="e") as caught:
        read_expectations(path)
    assert message in caught.value.message
    assert caught.value.file == str(path)
