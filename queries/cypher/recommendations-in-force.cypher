// Who advises whom to use or to avoid what? A recommendation has three parts, so it is a node.
// No claim links to an instrument of the knowledge base yet; the column stands for the same one in SPARQL.
MATCH (issuer:Entity)<-[:issuer]-(c:Situation)-[:addressee]->(addressee:Entity)
WHERE c.kind = 'Recommendation' AND c.holds
OPTIONAL MATCH (c)-[:recommends]->(recommended:Entity)
OPTIONAL MATCH (c)-[:discourages]->(discouraged:Entity)
RETURN issuer.id AS issuer, addressee.id AS addressee, recommended.id AS recommended, discouraged.id AS discouraged,
       CASE WHEN false THEN c.quote END AS instrument, c.attribution AS attribution, c.time AS `when`,
       CASE WHEN c.earliest IS NOT NULL AND c.latest IS NOT NULL THEN 'both ends'
            WHEN c.time IS NOT NULL THEN 'one end' ELSE 'not stated' END AS timing,
       c.disputed AS disputed, c.quote AS quote, c.article AS article, c.article_source AS source, c.article_published AS published, c.claim AS claim
