# from: draft
# to: 0.1.0
# title: Classes and properties of the working draft get their names of the first version.
PREFIX chip: <https://w3id.org/chippolitik/ontology#>

DELETE { ?node a ?old }
INSERT { ?node a ?new }
WHERE {
  VALUES (?old ?new) {
    (chip:LicenseDecision chip:License)
    (chip:Observation chip:Metric)
    (chip:SupplyRelation chip:Supply)
    (chip:Utterance chip:Statement)
  }
  ?node a ?old
} ;

DELETE { GRAPH ?graph { ?node a ?old } }
INSERT { GRAPH ?graph { ?node a ?new } }
WHERE {
  VALUES (?old ?new) {
    (chip:LicenseDecision chip:License)
    (chip:Observation chip:Metric)
    (chip:SupplyRelation chip:Supply)
    (chip:Utterance chip:Statement)
  }
  GRAPH ?graph { ?node a ?old }
} ;

DELETE { ?node ?old ?value }
INSERT { ?node ?new ?value }
WHERE {
  VALUES (?old ?new) {
    (chip:decision chip:status)
    (chip:policyStatus chip:lifecycleStep)
  }
  ?node ?old ?value
} ;

DELETE { GRAPH ?graph { ?node ?old ?value } }
INSERT { GRAPH ?graph { ?node ?new ?value } }
WHERE {
  VALUES (?old ?new) {
    (chip:decision chip:status)
    (chip:policyStatus chip:lifecycleStep)
  }
  GRAPH ?graph { ?node ?old ?value }
}
