"""Questions that list claims one by one: comparisons, and what is said to have caused what."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from chippolitik.graph.view import Term
from chippolitik.namespaces import ARTICLE, CHIP, vocab_iri
from chippolitik.query.answer import Solution
from chippolitik.query.claimtable.asking import Asked, compact, node
from chippolitik.query.claimtable.showing import CLAIM, JOINS, ORDER, distinct, named, shown

__all__ = ["causes", "performance_ranking", "planned_moves"]

_MOVES = (
    ("Ownership", "owner", "ownedThing"),
    ("Development", "developer", "product"),
    ("Manufacture", "manufacturer", "product"),
    ("Manufacture", "manufacturer", "customer"),
    ("Location", "locatedOrganization", "locatedIn"),
    ("Usage", "user", "product"),
    ("Training", "developer", "trainingHardware"),
    ("Supply", "supplier", "customer"),
    ("Order", "buyer", "product"),
    ("Delivery", "supplier", "product"),
    ("Investment", "investor", "investmentTarget"),
    ("Regulation", "issuer", "controlledItem"),
    ("Regulation", "issuer", "target"),
    ("License", "issuer", "licensee"),
    ("Recommendation", "issuer", "addressee"),
    ("Listing", "issuer", "listedAgent"),
    ("Penalty", "issuer", "penalized"),
    ("Comparison", "comparedSubject", "comparedObject"),
    ("Metric", "observedSubject", "place"),
    ("Statement", "speaker", "concerns"),
    ("Release", "releasedBy", "product"),
)
"""Kind → the properties of who acts and of what it is about, as the query lists them."""


def performance_ranking(asked: Asked) -> Iterator[Solution]:
    """Answer ``performance-ranking``: comparisons of two things."""
    thing, direction = asked.value("thing"), asked.value("direction")
    about = (
        "r.claim IN (SELECT claim FROM comparison WHERE (SELECT id FROM term WHERE iri = :thing) IN (subject, object))"
    )
    sql = f"""
        SELECT s.iri, d.iri, o.iri, {CLAIM}
        FROM comparison AS r JOIN claim AS c ON c.id = r.claim {JOINS}
        JOIN term AS s ON s.id = r.subject JOIN term AS d ON d.id = r.direction JOIN term AS o ON o.id = r.object
        WHERE {asked.claims} AND {asked.articles} AND {about if thing else "TRUE"}
        AND {"d.iri = :direction" if direction else "TRUE"} {ORDER}
    """  # noqa: S608 - our own words alone
    for one, how, other, *rest in asked.rows(sql, thing=thing, direction=direction):
        shared, quote = shown(rest)
        yield {
            **shared,
            **compact(subject=NamedNode(one), direction=NamedNode(how), object=NamedNode(other), quote=quote),
        }


def causes(asked: Asked) -> Iterator[Solution]:
    """Answer ``causes``: claims with the claims that they give as their causes."""
    effect, cause = asked.value("effect"), asked.value("cause")
    sql = f"""
        SELECT k.iri, l.iri, n.iri, y.words, x.digest, {CLAIM}
        FROM cause AS r JOIN claim AS c ON c.id = r.claim {JOINS} JOIN term AS k ON k.id = c.kind
        JOIN claim AS x ON x.id = r.cause JOIN term AS l ON l.id = x.kind JOIN term AS n ON n.id = x.modality
        JOIN quote AS y ON y.claim = x.id
        WHERE {asked.claims} AND {asked.articles} AND {"k.iri = :effect" if effect else "TRUE"}
        AND {"l.iri = :cause" if cause else "TRUE"} {ORDER}
    """  # noqa: S608 - our own words alone
    for kind, why, how, words, digest, *rest in asked.rows(sql, effect=effect, cause=cause):
        shared, quote = shown(rest)
        yield {
            **shared,
            **compact(
                effect=NamedNode(kind),
                effect_quote=quote,
                cause=NamedNode(why),
                cause_modality=NamedNode(how),
                cause_quote=Literal(words),
                cause_claim=NamedNode(f"{ARTICLE}{rest[4]}/claim/{digest}"),
            ),
        }


def planned_moves(asked: Asked) -> Iterator[Solution]:
    """Answer ``planned-moves``: what is planned, by whom, about what."""
    actor = named(asked, "actor")
    naming = "(SELECT claim FROM filler WHERE thing = :actor) AS f CROSS JOIN claim AS c ON c.id = f.claim"
    sql = f"""
        SELECT c.id, k.iri, {CLAIM} FROM {naming if asked.value("actor") else "claim AS c"}
        CROSS JOIN term AS k ON k.id = c.kind {JOINS}
        WHERE c.modality = :modality AND {asked.claims} AND {asked.articles}
        AND {"k.iri = :kind" if asked.value("kind") else "TRUE"} {ORDER}
    """  # noqa: S608 - our own words alone
    modality = asked.term(vocab_iri("modality", "planned"))
    for claim, kind, *rest in asked.rows(sql, actor=actor, modality=modality, kind=asked.value("kind")).fetchall():
        told, quote = shown(rest, "modality")
        one = {**told, "kind": NamedNode(kind), "quote": quote}
        yield from distinct({**one, **ends} for ends in _ends(asked, claim, kind))


def _ends(asked: Asked, claim: int, kind: str) -> Iterator[dict[str, Term]]:
    """Yield who acts in a plan and what it is about; with an actor asked for, where that one acts."""
    sql = """
        SELECT p.iri, t.iri FROM role AS r CROSS JOIN term AS p ON p.id = r.property
        CROSS JOIN term AS t ON t.id = r.thing WHERE r.claim = ?
    """
    filled: dict[str, list[str]] = {}
    for role, thing in asked.table.execute(sql, (claim,)):
        filled.setdefault(role, []).append(thing)
    wanted = asked.value("actor")
    for name, actor_role, object_role in _MOVES:
        actors, objects = (filled.get(CHIP + role, []) for role in (actor_role, object_role))
        if CHIP + name == kind and (wanted is None or wanted in actors):
            for actor in actors or (None,):
                for thing in objects or (None,):
                    yield compact(actor=node(actor), object=node(thing))
