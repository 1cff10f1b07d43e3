// Who did not comment, and on what?
MATCH (speaker:Entity)-[c:Statement]->(about:Entity)
WHERE c.stance = 'no_comment'
RETURN speaker.id AS speaker, about.id AS about, c.modality AS modality, c.attribution AS attribution,
       c.time AS `when`,
       CASE WHEN c.earliest IS NOT NULL AND c.latest IS NOT NULL THEN 'both ends'
            WHEN c.time IS NOT NULL THEN 'one end' ELSE 'not stated' END AS timing,
       c.quote AS quote, c.article AS article, c.article_source AS source, c.article_published AS published, c.claim AS claim
UNION ALL
MATCH (speaker:Entity)<-[:speaker]-(c:Situation)
WHERE c.kind = 'Statement' AND c.stance = 'no_comment'
OPTIONAL MATCH (c)-[:concerns]->(about:Entity)
RETURN speaker.id AS speaker, about.id AS about, c.modality AS modality, c.attribution AS attribution,
       c.time AS `when`,
       CASE WHEN c.earliest IS NOT NULL AND c.latest IS NOT NULL THEN 'both ends'
            WHEN c.time IS NOT NULL THEN 'one end' ELSE 'not stated' END AS timing,
       c.quote AS quote, c.article AS article, c.article_source AS source, c.article_published AS published, c.claim AS claim
