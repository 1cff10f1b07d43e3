"""Why the graph says something: the quote in its sentence, the article, the extractor, and how a triple was derived."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode

from chippolitik.errors import UsageError
from chippolitik.graph import claims_of, document_of
from chippolitik.graph.decode import extractor_of
from chippolitik.graph.terms import TYPE, chip
from chippolitik.graph.view import View
from chippolitik.model import KINDS, Claim, Document, Kind, claim_to_flat
from chippolitik.namespaces import ARTICLE, CHIP, DERIVED_GRAPH, ID, claim_iri
from chippolitik.query.answer import Labels
from chippolitik.query.names import find_entities, suggestion
from chippolitik.query.origins import Origin, Tracer
from chippolitik.query.origins.fellows import fellows_of
from chippolitik.query.passage import Passage, passage_of

__all__ = ["ClaimExplanation", "TripleExplanation", "explain"]

_CLAIM = re.compile(re.escape(ARTICLE) + r"(?P<article>[0-9a-f]{24})/claim/(?P<digest>[0-9a-f]{16})(?:/\w+)?")
_DIGEST = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimExplanation:
    """All that is behind one claim.

    Attributes:
        iri: The claim.
        row: The claim in the flat form.
        passage: The quote in its sentence.
        article: IRI of the article.
        article_name: Its name for people.
        source: Who published it, or None.
        published: When, or None.
        origin: Whose word it is in the end, copies and citations followed back, or None where nobody is known.
        origin_basis: How that is known.
        others: Names of the other origins of claims on the same question.
        extractor: Name and version of what made the claim.
        holds: Whether the graph takes it as the case.
        reason: Why, or why not.
        disputed_by: IRI → quote of the claims that dispute it.
        disputes: IRI → quote of the claims that it disputes.
        fulfils: IRI → quote of the orders that it fulfils.
        caused_by: IRI → quote of the claims that it gives as cause.
        derived: The triples that follow from it, by labels.
    """

    iri: str
    row: dict[str, Any]
    passage: Passage
    article: str
    article_name: str
    source: str | None
    published: str | None
    origin: str | None
    origin_basis: str
    others: tuple[str, ...]
    extractor: str | None
    holds: bool
    reason: str
    disputed_by: dict[str, str]
    disputes: dict[str, str]
    fulfils: dict[str, str]
    caused_by: dict[str, str]
    derived: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TripleExplanation:
    """How a derived triple came about.

    Attributes:
        triple: IRIs of subject, predicate and object.
        labels: Their names for people.
        rule: The rule in words.
        claims: The claims that it follows from, each enough by itself.
    """

    triple: tuple[str, str, str]
    labels: tuple[str, str, str]
    rule: str
    claims: tuple[ClaimExplanation, ...]


def explain(
    view: View,
    words: list[str],
    article_name: Callable[[str], str | None] | None = None,
    tracer: Tracer | None = None,
) -> list[ClaimExplanation | TripleExplanation]:
    """Explain a claim, one of its parts, or a derived triple.

    Args:
        view: The graph.
        words: An IRI or the 16 digits of a claim; or subject, predicate and object, as IRIs or names, in one word or
            three.
        article_name: Gives the name of an article for people from its id.
        tracer: Traces origins in the same graph; None makes one, which reads all articles.

    Returns:
        One explanation of a claim; or one for each triple that the names mean and that is there.

    Raises:
        UsageError: There is no such claim or triple.
    """
    reader = _Reader(view, article_name, tracer)
    if len(words) == 1:
        word = words[0].strip("<> ")
        word = ID + word if word.startswith("article/") else word
        if match := _CLAIM.fullmatch(word):
            return [reader.claim(match["article"], match["digest"])]
        if _DIGEST.fullmatch(word):
            return reader.by_digest(word)
        words = _split(words[0])
    if len(words) != 3:  # noqa: PLR2004 - a triple
        raise UsageError(
            f"neither a claim nor a triple: {' '.join(words)!r}",
            "give the IRI of a claim, as 'chippolitik query … --format json' prints it, or SUBJECT PREDICATE OBJECT",
        )
    return list(reader.triples(*words))


def _split(text: str) -> list[str]:
    """Split "ByteDance ordered Ascend 910B" at the predicate."""
    shortcuts = _shortcuts()
    tokens = text.split()
    for i, token in enumerate(tokens):
        name = token.strip("<>").removeprefix("chip:").removeprefix(CHIP)
        if name in shortcuts and 0 < i < len(tokens) - 1:
            return [" ".join(tokens[:i]), name, " ".join(tokens[i + 1 :])]
    return [text]


def _shortcuts() -> dict[str, Kind]:
    return {spec.shortcut[0]: kind for kind, spec in KINDS.items() if spec.shortcut}


class _Reader:
    """Collects what is behind claims of one graph."""

    def __init__(
        self, view: View, article_name: Callable[[str], str | None] | None, tracer: Tracer | None = None
    ) -> None:
        self._view, self._article_name, self._labels = view, article_name, Labels(view, "en")
        self._read: dict[str, tuple[Document, dict[str, Claim]]] = {}
        self._tracer = tracer or Tracer(view)

    def claim(self, article: str, digest: str) -> ClaimExplanation:
        document, claims = self._article(article)
        if digest not in claims:
            raise UsageError(f"the store holds no claim {claim_iri(article, digest)}", "'chippolitik claims' lists all")
        claim = claims[digest]
        extractor = extractor_of(self._view, article)
        span, spec = claim.evidence.span, KINDS[claim.kind]
        name = (self._article_name and self._article_name(article)) or article
        origin, others = self._origin(claim_iri(article, digest), claim)
        return ClaimExplanation(
            iri=claim_iri(article, digest),
            row=claim_to_flat(claim, article=name, iri=lambda other: claim_iri(article, other)),
            passage=passage_of(document.text, span.start, span.end) if span else Passage("", claim.evidence.quote, ""),
            article=ARTICLE + article,
            article_name=name,
            source=document.source,
            published=document.published.text if document.published else None,
            origin=origin.name or None,
            origin_basis=origin.basis,
            others=others,
            extractor=f"{extractor.name} {extractor.version}" if extractor else None,
            holds=claim.holds,
            reason=_reason(claim),
            disputed_by=self._quotes(article, (d for d, c in claims.items() if digest in c.links.disputes)),
            disputes=self._quotes(article, claim.links.disputes),
            fulfils=self._quotes(article, claim.links.fulfils),
            caused_by=self._quotes(article, claim.links.caused_by),
            derived=tuple(
                (subject.label, spec.shortcut[0], target.label)
                for subject in claim.roles.get(spec.shortcut[1], ())
                for target in claim.roles.get(spec.shortcut[2], ())
            )
            if claim.holds and spec.shortcut
            else (),
        )

    def _origin(self, iri: str, claim: Claim) -> tuple[Origin, tuple[str, ...]]:
        origins = self._tracer.origins(fellows_of(self._view, iri, claim.kind))
        own = origins[iri]
        return own, tuple(sorted({other.name for other in origins.values()} - {own.name, ""}))

    def by_digest(self, digest: str) -> list[ClaimExplanation | TripleExplanation]:
        nodes = (quad.subject for quad in self._view.match(None, TYPE, chip("Claim"), None))
        matches = (_CLAIM.fullmatch(node.value) for node in nodes if isinstance(node, NamedNode))
        articles = sorted({match["article"] for match in matches if match and match["digest"] == digest})
        if not articles:
            raise UsageError(f"the store holds no claim with the digits {digest}", "'chippolitik claims' lists all")
        return [self.claim(article, digest) for article in articles]

    def triples(self, subject: str, predicate: str, target: str) -> Iterator[TripleExplanation]:
        shortcuts = _shortcuts()
        name = predicate.strip("<>").removeprefix("chip:").removeprefix(CHIP)
        if name not in shortcuts:
            raise UsageError(
                f"no derived triple has the predicate {predicate!r}{suggestion(name, shortcuts)}",
                f"they are {', '.join(sorted(shortcuts))}",
            )
        subjects, targets = (find_entities(self._view, text.strip("<>")) for text in (subject, target))
        found = False
        for one in subjects:
            for other in targets:
                if claims := tuple(self._behind(one, name, other)):
                    found = True
                    labels = (self._labels.thing(one).label, name, self._labels.thing(other).label)
                    yield TripleExplanation(
                        triple=(one, CHIP + name, other), labels=labels, rule=_rule(shortcuts[name]), claims=claims
                    )
        if not found:
            raise UsageError(
                f"the graph does not say {subject} {name} {target}",
                "'chippolitik query evidence-for -p subject=… -p object=…' shows what is said of both",
            )

    def _behind(self, subject: str, predicate: str, target: str) -> Iterator[ClaimExplanation]:
        spec = KINDS[_shortcuts()[predicate]]
        assert spec.shortcut
        properties = [role.property for name in spec.shortcut[1:] if (role := spec.role(name))]
        for quad in self._view.match(NamedNode(subject), chip(predicate), NamedNode(target), None):
            if not isinstance(quad.graph_name, NamedNode) or not quad.graph_name.value.startswith(DERIVED_GRAPH):
                continue
            article = quad.graph_name.value.removeprefix(DERIVED_GRAPH)
            for digest, claim in self._article(article)[1].items():
                situation = NamedNode(f"{claim_iri(article, digest)}/situation")
                ends = zip(properties, (subject, target), strict=True)
                if (
                    claim.kind is spec.kind
                    and claim.holds
                    and all(
                        any(True for _ in self._view.match(situation, chip(name), NamedNode(end), None))
                        for name, end in ends
                    )
                ):
                    yield self.claim(article, digest)

    def _article(self, article: str) -> tuple[Document, dict[str, Claim]]:
        if article not in self._read:
            document = document_of(self._view, article)
            if document is None:
                raise UsageError(f"the store holds no article {article}", "'chippolitik claims' lists all claims")
            self._read[article] = (document, {claim.digest: claim for claim in claims_of(self._view, article)})
        return self._read[article]

    def _quotes(self, article: str, digests: Iterator[str] | tuple[str, ...]) -> dict[str, str]:
        claims = self._article(article)[1]
        return {claim_iri(article, d): claims[d].evidence.quote for d in digests if d in claims}


def _reason(claim: Claim) -> str:
    if claim.holds:
        return "asserted, not over" + (f", {claim.status.replace('_', ' ')}" if claim.status else "")
    if claim.modality.value != "asserted":
        return f"the text presents it as {claim.modality.value}"
    if claim.phase and claim.phase.value == "ended":
        return "the text says that it is over"
    return f"its status is {(claim.status or 'not stated').replace('_', ' ')}"


def _rule(kind: Kind) -> str:
    shortcut = KINDS[kind].shortcut
    assert shortcut
    predicate, subject, target = shortcut
    terms = "asserted, not over, and in force where it has a status"
    return f"{subject} {predicate} {target}, for each {kind.value} that is {terms}"
