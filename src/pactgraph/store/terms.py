"""The terms that a query may use, and those of a query that no statement has, which are mostly mistyped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from pyoxigraph import NamedNode

from pactgraph.model.text import nearest, suggestion
from pactgraph.namespaces import (
    BASE,
    GRAPH_DERIVED,
    GRAPH_DISAGREEMENTS,
    GRAPH_JUDGEMENTS,
    GRAPH_ONTOLOGY,
    GRAPH_THINGS,
    PREFIXES,
    THING_KINDS,
    expand,
    shorten,
)
from pactgraph.store.base import Store
from pactgraph.store.query_errors import OPAQUE

OWN_TERMS = """
SELECT DISTINCT ?kind ?term ?label WHERE {
  { VALUES (?class ?kind) {
      (owl:Class "classes") (owl:ObjectProperty "properties") (owl:DatatypeProperty "properties")
      (owl:AnnotationProperty "properties")
    }
    GRAPH graph:ontology { ?term a ?class ; rdfs:label ?label } }
  UNION { GRAPH graph:ontology { ?term skos:inScheme ?list ; skos:prefLabel ?label } BIND("codes" AS ?kind) }
  FILTER(ISIRI(?term) && LANG(?label) = "en")
}
"""
#: The terms of other vocabularies that the graph uses; they come without a label. They are looked for where
#: that takes no longer in a larger graph: in the ontology, at sources and data sets, and at so many things.
REUSED_TERMS = """
SELECT DISTINCT ?kind ?term WHERE {
  { SELECT DISTINCT ?term ("properties" AS ?kind) WHERE {
      { GRAPH graph:ontology { { ?s ?term ?o } UNION { ?s ?p ?term } UNION { ?term rdfs:label ?words } }
        FILTER(ISIRI(?term) && EXISTS { ?any ?term ?value }) }
      UNION { VALUES ?class { pact:Source qb:DataSet } ?one a ?class ; ?term ?value }
      UNION { VALUES ?term { qb:dataSet } FILTER(EXISTS { ?any ?term ?value }) }
      UNION { SELECT ?term WHERE { GRAPH graph:things { ?thing ?term ?value } } LIMIT 20000 }
  } }
  UNION { SELECT DISTINCT ?term ("classes" AS ?kind) WHERE {
      { GRAPH graph:ontology { ?s ?p ?term } } UNION { VALUES ?term { qb:DataSet } }
      FILTER(ISIRI(?term) && EXISTS { ?any a ?term })
  } }
}
"""
#: Things of a kind, for the name of one that is mistyped.
THING = "SELECT DISTINCT ?term WHERE { ?term a pact:%s } ORDER BY ?term LIMIT 5000"
THINGS = {**THING_KINDS, "source": "Source"}
GRAPHS = tuple(
    shorten(iri)
    for iri in (GRAPH_THINGS, GRAPH_JUDGEMENTS, GRAPH_DERIVED, GRAPH_DISAGREEMENTS, GRAPH_ONTOLOGY)
)
USED = """
SELECT ?term WHERE {
  VALUES ?term { %s }
  FILTER(EXISTS { ?term ?p ?o } || EXISTS { ?s ?term ?o } || EXISTS { ?s ?p ?term }
    || EXISTS { GRAPH ?term { ?s ?p ?o } })
}
"""
#: The most terms of a query that are looked up, and the most that are told.
MOST, TOLD = 100, 5
DECLARATION = re.compile(r"\bPREFIX\s++([\w.-]*+)\s*+:\s*+<([^<>]*+)>", re.IGNORECASE)
TEMPLATE = re.compile(r"\bCONSTRUCT\s*+\{[^{}]*+\}", re.IGNORECASE)
#: A string, an address or a comment, else a short name that is no function and no datatype.
PIECE = re.compile(
    rf"{OPAQUE.pattern}|(?<!\^\^)(?<![\w?$@:%\\.-])(?P<prefix>[A-Za-z][\w-]*+)?:"
    r"(?P<local>(?:[\w-]|\\[^\w\s]|\.(?=[\w-]))++)(?![(:%])",
    re.DOTALL,
)
#: Where a term can be told from a mistyped one: xsd has what no statement has, as functions and datatypes.
BASES = (BASE, *(base for name, base in PREFIXES.items() if name != "xsd"))


class Terms:
    """The terms that the statements of a store have; those that a query once used are remembered.

    >>> from pyoxigraph import Quad
    >>> from pactgraph.store.local import LocalStore
    >>> iri = NamedNode(PREFIXES["pact"] + "Agreement")
    >>> label, graph = NamedNode(PREFIXES["rdfs"] + "label"), NamedNode(PREFIXES["graph"] + "ontology")
    >>> Terms(LocalStore.of([Quad(iri, label, iri, graph)])).notices("ASK { ?x a pact:Agrement }")
    ('unknown term pact:Agrement: no statement has it',)
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._used: set[str] = set()

    def notices(self, sparql: str) -> tuple[str, ...]:
        """Return what is to be told of the terms of a query: those that no statement has."""
        named = [iri for iri in terms_of(sparql)[:MOST] if iri not in self._used]
        if not named:
            return ()
        query = USED % " ".join(str(NamedNode(iri)) for iri in named)
        self._used.update(row["term"] for row in self.store.select(query).records())
        unknown = [iri for iri in named if iri not in self._used]
        return tuple(self._notice(iri) for iri in unknown[:TOLD])

    @cached_property
    def vocabulary(self) -> dict[str, list[tuple[str, str]]]:
        """Classes, properties and codes: the short name of each, and its label or nothing.

        Terms that no prefix of ours shortens are left out.
        """
        found: dict[str, dict[str, str]] = {"classes": {}, "properties": {}, "codes": {}}
        rows = [*self.store.select(OWN_TERMS).records(), *self.store.select(REUSED_TERMS).records()]
        for row in rows:
            name = shorten(row["term"])
            if expand(name) == row["term"]:
                found[row["kind"]].setdefault(name, row.get("label", ""))
        return {kind: sorted(held.items()) for kind, held in found.items()}

    def _notice(self, iri: str) -> str:
        name = shorten(iri)
        prefix, _, local = name.partition(":")
        words = [*GRAPHS, *(word for held in self.vocabulary.values() for word, _ in held)]
        if prefix in THINGS:
            rows = self.store.select(THING % THINGS[prefix]).records()
            words += [shorten(row["term"]) for row in rows]
        elsewhere = [word for word in words if word.partition(":")[2] == local]
        same = [word.removeprefix(f"{prefix}:") for word in words if word.startswith(f"{prefix}:")]
        # Of a class and a property of one name, the one that is written alike is meant.
        alike = [word for word in same if word[:1].isupper() == local[:1].isupper()]
        near = nearest(local, alike, 1) or nearest(local, same, 1)
        guess = suggestion(elsewhere[:1] or [f"{prefix}:{word}" for word in near])
        return f"unknown term {name}" + (f", {guess}" if guess else ": no statement has it")


def terms_of(sparql: str) -> list[str]:
    """Return the terms of a query that a statement could have: ours, and of the vocabularies that we use.

    What a query constructs may be new, so its template is left out.

    >>> terms_of("PREFIX x: <https://w3id.org/pactgraph/id/> SELECT ('a:b' AS ?b) { ?s a pact:Party, x:y }")
    ['https://w3id.org/pactgraph/ontology#Party', 'https://w3id.org/pactgraph/id/y']
    """
    prefixes = {**PREFIXES, **dict(DECLARATION.findall(sparql))}
    text = TEMPLATE.sub("CONSTRUCT", DECLARATION.sub(" ", sparql))
    return list(dict.fromkeys(iri for iri in _iris(text, prefixes) if iri.startswith(BASES)))


def _iris(text: str, prefixes: dict[str, str]) -> Iterable[str]:
    for piece in PIECE.finditer(text):
        if piece["local"]:
            base = prefixes.get(piece["prefix"] or "", "")
            yield base and base + piece["local"].replace("\\", "")
        elif piece[0].startswith("<") and "\\" not in piece[0]:
            yield piece[0][1:-1]
