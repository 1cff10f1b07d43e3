"""The errors a user can meet: each has a stable code, a message, a hint and an exit code.

What is wrong with data is a finding (a value); an error means that the work could not be done::

    ChippolitikError
    ├── UsageError            exit 2   a wrong name, parameter or option
    ├── InputError            exit 3   a file that cannot be read; knows file, line and field
    ├── StoreError            exit 4   the store is missing, foreign, busy, full or of another manifest
    ├── MissingPartError      exit 5   Java or an optional package is not there
    ├── AssetError            exit 5   the installation lacks one of its own files
    └── ValidationError       exit 1   data that must be valid is not (a broken knowledge base, a broken lexicon)
"""

from __future__ import annotations

from typing import ClassVar

__all__ = [
    "AssetError",
    "ChippolitikError",
    "InputError",
    "MissingPartError",
    "StoreError",
    "UsageError",
    "ValidationError",
]


class ChippolitikError(Exception):
    """Root of all errors that a user can meet.

    Args:
        message: One line that says what went wrong, with the offending value.
        hint: One line that says what to do; may be empty.
    """

    code: ClassVar[str] = "error"
    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __reduce__(self) -> tuple[object, ...]:
        """Survive the way back from a worker process."""
        return _revive, (type(self), self.message, self.__dict__.copy())

    def __str__(self) -> str:
        return self.message


class UsageError(ChippolitikError):
    """A name, parameter or option that means nothing here."""

    code = "usage"
    exit_code = 2


class InputError(ChippolitikError):
    """An input that cannot be read.

    Args:
        message: What is wrong with it.
        hint: What to do.
        file: The file's name, as the user gave it.
        line: 1-based line, where known.
        field: The field of a record, where known.
    """

    code = "input"
    exit_code = 3

    def __init__(
        self, message: str, hint: str = "", *, file: str = "", line: int | None = None, field: str = ""
    ) -> None:
        super().__init__(message, hint)
        self.file = file
        self.line = line
        self.field = field

    def __str__(self) -> str:
        place = self.file + (f":{self.line}" if self.line is not None else "")
        field = f"field {self.field!r}: " if self.field else ""
        return f"{place}: {field}{self.message}" if place else f"{field}{self.message}"


class StoreError(ChippolitikError):
    """The store is missing, foreign, busy, full, read-only or of another manifest."""

    code = "store"
    exit_code = 4


class MissingPartError(ChippolitikError):
    """Java or an optional package that this command needs is not installed."""

    code = "missing-part"
    exit_code = 5

    @classmethod
    def of_extra(cls, message: str, extra: str) -> MissingPartError:
        """Return the error whose hint says how to install an extra.

        Example:
            >>> MissingPartError.of_extra("reading PDF needs the package pypdf", "pdf").hint
            "pip install 'chippolitik[pdf]'"
        """
        return cls(message, f"pip install 'chippolitik[{extra}]'")


class AssetError(ChippolitikError):
    """The installation lacks one of its own files, or one of them is broken."""

    code = "asset"
    exit_code = 5


class ValidationError(ChippolitikError):
    """Data that must be valid to go on is not."""

    code = "validation"
    exit_code = 1


def _revive(cls: type[ChippolitikError], message: str, state: dict[str, object]) -> ChippolitikError:
    error = cls(message)
    error.__dict__.update(state)
    return error
