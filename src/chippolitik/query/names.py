"""What a user writes for a thing — IRI, id, label or alias — and the IRIs that it means in a graph."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode

from chippolitik.errors import UsageError
from chippolitik.graph.terms import LABEL, chip
from chippolitik.graph.view import View
from chippolitik.namespaces import ARTICLE, ID

__all__ = ["LABELS", "find_entities", "suggestion"]

_SKOS = "http://www.w3.org/2004/02/skos/core#"
LABELS = (LABEL, NamedNode(_SKOS + "prefLabel"))
_NAMES = (*LABELS, NamedNode(_SKOS + "altLabel"), chip("alias"), chip("metonym"))
_LANGUAGES = ("en", "de", "zh")
_ARTICLE_ID = re.compile(r"[0-9a-f]{24}")
_LOCAL_ID = re.compile(r"[a-z0-9_]+")


def find_entities(view: View, text: str) -> list[str]:
    """Return the IRIs of all entities that a text can mean, sorted.

    A label means every entity that bears it; a country means its government too, since articles speak of both in one
    word. Case and hyphens matter only where an exact label is found; digits and suffixes always matter.

    Args:
        view: The graph.
        text: An IRI, an id of the knowledge base, the id of an article, a label or an alias.

    Raises:
        UsageError: The graph knows no such thing.
    """
    text = text.strip()
    found = _by_iri(view, text) if "://" in text else _by_name(view, text)
    if not found:
        raise UsageError(
            f"the graph knows nothing called {text!r}{suggestion(text, _labels(view))}",
            "give a label, an alias, an id or an IRI; 'chippolitik stats' shows what the store holds",
        )
    return sorted(found)


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return a suggestion to append to a message, or the empty string.

    Example:
        >>> suggestion("Bytedance", ["ByteDance", "Baidu"])
        '; did you mean ByteDance?'
        >>> suggestion("xyz", ["ByteDance"])
        ''
    """
    folded: dict[str, str] = {}
    for name in sorted(known):
        folded.setdefault(_fold(name), name)
    near = difflib.get_close_matches(_fold(word), list(folded), n=2, cutoff=0.6)
    return f"; did you mean {' or '.join(folded[name] for name in near)}?" if near else ""


def _by_iri(view: View, text: str) -> set[str]:
    try:
        node = NamedNode(text)
    except ValueError as error:
        raise UsageError(f"not an IRI: {text!r}", "write https://… without angle brackets") from error
    return {text} if _occurs(view, node) else set()


def _by_name(view: View, text: str) -> set[str]:
    found = set(_bearers(view, text))
    if _ARTICLE_ID.fullmatch(text) and _occurs(view, NamedNode(ARTICLE + text)):
        found.add(ARTICLE + text)
    local = text.removeprefix("id:")
    if _LOCAL_ID.fullmatch(local) and _occurs(view, NamedNode(ID + local)):
        found.add(ID + local)
    if not found:
        folded = _fold(text)
        found = {iri for label, iri in _all_labels(view) if _fold(label) == folded}
    return found | {government for iri in found for government in _governments(view, iri)}


def _bearers(view: View, label: str) -> Iterator[str]:
    for literal in (Literal(label), *(Literal(label, language=language) for language in _LANGUAGES)):
        for predicate in _NAMES:
            for quad in view.match(None, predicate, literal, None):
                if isinstance(quad.subject, NamedNode):
                    yield quad.subject.value


def _governments(view: View, iri: str) -> Iterator[str]:
    for quad in view.match(None, chip("governmentOf"), NamedNode(iri), None):
        if isinstance(quad.subject, NamedNode):
            yield quad.subject.value


def _occurs(view: View, node: NamedNode) -> bool:
    return any(True for _ in view.match(node)) or any(True for _ in view.match(None, None, node))


def _all_labels(view: View) -> Iterator[tuple[str, str]]:
    """Yield labels of individuals; terms and concepts are named by kind and term, not as entities."""
    for predicate in _NAMES:
        for quad in view.match(None, predicate, None, None):
            node = quad.subject
            if isinstance(quad.object, Literal) and isinstance(node, NamedNode) and node.value.startswith(ID):
                yield quad.object.value, node.value


def _labels(view: View) -> set[str]:
    return {label for label, _ in _all_labels(view)}


def _fold(text: str) -> str:
    """Fold case, hyphens and spaces; digits and suffixes stay, so that H20 and H200 never meet.

    Example:
        >>> _fold("Ascend-910B") == _fold("ascend 910b")
        True
    """
    return re.sub(r"[\s\-‐-―]+", " ", text).strip().casefold()
