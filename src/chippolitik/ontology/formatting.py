"""Bring hand-kept Turtle files into the one layout, and tell which files are not in it.

The layout itself is in ``turtle``.
"""

from __future__ import annotations

import re
from pathlib import Path

from pyoxigraph import RdfFormat, Triple, parse

from chippolitik.errors import InputError
from chippolitik.ontology.files import syntax_message
from chippolitik.ontology.turtle import turtle

__all__ = ["format_file", "format_turtle"]

# What may hold a # that begins no comment: long and short strings, and IRIs.
_OPAQUE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\''
    r'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>"{}|^`\\\s]*>|#[^\n]*',
    re.DOTALL,
)


def format_turtle(text: str, file: str = "") -> str:
    r"""Return a Turtle text in the project's layout.

    Comment lines at the top of the file stay; others would be lost, so that they are refused.

    Args:
        text: Turtle.
        file: The file's name, for messages.

    Raises:
        InputError: A syntax error, or a comment below the first statement; it names file and line.

    Example:
        >>> print(format_turtle('@prefix e: <http://e.org/> .\n\ne:a   e:b "x" , 1.'), end="")
        @prefix e: <http://e.org/> .
        <BLANKLINE>
        e:a e:b 1,
                "x" .
    """
    head, line = _leading_comment(text)
    for match in _OPAQUE.finditer(text, len(head)):
        if match.group().startswith("#"):
            at = text.count("\n", 0, match.start()) + 1
            hint = "say it in skos:editorialNote or at the top of the file"
            raise InputError("formatting would lose this comment", hint, file=file, line=at)
    try:
        parser = parse(text.encode(), format=RdfFormat.TURTLE)
        triples = [Triple(quad.subject, quad.predicate, quad.object) for quad in parser]
    except SyntaxError as error:
        message = syntax_message(error)
        raise InputError(message, "mend the syntax of the file", file=file, line=error.lineno) from error
    comment = f"{head.strip()}\n\n" if line else ""
    return comment + turtle(triples, parser.prefixes)


def _leading_comment(text: str) -> tuple[str, int]:
    """Return the comment and empty lines that open a text, and how many of them are comments."""
    taken: list[str] = []
    for line in text.splitlines(keepends=True):
        if line.strip() and not line.startswith("#"):
            break
        taken.append(line)
    return "".join(taken), sum(line.startswith("#") for line in taken)


def format_file(path: Path, *, write: bool) -> bool:
    """Bring a file into the layout.

    Args:
        path: A Turtle file in UTF-8.
        write: Whether to write the file; else it is compared only.

    Returns:
        Whether the file was in the layout already.

    Raises:
        InputError: The file cannot be read or formatted.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise InputError(reason or "cannot be read", "give the path of a Turtle file", file=str(path)) from error
    formatted = format_turtle(text, str(path))
    if formatted != text and write:
        path.write_text(formatted, encoding="utf-8")
    return formatted == text
