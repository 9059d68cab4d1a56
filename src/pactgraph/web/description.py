"""Descriptions for programs: the SPARQL Service Description, and VoID with DCAT."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple, serialize

from pactgraph.exports.rdf import RDF_EXPORTS
from pactgraph.namespaces import BASE, PACT, PREFIXES
from pactgraph.resources import LICENCE
from pactgraph.web.formats import TABLES
from pactgraph.web.sparql.worker import RDF

if TYPE_CHECKING:
    from pactgraph.store.base import Store
    from pactgraph.web.services import Services

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
FORMATS = "http://www.w3.org/ns/formats/"
#: The names of the formats at the W3C.
W3C = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "ttl": "Turtle",
    "nt": "N-Triples",
    "nq": "N-Quads",
    "trig": "TriG",
    "jsonld": "JSON-LD",
    "rdfxml": "RDF_XML",
}
TITLE = "Pactgraph: who agreed what with whom, where it is stated, and how far it got"
ABOUT = (
    "A knowledge graph of international cooperation in which every fact is a claim that says where it is "
    "stated. Each fact stands once in the default graph, and again in the named graph of its source."
)
COUNTS = """
SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?p) AS ?properties)
       (COUNT(DISTINCT ?o) AS ?objects) WHERE { ?s ?p ?o }
