"""What the bytes of a file of N-Triples tell without a parser."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from chippolitik.store.scanning import scan_big, scan_lines

XSD = "http://www.w3.org/2001/XMLSchema#"
ONE = b'<http://e/a> <http://e/p> "H20"'


@pytest.mark.parametrize(
    "data",
    [
        ONE + b" .\n" + ONE + b"@en .\n",
        ONE + b" .\n" + ONE + b" .",
        ONE + b" .\n\n# 3 more\n \t" + ONE + b" .\n",
        b"# none\n" + ONE + b' .\n<http://e/a> <http://e/p> "say \\"yes\\"" .\n',
    ],
    ids=["plain", "no end of line", "gaps and a comment", "escapes"],
)
def test_statements_are_counted_without_a_parser(data: bytes) -> None:
    """As many statements are counted as the parser finds, however the lines are written."""
    found = scan_lines(io.BytesIO(data))
    assert found.sure
    assert found.statements == sum(1 for _ in parse(data, format=RdfFormat.N_TRIPLES))
    assert found.digest == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    "before", [b"", ONE + b' .\n<http://e/a> <http://e/p> "a \\"b\\"" .\n'], ids=["plain", "escapes"]
)
def test_only_unusual_literals_are_told(before: bytes) -> None:
    """A literal that a store may spell otherwise is told, one that it keeps is not."""
    lines = [f'<http://e/a> <http://e/p> "{text}"^^<{XSD}integer> .\n'.encode() for text in ("7", "07", "-3")]
    found = scan_lines(io.BytesIO(before + b"".join(lines)))
    assert found.odd == {Literal("07", datatype=NamedNode(XSD + "integer"))}


@pytest.mark.parametrize(
    "line",
    [
        b'<http://e/a> <http://e/p> "a\\\\"^^<http://e/t> .\n',
        b"_:a <http://e/p> <http://e/b> .\n",
        ONE + b" .\r\n",
        b'<http://e/a> <http://e/p> "a\\"^^<b" .\n',
    ],
    ids=["a backslash before the end", "a blank node", "another end of line", "a datatype inside a text"],
)
def test_what_the_bytes_do_not_tell_is_left_to_the_parser(line: bytes) -> None:
    """A file with such a line is not relied on, but its hash is right."""
    found = scan_lines(io.BytesIO(ONE + b" .\n" + line))
    assert not found.sure
    assert found.digest == hashlib.sha256(ONE + b" .\n" + line).hexdigest()


@pytest.mark.parametrize("ending", [b"", b"\n"])
@pytest.mark.parametrize(
    "odd", [b"", b'<a:s> <a:p> "020"^^<http://www.w3.org/2001/XMLSchema#integer> .\n', b"_:b <a:p> <a:o> .\n"]
)
def test_two_processes_tell_what_one_does(tmp_path: Path, odd: bytes, ending: bytes) -> None:
    """A file that is looked through in halves gives what it gives as a whole, wherever the odd lines are."""
    line = b'<a:s> <a:p> "20"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'
    for number, data in enumerate((odd + line * 50, line * 50 + odd, line * 25 + odd + line * 25)):
        path = tmp_path / f"{number}.nt"
        path.write_bytes(data.rstrip(b"\n") + ending)
        with path.open("rb") as file:
            whole = scan_lines(file)
        halves = scan_big(path)
        assert (halves.digest, halves.sure) == (whole.digest, whole.sure)
        if whole.sure:
            assert halves == whole
