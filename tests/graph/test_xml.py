"""Text in XML: what it cannot hold is dropped, everything else comes back."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from chippolitik.graph.xml import xml_escaped, xml_text


def read(text: str) -> str:
    return ET.fromstring(f"<a>{xml_escaped(text)}</a>").text or ""  # noqa: S314 - our own XML


@given(st.text())
def test_any_text_is_well_formed_and_comes_back(text: str) -> None:
    """A parser gives back the text without the characters that XML has no place for, carriage returns included."""
    assert read(text) == xml_text(text)


def test_what_xml_cannot_hold_is_dropped() -> None:
    """Control characters and halves of surrogate pairs go; tabs, line ends, markup and rare letters stay."""
    assert read("H20\x00\x1b\ufffe\ud800 <\t&\r\n\U00020000>") == "H20 <\t&\r\n\U00020000>"
