"""Results as RDF are a well-formed Data Cube with PROV, and can be asked beside the graph."""

from __future__ import annotations

import pytest
import rdflib
from pyoxigraph import Quad, RdfFormat, parse
from rdflib import RDF, Namespace

from pactgraph import resources
from pactgraph.errors import ParameterError
from pactgraph.exports.rdf import RDF_EXPORTS
from pactgraph.exports.result_graph import export_result, result_iri, result_quads
from pactgraph.namespaces import PACT, PREFIXES
from pactgraph.network.results import Result
from pactgraph.store.local import LocalStore

QB, PROV = Namespace(PREFIXES["qb"]), Namespace(PREFIXES["prov"])
OURS = Namespace(PACT)
CHINA, CUBA = (PREFIXES["country"] + code for code in ("CHN", "CUB"))
RESULT = Result(
    name="betweenness",
    title="Betweenness",
    columns=("rank", "label", "value", "node"),
    rows=((1, "China", 0.5, CHINA), (2, 'Cuba "<b>" {x}', None, CUBA)),
    notes=("Isolated nodes get 0.",),
    method="Σ σ(s,t|v)/σ(s,t)",
    source="Freeman, L. C. (1977). Sociometry 40, 35–41.",
    about={
        "projection": "country-country",
        "rule": "Nodes are countries.",
        "filters": ["since 2015", "without proposals"],
        "left_out": {"initiatives of one country": 3},
        "seed": 1,
        "version": "0.1.0",
    },
)
TOP = """
SELECT ?label ?value WHERE {
  ?figure qb:dataSet/prov:wasGeneratedBy/pact:projectionName "country-country" ;
    pact:resultColumn "value" ; pact:resultValue ?value ; pact:resultThing ?thing .
  ?thing rdfs:label ?label . FILTER(LANG(?label) = "en")
} ORDER BY DESC(?value)
"""


@pytest.fixture(scope="module")
def cube() -> rdflib.Graph:
    graph = rdflib.Graph().parse(data=export_result(RESULT, "ttl"), format="turtle")
    return graph.parse(resources.ontology_dir() / "modules" / "statistics.ttl")


def test_every_format_holds_the_result_and_is_the_same_each_time():
    for form in RDF_EXPORTS:
        assert export_result(RESULT, form) == export_result(RESULT, form)


def test_every_observation_has_every_dimension_and_the_measure_once(cube):
    """The integrity constraints IC-11 and IC-14 of the Data Cube, and IC-1: one data set."""
    structure = cube.value(next(cube.subjects(RDF.type, QB.DataSet)), QB.structure)
    parts = set(cube.objects(structure, QB.component))
    places = {
        kind: {cube.value(part, kind) for part in parts} - {None} for kind in (QB.dimension, QB.measure)
    }
    figures = [figure for figure in cube.subjects(RDF.type, QB.Observation)]
    assert places == {
        QB.dimension: {OURS.resultRow, OURS.resultColumn},
        QB.measure: {OURS.resultValue},
    }
    assert len(figures) == 5  # two of three cells in each row but for the value that is missing
    for figure in figures:
        for prop in (*places[QB.dimension], *places[QB.measure], QB.dataSet):
            assert len(list(cube.objects(figure, prop))) == 1


def test_no_two_observations_have_the_same_place(cube):
    """The integrity constraint IC-12 of the Data Cube."""
    figures = list(cube.subjects(RDF.type, QB.Observation))
    places = {(cube.value(f, OURS.resultRow), cube.value(f, OURS.resultColumn)) for f in figures}
    assert len(places) == len(figures)


def test_the_result_says_what_made_it_how_and_from_what(cube):
    (data_set,) = cube.subjects(RDF.type, QB.DataSet)
    activity = cube.value(data_set, PROV.wasGeneratedBy)
    program = cube.value(activity, PROV.wasAssociatedWith)
    plan = cube.value(cube.value(activity, PROV.qualifiedAssociation), PROV.hadPlan)
    said = {str(value) for value in cube.objects(plan)}
    assert {RESULT.method, RESULT.source} <= said
    assert str(cube.value(program, rdflib.URIRef(PREFIXES["schema"] + "softwareVersion"))) == "0.1.0"
    assert {str(value) for value in cube.objects(activity, OURS.projectionFilter)} == set(
        RESULT.about["filters"]
    )
    assert {str(value) for value in cube.objects(activity, OURS.resultSetting)} == {
        "left out: initiatives of one country: 3",
        "seed: 1",
    }


def test_the_properties_are_those_that_the_ontology_says_an_analysis_writes(cube):
    written = {quad.predicate.value for quad in result_quads(RESULT)}
    declared = {str(prop) for prop in cube.subjects(OURS.derivedBy, rdflib.Literal("analysis"))}
    assert {name for name in written if name.startswith(PACT)} == declared


def test_a_result_lies_in_a_graph_of_its_own():
    assert {quad.graph_name.value for quad in result_quads(RESULT)} == {result_iri(RESULT)}


def test_another_number_is_another_result():
    other = Result(RESULT.name, RESULT.title, RESULT.columns, RESULT.rows[:1], about=RESULT.about)
    assert result_iri(other) != result_iri(RESULT)


def test_a_result_can_be_asked_beside_the_graph(whole_graph):
    store = LocalStore.of([*whole_graph.quads(), *result_quads(RESULT)])
    assert store.select(TOP).records() == [{"label": "China", "value": "0.5"}]


def test_nquads_can_be_appended_to_a_compiled_data_set(whole_graph, tmp_path):
    quads = list(whole_graph.quads())
    merged = {f"{quad.triple} .\n" for quad in quads}
    path = tmp_path / "both.nq"
    path.write_text("".join([*merged, *(f"{quad} .\n" for quad in quads), export_result(RESULT, "nq")]))
    assert LocalStore.memory(path).select(TOP).records() == [{"label": "China", "value": "0.5"}]


def test_trig_names_the_graph(cube):
    held = list(parse(export_result(RESULT, "trig"), format=RdfFormat.TRIG))
    assert {quad.graph_name.value for quad in held if isinstance(quad, Quad)} == {result_iri(RESULT)}


def test_text_that_only_looks_like_an_address_stays_text():
    odd = Result("x", "X", ("label",), (("https://example.org/<script>",), ("http://a b",)))
    values = {
        str(quad.object.value) for quad in result_quads(odd) if quad.predicate.value == PACT + "resultValue"
    }
    assert values == {"https://example.org/<script>", "http://a b"}


def test_a_format_that_is_not_there_is_refused():
    with pytest.raises(ParameterError):
        export_result(RESULT, "n3")
