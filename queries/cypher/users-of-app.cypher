// How many users does an app or product have, and where?
MATCH (app:Entity)-[c:Metric]->(place:Entity)
WHERE c.quantity_unit = 'user'
RETURN app.id AS app, c.metric AS metric, c.quantity_min AS min, c.quantity_max AS max,
       coalesce(c.quantity_approximate, false) AS approximate, place.id AS place, c.modality AS modality,
       c.attribution AS attribution, c.time AS `when`,
       CASE WHEN c.earliest IS NOT NULL AND c.latest IS NOT NULL THEN 'both ends'
            WHEN c.time IS NOT NULL THEN 'one end' ELSE 'not stated' END AS timing,
       c.disputed AS disputed, c.quote AS quote, c.article AS article, c.article_source AS source, c.article_published AS published, c.claim AS claim
UNION ALL
MATCH (app:Entity)<-[:observedSubject]-(c:Situation)
WHERE c.kind = 'Metric' AND c.quantity_unit = 'user'
OPTIONAL MATCH (c)-[:place]->(place:Entity)
RETURN app.id AS app, c.metric AS metric, c.quantity_min AS min, c.quantity_max AS max,
       coalesce(c.quantity_approximate, false) AS approximate, place.id AS place, c.modality AS modality,
       c.attribution AS attribution, c.time AS `when`,
       CASE WHEN c.earliest IS NOT NULL AND c.latest IS NOT NULL THEN 'both ends'
            WHEN c.time IS NOT NULL THEN 'one end' ELSE 'not stated' END AS timing,
       c.disputed AS disputed, c.quote AS quote, c.article AS article, c.article_source AS source, c.article_published AS published, c.claim AS claim
