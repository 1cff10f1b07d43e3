"""Solutions of SELECT and the answer of ASK in the four formats of SPARQL, written row by row.

Source: SPARQL 1.1 Query Results JSON, XML, CSV and TSV formats (W3C 2013). CSV is for spreadsheets, so there a text
that a spreadsheet would run as a formula gets an apostrophe before it; the other formats are exact.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import BlankNode, Literal, NamedNode

__all__ = ["Out", "Row", "Term", "write_boolean", "write_solutions"]

Term = NamedNode | BlankNode | Literal
Row = Sequence[Term | None]
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_LANGUAGE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORMULA = re.compile(r"[\s]*[=+\-@\t\r|]")


class Out(Protocol):
    """Where bytes go."""

    def write(self, data: bytes, /) -> object:
        """Take some bytes."""
        ...


def write_boolean(answer: bool, form: str, out: Out) -> None:  # noqa: FBT001 - it is the value, not a flag
    """Write the answer of ASK as ``json`` or ``xml``."""
    word = "true" if answer else "false"
    if form == "xml":
        out.write(f"{_XML_HEAD}<head/><boolean>{word}</boolean></sparql>\n".encode())
    else:
        out.write(f'{{"head":{{}},"boolean":{word}}}\n'.encode())


def write_solutions(variables: Sequence[str], rows: Iterable[Row], form: str, out: Out) -> None:
    """Write solutions.

    Args:
        variables: The selected variables, in order.
        rows: A term or None for each of them.
        form: ``json``, ``xml``, ``csv`` or ``tsv``.
        out: Where to.
    """
    _WRITERS[form](variables, rows, out)


def _json(variables: Sequence[str], rows: Iterable[Row], out: Out) -> None:
    names = [json.dumps(name) for name in variables]
    out.write(f'{{"head":{{"vars":[{",".join(names)}]}},"results":{{"bindings":['.encode())
    between = "\n"
    for row in rows:
        cells = (f"{name}:{_json_term(term)}" for name, term in zip(names, row, strict=True) if term is not None)
        out.write(f"{between}{{{','.join(cells)}}}".encode())
        between = ",\n"
    out.write(b"\n]}}\n")


def _json_term(term: Term) -> str:
    value = json.dumps(term.value, ensure_ascii=False)
    if isinstance(term, NamedNode):
        return f'{{"type":"uri","value":{value}}}'
    if isinstance(term, BlankNode):
        return f'{{"type":"bnode","value":{value}}}'
    if term.language:
        return f'{{"type":"literal","value":{value},"xml:lang":{json.dumps(term.language)}}}'
    if term.datatype.value == _STRING:
        return f'{{"type":"literal","value":{value}}}'
    return f'{{"type":"literal","value":{value},"datatype":{json.dumps(term.datatype.value, ensure_ascii=False)}}}'


_XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'


def _xml(variables: Sequence[str], rows: Iterable[Row], out: Out) -> None:
    names = [quoteattr(name) for name in variables]
    out.write(f"{_XML_HEAD}<head>{''.join(f'<variable name={name}/>' for name in names)}</head><results>".encode())
    for row in rows:
        cells = (
            f"<binding name={name}>{_xml_term(term)}</binding>"
            for name, term in zip(names, row, strict=True)
            if term is not None
        )
        out.write(f"\n<result>{''.join(cells)}</result>".encode())
    out.write(b"\n</results></sparql>\n")


def _xml_term(term: Term) -> str:
    value = escape(_NOT_XML.sub("\ufffd", term.value), {"\r": "&#13;"})
    if isinstance(term, NamedNode):
        return f"<uri>{value}</uri>"
    if isinstance(term, BlankNode):
        return f"<bnode>{value}</bnode>"
    if term.language:
        return f"<literal xml:lang={quoteattr(term.language)}>{value}</literal>"
    if term.datatype.value == _STRING:
        return f"<literal>{value}</literal>"
    return f"<literal datatype={quoteattr(term.datatype.value)}>{value}</literal>"


def _csv(variables: Sequence[str], rows: Iterable[Row], out: Out) -> None:
    out.write((",".join(_quoted(name) for name in variables) + "\r\n").encode())
    for row in rows:
        out.write((",".join(_csv_term(term) for term in row) + "\r\n").encode())


def _csv_term(term: Term | None) -> str:
    if term is None:
        return ""
    if isinstance(term, BlankNode):
        return f"_:{term.value}"
    plain = isinstance(term, Literal) and term.datatype.value not in {_STRING, _LANGUAGE}
    text = term.value
    if _FORMULA.match(text) and not (plain and re.fullmatch(r"[+-]?[0-9.eE+-]+", text)):
        text = "'" + text
    return _quoted(text)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if re.search(r'[",\r\n]', text) else text


def _tsv(variables: Sequence[str], rows: Iterable[Row], out: Out) -> None:
    out.write(("\t".join(f"?{name}" for name in variables) + "\n").encode())
    for row in rows:
        out.write(("\t".join("" if term is None else str(term) for term in row) + "\n").encode())


_WRITERS: dict[str, Callable[[Sequence[str], Iterable[Row], Out], None]] = {
    "json": _json,
    "xml": _xml,
    "csv": _csv,
    "tsv": _tsv,
}
