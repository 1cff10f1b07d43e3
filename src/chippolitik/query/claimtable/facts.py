"""Questions on facts: what claims that hold say of two things, how often, and since when."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from chippolitik.namespaces import ARTICLE
from chippolitik.query.answer import Solution
from chippolitik.query.claimtable.asking import Asked, article_node, compact, literal, node

__all__ = ["corroboration", "new_facts"]

_SUBJECT = "(SELECT id FROM term WHERE iri = :subject) IN (f.subject, f.object)"


def corroboration(asked: Asked) -> Iterator[Solution]:
    """Answer ``corroboration``: facts with all claims that say them; origins are counted behind."""
    subject = asked.value("subject")
    sql = f"""
        WITH g AS (
            SELECT f.kind, f.subject, f.object, COUNT(*) AS claims, MIN(COALESCE(a.published, '~')) AS least
            FROM fact AS f JOIN claim AS c ON c.id = f.claim JOIN article AS a ON a.id = f.article
            WHERE {asked.claims} AND {asked.articles} AND {_SUBJECT if subject else "TRUE"}
            GROUP BY f.kind, f.subject, f.object HAVING claims >= :least
        )
        SELECT k.iri, s.iri, o.iri, g.claims, g.least, a.hex, p.iri, c.digest
        FROM g JOIN fact AS f ON f.kind = g.kind AND f.subject = g.subject AND f.object = g.object
        JOIN claim AS c ON c.id = f.claim JOIN article AS a ON a.id = f.article
        JOIN term AS k ON k.id = g.kind JOIN term AS s ON s.id = g.subject JOIN term AS o ON o.id = g.object
        LEFT JOIN term AS p ON p.id = a.source
        WHERE {asked.claims} AND {asked.articles}
        ORDER BY g.claims DESC, k.iri, s.iri, o.iri, a.hex, c.digest
    """  # noqa: S608 - our own words alone
    rows = asked.rows(sql, least=asked.number("at_least"), subject=subject)
    for kind, one, other, claims, least, digits, source, digest in rows:
        day = None if least == "~" else Literal(least)
        yield compact(
            kind=NamedNode(kind),
            subject=NamedNode(one),
            object=NamedNode(other),
            claims=Literal(claims),
            first=day,
            published=day,
            article=article_node(digits),
            source=literal(source),
            claim=NamedNode(f"{ARTICLE}{digits}/claim/{digest}"),
        )


def new_facts(asked: Asked) -> Iterator[Solution]:
    """Answer ``new-facts``: facts of a period that no dated article told before."""
    subject = asked.value("subject")
    sql = f"""
        SELECT k.iri, s.iri, o.iri, w.iri, c.edtf, c.earliest, c.latest, c.disputed, a.hex, p.iri, a.published,
            c.digest, q.words
        FROM article AS a JOIN claim AS c ON c.article = a.id JOIN fact AS f ON f.article = a.id AND f.claim = c.id
        JOIN term AS k ON k.id = f.kind JOIN term AS s ON s.id = f.subject JOIN term AS o ON o.id = f.object
        LEFT JOIN term AS w ON w.id = c.who LEFT JOIN term AS p ON p.id = a.source
        LEFT JOIN quote AS q ON q.claim = c.id
        WHERE a.at >= :since AND a.at <= :until AND {asked.claims} AND {asked.articles}
        AND {_SUBJECT if subject else "TRUE"}
        AND NOT EXISTS (
            SELECT 1 FROM fact AS g JOIN article AS b ON b.id = g.article
            WHERE g.kind = f.kind AND g.subject = f.subject AND g.object = f.object AND b.at < :since
        )
        ORDER BY a.at, a.hex, c.start, c.digest
    """  # noqa: S608 - our own words alone
    days = {"since": asked.value("since"), "until": asked.value("until")}
    rows = asked.rows(sql, subject=subject, **days).fetchall()
    for kind, one, other, who, when, earliest, latest, disputed, digits, source, day, digest, words in rows:
        claim = f"{ARTICLE}{digits}/claim/{digest}"
        timing = "both ends" if earliest and latest else "one end" if when else "not stated"
        yield compact(
            kind=NamedNode(kind),
            subject=NamedNode(one),
            object=NamedNode(other),
            attribution=node(who),
            when=literal(when),
            timing=Literal(timing),
            disputed=Literal(bool(disputed)),
            quote=literal(words),
            article=article_node(digits),
            source=literal(source),
            published=literal(day),
            claim=NamedNode(claim),
        )
