// Who supplies whom, with what, and how much?
MATCH (supplier:Entity)-[c:Supply|Manufacture]->(customer:Entity)
WHERE c.target_role = 'customer'
RETURN supplier.id AS supplier, c.kind AS relation, customer.id AS customer, CASE WHEN false THEN c.quote END AS product,
       c.quantity_min AS min, c.quantity_max AS max, c.quantity_unit AS unit, c.modality AS modality, c.phase AS phase,
       c.attribution AS attribution, c.time AS `when`,
       CASE WHEN c.earliest IS NOT NULL AND c.latest IS NOT NULL THEN 'both ends'
            WHEN c.time IS NOT NULL THEN 'one end' ELSE 'not stated' END AS timing,
       c.disputed AS disputed, c.quote AS quote, c.article AS article, c.article_source AS source, c.article_published AS published, c.claim AS claim
UNION ALL
MATCH (supplier:Entity)<-[:supplier|manufacturer]-(c:Situation)-[:customer|buyer|recipient]->(customer:Entity)
WHERE c.kind IN ['Supply', 'Order', 'Delivery', 'Manufacture']
OPTIONAL MATCH (c)-[:product]->(product:Entity)
RETURN supplier.id AS supplier, c.kind AS relation, customer.id AS customer, product.id AS product,
       c.quantity_min AS min, c.quantity_max AS max, c.quantity_unit AS unit, c.modality AS modality, c.phase AS phase,
       c.attribution AS attribution, c.time AS `when`,
       CASE WHEN c.earliest IS NOT NULL AND c.latest IS NOT NULL THEN 'both ends'
            WHEN c.time IS NOT NULL THEN 'one end' ELSE 'not stated' END AS timing,
       c.disputed AS disputed, c.quote AS quote, c.article AS article, c.article_source AS source, c.article_published AS published, c.claim AS claim