"""
CLASSES = "SELECT ?class (COUNT(?s) AS ?entities) WHERE { ?s a ?class } GROUP BY ?class ORDER BY ?class"
PROPERTIES = (
    "SELECT ?property (COUNT(*) AS ?triples) WHERE { ?s ?property ?o } GROUP BY ?property ORDER BY ?property"
)
GRAPHS = (
    "SELECT ?graph (COUNT(*) AS ?triples) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph ORDER BY ?graph"
)
TITLES = "SELECT ?graph ?title WHERE { ?graph a pact:Source ; dcterms:title ?title }"
Facts: TypeAlias = Iterator[Triple]


def service_description(services: Services, form: str) -> bytes:
    """Return the description of the SPARQL endpoint, in a format of RDF."""
    return write(_service(services), form)


def void(services: Services, form: str) -> bytes:
    """Return the description of the data set, in a format of RDF; counted once, as the data do not change."""
    return _void(services.version, services.address, form, services.graph.store)


@lru_cache(maxsize=16)
def _void(version: str, address: str, form: str, store: Store) -> bytes:
    return write([*_dataset(address, version), *_partitions(address, store), *_sources(address, store)], form)


def write(triples: Iterable[Triple], form: str) -> bytes:
    """Return triples in a format of RDF; the same bytes for the same triples."""
    quads = sorted({Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in triples}, key=str)
    if form in ("ttl", "trig"):
        return serialize([quad.triple for quad in quads], format=RDF[form], prefixes=_used(quads)) or b""
    return RDF_EXPORTS[form].write(quads).encode()


def _used(quads: Iterable[Quad]) -> dict[str, str]:
    """Return the prefixes in use, with those of the vocabularies that only descriptions use."""
    text = "\n".join(map(str, quads))
    return {name: base for name, base in {**PREFIXES, "sd": SD, "void": VOID}.items() if f"<{base}" in text}


def _service(services: Services) -> Facts:
    endpoint = f"{services.address}sparql"
    service, data = f"{endpoint}#service", f"{endpoint}#data"
    yield _link(service, PREFIXES["rdf"] + "type", SD + "Service")
    yield _link(service, SD + "endpoint", endpoint)
    yield _link(service, SD + "supportedLanguage", SD + "SPARQL11Query")
    yield _link(service, SD + "feature", SD + "UnionDefaultGraph")
    for name in W3C.values():
        yield _link(service, SD + "resultFormat", FORMATS + name)
    yield _link(service, SD + "defaultDataset", data)
    yield _link(data, PREFIXES["rdf"] + "type", SD + "Dataset")
    yield _link(data, SD + "defaultGraph", f"{endpoint}#default")
    yield _link(f"{endpoint}#default", PREFIXES["rdf"] + "type", SD + "Graph")
    for row in services.graph.store.select(GRAPHS).records():
        named = f"{endpoint}#graph-{row['graph'].removeprefix(BASE)}"
        yield _link(data, SD + "namedGraph", named)
        yield _link(named, PREFIXES["rdf"] + "type", SD + "NamedGraph")
        yield _link(named, SD + "name", row["graph"])
        yield _number(named, VOID + "triples", row["triples"])


def _dataset(address: str, version: str) -> Facts:
    data = dataset_address(address)
    for kind in (VOID + "Dataset", PREFIXES["dcat"] + "Dataset"):
        yield _link(data, PREFIXES["rdf"] + "type", kind)
    yield _text(data, PREFIXES["dcterms"] + "title", TITLE, "en")
    yield _text(data, PREFIXES["dcterms"] + "description", ABOUT, "en")
    yield _text(data, PREFIXES["dcterms"] + "identifier", version)
    yield _link(data, PREFIXES["dcterms"] + "license", LICENCE)
    yield _link(data, VOID + "sparqlEndpoint", f"{address}sparql")
    yield _text(data, VOID + "uriSpace", BASE)
    yield _link(data, VOID + "exampleResource", BASE + "id/country/CHN")
    for vocabulary in (PACT, *(PREFIXES[name] for name in ("skos", "dcterms", "prov", "qb"))):
        yield _link(data, VOID + "vocabulary", vocabulary)
    for name in ("ttl", "nt", "nq", "trig", "jsonld", "rdfxml"):
        yield _link(data, VOID + "feature", FORMATS + W3C[name])
    yield from _access(address, data)


def _access(address: str, data: str) -> Facts:
    """Say by what service the data are reached."""
    service = f"{address}sparql#service"
    dcat = PREFIXES["dcat"]
    yield _link(service, PREFIXES["rdf"] + "type", dcat + "DataService")
    yield _link(service, dcat + "endpointURL", f"{address}sparql")
    yield _link(service, dcat + "servesDataset", data)
    yield _text(service, PREFIXES["dcterms"] + "title", "SPARQL 1.1 endpoint of Pactgraph", "en")
    for form in TABLES.values():
        yield _text(service, PREFIXES["dcterms"] + "format", form.media_type)


def _partitions(address: str, store: Store) -> Facts:
    data = dataset_address(address)
    counted = store.select(COUNTS).records()[0]
    names = {"triples": "triples", "subjects": "distinctSubjects", "properties": "properties"}
    for name, said in {**names, "objects": "distinctObjects"}.items():
        yield _number(data, VOID + said, counted[name])
    for number, row in enumerate(store.select(CLASSES).records(), start=1):
        part = f"{data}-class-{number}"
        yield _link(data, VOID + "classPartition", part)
        yield _link(part, VOID + "class", row["class"])
        yield _number(part, VOID + "entities", row["entities"])
    for number, row in enumerate(store.select(PROPERTIES).records(), start=1):
        part = f"{data}-property-{number}"
        yield _link(data, VOID + "propertyPartition", part)
        yield _link(part, VOID + "property", row["property"])
        yield _number(part, VOID + "triples", row["triples"])


def _sources(address: str, store: Store) -> Facts:
    """Say what each named graph holds: a source, or a layer."""
    titles = {row["graph"]: row["title"] for row in store.select(TITLES).records()}
    data = dataset_address(address)
    for row in store.select(GRAPHS).records():
        yield _link(data, VOID + "subset", row["graph"])
        yield _link(row["graph"], PREFIXES["rdf"] + "type", VOID + "Dataset")
        yield _number(row["graph"], VOID + "triples", row["triples"])
        if row["graph"] in titles:
            yield _text(row["graph"], PREFIXES["dcterms"] + "title", titles[row["graph"]])


def dataset_address(address: str) -> str:
    """Return the address of the data set in its description."""
    return f"{address}.well-known/void#dataset"


def _link(subject: str, predicate: str, value: str) -> Triple:
    return Triple(NamedNode(subject), NamedNode(predicate), NamedNode(value))


def _text(subject: str, predicate: str, value: str, language: str | None = None) -> Triple:
    return Triple(NamedNode(subject), NamedNode(predicate), Literal(value, language=language))


def _number(subject: str, predicate: str, value: str) -> Triple:
    integer = NamedNode(PREFIXES["xsd"] + "integer")
    return Triple(NamedNode(subject), NamedNode(predicate), Literal(value, datatype=integer))
