"""Advice on findings in the tables: for every check, in both languages, with how to mend it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from chippolitik import knowledge
from chippolitik.knowledge import ADVICE

LINTS = sorted(Path(str(knowledge.__file__)).parent.glob("lint*.py"))


def checks_of(path: Path) -> set[str]:
    """Return the checks whose findings a file makes: second arguments of ``error`` and ``warning``."""
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    named = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id in {"error", "warning"}]
    return {str(call.args[1].value) for call in named if isinstance(call.args[1], ast.Constant)}


def test_each_check_has_advice_and_no_advice_is_left_over() -> None:
    """What ``kb check`` can find is what there is advice on; references are checked by a shared function."""
    assert set().union(*map(checks_of, LINTS)) | {"reference"} == set(ADVICE)


@pytest.mark.parametrize("check", ADVICE)
def test_advice_says_what_is_wrong_and_what_to_do(check: str) -> None:
    """Each text has two sentences or more; the two are not the same, and the German one has no English article."""
    english, german = ADVICE[check]
    for text in (english, german):
        assert text.endswith(".")
        assert text.count(". ") >= 1
    assert english != german
    assert not {"the", "The"} & set(german.split())
