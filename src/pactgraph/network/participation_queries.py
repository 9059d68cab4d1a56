"""What a store is asked for projections: property rows, each in the shape that stays fast."""

from __future__ import annotations

#: Which nodes are described; the inner part says where they come from.
NODES = """
SELECT DISTINCT ?node ?key ?value ?detail WHERE {
  { SELECT DISTINCT ?node WHERE { %s } }
  { ?node rdfs:label ?value . BIND(LANG(?value) AS ?detail) BIND("label" AS ?key) }
  UNION { ?node skos:altLabel ?value . BIND("alt" AS ?key) }
  UNION {
    ?node a ?class . ?class pact:iriKind ?value ; rdfs:label ?detail
    FILTER(LANG(?detail) = "en") BIND("type" AS ?key)
  } UNION {
    ?node pact:status ?status . ?status skos:notation ?value ; skos:prefLabel ?detail
    FILTER(LANG(?detail) = "en") BIND("status" AS ?key)
  }
} ORDER BY ?node ?key ?value
"""
OF_PARTICIPATIONS = """
  { ?p a pact:Participation ; pact:party|pact:onBehalfOf|pact:initiative ?node }
  UNION { ?q a pact:Participation ; pact:party|pact:onBehalfOf ?member . ?member pact:country ?node }
"""
COUNTRIES = """
SELECT DISTINCT ?party ?country WHERE {
  { SELECT DISTINCT ?party WHERE { ?p a pact:Participation ; pact:party|pact:onBehalfOf ?party } }
  ?party pact:country ?country
} ORDER BY ?party ?country
"""
ROWS = """
SELECT DISTINCT ?claim ?party ?initiative ?role ?roleLabel WHERE {
  ?claim a pact:Participation ; pact:party|pact:onBehalfOf ?party ;
    pact:initiative ?initiative ; pact:role ?code .
  ?code skos:notation ?role ; skos:prefLabel ?roleLabel . FILTER(LANG(?roleLabel) = "en")
} ORDER BY ?party ?initiative ?role ?claim
"""
BEHALF = """
SELECT DISTINCT ?claim ?party WHERE { ?claim a pact:Participation ; pact:onBehalfOf ?party }
ORDER BY ?claim ?party
"""
TAKING_PART = """
SELECT DISTINCT ?role WHERE {
  ?code pact:asProperty/rdfs:subPropertyOf* pact:participant ; skos:notation ?role ;
    skos:inScheme <https://w3id.org/pactgraph/code/role>
} ORDER BY ?role
"""
AREAS = """
SELECT DISTINCT ?initiative ?area WHERE {
  { SELECT DISTINCT ?initiative WHERE { ?p a pact:Participation ; pact:initiative ?initiative } }
  ?initiative pact:cooperationArea/skos:notation ?area
} ORDER BY ?initiative ?area
"""
MILESTONES = """
SELECT DISTINCT ?claim ?initiative ?party ?earliest ?latest WHERE {
  { SELECT DISTINCT ?initiative WHERE { ?p a pact:Participation ; pact:initiative ?initiative } }
  ?claim a pact:Milestone ; pact:initiative ?initiative ; pact:modality/pact:factual true .
  OPTIONAL { ?claim pact:byParty ?party }
  OPTIONAL { ?claim pact:earliest ?earliest }
  OPTIONAL { ?claim pact:latest ?latest }
} ORDER BY ?initiative ?claim ?party
"""
MENTIONS = """
SELECT DISTINCT ?initiative ?claim WHERE {
  { SELECT DISTINCT ?initiative WHERE { ?p a pact:Participation ; pact:initiative ?initiative } }
  { ?claim pact:initiative|pact:commitment ?initiative }
  UNION { ?claim a pact:Tie ; pact:subject|pact:object ?initiative }
  UNION { ?claim a pact:Observation ; pact:refArea ?initiative }
} ORDER BY ?initiative ?claim
"""
LEFT_OUT = """
SELECT (COUNT(DISTINCT ?initiative) AS ?initiatives) (COUNT(DISTINCT ?claim) AS ?claims) WHERE {
  { ?initiative a pact:Initiative
    FILTER NOT EXISTS { ?p a pact:Participation ; pact:initiative ?initiative } }
  UNION { ?claim a pact:Claim FILTER NOT EXISTS { ?claim a pact:Participation } }
}
"""
#: What projections need to know of claims, in the shape of property rows.
CLAIMS = """
SELECT DISTINCT ?claim ?key ?value WHERE {
  VALUES ?claim { %s }
  { ?claim pact:modality/skos:notation ?value . BIND("modality" AS ?key) }
  UNION { ?claim pact:earliest ?value . BIND("earliest" AS ?key) }
  UNION { ?claim pact:latest ?value . BIND("latest" AS ?key) }
  UNION { ?claim pact:evidence/pact:source ?value . BIND("source" AS ?key) }
} ORDER BY ?claim ?key ?value
"""
CODES = """
SELECT DISTINCT ?list ?code WHERE { ?node skos:inScheme ?list ; skos:notation ?code } ORDER BY ?list ?code
"""
SOURCES = "SELECT DISTINCT ?source WHERE { ?e a pact:Evidence ; pact:source ?source } ORDER BY ?source"
FACTUAL = """
SELECT DISTINCT ?modality WHERE { ?code pact:factual true ; skos:notation ?modality } ORDER BY ?modality
"""
