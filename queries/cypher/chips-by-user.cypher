// Which firms use, order, get or train on which chips?
MATCH (company:Entity)-[c:Usage|`Order`|Delivery]->(product:Entity)
WHERE c.source_role IN ['user', 'buyer', 'recipient'] AND c.target_role = 'product'
RETURN company.id AS company, c.kind AS relation, product.id AS product, c.modality AS modality, c.phase AS phase,
       c.attribution AS attribution, c.time AS `when`,
       CASE WHEN c.earliest IS NOT NULL AND c.latest IS NOT NULL THEN 'both ends'
            WHEN c.time IS NOT NULL THEN 'one end' ELSE 'not stated' END AS timing,
       c.disputed AS disputed, c.quote AS quote, c.article AS article, c.article_source AS source, c.article_published AS published, c.claim AS claim
UNION ALL
MATCH (company:Entity)<-[:user|buyer|recipient|developer]-(c:Situation)-[:product|trainingHardware]->(product:Entity)
WHERE c.kind IN ['Usage', 'Order', 'Delivery', 'Training']
RETURN company.id AS company, c.kind AS relation, product.id AS product, c.modality AS modality, c.phase AS phase,
       c.attribution AS attribution, c.time AS `when`,
       CASE WHEN c.earliest IS NOT NULL AND c.latest IS NOT NULL THEN 'both ends'
            WHEN c.time IS NOT NULL THEN 'one end' ELSE 'not stated' END AS timing,
       c.disputed AS disputed, c.quote AS quote, c.article AS article, c.article_source AS source, c.article_published AS published, c.claim AS claim
