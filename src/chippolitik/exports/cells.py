"""Cells of tables: words that no spreadsheet runs as a formula, and back.

Which columns there are is said by each format.
"""

from __future__ import annotations

import re
from decimal import Decimal

from chippolitik.model.amount import decimal_text

__all__ = ["cell_text", "harmless", "original", "value_text"]

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_ESCAPED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def harmless(text: str) -> str:
    """Put an apostrophe before words that a spreadsheet would take for a formula.

    Source: OWASP, CSV Injection.

    Example:
        >>> harmless("=1+1"), harmless("H20"), harmless("'=1+1")
        ("'=1+1", 'H20', "''=1+1")
    """
    return f"'{text}" if _FORMULA.match(text) else text


def original(cell: str) -> str:
    """Undo ``harmless``.

    Example:
        >>> original("'=1+1"), original("'s-Hertogenbosch")
        ('=1+1', "'s-Hertogenbosch")
    """
    return cell[1:] if _ESCAPED.match(cell) else cell


def value_text(value: object) -> str:
    """Return a value of a property as text; None gives an empty one.

    Example:
        >>> value_text(True), value_text(None), value_text(Decimal("1E+5")), value_text("-")
        ('true', '', '100000', '-')
    """
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return decimal_text(value)
        case _:
            return str(value)


def cell_text(value: object) -> str:
    """Return a value of a property as the text of a cell; None gives an empty one.

    Example:
        >>> cell_text(True), cell_text(None), cell_text(Decimal("1E+5")), cell_text("-")
        ('true', '', '100000', "'-")
    """
    return harmless(value) if isinstance(value, str) else value_text(value)
