// Who plans what?
MATCH (s:Entity)-[c]->(t:Entity)
WHERE c.modality = 'planned'
WITH s, c, t, ['owner', 'developer', 'manufacturer', 'organization', 'user', 'supplier', 'buyer', 'investor', 'issuer',
    'subject', 'speaker', 'company'] AS actors,
    ['owned', 'product', 'customer', 'country', 'chip', 'target', 'licensee', 'addressee', 'listed', 'penalized',
    'object', 'place', 'about'] AS objects
RETURN c.kind AS kind, CASE WHEN c.source_role IN actors THEN s.id WHEN c.target_role IN actors THEN t.id END AS actor, CASE WHEN c.target_role IN objects THEN t.id WHEN c.source_role IN objects THEN s.id END AS `object`,
       c.attribution AS attribution, c.time AS `when`,
       CASE WHEN c.earliest IS NOT NULL AND c.latest IS NOT NULL THEN 'both ends'
            WHEN c.time IS NOT NULL THEN 'one end' ELSE 'not stated' END AS timing,
       c.disputed AS disputed, c.quote AS quote, c.article AS article, c.article_source AS source, c.article_published AS published, c.claim AS claim
UNION ALL
MATCH (c:Situation)
WHERE c.modality = 'planned'
OPTIONAL MATCH (c)-[:owner|developer|manufacturer|locatedOrganization|user|buyer|investor|issuer|comparedSubject|
        observedSubject|speaker|releasedBy]->(actor:Entity)
OPTIONAL MATCH (c)-[:supplier]->(seller:Entity)
WHERE c.kind IN ['Supply', 'Delivery']
OPTIONAL MATCH (c)-[:ownedThing|customer|locatedIn|trainingHardware|investmentTarget|controlledItem|target|licensee|
        addressee|listedAgent|penalized|comparedObject|place|concerns]->(object:Entity)
RETURN c.kind AS kind, coalesce(actor.id, seller.id) AS actor, object.id AS `object`,
       c.attribution AS attribution, c.time AS `when`,
       CASE WHEN c.earliest IS NOT NULL AND c.latest IS NOT NULL THEN 'both ends'
            WHEN c.time IS NOT NULL THEN 'one end' ELSE 'not stated' END AS timing,
       c.disputed AS disputed, c.quote AS quote, c.article AS article, c.article_source AS source, c.article_published AS published, c.claim AS claim
UNION ALL
MATCH (c:Situation)
WHERE c.modality = 'planned'
OPTIONAL MATCH (c)-[:owner|developer|manufacturer|locatedOrganization|user|buyer|investor|issuer|comparedSubject|
        observedSubject|speaker|releasedBy]->(actor:Entity)
OPTIONAL MATCH (c)-[:supplier]->(seller:Entity)
WHERE c.kind IN ['Supply', 'Delivery']
OPTIONAL MATCH (c)-[:product]->(object:Entity)
WHERE NOT c.kind IN ['Supply', 'License']
RETURN c.kind AS kind, coalesce(actor.id, seller.id) AS actor, object.id AS `object`,
       c.attribution AS attribution, c.time AS `when`,
       CASE WHEN c.earliest IS NOT NULL AND c.latest IS NOT NULL THEN 'both ends'
            WHEN c.time IS NOT NULL THEN 'one end' ELSE 'not stated' END AS timing,
       c.disputed AS disputed, c.quote AS quote, c.article AS article, c.article_source AS source, c.article_published AS published, c.claim AS claim
