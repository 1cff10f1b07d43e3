// Which claims does somebody dispute? Claims with links are nodes.
MATCH (denial:Situation)-[:disputes]->(c:Situation)
MATCH (c)-[:owner|ownedThing|developer|product|manufacturer|customer|locatedOrganization|locatedIn|user|
        trainedModel|trainingHardware|supplier|buyer|recipient|investor|investmentTarget|issuer|
        controlledItem|target|licensee|addressee|recommends|discourages|listedAgent|controlList|
        penalized|comparedSubject|comparedObject|observedSubject|place|speaker|concerns|releasedBy]->(about:Entity)
OPTIONAL MATCH (denial)-[:speaker]->(speaker:Entity)
RETURN c.kind AS kind, about.id AS about, c.modality AS modality, c.attribution AS attribution,
       speaker.id AS disputed_by, denial.quote AS denial_quote, c.time AS `when`,
       CASE WHEN c.earliest IS NOT NULL AND c.latest IS NOT NULL THEN 'both ends'
            WHEN c.time IS NOT NULL THEN 'one end' ELSE 'not stated' END AS timing,
       denial.claim AS denial, c.quote AS quote, c.article AS article, c.article_source AS source, c.article_published AS published, c.claim AS claim
