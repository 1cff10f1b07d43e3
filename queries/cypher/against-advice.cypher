// Who uses or buys what a recommendation warns against?
// That is the thing itself, what is in a group that is warned against, the chips that a vendor designed, or, for things
// that only an article describes, what the same article calls by the same name.
MATCH (issuer:Entity)<-[:issuer]-(r:Situation)-[:discourages]->(advised:Entity), (r)-[:addressee]->(addressee:Entity)
WHERE r.kind = 'Recommendation' AND r.holds
OPTIONAL MATCH (member:Entity)-[:instanceOf*1..9]->(advised)
WITH issuer, r, advised, addressee, collect(DISTINCT member.id) AS members
OPTIONAL MATCH (advised)-[:developedBy]->(vendor:Entity)<-[:designedBy]-(made:Entity)
WHERE advised.class = 'ProductGroup'
WITH issuer, r, advised, addressee, members, collect(DISTINCT made.id) AS designs
OPTIONAL MATCH (told:Entity)
WHERE told.origin = 'described' AND advised.origin = 'described' AND told.label = advised.label
  AND starts_with(told.id, r.article)
WITH issuer, r, advised, addressee, members, designs, collect(DISTINCT told.id) AS told
WITH issuer, r, advised, addressee, list_concat(list_concat([advised.id], members), list_concat(designs, told)) AS meant
MATCH (user:Entity)-[c:Usage|`Order`|Delivery]->(product:Entity)
WHERE list_contains(meant, product.id) AND c.source_role IN ['user', 'buyer', 'recipient'] AND c.target_role = 'product'
  AND c.holds AND c.modality = 'asserted' AND coalesce(c.phase <> 'ended', true)
RETURN user.id AS user, c.kind AS relation, product.id AS product, advised.id AS advised, c.phase AS phase,
       issuer.id AS issuer, addressee.id AS addressee,
       CASE WHEN EXISTS { MATCH (r)-[:addressee]->(user) } THEN 'named'
            WHEN EXISTS { MATCH (r)-[:addressee]->(:Entity)-[:groupMember]->(user) } THEN 'group'
            WHEN EXISTS { MATCH (r)-[:addressee]->(circle:Entity), (user)-[:basedIn]->(:Entity)<-[:basedIn]-(circled:Entity)
                          WHERE circled.class = 'CollectiveAgent'
                            AND (circle.label IN [circled.label, circled.label_de] OR circle.label_de IN [circled.label, circled.label_de]) } THEN 'group'
            ELSE 'not known' END AS addressed,
       r.time AS advice_when, r.article_published AS advice_published,
       CASE WHEN c.earliest >= coalesce(r.latest, r.earliest, r.article_published_at) THEN 'after'
            WHEN c.latest <= r.earliest THEN 'before' ELSE 'not certain' END AS sequence,
       c.time AS `when`,
       CASE WHEN c.earliest IS NOT NULL AND c.latest IS NOT NULL THEN 'both ends'
            WHEN c.time IS NOT NULL THEN 'one end' ELSE 'not stated' END AS timing,
       c.disputed AS disputed, c.quote AS quote, r.quote AS advice_quote, c.article AS article, c.article_source AS source,
       c.article_published AS published, c.claim AS claim, r.claim AS advice
UNION ALL
MATCH (issuer:Entity)<-[:issuer]-(r:Situation)-[:discourages]->(advised:Entity), (r)-[:addressee]->(addressee:Entity)
WHERE r.kind = 'Recommendation' AND r.holds
OPTIONAL MATCH (member:Entity)-[:instanceOf*1..9]->(advised)
WITH issuer, r, advised, addressee, collect(DISTINCT member.id) AS members
OPTIONAL MATCH (advised)-[:developedBy]->(vendor:Entity)<-[:designedBy]-(made:Entity)
WHERE advised.class = 'ProductGroup'
WITH issuer, r, advised, addressee, members, collect(DISTINCT made.id) AS designs
OPTIONAL MATCH (told:Entity)
WHERE told.origin = 'described' AND advised.origin = 'described' AND told.label = advised.label
  AND starts_with(told.id, r.article)
WITH issuer, r, advised, addressee, members, designs, collect(DISTINCT told.id) AS told
WITH issuer, r, advised, addressee, list_concat(list_concat([advised.id], members), list_concat(designs, told)) AS meant
MATCH (user:Entity)<-[:user|buyer|recipient|developer]-(c:Situation)-[:product|trainingHardware]->(product:Entity)
WHERE list_contains(meant, product.id) AND c.kind IN ['Usage', 'Order', 'Delivery', 'Training']
  AND c.holds AND c.modality = 'asserted' AND coalesce(c.phase <> 'ended', true)
RETURN user.id AS user, c.kind AS relation, product.id AS product, advised.id AS advised, c.phase AS phase,
       issuer.id AS issuer, addressee.id AS addressee,
       CASE WHEN EXISTS { MATCH (r)-[:addressee]->(user) } THEN 'named'
            WHEN EXISTS { MATCH (r)-[:addressee]->(:Entity)-[:groupMember]->(user) } THEN 'group'
            WHEN EXISTS { MATCH (r)-[:addressee]->(circle:Entity), (user)-[:basedIn]->(:Entity)<-[:basedIn]-(circled:Entity)
                          WHERE circled.class = 'CollectiveAgent'
                            AND (circle.label IN [circled.label, circled.label_de] OR circle.label_de IN [circled.label, circled.label_de]) } THEN 'group'
            ELSE 'not known' END AS addressed,
       r.time AS advice_when, r.article_published AS advice_published,
       CASE WHEN c.earliest >= coalesce(r.latest, r.earliest, r.article_published_at) THEN 'after'
            WHEN c.latest <= r.earliest THEN 'before' ELSE 'not certain' END AS sequence,
       c.time AS `when`,
       CASE WHEN c.earliest IS NOT NULL AND c.latest IS NOT NULL THEN 'both ends'
            WHEN c.time IS NOT NULL THEN 'one end' ELSE 'not stated' END AS timing,
       c.disputed AS disputed, c.quote AS quote, r.quote AS advice_quote, c.article AS article, c.article_source AS source,
       c.article_published AS published, c.claim AS claim, r.claim AS advice
