"""Every address of ours resolves: RDF for machines, a page for people, the same thing behind both."""

from __future__ import annotations

import pytest
import rdflib

BASE = "https://w3id.org/pactgraph/"
FORMATS = {"text/turtle": "turtle", "application/ld+json": "json-ld", "application/rdf+xml": "xml"}
PLACES = [
    "id/country/CUB",
    "id/claim/ye-small-economies/001",
    "id/evidence/ye-small-economies/001",
    "source/ye-small-economies",
    "code/role",
    "code/role/signatory",
    "ontology",
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", FORMATS)
def test_an_address_says_in_rdf_what_is_there(served, place, kind):
    got = served.get(f"/{place}", Accept=kind)
    assert (got.status, got.media_type) == (200, kind)
    assert "Accept" in got.headers["vary"]
    held = rdflib.Graph().parse(data=got.body, format=FORMATS[kind])
    assert list(held.predicate_objects(rdflib.URIRef(BASE + place)))


@pytest.mark.parametrize("place", PLACES)
def test_an_address_shows_people_a_page(served, place):
    got = served.get(f"/{place}", Accept="text/html,application/xhtml+xml,*/*;q=0.8")
    assert (got.status, got.media_type) == (200, "text/html"), got.text
    assert f'</{place}.ttl>; rel="alternate"; type="text/turtle"' in got.headers["link"]
    assert "script" not in got.headers["content-security-policy"]


def test_an_ending_names_the_format(served):
    plain = served.get("/id/country/CUB", Accept="text/turtle")
    assert plain.headers["content-location"] == "/id/country/CUB.ttl"
    assert served.get("/id/country/CUB.ttl", Accept="text/html").body == plain.body
    assert served.get("/id/country/CUB.jsonld").media_type == "application/ld+json"


def test_a_thing_comes_with_what_names_it(served):
    held = rdflib.Graph().parse(data=served.get("/id/country/CUB.ttl").text, format="turtle")
    cuba = rdflib.URIRef(BASE + "id/country/CUB")
    claims = set(held.subjects(rdflib.URIRef(BASE + "ontology#party"), cuba))
    assert claims
    asked = served.sparql("SELECT ?c { ?c pact:party country:CUB }", "text/csv").text.split()[1:]
    assert {str(claim) for claim in claims} == set(asked)


def test_a_code_list_comes_with_its_codes_and_the_ontology_with_its_terms(served):
    roles = rdflib.Graph().parse(data=served.get("/code/role.ttl").text, format="turtle")
    assert (rdflib.URIRef(BASE + "code/role/signatory"), rdflib.RDF.type, rdflib.SKOS.Concept) in roles
    terms = rdflib.Graph().parse(data=served.get("/ontology.ttl").text, format="turtle")
    assert (rdflib.URIRef(BASE + "ontology#Claim"), rdflib.RDF.type, rdflib.OWL.Class) in terms


def test_every_thing_resolves(served):
    kinds = served.sparql(
        "SELECT (SAMPLE(?s) AS ?one) { ?s a ?class FILTER(STRSTARTS(STR(?s), 'https://w3id.org/pactgraph/')) "
        "FILTER(!CONTAINS(STR(?s), '#')) } GROUP BY ?class",
        "text/csv",
    ).text.split()[1:]
    assert len(kinds) > 20
    for iri in kinds:
        path = "/" + iri.removeprefix(BASE)
        assert served.get(path, Accept="application/ld+json").status == 200, iri
        page = served.get(path, Accept="text/html")
        assert page.status == 200 or (page.status, page.headers["location"]) == (303, f"{path}.ttl"), iri


def test_what_is_not_there_is_said_so_in_either_voice(served):
    machine, person = (served.get("/id/country/XXX", Accept=kind) for kind in ("text/turtle", "text/html"))
    assert (machine.status, machine.media_type) == (404, "text/plain")
    assert (person.status, person.media_type) == (404, "text/html")
    assert served.get("/id/country/CUB", Accept="image/png").status == 406


def test_what_has_not_changed_is_not_sent_again(served):
    first = served.get("/id/country/CUB.ttl")
    again = served.get("/id/country/CUB.ttl", If_None_Match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")


def test_two_formats_are_two_answers_though_their_text_is_the_same(served):
    first, other = served.get("/id/country/CUB.nt"), served.get("/id/country/CUB.nq")
    assert first.body == other.body
    assert served.get("/id/country/CUB.nq", If_None_Match=first.headers["etag"]).status == 200
    assert served.get("/id/country/CUB.nq", If_None_Match=other.headers["etag"]).status == 304


def test_who_holds_any_answer_gets_none_where_there_is_one(served):
    assert served.get("/id/country/CUB.ttl", If_None_Match="*").status == 304
    assert served.get("/id/country/XXX.ttl", If_None_Match="*").status == 404


def test_the_description_of_the_data_stands_where_it_says(served):
    plain = served.get("/.well-known/void", Accept="application/ld+json")
    place = plain.headers["content-location"]
    assert place == "/.well-known/void.jsonld"
    assert served.get(place, Accept="text/html").body == plain.body
    assert served.get("/.well-known/void.xml").status == 404


def test_of_a_long_header_only_the_beginning_is_read(served):
    long = ",".join(f"a/b{number}" for number in range(5000))
    assert served.get("/id/country/CUB", Accept=f"text/turtle,{long}").media_type == "text/turtle"
    assert served.get("/id/country/CUB", Accept=f"{long},text/turtle").status == 406
    tag = served.get("/id/country/CUB.ttl").headers["etag"]
    assert served.get("/id/country/CUB.ttl", If_None_Match=f"{tag},{long}").status == 304
    assert served.get("/id/country/CUB.ttl", If_None_Match=f"{long},{tag}").status == 200


def test_a_path_that_is_no_address_is_said_to_be_none(served):
    got = served.get("/id/country/CUB%20x.ttl")
    assert got.status == 400
    assert "a path that is no address" in got.text


@pytest.mark.parametrize("path", ["/ontology%23Claim", "/ontology%23Claim.ttl", "/id/country/CUB%23x.ttl"])
def test_a_number_sign_in_a_path_is_not_the_mark_before_a_fragment(served, path):
    assert served.get(path).status == 404


def test_what_an_answer_varies_by_is_named_once(served):
    for path in ("/id/country/CUB", "/search"):
        parts = served.get(path, Accept="text/html").headers["vary"].split(", ")
        assert {"Accept", "Accept-Encoding"} <= set(parts)
        assert len(parts) == len(set(parts))


def test_rdflib_follows_an_address(served):
    held = rdflib.Graph().parse(f"{served.url}/id/country/CUB")
    assert (
        rdflib.URIRef(BASE + "id/country/CUB"),
        rdflib.RDFS.label,
        rdflib.Literal("Cuba", lang="en"),
    ) in held
