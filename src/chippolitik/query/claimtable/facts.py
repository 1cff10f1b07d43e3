"""Questions on facts: what claims that hold say of two things, how often, and since when."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from chippolitik.namespaces import ARTICLE
from chippolitik.query.answer import Solution
from chippolitik.query.claimtable.asking import Asked, Terms, compact

__all__ = ["corroboration", "new_facts"]

_SUBJECT = "(SELECT id FROM term WHERE iri = :subject) IN (f.subject, f.object)"


def corroboration(asked: Asked) -> Iterator[Solution]:
    """Answer ``corroboration``: facts with all claims that say them; origins are counted behind."""
    subject = asked.value("subject")
    joined = "fact AS f CROSS JOIN article AS a ON a.id = f.article CROSS JOIN claim AS c ON c.id = f.claim"
    counted = joined if asked.timed else "fact AS f NOT INDEXED CROSS JOIN article AS a ON a.id = f.article"
    facts = f"""
        SELECT g.*, k.iri, s.iri, o.iri FROM (
            SELECT f.kind, f.subject, f.object, COUNT(*) AS claims, MIN(COALESCE(a.published, '~'))
            FROM {counted} WHERE {asked.claims} AND {asked.articles} AND {_SUBJECT if subject else "TRUE"}
            GROUP BY f.kind, f.subject, f.object HAVING claims >= :least
        ) AS g
        JOIN term AS k ON k.id = g.kind JOIN term AS s ON s.id = g.subject JOIN term AS o ON o.id = g.object
        ORDER BY g.claims DESC, k.iri, s.iri, o.iri
    """  # noqa: S608 - our own words alone
    said = f"""
        SELECT a.hex, p.iri, c.digest FROM {joined} LEFT JOIN term AS p ON p.id = a.source
        WHERE f.kind = :kind AND f.subject = :one AND f.object = :other AND {asked.claims} AND {asked.articles}
        ORDER BY a.hex, c.digest
    """  # noqa: S608 - our own words alone
    nodes, literals = Terms(NamedNode), Terms(Literal)
    found = asked.rows(facts, least=asked.number("at_least"), subject=subject).fetchall()
    for kind, one, other, claims, least, kind_iri, subject_iri, object_iri in found:
        fact = compact(
            kind=nodes[kind_iri], subject=nodes[subject_iri], object=nodes[object_iri], claims=literals[claims]
        )
        if least != "~":
            fact["first"] = fact["published"] = literals[least]
        for digits, source, digest in asked.rows(said, kind=kind, one=one, other=other):
            article = ARTICLE + digits
            solution = {**fact, "article": nodes[article], "claim": NamedNode(f"{article}/claim/{digest}")}
            if source is not None:
                solution["source"] = literals[source]
            yield solution


def new_facts(asked: Asked) -> Iterator[Solution]:
    """Answer ``new-facts``: facts of a period that no dated article told before."""
    subject = asked.value("subject")
    sql = f"""
        SELECT k.iri, s.iri, o.iri, w.iri, c.edtf, c.earliest, c.latest, c.disputed, a.hex, p.iri, a.published,
            c.digest, q.words
        FROM article AS a CROSS JOIN fact AS f ON f.article = a.id CROSS JOIN claim AS c ON c.id = f.claim
        JOIN term AS k ON k.id = f.kind JOIN term AS s ON s.id = f.subject JOIN term AS o ON o.id = f.object
        LEFT JOIN term AS w ON w.id = c.who LEFT JOIN term AS p ON p.id = a.source
        LEFT JOIN quote AS q ON q.claim = c.id
        WHERE a.at >= :since AND a.at <= :until AND {asked.claims} AND {asked.articles}
        AND {_SUBJECT if subject else "TRUE"}
        AND NOT EXISTS (
            SELECT 1 FROM fact AS g CROSS JOIN article AS b ON b.id = g.article
            WHERE g.kind = f.kind AND g.subject = f.subject AND g.object = f.object AND b.at < :since
        )
        ORDER BY a.at, a.hex, c.start, c.digest
    """  # noqa: S608 - our own words alone
    days = {"since": asked.value("since"), "until": asked.value("until")}
    nodes, literals = Terms(NamedNode), Terms(Literal)
    for kind, one, other, who, when, earliest, latest, disputed, digits, source, day, digest, words in asked.rows(
        sql, subject=subject, **days
    ):
        timing = "both ends" if earliest and latest else "one end" if when else "not stated"
        article = ARTICLE + digits
        yield compact(
            kind=nodes[kind],
            subject=nodes[one],
            object=nodes[other],
            attribution=None if who is None else nodes[who],
            when=None if when is None else literals[when],
            timing=literals[timing],
            disputed=Literal(bool(disputed)),
            quote=None if words is None else Literal(words),
            article=nodes[article],
            source=None if source is None else literals[source],
            published=literals[day],
            claim=NamedNode(f"{article}/claim/{digest}"),
        )
