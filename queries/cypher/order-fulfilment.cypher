// How much of each order was delivered, at least and at most?
// An order that no other claim speaks of, of one buyer and one product, is an edge: no supplier, no delivery.
MATCH (buyer:Entity)-[c:`Order`]->(product:Entity)
WHERE c.holds AND c.source_role = 'buyer' AND c.target_role = 'product'
RETURN buyer.id AS buyer, CASE WHEN false THEN c.quote END AS supplier, product.id AS product,
       c.quantity_unit AS unit, c.quantity_min AS ordered_min, c.quantity_max AS ordered_max,
       CASE WHEN false THEN c.quantity_min END AS delivered_min,
       CASE WHEN false THEN c.quantity_min END AS delivered_max,
       CASE WHEN false THEN c.quantity_min END AS share_min, CASE WHEN false THEN c.quantity_min END AS share_max,
       CASE WHEN false THEN c.quantity_min END AS open_min, CASE WHEN false THEN c.quantity_min END AS open_max,
       coalesce(c.quantity_approximate, false) AS approximate, c.attribution AS attribution, c.time AS `when`,
       CASE WHEN c.earliest IS NOT NULL AND c.latest IS NOT NULL THEN 'both ends'
            WHEN c.time IS NOT NULL THEN 'one end' ELSE 'not stated' END AS timing,
       CASE WHEN false THEN c.quote END AS delivered_when, c.disputed AS disputed,
       CASE WHEN false THEN c.quote END AS delivery_quote, CASE WHEN false THEN c.quote END AS delivery,
       c.quote AS quote, c.article AS article, c.article_source AS source, c.article_published AS published, c.claim AS claim
UNION ALL
MATCH (buyer:Entity)<-[:buyer]-(c:Situation)-[:product]->(product:Entity)
WHERE c.kind = 'Order' AND c.holds
OPTIONAL MATCH (c)-[:supplier]->(supplier:Entity)
OPTIONAL MATCH (c)<-[:fulfils]-(d:Situation)
WHERE d.kind = 'Delivery' AND d.holds AND coalesce(d.quantity_unit = c.quantity_unit, true)
RETURN buyer.id AS buyer, supplier.id AS supplier, product.id AS product,
       coalesce(c.quantity_unit, d.quantity_unit) AS unit, c.quantity_min AS ordered_min,
       c.quantity_max AS ordered_max, d.quantity_min AS delivered_min, d.quantity_max AS delivered_max,
       d.quantity_min / c.quantity_max AS share_min, d.quantity_max / c.quantity_min AS share_max,
       CASE WHEN c.quantity_min > d.quantity_max THEN c.quantity_min - d.quantity_max
            WHEN c.quantity_min <= d.quantity_max THEN 0.0 END AS open_min,
       CASE WHEN c.quantity_max > d.quantity_min THEN c.quantity_max - d.quantity_min
            WHEN c.quantity_max <= d.quantity_min THEN 0.0 END AS open_max,
       coalesce(c.quantity_approximate, d.quantity_approximate, false) AS approximate,
       c.attribution AS attribution, c.time AS `when`,
       CASE WHEN c.earliest IS NOT NULL AND c.latest IS NOT NULL THEN 'both ends'
            WHEN c.time IS NOT NULL THEN 'one end' ELSE 'not stated' END AS timing,
       d.time AS delivered_when, c.disputed AS disputed, d.quote AS delivery_quote, d.claim AS delivery,
       c.quote AS quote, c.article AS article, c.article_source AS source, c.article_published AS published, c.claim AS claim
