"""What is asked of a store about one thing, each query in the shape that stays fast in a large store."""

from __future__ import annotations

from pyoxigraph import NamedNode

from pactgraph.store.base import Store, Table

#: Rows of one list about a thing; a named question returns all of them.
MOST = 120
#: Claims that a list is made of; of a thing with more, those that the store returns first.
ENOUGH = 150
#: Statements about a thing that are searched for what names it; of more, those that the store returns first.
GONE_THROUGH = 1000

#: The IRI is written into each pattern: bound by VALUES outside, the engine would read the whole store.
FACTS = """
SELECT DISTINCT ?key ?value ?shown WHERE {
  {
    VALUES (?property ?key) { (rdfs:label "label") (skos:prefLabel "label") (skos:altLabel "also called") }
    %(thing)s ?property ?value . BIND(CONCAT(STR(?value), " (", LANG(?value), ")") AS ?shown)
  } UNION {
    VALUES (?property ?key) { (skos:definition "definition") (dcterms:title "title") }
    %(thing)s ?property ?value . BIND(STR(?value) AS ?shown)
  } UNION {
    %(thing)s a ?value . ?value rdfs:label ?shown . BIND("type" AS ?key)
    FILTER(LANG(?shown) = "en" && STRSTARTS(STR(?value), STR(pact:)))
    FILTER NOT EXISTS {
      %(thing)s a ?narrower . ?narrower rdfs:subClassOf ?value . FILTER(?narrower != ?value)
    }
  } UNION {
    %(thing)s ?property ?value . ?property rdfs:label ?name .
    FILTER(LANG(?name) = "en") BIND(STR(?name) AS ?key)
    FILTER(?property != pact:text && ?value != %(thing)s)
    OPTIONAL { ?value rdfs:label|skos:prefLabel ?label . FILTER(LANG(?label) = "en") }
    BIND(COALESCE(?label, STR(?value)) AS ?shown)
  } UNION {
    ?value pact:judges %(thing)s ; pact:verdict/skos:prefLabel ?verdict ; pact:judgedBy ?by ; pact:note ?note
    FILTER(LANG(?verdict) = "en" && LANG(?note) = "en" && !STRSTARTS(STR(%(thing)s), STR(claim:)))
    BIND(CONCAT(STR(?verdict), " (", ?by, "): ", STR(?note)) AS ?shown) BIND("judgement" AS ?key)
  }
} ORDER BY ?key ?shown ?value
"""
#: No order, and no test of each claim: the engine would read each IRI many times.
ABOUT = """
SELECT DISTINCT ?claim WHERE {
  { ?claim ?property %(thing)s }
  UNION { GRAPH %(thing)s { ?claim pact:evidence ?evidence } }
  UNION { %(thing)s pact:evidence ?evidence . BIND(%(thing)s AS ?claim) }
} %(limit)s
"""
PARTIES = """
SELECT DISTINCT ?thing ?name ?role ?stated ?code ?other ?other_name ?claim WHERE {
  ?claim pact:initiative %(thing)s ; pact:party ?thing ; pact:role/skos:prefLabel ?role ; pact:modality ?how .
  ?how skos:prefLabel ?stated ; skos:notation ?code . ?thing rdfs:label ?name .
  FILTER(LANG(?role) = "en" && LANG(?stated) = "en" && LANG(?name) = "en")
  OPTIONAL {
    ?claim pact:onBehalfOf ?other . ?other rdfs:label ?other_name . FILTER(LANG(?other_name) = "en")
  }
} ORDER BY ?role ?name ?claim LIMIT %(most)d
"""
INITIATIVES = """
SELECT DISTINCT ?thing ?name ?role ?stated ?code ?other ?other_name ?status ?claim WHERE {
  { SELECT ?claim WHERE {
    { ?claim pact:party %(thing)s } UNION { ?claim pact:onBehalfOf %(thing)s } } LIMIT %(enough)d }
  ?claim pact:initiative ?thing ; pact:role/skos:prefLabel ?role ; pact:modality ?how .
  ?how skos:prefLabel ?stated ; skos:notation ?code . ?thing rdfs:label ?name .
  FILTER(LANG(?role) = "en" && LANG(?stated) = "en" && LANG(?name) = "en")
  OPTIONAL {
    ?claim pact:onBehalfOf %(thing)s ; pact:party ?other . ?other rdfs:label ?other_name .
    FILTER(LANG(?other_name) = "en")
  }
  OPTIONAL { ?thing pact:status/skos:prefLabel ?status . FILTER(LANG(?status) = "en") }
} ORDER BY ?name ?role ?claim LIMIT %(most)d
"""
#: The claim behind those that :data:`INITIATIVES` is made of, where there are so many.
MORE_ROLES = """
SELECT ?claim WHERE {
  { ?claim pact:party %(thing)s } UNION { ?claim pact:onBehalfOf %(thing)s }
} LIMIT 1 OFFSET %(enough)d
"""
HISTORY = """
SELECT DISTINCT ?date ?latest ?event ?by ?place ?stated ?code ?source ?claim WHERE {
  ?claim pact:initiative %(thing)s ; pact:milestoneType/skos:prefLabel ?event ; pact:modality ?how ;
    pact:evidence/pact:source/rdfs:label ?source . ?how skos:prefLabel ?stated ; skos:notation ?code .
  FILTER(LANG(?event) = "en" && LANG(?stated) = "en" && LANG(?source) = "en")
  OPTIONAL { ?claim pact:date ?date }
  OPTIONAL { ?claim pact:latest ?latest }
  OPTIONAL { ?claim pact:byParty/rdfs:label ?by . FILTER(LANG(?by) = "en") }
  OPTIONAL { ?claim pact:place/rdfs:label ?place . FILTER(LANG(?place) = "en") }
} ORDER BY ?latest ?event ?claim LIMIT %(most)d
"""
FIGURES = """
SELECT DISTINCT ?thing ?name ?period ?latest ?printed ?unit ?understood ?unit_understood ?stated ?code
  ?source ?claim
WHERE {
  { SELECT ?claim WHERE { ?claim pact:%(by)s %(thing)s ; pact:%(other)s ?any } LIMIT %(enough)d }
  ?claim pact:%(other)s ?thing ; pact:refPeriod ?period ; pact:asPrinted ?printed ;
    pact:modality ?how ; pact:evidence/pact:source/rdfs:label ?source .
  ?how skos:prefLabel ?stated ; skos:notation ?code . ?thing rdfs:label ?name .
  FILTER(LANG(?name) = "en" && LANG(?stated) = "en" && LANG(?source) = "en")
  OPTIONAL { ?claim pact:latest ?latest }
  OPTIONAL { ?claim pact:unit ?in . OPTIONAL { ?in skos:prefLabel ?unit . FILTER(LANG(?unit) = "en") } }
  OPTIONAL { ?claim pact:valueUnderstood ?understood }
  OPTIONAL {
    ?claim pact:unitUnderstood ?meant .
    OPTIONAL { ?meant skos:prefLabel ?unit_understood . FILTER(LANG(?unit_understood) = "en") }
  }
} ORDER BY ?name ?latest ?printed ?claim LIMIT %(most)d
"""
NAMED_BY = """
SELECT DISTINCT ?thing ?name ?tie WHERE {
  { SELECT DISTINCT ?thing ?property WHERE {
    { SELECT ?thing ?property WHERE { ?thing ?property %(thing)s } LIMIT %(through)d }
    FILTER(!STRSTARTS(STR(?thing), STR(claim:)) && ?thing != %(thing)s)
  } LIMIT %(enough)d }
  ?property rdfs:label ?tie . ?thing rdfs:label|skos:prefLabel ?name .
  FILTER(LANG(?name) = "en" && LANG(?tie) = "en")
} ORDER BY ?tie ?name ?thing LIMIT %(most)d
"""
DISAGREEMENTS = """
SELECT DISTINCT ?thing ?kind ?certainty ?explanation ?claim WHERE {
  { SELECT ?claim WHERE { ?claim ?property %(thing)s } LIMIT %(through)d }
  UNION { BIND(%(thing)s AS ?claim) }
  ?thing pact:disputes ?claim ; pact:certainty ?certainty ; pact:explanation ?explanation ;
    pact:disagreementKind/skos:prefLabel ?kind .
  FILTER(LANG(?kind) = "en" && LANG(?explanation) = "en")
} ORDER BY DESC(?certainty = "sure") DESC(?certainty = "likely") ?thing ?claim LIMIT %(most)d
"""
#: Of the ontology its classes, properties and code lists, of a code list its codes; of others nothing.
TERMS = """
SELECT DISTINCT ?thing ?kind ?name ?definition WHERE {
  {
    VALUES (?type ?kind) {
      (owl:Class "class") (owl:ObjectProperty "property") (owl:DatatypeProperty "property")
      (owl:AnnotationProperty "property")
    }
    ?thing rdfs:isDefinedBy %(thing)s ; a ?type ; rdfs:label ?name
  } UNION {
    %(thing)s a owl:Ontology . ?thing a skos:ConceptScheme ; skos:prefLabel|rdfs:label ?name
    BIND("code list" AS ?kind)
  } UNION { ?thing skos:inScheme %(thing)s ; skos:prefLabel ?name . BIND("code" AS ?kind) }
  ?thing skos:definition|dcterms:description ?definition .
  FILTER(LANG(?name) = "en" && LANG(?definition) = "en")
} ORDER BY ?kind ?name ?thing
"""
SOURCES = """
SELECT DISTINCT ?thing ?name WHERE {
  VALUES ?thing { %s } ?thing rdfs:label ?name . FILTER(LANG(?name) = "en")
} ORDER BY ?name
"""


def about(store: Store, query: str, iri: str, **also: str) -> Table:
    """Ask one of the queries of this module about a thing."""
    bounds = {"most": MOST, "enough": ENOUGH, "through": GONE_THROUGH}
    return store.select(query % {"thing": NamedNode(iri), **bounds, **also})
