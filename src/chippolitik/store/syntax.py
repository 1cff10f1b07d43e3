"""What a parser says of a file, in one clear line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chippolitik.errors import InputError

__all__ = ["parse_errors"]


@contextmanager
def parse_errors(path: Path) -> Iterator[None]:
    """Raise ``InputError`` where a parser of Oxigraph, in the block, finds a file broken.

    Args:
        path: The file that the error names.
    """
    try:
        yield
    except SyntaxError as error:
        message = str(error.msg).removeprefix("Parser error ")
        raise InputError(message, "mend the syntax of the file", file=str(path), line=error.lineno) from error
    except ValueError as error:
        raise InputError(str(error), "mend the syntax of the file", file=str(path)) from error
    except MemoryError as error:  # the parser takes no token above 16 MiB
        hint = "keep long texts outside the graph, and name them by an IRI"
        raise InputError("a literal or another part is longer than 16 MiB", hint, file=str(path)) from error
