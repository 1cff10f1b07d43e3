// What does an article give as the reason for what? Claims with links are nodes.
MATCH (c:Situation)-[:causedBy]->(cause:Situation)
RETURN c.kind AS effect, c.quote AS effect_quote, c.modality AS modality, cause.kind AS cause, cause.quote AS cause_quote,
       cause.modality AS cause_modality, c.attribution AS attribution,
       c.time AS `when`,
       CASE WHEN c.earliest IS NOT NULL AND c.latest IS NOT NULL THEN 'both ends'
            WHEN c.time IS NOT NULL THEN 'one end' ELSE 'not stated' END AS timing,
       c.disputed AS disputed, c.article AS article, c.article_source AS source, c.article_published AS published,
       c.claim AS claim, cause.claim AS cause_claim
