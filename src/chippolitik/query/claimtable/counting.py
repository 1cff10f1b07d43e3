"""Questions that count claims: by source, by modality, by what they name."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from chippolitik.graph.view import Term
from chippolitik.namespaces import ARTICLE, CHIP, NAME, vocab_iri
from chippolitik.query.answer import Solution
from chippolitik.query.claimtable.asking import Asked, Terms, article_node, compact, literal, node
from chippolitik.query.claimtable.rows import NAMED

__all__ = ["claims_by_source", "first_mention", "most_named", "source_mix", "unknown_entities"]

_DECIMAL = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
_PLACES = 10**18  # Oxigraph's decimals have 18 digits behind the point, and drop the rest
_MODALITIES = ("asserted", "planned", "speculated", "denied")


def source_mix(asked: Asked) -> Iterator[Solution]:
    """Answer ``source-mix``: claims by article, modality and attribution."""
    article = asked.value("article")
    one = "article = (SELECT id FROM article WHERE hex = :hex)" if article else "TRUE"
    counted = f"""
        SELECT article, COUNT(*), modality, who FROM claim AS c WHERE {asked.claims} AND {one}
        GROUP BY article, modality, who
    """  # noqa: S608 - our own words alone
    shown = f"""
        SELECT a.id, a.hex, s.iri, a.published FROM article AS a LEFT JOIN term AS s ON s.id = a.source
        WHERE {asked.articles} ORDER BY a.at, a.hex
    """  # noqa: S608 - our own words alone
    groups: dict[int, list[tuple[int, int, int | None]]] = {}
    for number, *group in asked.rows(counted, hex=(article or "").removeprefix(ARTICLE)):
        groups.setdefault(number, []).append(tuple(group))
    literals, parts = Terms(Literal), _Parts(asked)  # many rows, few terms
    for number, digits, source, day in asked.rows(shown):
        shared = compact(
            article=article_node(digits),
            source=None if source is None else literals[source],
            published=None if day is None else literals[day],
        )
        for _, part in sorted([parts[group] for group in groups.get(number, ())], key=_first):
            yield {**shared, **part}


class _Parts(dict[tuple[int, int, int | None], tuple[tuple[int, str, str], dict[str, Term]]]):
    """What ``source-mix`` shows of claims of one article that are alike, with its place among the others."""

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        self._asked = asked

    def __missing__(self, group: tuple[int, int, int | None]) -> tuple[tuple[int, str, str], dict[str, Term]]:
        number, *terms = group
        sql = "SELECT (SELECT iri FROM term WHERE id = ?), (SELECT iri FROM term WHERE id = ?)"
        [(modality, who)] = self._asked.table.execute(sql, terms).fetchall()
        shown = compact(modality=NamedNode(modality), claims=Literal(number), attribution=node(who))
        part = self[group] = ((-number, modality, who or ""), shown)
        return part


def _first(part: tuple[tuple[int, str, str], dict[str, Term]]) -> tuple[int, str, str]:
    return part[0]


def claims_by_source(asked: Asked) -> Iterator[Solution]:
    """Answer ``claims-by-source``: how the claims of each source are spread."""
    counted = "SUM(c.modality = (SELECT id FROM term WHERE iri = :{0})) AS {0}"
    sums = ", ".join(counted.format(name) for name in _MODALITIES)
    sql = f"""
        SELECT s.iri, COUNT(*), SUM(g.n), TOTAL(g.asserted), TOTAL(g.planned), TOTAL(g.speculated), TOTAL(g.denied),
            SUM(g.attributed), SUM(g.disputed), MIN(a.first)
        FROM (
            SELECT article, COUNT(*) AS n, {sums}, COUNT(who) AS attributed, SUM(disputed) AS disputed
            FROM claim AS c WHERE {asked.claims} GROUP BY article
        ) AS g
        JOIN article AS a ON a.id = g.article LEFT JOIN term AS s ON s.id = a.source
        WHERE {asked.articles} GROUP BY a.source ORDER BY 3 DESC, 1
    """  # noqa: S608 - our own words alone
    rows = asked.rows(sql, **{name: vocab_iri("modality", name) for name in _MODALITIES}).fetchall()
    whole = sum(row[2] for row in rows)
    wanted = asked.value("source")
    for source, articles, number, *counts, attributed, disputed, first in rows:
        if wanted is None or (source or "") == wanted:
            day, _, digits = first.partition(" ")
            yield compact(
                source=literal(source),
                articles=Literal(articles),
                claims=Literal(number),
                share=_share(number, whole),
                **{name: Literal(int(count)) for name, count in zip(_MODALITIES, counts, strict=True)},
                attributed=Literal(attributed),
                disputed=Literal(disputed),
                published=None if day == "~" else Literal(day),
                article=article_node(digits),
            )


def most_named(asked: Asked) -> Iterator[Solution]:
    """Answer ``most-named``: the things that most claims name; the sums of all days are kept."""
    days = asked.value("as_of"), asked.value("known_at")
    over = f"SELECT c.id FROM claim AS c WHERE NOT ({asked.claims})"  # noqa: S608 - our own words alone
    kept = f"WHERE f.claim NOT IN ({over}) AND {asked.articles}"
    sums = NAMED.format(kept) if any(days) else "SELECT * FROM named"
    sql = f"""
        WITH x (thing, claims, articles, sources, first) AS ({sums})
        SELECT t.iri, x.claims, x.articles, x.sources, x.first, s.iri
        FROM x JOIN term AS t ON t.id = x.thing
        JOIN article AS b ON b.hex = substr(x.first, -24) LEFT JOIN term AS s ON s.id = b.source
        WHERE x.articles >= :least ORDER BY x.claims DESC, t.iri
    """  # noqa: S608 - our own words alone
    for thing, claims, articles, sources, first, source in asked.rows(sql, least=asked.number("at_least")):
        day, _, digits = first.partition(" ")
        yield compact(
            thing=NamedNode(thing),
            claims=Literal(claims),
            articles=Literal(articles),
            sources=Literal(sources),
            published=None if day == "~" else Literal(day),
            article=article_node(digits),
            source=literal(source),
        )


def unknown_entities(asked: Asked) -> Iterator[Solution]:
    """Answer ``unknown-entities``: names in claims without an entry in the knowledge base."""
    sql = f"""
        SELECT t.iri, COUNT(*) AS claims, COUNT(DISTINCT f.article), MIN(a.hex || '/claim/' || c.digest)
        FROM term AS t CROSS JOIN filler AS f ON f.thing = t.id
        CROSS JOIN article AS a ON a.id = f.article CROSS JOIN claim AS c ON c.id = f.claim
        WHERE t.iri >= :name AND t.iri < :end AND {asked.claims} AND {asked.articles}
        GROUP BY t.id HAVING claims >= :least ORDER BY claims DESC, t.iri
    """  # noqa: S608 - our own words alone
    least, told = asked.number("at_least"), dict[str, tuple[str | None, str | None]]()
    rows = asked.rows(sql, name=NAME, end=NAME[:-1] + chr(ord("/") + 1), least=least).fetchall()
    for iri, claims, articles, example in rows:
        digits = example.partition("/")[0]
        if digits not in told:
            told[digits] = _published(asked, digits)
        source, day = told[digits]
        yield compact(
            name=NamedNode(iri),
            type=NamedNode(CHIP + iri.removeprefix(NAME).partition("/")[0]),
            claims=Literal(claims),
            articles=Literal(articles),
            quote=asked.quote(example),
            article=article_node(digits),
            source=literal(source),
            published=literal(day),
            claim=NamedNode(ARTICLE + example),
        )


def first_mention(asked: Asked) -> Iterator[Solution]:
    """Answer ``first-mention``: the first claim in a dated article that names a thing."""
    thing = asked.value("thing")
    order = "a.at || ' ' || a.hex || ' ' || (1000000000 + COALESCE(c.start, 0)) || ' ' || c.digest"
    sql = f"""
        SELECT t.iri, COUNT(*), MIN({order}) AS first
        FROM term AS t CROSS JOIN filler AS f ON f.thing = t.id
        CROSS JOIN article AS a ON a.id = f.article CROSS JOIN claim AS c ON c.id = f.claim
        WHERE a.at IS NOT NULL AND {"t.iri = :thing" if thing else "TRUE"} AND {asked.claims} AND {asked.articles}
        GROUP BY f.thing ORDER BY first, t.iri
    """  # noqa: S608 - our own words alone
    for iri, claims, first in asked.rows(sql, thing=thing).fetchall():
        _, digits, _, digest = first.split(" ")
        claim = f"{ARTICLE}{digits}/claim/{digest}"
        source, day = _published(asked, digits)
        yield compact(
            thing=node(iri),
            claims=Literal(claims),
            quote=asked.quote(claim.removeprefix(ARTICLE)),
            article=article_node(digits),
            source=literal(source),
            published=literal(day),
            claim=NamedNode(claim),
        )


def _published(asked: Asked, digits: str) -> tuple[str | None, str | None]:
    """Return source and day of an article."""
    sql = "SELECT s.iri, a.published FROM article AS a LEFT JOIN term AS s ON s.id = a.source WHERE a.hex = :hex"
    [(source, day)] = asked.rows(sql, hex=digits).fetchall()
    return source, day


def _share(part: int, whole: int) -> Literal:
    """Return a share of all as the engine writes it.

    Example:
        >>> _share(1, 3).value, _share(4, 8).value, _share(8, 8).value
        ('0.333333333333333333', '0.5', '1')
    """
    number, rest = divmod(part * _PLACES // whole, _PLACES)
    text = f"{number}.{rest:018}".rstrip("0").rstrip(".")
    return Literal(text, datatype=_DECIMAL)
