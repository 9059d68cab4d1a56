from __future__ import annotations

import pytest

from pactgraph.answers.names import resolve
from pactgraph.errors import UnknownNameError
from pactgraph.namespaces import PACT, shorten

PARTY, INITIATIVE = [PACT + "Party"], [PACT + "Initiative"]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Arland", "country:AAA"),
        ("ARLAND", "country:AAA"),
        ("  arland ", "country:AAA"),
        ("Арландия", "country:AAA"),
        ("阿兰", "country:AAA"),
        ("AAA", "country:AAA"),
        ("country:AAA", "country:AAA"),
        ("https://w3id.org/pactgraph/id/country/AAA", "country:AAA"),
        ("Boland", "country:BBB"),
        ("republic of boland", "country:BBB"),
        ("беландия", "country:BBB"),
        ("amber road", "programme:amber-road"),
        ("AR", "programme:amber-road"),
        ('northwind "lights" {ltd}', "company:northwind"),
        ("north-report", "source:north-report"),
        ("source:north-report", "source:north-report"),
        ("Report of the north", "source:north-report"),
        ("north-report/003", "claim:north-report/003"),
        ("claim:north-report/003", "claim:north-report/003"),
        ("role:signatory", "role:signatory"),
        ("pact:Country", "pact:Country"),
    ],
)
def test_a_name_is_understood(world, name, meant):
    assert shorten(resolve(world, name).value) == meant


def test_the_class_tells_two_things_of_one_name_apart(world):
    assert shorten(resolve(world, "Mercury", PARTY).value) == "company:mercury"
    assert shorten(resolve(world, "mercury", INITIATIVE).value) == "platform:mercury"


def test_an_ambiguous_name_lists_the_short_names_to_choose_from(world):
    with pytest.raises(UnknownNameError) as caught:
        resolve(world, "Mercury")
    assert "2 things" in caught.value.found
    assert caught.value.expected == "one of company:mercury, platform:mercury"


@pytest.mark.parametrize(
    ("name", "near"),
    [("Arlnd", "Arland"), ("Amber Raod", "Amber Road"), ("country:AAB", "country:AAA")],
)
def test_a_mistyped_name_gets_the_nearest(world, name, near):
    with pytest.raises(UnknownNameError) as caught:
        resolve(world, name)
    assert name in caught.value.found
    assert near in caught.value.mend


@pytest.mark.parametrize("name", ["Amber Road", "programme:amber-road", "琥珀之路"])
def test_a_thing_of_another_kind_is_named_as_what_it_is(world, name):
    with pytest.raises(UnknownNameError) as caught:
        resolve(world, name, PARTY)
    assert "programme:amber-road" in caught.value.found
    assert "programme" in caught.value.found
    assert caught.value.expected == "a thing of the kind party"


HOSTILE_NAMES = [
    "",
    " ",
    "\n",
    "country:AAA> ?p ?o } #",
    'x" } UNION { ?thing ?label ?class',
    "{}",
    "\x00",
    "\\",
    "https://w3id.org/pactgraph/id/country/A A",
    "a" * 10_000,
    "country:",
    ":",
    "../../etc/passwd",
]


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_hostile_name_names_nothing(world, name):
    with pytest.raises(UnknownNameError):
        resolve(world, name)


def test_every_label_of_the_real_graph_leads_to_its_thing_or_says_that_it_is_shared(real):
    rows = real.select(
        "SELECT DISTINCT ?thing ?label WHERE { ?thing rdfs:label ?label ; a/rdfs:subClassOf* ?class ."
        " VALUES ?class { pact:Party pact:Initiative } }"
    ).records()
    assert len(rows) > 200
    for row in rows:
        try:
            assert resolve(real, row["label"]).value == row["thing"]
        except UnknownNameError as error:
            assert "things carry" in error.found and shorten(row["thing"]) in error.expected
