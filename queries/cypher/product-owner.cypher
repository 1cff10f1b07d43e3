// Who owns, develops or sells a product?
MATCH (agent:Entity)-[c:Ownership|Development|Release]->(product:Entity)
RETURN product.id AS product, c.kind AS relation, agent.id AS agent, c.modality AS modality, c.phase AS phase,
       CASE WHEN c.quantity_unit = 'percent' THEN c.quantity_min END AS share_min,
       CASE WHEN c.quantity_unit = 'percent' THEN c.quantity_max END AS share_max,
       c.time AS `when`,
       CASE WHEN c.earliest IS NOT NULL AND c.latest IS NOT NULL THEN 'both ends'
            WHEN c.time IS NOT NULL THEN 'one end' ELSE 'not stated' END AS timing,
       c.disputed AS disputed, c.quote AS quote, c.article AS article, c.article_source AS source, c.article_published AS published, c.claim AS claim
UNION ALL
MATCH (agent:Entity)<-[:owner|developer|releasedBy]-(c:Situation)-[:ownedThing|product]->(product:Entity)
WHERE c.kind IN ['Ownership', 'Development', 'Release']
RETURN product.id AS product, c.kind AS relation, agent.id AS agent, c.modality AS modality, c.phase AS phase,
       CASE WHEN c.quantity_unit = 'percent' THEN c.quantity_min END AS share_min,
       CASE WHEN c.quantity_unit = 'percent' THEN c.quantity_max END AS share_max,
       c.time AS `when`,
       CASE WHEN c.earliest IS NOT NULL AND c.latest IS NOT NULL THEN 'both ends'
            WHEN c.time IS NOT NULL THEN 'one end' ELSE 'not stated' END AS timing,
       c.disputed AS disputed, c.quote AS quote, c.article AS article, c.article_source AS source, c.article_published AS published, c.claim AS claim
