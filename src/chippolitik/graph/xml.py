"""Text that XML 1.0 can hold, for every file of ours that is XML."""

from __future__ import annotations

from xml.sax.saxutils import escape

__all__ = ["xml_escaped", "xml_text"]


def xml_text(text: str) -> str:
    r"""Drop what XML 1.0 cannot hold.

    Source: Extensible Markup Language (XML) 1.0, production 2, Char.

    Example:
        >>> xml_text("Ascend\x00 910B\r\n")
        'Ascend 910B\r\n'
    """
    return "".join(
        c for c in text if c in "\t\n\r" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")
    )


def xml_escaped(text: str) -> str:
    r"""Return text as the content of an element; a reader gives it back with its carriage returns.

    Unescaped, every reader turns them into line feeds.

    Example:
        >>> xml_escaped("R&D\r\n")
        'R&amp;D&#13;\n'
    """
    return escape(xml_text(text), {"\r": "&#13;"})
