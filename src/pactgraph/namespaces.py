"""Addresses: every prefix, graph and kind of thing that Pactgraph uses, in one table.

The prefix of a thing is the word for its kind (``country:CHN``), the prefix of a code is its list
(``role:signatory``), and a source's IRI is also the name of its graph.
"""

from __future__ import annotations

BASE = "https://w3id.org/pactgraph/"
PACT = BASE + "ontology#"
ONTOLOGY = BASE + "ontology"
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"

#: Words that stand in the addresses of things, by class.
PARTY_KINDS = {
    "country": "Country",
    "subnational": "SubnationalUnit",
    "group": "CountryGroup",
    "organization": "InternationalOrganization",
    "body": "PublicBody",
    "company": "Company",
    "institution": "KnowledgeInstitution",
    "alliance": "Alliance",
    "person": "Person",
}
INITIATIVE_KINDS = {
    "agreement": "Agreement",
    "programme": "Programme",
    "project": "Project",
    "forum": "Forum",
    "meeting": "Meeting",
    "commitment": "Commitment",
    "platform": "Platform",
    "policy": "Policy",
}
OTHER_KINDS = {"document": "Document", "indicator": "Indicator"}
THING_KINDS = {**PARTY_KINDS, **INITIATIVE_KINDS, **OTHER_KINDS}

CODE_LISTS = (
    "agreement-type",
    "commitment-kind",
    "cooperation-area",
    "disagreement-kind",
    "milestone-type",
    "modality",
    "quantifier",
    "relation",
    "role",
    "source-type",
    "status",
    "unit",
    "verdict",
)

#: Named graphs that are no source.
GRAPH_THINGS = BASE + "graph/things"
GRAPH_JUDGEMENTS = BASE + "graph/judgements"
GRAPH_DERIVED = BASE + "graph/derived"
GRAPH_DISAGREEMENTS = BASE + "graph/disagreements"
GRAPH_ONTOLOGY = BASE + "graph/ontology"

OUTSIDE = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "iati-role": "http://reference.iatistandard.org/codelists/OrganisationRole/",
    "iati-status": "http://reference.iatistandard.org/codelists/ActivityStatus/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "qudt-unit": "http://qudt.org/vocab/unit/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sdmx-attribute": "http://purl.org/linked-data/sdmx/2009/attribute#",
    "sdmx-dimension": "http://purl.org/linked-data/sdmx/2009/dimension#",
    "sdmx-measure": "http://purl.org/linked-data/sdmx/2009/measure#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vann": "http://purl.org/vocab/vann/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

#: The modalities of what is so; what is planned, recommended or forecast is never added to it.
FACTUAL = ("asserted", "reported")

#: Every prefix that a query or a file may use without declaring what it means elsewhere.
PREFIXES: dict[str, str] = {
    "pact": PACT,
    "source": BASE + "source/",
    "claim": BASE + "id/claim/",
    "evidence": BASE + "id/evidence/",
    "judgement": BASE + "id/judgement/",
    "disagreement": BASE + "id/disagreement/",
    "result": BASE + "id/result/",
    "data-set": BASE + "id/data-set/",
    "shape": BASE + "shape/",
    "graph": BASE + "graph/",
    **{kind: f"{BASE}id/{kind}/" for kind in THING_KINDS},
    **{scheme: f"{BASE}code/{scheme}/" for scheme in CODE_LISTS},
    **OUTSIDE,
}


def expand(name: str) -> str | None:
    """Return the IRI that a short name stands for, or None where it is no short name of ours.

    >>> expand("country:CHN")
    'https://w3id.org/pactgraph/id/country/CHN'
    >>> expand("nobody:X") is None
    True
    """
    prefix, colon, local = name.partition(":")
    if not colon or local.startswith("//") or prefix not in PREFIXES:
        return None
    return PREFIXES[prefix] + local


def shorten(iri: str) -> str:
    """Return the short name of an IRI, or the IRI where no prefix fits; the longest prefix wins.

    >>> shorten("https://w3id.org/pactgraph/id/claim/ye-small-economies/007")
    'claim:ye-small-economies/007'
    >>> shorten("https://example.org/x")
    'https://example.org/x'
    """
    fits = [(len(base), prefix) for prefix, base in PREFIXES.items() if iri.startswith(base)]
    if not fits:
        return iri
    length, prefix = max(fits)
    return f"{prefix}:{iri[length:]}"


def kind_of(iri: str) -> str | None:
    """Return the word for the kind of thing in an IRI of ours (``country``, ``claim``), else None.

    >>> kind_of("https://w3id.org/pactgraph/id/country/CHN")
    'country'
    """
    base = BASE + "id/"
    return iri.removeprefix(base).partition("/")[0] if iri.startswith(base) else None


def source_graph(source_id: str) -> str:
    """Return the IRI of a source, which is the name of its graph.

    >>> source_graph("ye-small-economies")
    'https://w3id.org/pactgraph/source/ye-small-economies'
    """
    return PREFIXES["source"] + source_id


def sparql_prologue(extra: dict[str, str] | None = None) -> str:
    """Return PREFIX lines for all known prefixes, for engines that take no prefix table."""
    return "".join(f"PREFIX {p}: <{iri}>\n" for p, iri in {**PREFIXES, **(extra or {})}.items())
