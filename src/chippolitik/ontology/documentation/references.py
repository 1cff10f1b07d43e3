"""The pages of shapes and of other vocabularies; that of questions is in ``catalogue``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode

from chippolitik.namespaces import SHAPES
from chippolitik.ontology.documentation.frame import Frame, anchor, curie, pick
from chippolitik.ontology.documentation.markup import element, link, text
from chippolitik.ontology.files import read_rdf
from chippolitik.ontology.index import Index, Node
from chippolitik.ontology.names import DCTERMS, Namespace
from chippolitik.ontology.usage import shape_files

__all__ = ["alignments_page", "shapes_page"]

_SH = Namespace("http://www.w3.org/ns/shacl#")


def shapes_page(frame: Frame) -> str:
    """Return the middle of the page of shapes: each with its constraints and what they say."""
    used = _terms_by(frame, "shapes")
    parts = []
    for path in shape_files():
        index = Index(read_rdf(path))
        rows = [
            _row(
                anchor(node.value.removeprefix(SHAPES)),
                [
                    element("code", text(node.value.removeprefix(SHAPES))),
                    text(frame.say(_severity(index, node))),
                    _message(index, node, frame),
                ],
            )
            for node in sorted(
                index.declared(_SH.PropertyShape, _SH.SPARQLConstraint, _SH.NodeShape), key=lambda node: node.value
            )
            if index.objects(node, _SH.message)
        ]
        heading = element(
            "h2",
            link(f"#{anchor(path.stem)}", path.stem),
            id=anchor(path.stem) if f'id="{anchor(path.stem)}"' not in "".join(rows) else "",
        )
        terms = element("p", frame.links(used[path.stem]), class_="note") if path.stem in used else ""
        parts.append(heading + terms + (_table(("shape", "hint", "message"), rows, frame, "shapes") if rows else ""))
    return _page(frame, "shapes", "".join(parts))


def alignments_page(frame: Frame) -> str:
    """Return the middle of the page of foreign terms, each with how it was checked."""
    entries = sorted((entry for entry in frame.book.entries.values() if entry.links), key=lambda entry: entry.iri)
    rows = [
        _row("", [frame.link(entry.iri), text(frame.say(relation)), element("code", text(curie(iri)))])
        for entry in entries
        for relation, iri in entry.links
    ]
    download = element("p", link(f"{frame.up}ttl/alignments.ttl", "alignments.ttl"))
    return _page(frame, "alignments", download + _table(("term", "relation", "their term"), rows, frame, "alignments"))


def _page(frame: Frame, key: str, rest: str) -> str:
    return element("h1", text(frame.say(key))) + element("p", text(frame.say(f"{key} lead")), class_="lead-in") + rest


def _table(heads: Iterable[str], rows: Iterable[str], frame: Frame, label: str) -> str:
    head = element("thead", element("tr", "".join(element("th", text(frame.say(key)), scope="col") for key in heads)))
    table = element("table", head + element("tbody", "".join(rows)), class_="stacked")
    return element("div", table, class_="wide", tabindex="0", role="region", aria_label=frame.say(label))


def _row(name: str, cells: Iterable[str]) -> str:
    first, *rest = cells
    return element("tr", element("th", first, scope="row") + "".join(element("td", cell) for cell in rest), id=name)


def _terms_by(frame: Frame, side: str) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for iri, usage in frame.usage.items():
        if iri in frame.book.entries:
            for name in getattr(usage, side):
                found.setdefault(name, []).append(iri)
    return found


def _severity(index: Index, node: Node) -> str:
    """Return what weight a constraint has: its own, else that of the shape that holds it."""
    owners = [*index.subjects(_SH.property, node), *index.subjects(_SH.sparql, node)]
    given = [
        item.value
        for each in [node, *owners]
        for item in index.nodes(each, _SH.severity)
        if isinstance(item, NamedNode)
    ]
    return given[0].rsplit("#", 1)[-1].lower() if given else "violation"


def _message(index: Index, node: Node, frame: Frame) -> str:
    said = {item.language or "": item.value for item in index.objects(node, _SH.message) if isinstance(item, Literal)}
    number = next((item.value for item in index.objects(node, DCTERMS.identifier) if isinstance(item, Literal)), "")
    return text(pick(said, frame.language)) + (f" {element('span', text(number), class_='count')}" if number else "")
