"""Errors carry a stable code, a hint and an exit code, and survive the way back from a worker process."""

from __future__ import annotations

import pickle

import pytest

from chippolitik import errors
from chippolitik.errors import ChippolitikError, InputError

EXIT_CODES = {
    "UsageError": 2, "InputError": 3, "StoreError": 4, "MissingPartError": 5, "AssetError": 5, "ValidationError": 1,
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(set(errors.__all__) - {"ChippolitikError"}))
def test_an_error_has_its_exit_code(name: str) -> None:
    """Each branch of the tree has the exit code that its documentation promises."""
    assert getattr(errors, name)("x").exit_code == EXIT_CODES[name]


def test_codes_are_distinct() -> None:
    """No two errors share a code."""
    codes = [getattr(errors, name).code for name in errors.__all__]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize(
    ("error", "text"),
    [
        pytest.param(InputError("not UTF-8", file="a.txt", line=3), "a.txt:3: not UTF-8", id="file and line"),
        pytest.param(InputError("a date expected", file="a.jsonl", field="published"),
                     "a.jsonl: field 'published': a date expected", id="field"),
        pytest.param(InputError("empty"), "empty", id="bare"),
    ],
)  # fmt: skip
def test_an_input_error_names_its_place(error: InputError, text: str) -> None:
    """File, line and field stand before the message."""
    assert str(error) == text


def test_errors_survive_a_process_boundary() -> None:
    """A pickled error comes back with its message, hint and place."""
    error: ChippolitikError = pickle.loads(pickle.dumps(InputError("bad", "mend it", file="a.txt", line=2)))  # noqa: S301 - our own bytes
    assert (str(error), error.hint, error.exit_code) == ("a.txt:2: bad", "mend it", 3)
