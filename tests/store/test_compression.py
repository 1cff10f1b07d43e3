"""RDF in every syntax, compressed or not, gives one graph; what is cut off gives none."""

from __future__ import annotations

import gzip
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, serialize

from chippolitik.errors import ChippolitikError, InputError, MissingPartError
from chippolitik.store import open_writer
from chippolitik.store.exporting import canonical_lines
from chippolitik.store.loading import read_rdf_file
from chippolitik.store.scanning import usual

from .made import MANIFEST

NODE = NamedNode("https://example.org/h20")
QUADS = [Quad(NODE, NODE, Literal(f"chip {number}")) for number in range(3000)]
SYNTAXES = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "rdf": RdfFormat.RDF_XML,
    "owl": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}


def packed(data: bytes, ending: str) -> bytes:
    """Compress; Zstandard in two frames."""
    if ending == ".gz":
        return gzip.compress(data)
    press = zstandard.ZstdCompressor().compress
    return press(data[:1000]) + press(data[1000:]) if ending == ".zst" else data


def failure(path: Path) -> ChippolitikError:
    with pytest.raises(ChippolitikError) as caught:
        read_rdf_file(path)
    return caught.value


@pytest.mark.parametrize("ending", ["", ".gz", ".zst"])
@pytest.mark.parametrize("syntax", SYNTAXES)
def test_every_syntax_and_compression_is_read(syntax: str, ending: str, tmp_path: Path) -> None:
    """The statements come in one graph, whose name comes from the bytes inside."""
    data = serialize(QUADS if syntax in {"nq", "trig"} else [q.triple for q in QUADS], format=SYNTAXES[syntax])
    assert data is not None
    (tmp_path / f"chips.{syntax}").write_bytes(data)
    path = tmp_path / f"chips.{syntax}{ending}"
    path.write_bytes(packed(data, ending))
    found = read_rdf_file(path)
    assert found.triples == len(QUADS)
    assert found.id == read_rdf_file(tmp_path / f"chips.{syntax}").id
    assert {quad.object for quad in found.quads()} == {quad.object for quad in QUADS}
    assert {quad.graph_name for quad in found.quads()} == {
        NamedNode(f"https://w3id.org/chippolitik/graph/file/{found.id}")
    }


@pytest.mark.parametrize("ending", [".gz", ".zst"])
@pytest.mark.parametrize("damage", ["cut", "foreign"])
def test_a_damaged_file_is_told(ending: str, damage: str, tmp_path: Path) -> None:
    """A file that is cut off, or was never compressed, is an error of the input, not a shorter file."""
    data = serialize([quad.triple for quad in QUADS], format=RdfFormat.N_TRIPLES)
    assert data is not None
    path = tmp_path / f"chips.nt{ending}"
    path.write_bytes(packed(data, ending)[:-20] if damage == "cut" else data)
    error = failure(path)
    assert isinstance(error, InputError)
    assert (error.message, error.hint) == ("the compressed file is cut off or broken", "compress it again")


def test_without_the_extra_the_error_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Zstandard is asked for only by files that need it."""
    (tmp_path / "chips.nt.zst").write_bytes(b"")
    monkeypatch.setitem(sys.modules, "zstandard", None)
    error = failure(tmp_path / "chips.nt.zst")
    assert isinstance(error, MissingPartError)
    assert error.hint == "pip install 'chippolitik[zstd]'"


@pytest.mark.parametrize("ending", ["", ".gz", ".zst"])
def test_a_database_reads_a_plain_file_itself(ending: str, tmp_path: Path) -> None:
    """Without blank nodes the way in does not show: same graph, same count, same bytes, relative IRIs too."""
    path, text = tmp_path / f"chips.ttl{ending}", b"<#h20> <#madeBy> <#nvidia> . <#h20> <#number> 20, 020 ."
    path.write_bytes(packed(text, ending))
    given = read_rdf_file(path).record()
    assert given.source is not None
    contents: list[bytes] = []
    for made in (given, replace(given, source=None)):
        with open_writer(tmp_path / str(len(contents)), MANIFEST) as store:
            (result,) = store.put_files([made])
            assert result.quads == 2
            contents.append(b"".join(canonical_lines(store)))
    assert contents[0] == contents[1]


def test_blank_nodes_keep_the_file_out_of_the_database(tmp_path: Path) -> None:
    """The database would name them anew each time, so we do."""
    (tmp_path / "chips.ttl").write_text("[] <https://example.org/made> 20 .")
    assert read_rdf_file(tmp_path / "chips.ttl").record().source is None


def test_a_look_at_the_bytes_is_enough_for_plain_lines(tmp_path: Path) -> None:
    """Statements and literals that are kept otherwise are known without a parser; texts that look odd are parsed."""
    plain, odd = tmp_path / "plain.nt", tmp_path / "odd.nt"
    rows = ['"20"', '"020"', '"1.50"', '"3.25"', '"2024-09-30T00:00:00Z"', '"2024-09-30T24:00:00Z"', '"x" ', '"a"@de ']
    types = ["integer", "integer", "decimal", "decimal", "dateTime", "dateTime", "", ""]
    lines = [
        f"<urn:a{n}> <urn:b> {text}{f'^^<http://www.w3.org/2001/XMLSchema#{kind}>' if kind else ''} .\n"
        for n, (text, kind) in enumerate(zip(rows, types, strict=True))
    ]
    plain.write_text("# a comment\n\n" + "".join(lines))
    odd.write_text("".join(lines) + '<urn:a> <urn:b> "no blank _:node" .\n')
    found, parsed = read_rdf_file(plain), read_rdf_file(odd)
    assert (found.triples, parsed.triples, found.blank, parsed.blank) == (8, 9, False, False)
    assert found.rewritten == parsed.rewritten
    assert list(found.rewritten) == [
        '"020"^^xsd:integer',
        '"1.50"^^xsd:decimal',
        '"2024-09-30T24:00:00Z"^^xsd:dateTime',
    ]
    assert found.rewritten['"020"^^xsd:integer'] == '"20"^^xsd:integer'


@given(
    st.sampled_from(["integer", "decimal", "boolean", "dateTime", "date"]),
    st.one_of(
        st.from_regex(r"-?[0-9]{1,4}(\.[0-9]{1,4})?", fullmatch=True),
        st.from_regex(r"[012][0-9]{3}-[01][0-9]-[0-3][0-9](T[012][0-9]:[0-6][0-9]:[0-6][0-9]Z)?", fullmatch=True),
        st.sampled_from(["true", "1", "+5", "-0", "0.0"]),
    ),
)
def test_a_usual_literal_comes_back_as_it_was(kind: str, text: str) -> None:
    """What is called usual, whatever its digits, is kept by a store to the letter."""
    datatype = f"http://www.w3.org/2001/XMLSchema#{kind}"
    if usual(text, datatype):
        store = Store()
        store.add(Quad(NODE, NODE, Literal(text, datatype=NamedNode(datatype))))
        assert next(iter(store)).object == Literal(text, datatype=NamedNode(datatype))


def test_a_database_tells_what_is_broken_in_lines(tmp_path: Path) -> None:
    """A syntax error that only the database sees is told with its line, and nothing is loaded."""
    path = tmp_path / "broken.nt"
    path.write_text('<urn:a> <urn:b> "x" .\n<urn:a> <urn:b> oops .\n')
    with open_writer(tmp_path / "store", MANIFEST) as store:
        with pytest.raises(InputError) as caught:
            store.put_files([read_rdf_file(path).record()])
        assert (caught.value.line, caught.value.file) == (2, str(path))
        assert (store.entries(), list(store.match())) == ([], [])
