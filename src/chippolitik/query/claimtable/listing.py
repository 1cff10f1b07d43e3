"""Questions that list claims one by one: comparisons, and what is said to have caused what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pyoxigraph import Literal, NamedNode

from chippolitik.graph.view import Term
from chippolitik.namespaces import ARTICLE
from chippolitik.query.answer import Solution
from chippolitik.query.claimtable.asking import Asked, article_node, compact, literal, node

__all__ = ["causes", "performance_ranking"]

_CLAIM = "c.edtf, c.earliest, c.latest, c.disputed, a.hex, p.iri, a.published, c.digest, q.words, w.iri, m.iri"
_JOINS = """
    JOIN article AS a ON a.id = c.article JOIN term AS m ON m.id = c.modality
    JOIN quote AS q ON q.claim = c.id
    LEFT JOIN term AS w ON w.id = c.who LEFT JOIN term AS p ON p.id = a.source
"""
_ORDER = "ORDER BY a.at, a.hex, c.start, c.digest"


def performance_ranking(asked: Asked) -> Iterator[Solution]:
    """Answer ``performance-ranking``: comparisons of two things."""
    thing, direction = asked.value("thing"), asked.value("direction")
    about = (
        "r.claim IN (SELECT claim FROM comparison WHERE (SELECT id FROM term WHERE iri = :thing) IN (subject, object))"
    )
    sql = f"""
        SELECT s.iri, d.iri, o.iri, {_CLAIM}
        FROM comparison AS r JOIN claim AS c ON c.id = r.claim {_JOINS}
        JOIN term AS s ON s.id = r.subject JOIN term AS d ON d.id = r.direction JOIN term AS o ON o.id = r.object
        WHERE {asked.claims} AND {asked.articles} AND {about if thing else "TRUE"}
        AND {"d.iri = :direction" if direction else "TRUE"} {_ORDER}
    """  # noqa: S608 - our own words alone
    for one, how, other, *rest in asked.rows(sql, thing=thing, direction=direction):
        shared, quote = _shared(rest)
        yield {
            **shared,
            **compact(subject=NamedNode(one), direction=NamedNode(how), object=NamedNode(other), quote=quote),
        }


def causes(asked: Asked) -> Iterator[Solution]:
    """Answer ``causes``: claims with the claims that they give as their causes."""
    effect, cause = asked.value("effect"), asked.value("cause")
    sql = f"""
        SELECT k.iri, l.iri, n.iri, y.words, x.digest, {_CLAIM}
        FROM cause AS r JOIN claim AS c ON c.id = r.claim {_JOINS} JOIN term AS k ON k.id = c.kind
        JOIN claim AS x ON x.id = r.cause JOIN term AS l ON l.id = x.kind JOIN term AS n ON n.id = x.modality
        JOIN quote AS y ON y.claim = x.id
        WHERE {asked.claims} AND {asked.articles} AND {"k.iri = :effect" if effect else "TRUE"}
        AND {"l.iri = :cause" if cause else "TRUE"} {_ORDER}
    """  # noqa: S608 - our own words alone
    for kind, why, how, words, digest, *rest in asked.rows(sql, effect=effect, cause=cause):
        shared, quote = _shared(rest)
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


def _shared(row: Sequence[Any]) -> tuple[dict[str, Term], Literal]:
    """Return what every list of claims shows of one, and its words; the columns are those of ``_CLAIM``."""
    when, earliest, latest, disputed, digits, source, day, digest, words, who, modality = row
    timing = "both ends" if earliest and latest else "one end" if when else "not stated"
    shown = compact(
        modality=NamedNode(modality),
        attribution=node(who),
        when=literal(when),
        timing=Literal(timing),
        disputed=Literal(bool(disputed)),
        article=article_node(digits),
        source=literal(source),
        published=literal(day),
        claim=NamedNode(f"{ARTICLE}{digits}/claim/{digest}"),
    )
    return shown, Literal(words)
