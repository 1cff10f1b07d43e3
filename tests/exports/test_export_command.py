"""``export`` with filters: one meaning in every format, folders that need a name, and no text unless asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from chippolitik.cli.root import run

from ..cli.answers import Known  # noqa: TID252 - tests have no absolute name

FILTERS = ("--kind", "order", "--modality", "asserted", "--entity", "Norddata", "--known-at", "2025-07-01")


def exported(store: str, capsysbinary: pytest.CaptureFixture[bytes], *words: str) -> bytes:
    capsysbinary.readouterr()
    assert run(["--store", store, "export", *words]) == 0
    return capsysbinary.readouterr().out


def test_chosen_quads_are_some_of_all(made: tuple[str, Known], capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """A filtered export says nothing that the whole one does not, and names the things of its claims."""
    store, _ = made
    whole: set[Quad] = set(parse(exported(store, capsysbinary), format=RdfFormat.N_QUADS))
    some: set[Quad] = set(parse(exported(store, capsysbinary, *FILTERS), format=RdfFormat.N_QUADS))
    assert some < whole
    assert any('"Norddata"' in str(quad.object) for quad in some)


@pytest.mark.parametrize("form", ["nq", "graphml", "ftm"])
def test_texts_leave_on_demand_alone(
    form: str, made: tuple[str, Known], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Words of an article outside of all quotes are there with the flag only."""
    store, _ = made
    words = "Stadtwerke Musterstadt nutzen weiterhin K2-Chips."
    assert words not in exported(store, capsysbinary, "--format", form).decode()
    assert words in exported(store, capsysbinary, "--format", form, "--with-text").decode()


def test_a_folder_needs_a_new_name(made: tuple[str, Known], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A format of several files wants --output, keeps what is there, and then writes all of it."""
    store, _ = made
    assert run(["--store", store, "export", "--format", "neo4j"]) == 2
    assert "chippolitik: neo4j is a folder of files" in capsys.readouterr().err
    assert run(["--store", store, "export", "--format", "neo4j", "--output", str(tmp_path)]) == 2
    assert run(["--store", store, "export", "--format", "neo4j", *FILTERS, "--output", str(tmp_path / "new")]) == 0
    page = (tmp_path / "new" / "README.md").read_text(encoding="utf-8")
    assert "known at 2025-07-01; kind Order; modality asserted; naming Norddata" in page


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--as-of", "soon"), "parameter 'as_of' is a day, not 'soon'"),
        (("--entity", "Nordata"), "the graph knows nothing called 'Nordata'; did you mean Norddata"),
        (("--format", "stix", "--with-text"), "stix holds claims, no articles"),
        (("--snapshot", "x", "--kind", "Order"), "a snapshot has files and formats of its own"),
    ],
)
def test_what_means_nothing_is_refused(
    words: tuple[str, ...], message: str, made: tuple[str, Known], capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong day, an unknown name and options that do nothing are one line each."""
    assert run(["--store", made[0], "export", *words]) == 2
    assert f"chippolitik: {message}" in capsys.readouterr().err
