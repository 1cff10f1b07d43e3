// Which models were trained on which chips?
MATCH (model:Entity)-[c:Training]->(chip:Entity)
WHERE c.source_role = 'model' AND c.target_role = 'chip'
RETURN model.id AS model, CASE WHEN false THEN c.quote END AS developer, chip.id AS chip, c.modality AS modality, c.attribution AS attribution,
       c.time AS `when`,
       CASE WHEN c.earliest IS NOT NULL AND c.latest IS NOT NULL THEN 'both ends'
            WHEN c.time IS NOT NULL THEN 'one end' ELSE 'not stated' END AS timing,
       c.disputed AS disputed, c.quote AS quote, c.article AS article, c.article_source AS source, c.article_published AS published, c.claim AS claim
UNION ALL
MATCH (model:Entity)<-[:trainedModel]-(c:Situation)-[:trainingHardware]->(chip:Entity)
WHERE c.kind = 'Training'
OPTIONAL MATCH (c)-[:developer]->(developer:Entity)
RETURN model.id AS model, developer.id AS developer, chip.id AS chip, c.modality AS modality, c.attribution AS attribution,
       c.time AS `when`,
       CASE WHEN c.earliest IS NOT NULL AND c.latest IS NOT NULL THEN 'both ends'
            WHEN c.time IS NOT NULL THEN 'one end' ELSE 'not stated' END AS timing,
       c.disputed AS disputed, c.quote AS quote, c.article AS article, c.article_source AS source, c.article_published AS published, c.claim AS claim
