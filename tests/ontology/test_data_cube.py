"""The statistics are a well-formed Data Cube: they keep the integrity constraints IC-1 to IC-21 of W3C.

Each constraint is a query in ``data_cube/`` that returns what breaks it. ``CUBE`` keeps all of them, and each
change of ``BREAKS`` breaks its own and no other that is not named beside it.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from pactgraph import resources
from pactgraph.exports.result_graph import result_quads
from pactgraph.namespaces import GRAPH_DERIVED, GRAPH_ONTOLOGY, PREFIXES
from pactgraph.network.results import Result
from pactgraph.store.local import LocalStore

QUERIES = {path.stem: path for path in sorted((Path(__file__).parent / "data_cube").glob("ic-*.rq"))}
QB = PREFIXES["qb"]
HEAD = "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in ("qb", "rdfs", "skos", "pact"))
HEAD += "@prefix : <https://example.org/> .\n"
CUBE = """
:structure a qb:DataStructureDefinition ; qb:component :p-area, :p-year, :p-value, :p-unit ;
  qb:sliceKey :key .
:p-area qb:dimension :area .
:p-year qb:dimension :year .
:p-value qb:measure :value .
:p-unit qb:attribute :unit ; qb:componentRequired true .
:area a qb:DimensionProperty ; rdfs:range skos:Concept ; qb:codeList :areas .
:year a qb:DimensionProperty ; rdfs:range rdfs:Literal .
:value a qb:MeasureProperty .
:unit a qb:AttributeProperty .
:areas a skos:ConceptScheme .
:cuba a skos:Concept ; skos:inScheme :areas .
:set a qb:DataSet ; qb:structure :structure ; qb:slice :slice .
:one a qb:Observation ; qb:dataSet :set ; :area :cuba ; :year 2020 ; :value 1 ; :unit :dollar .
:two a qb:Observation ; qb:dataSet :set ; :area :cuba ; :year 2021 ; :value 1 ; :unit :dollar .
:key a qb:SliceKey ; qb:componentProperty :area .
:slice a qb:Slice ; qb:sliceStructure :key ; :area :cuba ; qb:observation :one .
:by-measure a qb:DataStructureDefinition ; qb:component :p-year, :p-type, :p-value, :p-rank .
:p-type qb:dimension qb:measureType .
:p-rank qb:measure :rank .
:rank a qb:MeasureProperty .
qb:measureType a qb:DimensionProperty ; rdfs:range qb:MeasureProperty .
:measured a qb:DataSet ; qb:structure :by-measure .
:three a qb:Observation ; qb:dataSet :measured ; qb:measureType :value ; :year 2020 ; :value 1 .
:four a qb:Observation ; qb:dataSet :measured ; qb:measureType :rank ; :year 2020 ; :rank 2 .
"""
TREE = """
:area qb:codeList :tree .
:tree a qb:HierarchicalCodeList ; qb:hierarchyRoot :world ; qb:parentChildProperty """
INVERSE = "[ <http://www.w3.org/2002/07/owl#inverseOf> skos:broader ] ."
#: What is taken out, what is put in its place, and which constraints that breaks.
BREAKS = [
    ("qb:dataSet :set ; :area :cuba ; :year 2020", ":area :cuba ; :year 2020", "ic-01 ic-18"),
    (":set a qb:DataSet ;", ":set a qb:DataSet ; qb:structure :by-measure ;", "ic-02 ic-11"),
    ("qb:component :p-area, :p-year, :p-value,", "qb:component :p-area, :p-year,", "ic-03"),
    (" ; rdfs:range rdfs:Literal", "", "ic-04"),
    ("; qb:codeList :areas", "", "ic-05"),
    (":p-year qb:dimension :year", ":p-year qb:componentRequired false ; qb:dimension :year", "ic-06"),
    ("qb:sliceKey :key .", "rdfs:label 'x' .", "ic-07"),
    ("qb:componentProperty :area .", "qb:componentProperty :area, :rank .", "ic-08 ic-10"),
    ("qb:sliceStructure :key ;", "qb:sliceStructure :key, :other ;", "ic-09"),
    ("qb:sliceStructure :key ; :area :cuba ;", "qb:sliceStructure :key ;", "ic-10"),
    (":area :cuba ; :year 2021 ;", ":area :cuba ;", "ic-11"),
    (":year 2021", ":year 2020", "ic-12"),
    (":year 2021 ; :value 1 ; :unit :dollar", ":year 2021 ; :value 1", "ic-13"),
    (":year 2021 ; :value 1 ;", ":year 2021 ;", "ic-14"),
    ("qb:measureType :rank ; :year 2020 ; :rank 2", "qb:measureType :rank ; :year 2020", "ic-15"),
    (":year 2020 ; :rank 2", ":year 2020 ; :rank 2 ; :value 3", "ic-16"),
    ("qb:measureType :rank ; :year 2020", "qb:measureType :rank ; :year 2021", "ic-17"),
    (":set a qb:DataSet", ":other qb:slice [ qb:observation :two ] . :set a qb:DataSet", "ic-18"),
    ("; skos:inScheme :areas", "", "ic-19"),
    (":areas a skos:ConceptScheme .", TREE + "skos:narrower .", "ic-20"),
    (":areas a skos:ConceptScheme .", TREE + INVERSE, "ic-21"),
]
#: Trees that have the code, by the property and by its inverse.
GROWN = [
    TREE + "skos:narrower . :world skos:narrower :cuba .",
    TREE + INVERSE + " :cuba skos:broader :world .",
]


def broken(store: LocalStore) -> dict[str, list[str]]:
    """The nodes that break each constraint, by its name."""
    found = {}
    for name, path in QUERIES.items():
        text = path.read_text(encoding="utf-8")
        for query in (text.replace("PARENT_CHILD", tree) for tree in _trees(store, name, text)):
            nodes = [row["node"] for row in store.select(query).records() if row.get("node")]
            if nodes:
                found[name] = nodes
    return found


def _trees(store: LocalStore, name: str, text: str) -> list[str]:
    if "PARENT_CHILD" not in text:
        return [""]
    inverse = "/owl:inverseOf" if name == "ic-21" else ""
    rows = store.select(f"SELECT DISTINCT ?p {{ ?list <{QB}parentChildProperty>{inverse} ?p }}").records()
    return [row["p"] for row in rows if row["p"].startswith("http")]


def cube(text: str) -> LocalStore:
    return LocalStore.of(
        Quad(q.subject, q.predicate, q.object, NamedNode(GRAPH_DERIVED))
        for q in parse(HEAD + text, RdfFormat.TURTLE)
    )


def test_all_constraints_are_there():
    assert list(QUERIES) == [f"ic-{number:02}" for number in range(1, 22)]


@pytest.mark.parametrize("text", [CUBE, *(CUBE.replace(":areas a skos:ConceptScheme .", t) for t in GROWN)])
def test_a_cube_that_is_well_formed_breaks_none(text):
    assert broken(cube(text)) == {}


@pytest.mark.parametrize(("old", "new", "breaks"), BREAKS, ids=[row[2] for row in BREAKS])
def test_each_constraint_finds_what_breaks_it(old, new, breaks):
    assert old in CUBE
    assert " ".join(broken(cube(CUBE.replace(old, new)))) == breaks


def test_the_observations_of_the_graph_break_none(whole):
    assert broken(whole) == {}


def test_each_printed_table_and_the_prose_of_each_source_is_a_data_set(whole):
    tables = [*resources.graph_dir().glob("sources/*/tables/*.toml")]
    parts = {f"{path.parts[-3]}/t{path.stem.removeprefix('table-')}" for path in tables}
    asked = "SELECT DISTINCT ?set (EXISTS { ?o pact:claimNumber ?n } AS ?p) { ?o qb:dataSet ?set }"
    rows = whole.select(asked).records()
    sets = {(row["set"].removeprefix(PREFIXES["data-set"]), row["p"] == "true") for row in rows}
    prose = {
        (f"{path.parent.name}/prose", True) for path in resources.graph_dir().glob("sources/*/claims.ttl")
    }
    assert sets == {(part, False) for part in parts} | prose


def test_results_of_analyses_break_none(whole):
    rows = ((1, "China", 0.5), (2, "Cuba", None))
    result = Result("x", "X", ("rank", "label", "value"), rows, about={"version": "0.1.0"})
    assert broken(LocalStore.of([*whole.quads(GRAPH_ONTOLOGY), *result_quads(result)])) == {}
