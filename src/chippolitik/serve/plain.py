"""Plain pages about a thing or a named graph: triples as a table, downloads; everything escaped, no script.

Better pages may take the place of a thing's; see ``linked.routes``.
"""

from __future__ import annotations

from html import escape
from itertools import groupby

from pyoxigraph import Literal, NamedNode, Triple

from chippolitik.namespaces import CHIP
from chippolitik.query.guard import PREFIXES
from chippolitik.serve.negotiation import GRAPHS

__all__ = ["graph_page", "plain_page", "thing_page"]

_BASE = CHIP.removesuffix("ontology#")


def thing_page(iri: str, triples: list[Triple], root: str) -> str:
    """Return a page.

    Args:
        iri: The thing.
        triples: What is known of it, sorted.
        root: Path of the server, without a slash at its end.
    """
    own = [triple for triple in triples if getattr(triple.subject, "value", "") == iri]
    rest = [triple for triple in triples if triple not in own]
    title = escape(_label(own) or _short(iri))
    path = root + "/" + escape(iri.removeprefix(_BASE), quote=True)
    links = " ".join(f'<a href="{path}.{name}">{name}</a>' for name in ("ttl", "nt", "rdf", "jsonld"))
    body = (
        f"<h1>{title}</h1><p>{escape(iri)}</p><p>{links}</p>\n{_table(own, root)}\n"
        f"<h2>Around it</h2>\n{_table(rest, root)}\n"
    )
    return plain_page(title, body, root)


def graph_page(name: str, root: str) -> str:
    """Return a page with the downloads of a named graph.

    Args:
        name: Path of its IRI, without a slash at its start.
        root: Path of the server, without a slash at its end.
    """
    path = escape(f"{root}/{name}", quote=True)
    links = "".join(f'<li><a href="{path}.{form.name}">{form.media}</a></li>' for form in GRAPHS)
    return plain_page("Graph", f"<h1>Graph</h1><p>{escape(_BASE + name)}</p><ul>{links}</ul>", root)


def plain_page(title: str, body: str, root: str) -> str:
    """Return a page in English with the looks of the explorer and a link to its first page.

    Args:
        title: Its title, escaped.
        body: What is on it, in HTML.
        root: Path of the server, escaped, without a slash at its end.
    """
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="icon" href="{root}/static/icon.svg" type="image/svg+xml">'
        f'<link rel="stylesheet" href="{root}/static/explorer.css"></head>\n'
        f'<body><header class="top"><div><a class="brand" href="{root}/">Chippolitik</a></div></header>'
        f"<main>{body}</main></body></html>\n"
    )


def _table(triples: list[Triple], root: str) -> str:
    rows = []
    for subject, group in groupby(triples, key=lambda triple: triple.subject):
        anchor = getattr(subject, "value", "").partition("#")[2]
        mark = f' id="{escape(anchor, quote=True)}"' if anchor and isinstance(subject, NamedNode) else ""
        for number, triple in enumerate(group):
            cells = (_cell(term, root) for term in (subject, triple.predicate, triple.object))
            rows.append(f"<tr{mark if not number else ''}>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>")
    return f'<div class="scroll"><table><tbody>{"".join(rows)}</tbody></table></div>' if rows else "<p>nothing</p>"


def _cell(term: object, root: str) -> str:
    if isinstance(term, Literal):
        language = f' lang="{escape(term.language, quote=True)}"' if term.language else ""
        return f"<span{language}>{escape(term.value)}</span>"
    if isinstance(term, NamedNode) and term.value.startswith(_BASE):
        return f'<a href="{root}/{escape(term.value.removeprefix(_BASE), quote=True)}">{escape(_short(term.value))}</a>'
    return escape(str(term))


def _label(triples: list[Triple]) -> str:
    labels = [
        triple.object
        for triple in triples
        if isinstance(triple.object, Literal) and triple.predicate.value.endswith(("#label", "#prefLabel"))
    ]
    labels.sort(key=lambda label: (label.language or "" not in {"en", ""}, label.value))
    return labels[0].value if labels else ""


def _short(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
