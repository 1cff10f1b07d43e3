"""Questions on the claims that name somebody or something, whatever it does in them."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from chippolitik.namespaces import CHIP, vocab_iri
from chippolitik.query.answer import Solution
from chippolitik.query.claimtable.asking import Asked, compact, literal
from chippolitik.query.claimtable.showing import CLAIM, JOINS, ORDER, PLACE, around, named, shown

__all__ = ["disputed_claims", "evidence_for", "speculation", "timeline"]

_NAMING = "(SELECT claim FROM filler WHERE thing = :{}) AS f CROSS JOIN claim AS c ON c.id = f.claim"
_KIND = "CROSS JOIN term AS k ON k.id = c.kind"


def timeline(asked: Asked) -> Iterator[Solution]:
    """Answer ``timeline``: claims that name a thing, in the order of the time stated."""
    begun = "TRUE" if not asked.timed else "(c.earliest IS NULL OR c.earliest <= :as_of)"
    point = "COALESCE(c.earliest, c.latest)"
    sql = f"""
        SELECT c.id, k.iri, {CLAIM} FROM {_NAMING.format("about")} {_KIND} {JOINS}
        WHERE {begun} AND {asked.articles} AND {_of_kind(asked)} ORDER BY {point} IS NULL, {point}, {PLACE}
    """  # noqa: S608 - our own words alone
    for claim, kind, *rest in asked.rows(sql, about=named(asked, "about"), kind=asked.value("kind")):
        told, quote = shown(rest)
        for thing in around(asked, claim):
            yield {**told, "kind": NamedNode(kind), "quote": quote, "about": thing}


def evidence_for(asked: Asked) -> Iterator[Solution]:
    """Answer ``evidence-for``: passages that name a thing, and another with it."""
    both = "c.id IN (SELECT claim FROM filler WHERE thing = :object)" if asked.value("object") else "TRUE"
    modality = "m.iri = :modality" if asked.value("modality") else "TRUE"
    sql = f"""
        SELECT c.id, k.iri, c.start, q.stop, {CLAIM} FROM {_NAMING.format("subject")} {_KIND} {JOINS}
        WHERE {asked.claims} AND {asked.articles} AND {both} AND {_of_kind(asked)} AND {modality} {ORDER}
    """  # noqa: S608 - our own words alone
    things = {name: named(asked, name) for name in ("subject", "object")}
    given = {name: asked.value(name) for name in ("kind", "modality")}
    for claim, kind, start, stop, *rest in asked.rows(sql, **things, **given):
        told, quote = shown(rest)
        place = compact(kind=NamedNode(kind), quote=quote, start=literal(start), end=literal(stop))
        for thing in around(asked, claim):
            yield {**told, **place, "about": thing}


def speculation(asked: Asked) -> Iterator[Solution]:
    """Answer ``speculation``: what texts present as no more than possible."""
    start = _NAMING.format("about") if asked.value("about") else "claim AS c"
    sql = f"""
        SELECT c.id, k.iri, {CLAIM} FROM {start} {_KIND} {JOINS}
        WHERE c.modality = :modality AND {asked.claims} AND {asked.articles} {ORDER}
    """  # noqa: S608 - our own words alone
    modality = asked.term(vocab_iri("modality", "speculated"))
    for claim, kind, *rest in asked.rows(sql, about=named(asked, "about"), modality=modality):
        told, quote = shown(rest, "modality")
        for thing in around(asked, claim):
            yield {**told, "kind": NamedNode(kind), "quote": quote, "about": thing}


def disputed_claims(asked: Asked) -> Iterator[Solution]:
    """Answer ``disputed-claims``: claims that others of their article dispute."""
    start, about = "dispute AS d CROSS JOIN claim AS c ON c.id = d.claim", "TRUE"
    if asked.value("disputed_by"):
        start = """
            role AS g CROSS JOIN dispute AS d ON g.thing = :by AND g.property = :speaker AND d.denial = g.claim
            CROSS JOIN claim AS c ON c.id = d.claim
        """
    if asked.value("about"):
        about = "c.id IN (SELECT claim FROM filler WHERE thing = :about)"
    sql = f"""
        SELECT c.id, d.denial, k.iri, z.words, x.digest, {CLAIM} FROM {start} {_KIND}
        CROSS JOIN quote AS z ON z.claim = d.denial CROSS JOIN claim AS x ON x.id = d.denial {JOINS}
        WHERE {asked.claims} AND {asked.articles} AND {about} {ORDER}
    """  # noqa: S608 - our own words alone
    speaker = asked.term(CHIP + "speaker")
    things = {"by": named(asked, "disputed_by"), "about": named(asked, "about")}
    said_by = "SELECT t.iri FROM role AS r CROSS JOIN term AS t ON t.id = r.thing WHERE r.claim = ? AND r.property = ?"
    for claim, denial, kind, words, digest, *rest in asked.rows(sql, speaker=speaker, **things):
        told, quote = shown(rest, "disputed")
        own = told["claim"].value
        denied = NamedNode(f"{str(own)[: -len(digest)]}{digest}")
        one = {**told, "kind": NamedNode(kind), "quote": quote, "denial": denied, "denial_quote": Literal(words)}
        speakers = [NamedNode(iri) for (iri,) in asked.table.execute(said_by, (denial, speaker))]
        for thing in around(asked, claim):
            for who in speakers or (None,):
                yield {**one, **compact(about=thing, disputed_by=who)}


def _of_kind(asked: Asked) -> str:
    return "k.iri = :kind" if asked.value("kind") else "TRUE"
