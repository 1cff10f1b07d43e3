"""``chippolitik ontology`` as a user meets it: output, exit codes, one-line errors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chippolitik.cli.root import run
from chippolitik.ontology import reasoning

HERE = Path(__file__).parent


def test_checking_our_ontology_finds_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """Our ontology ends with 0, prints nothing to stdout and a count to stderr."""
    assert run(["ontology", "check", "--strict"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert "0 errors, 0 warnings" in err


def test_a_faulty_ontology_ends_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    """Errors end with 1; JSON on stdout is whole."""
    assert run(["ontology", "check", str(HERE / "foreign.ttl"), "--format", "json"]) == 1
    rows = json.loads(capsys.readouterr().out)
    assert {"check", "severity", "term", "value", "message", "file"} == set(rows[0])
    assert "cycle-in-hierarchy" in {row["check"] for row in rows}


def test_the_checks_can_be_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """``--list`` names each check with its severity and origin."""
    assert run(["ontology", "check", "--list"]) == 0
    assert "missing-label" in capsys.readouterr().out


def test_format_check_names_files_and_ends_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``format --check`` changes nothing and names the file; without it the file is mended."""
    path = tmp_path / "a.ttl"
    path.write_text("@prefix e: <http://e.org/> .\ne:a   a e:B .\n", encoding="utf-8")
    assert run(["ontology", "format", "--check", str(tmp_path)]) == 1
    assert capsys.readouterr().out == f"{path}\n"
    assert run(["ontology", "format", str(path)]) == 0
    assert run(["ontology", "format", "--check", str(path)]) == 0
    assert path.read_text(encoding="utf-8") == "@prefix e: <http://e.org/> .\n\ne:a a e:B .\n"


def test_a_missing_file_is_one_line_and_3(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is not there ends with 3, one line and a hint."""
    assert run(["ontology", "format", str(tmp_path / "no.ttl")]) == 3
    assert capsys.readouterr().err.splitlines()[0].endswith("no.ttl: No such file or directory")


def test_without_java_reasoning_ends_with_5(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where Java is missing the command says so and ends with 5."""
    monkeypatch.setattr(reasoning, "java_is_there", lambda: False)
    assert run(["ontology", "reason"]) == 5
    assert "reasoning needs Java" in capsys.readouterr().err


def test_the_vocabulary_is_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    """``vocabulary --check`` ends with 0 where file and ontology agree."""
    assert run(["ontology", "vocabulary", "--check"]) == 0
    assert capsys.readouterr().out == "up to date\n"
    assert run(["ontology", "vocabulary", "--check", "--write"]) == 2


@pytest.mark.parametrize("name", ["country-as-buyer", "order-that-is-a-state"])
def test_inconsistent_data_end_with_1(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """``reason FILE`` ends with 1 where no world can be as ontology and file say."""
    if not reasoning.java_is_there():
        pytest.skip("HermiT needs Java, which is not installed")
    assert run(["ontology", "reason", str(HERE / "inconsistent" / f"{name}.ttl")]) == 1
    assert capsys.readouterr().out == "inconsistent: no world can be as these triples say\n"
