"""The gate: which claims of an article may enter the graph, and why the others may not.

An article is judged with itself and what the knowledge base says about the things that it names, never with other
articles: else the order of ingestion would matter. A violation at a part of a claim keeps that claim out. One at a name
keeps out the claims that use the name. One at the article itself or at its run keeps out all its claims.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from pyoxigraph import NamedNode, Quad, Triple

from chippolitik.graph.terms import LABEL, TYPE, chip
from chippolitik.graph.view import View
from chippolitik.model import KINDS
from chippolitik.namespaces import ARTICLE_GRAPH, DERIVED_GRAPH, ID, KB_GRAPH, NAME
from chippolitik.validation.declared import undeclared_terms
from chippolitik.validation.engines import Validator
from chippolitik.validation.fast import own_validator
from chippolitik.validation.finding import Finding, Severity, claim_of, in_order

__all__ = ["Gate", "Verdict", "default_gate", "neighbourhood", "quotes_of", "with_quotes"]

_FOLLOWED = tuple(
    chip(name)
    for name in (
        *("basedIn", "designedBy", "developedBy", "governmentOf", "groupMember", "jurisdiction", "maintainedBy"),
        *("partOf", "variantOf"),
    )
)
_DERIVED = frozenset(chip(kind.shortcut[0]) for kind in KINDS.values() if kind.shortcut)
_KB = NamedNode(KB_GRAPH)
# Articles derive some of these; of what they derive about a firm there is more with every article.
_KEPT = tuple((predicate, _KB if predicate in _DERIVED else None) for predicate in (TYPE, LABEL, *_FOLLOWED))
_HOPS = 3
_FROM_ARTICLES = (ARTICLE_GRAPH, DERIVED_GRAPH)  # what they say must not decide on others, or their order would matter


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says about one article.

    Attributes:
        accepted: IRIs of the claims that passed, sorted.
        quarantined: IRI of a claim that did not pass → the violations that keep it out.
        findings: All findings, warnings and infos included.
    """

    accepted: tuple[str, ...] = ()
    quarantined: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


class Gate:
    """Judges articles.

    Args:
        validator: The engine with its shapes; the default is that of this installation.
    """

    def __init__(self, validator: Validator | None = None) -> None:
        self._validator = validator or own_validator()

    def judge(self, quads: Iterable[Quad], around: Iterable[Quad] = ()) -> Verdict:
        """Judge the claims of one article.

        Args:
            quads: The article's graph with all claims offered, links included.
            around: What ``neighbourhood`` found; it is looked at but not judged.
        """
        own = list(quads)
        subjects = {quad.subject.value for quad in own if isinstance(quad.subject, NamedNode)}
        found = [f for f in self._validator.validate([*own, *around]) if f.focus in subjects]
        findings = with_quotes(in_order([*found, *undeclared_terms(own)]), quotes_of(own))
        claims = {q.subject.value for q in own if q.predicate == TYPE and q.object == chip("Claim")}  # type: ignore[union-attr]  # no blank nodes in article graphs
        held = self._held(own, claims, findings)
        return Verdict(
            accepted=tuple(sorted(claims - held.keys())),
            quarantined={iri: tuple(held[iri]) for iri in sorted(held)},
            findings=tuple(findings),
        )

    @staticmethod
    def _held(own: list[Quad], claims: set[str], findings: list[Finding]) -> dict[str, list[Finding]]:
        """Give each violation to the claims that it keeps out."""
        held: dict[str, list[Finding]] = defaultdict(list)
        users: dict[str, set[str]] | None = None
        for finding in findings:
            if finding.severity is not Severity.VIOLATION:
                continue
            owner = claim_of(finding.focus)
            if owner in claims:
                held[owner].append(finding)
                continue
            users = _users(own) if users is None else users
            for iri in sorted((users.get(finding.focus, set()) & claims) or claims):
                held[iri].append(finding)
        return held


@functools.cache
def default_gate() -> Gate:
    """Return the gate of this process, its shapes read once."""
    return Gate()


def neighbourhood(view: View, quads: Iterable[Quad]) -> list[Quad]:
    """Return what the knowledge base says about the things that an article names, as far as shapes look.

    Classes, labels, governments, parents, makers, countries, keepers of lists; three steps from what is named, such as
    from a chip to its maker and on to the country and what that is part of.

    Args:
        view: Where the knowledge base is.
        quads: The article's graph.
    """
    waiting = {q.object for q in quads if isinstance(q.object, NamedNode) and _is_entity(q.object)}
    seen: set[NamedNode] = set()
    found: list[Quad] = []
    for _ in range(_HOPS):
        seen |= waiting
        # Predicate by predicate: what articles derive about a firm grows with the store, and is not wanted here.
        near = [
            quad
            for node in sorted(waiting, key=lambda n: n.value)
            for predicate, graph in _KEPT
            for quad in view.match(node, predicate, None, graph)
            if not getattr(quad.graph_name, "value", "").startswith(_FROM_ARTICLES)
        ]
        found += near
        waiting = {q.object for q in near if q.predicate in _FOLLOWED and isinstance(q.object, NamedNode)} - seen
    return found


def quotes_of(quads: Iterable[Quad | Triple]) -> dict[str, str]:
    """Return the quote of each claim: IRI of the claim → the words; the first in order of code points if several."""
    found: dict[str, str] = {}
    for quad in quads:
        if quad.predicate == chip("exactQuote"):
            claim = claim_of(getattr(quad.subject, "value", ""))
            text = getattr(quad.object, "value", "")
            found[claim] = min(found.get(claim, text), text)
    return found


def with_quotes(findings: Iterable[Finding], quotes: Mapping[str, str]) -> list[Finding]:
    """Return the findings with the quotes of their claims."""
    return [replace(f, quote=quotes[f.claim]) if quotes.get(f.claim) else f for f in findings]


def _is_entity(node: NamedNode) -> bool:
    """Whether it can be a row of the knowledge base: no article, no name that it does not know."""
    iri = node.value
    return iri.startswith(ID) and not iri.startswith(NAME) and "/" not in iri.removeprefix(ID)


def _users(quads: Iterable[Quad]) -> dict[str, set[str]]:
    """Return which claims point to a node: IRI of the node → IRIs of claims."""
    found: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        claim = claim_of(getattr(quad.subject, "value", ""))
        if claim and isinstance(quad.object, NamedNode) and not claim_of(quad.object.value):
            if quad.predicate in {chip("inArticle"), chip("wasExtractedBy")}:
                continue
            found[quad.object.value].add(claim)
    return found
