from __future__ import annotations

import tracemalloc

import pytest

from pactgraph.answers.search import find_things, search
from pactgraph.namespaces import shorten


def found(store, words, limit=20):
    return [shorten(hit.iri) for hit in find_things(store, words, limit)]


MEMORANDUM, ROAD = "agreement:amber-memorandum", "programme:amber-road"


@pytest.mark.parametrize(
    ("words", "best"),
    [
        ("Amber Road", [ROAD, MEMORANDUM]),
        ("AMBER", [ROAD, MEMORANDUM]),
        ("road", [ROAD, MEMORANDUM]),
        ("road amber", [ROAD, MEMORANDUM]),
        ("mber", [ROAD, MEMORANDUM]),
        ("янтарный", [ROAD]),
        ("琥珀", [ROAD, MEMORANDUM]),
        ("之路", [ROAD, MEMORANDUM]),
        ("boland", ["country:BBB", MEMORANDUM]),
        ("Bøland", ["country:BBB", MEMORANDUM]),
        ("бёландия", ["country:BBB"]),
        ("беландия", ["country:BBB"]),
        ("aaa", ["country:AAA"]),
        ("ar", [ROAD, "country:AAA", MEMORANDUM]),
        ("report of", ["source:north-report"]),
        ("Mercury", ["company:mercury", "platform:mercury"]),
    ],
)
def test_whole_names_come_before_beginnings_before_the_rest(world, words, best):
    assert found(world, words)[: len(best)] == best


@pytest.mark.parametrize(
    ("typo", "meant"),
    [
        ("ambre road", ROAD),
        ("amber raod", ROAD),
        ("memorandun", MEMORANDUM),
        ("mercurry", "company:mercury"),
        ("арландея", "country:AAA"),
    ],
)
def test_a_slip_is_forgiven(world, typo, meant):
    assert meant in found(world, typo)


@pytest.mark.parametrize("words", ["", "  ", "qqqqxxxx", "\x00", "[bold]zzz"])
def test_what_is_nowhere_finds_nothing_or_what_is_like_it(world, words):
    assert all(":" in name for name in found(world, words))


def test_each_thing_is_found_once_and_the_limit_holds(world):
    everything = found(world, "r", limit=100)
    assert len(everything) == len(set(everything)) > 3
    assert found(world, "r", limit=2) == everything[:2]


def test_a_hit_says_under_which_name_it_was_found(world):
    (hit,) = find_things(world, "арландия")
    assert (hit.label, hit.kind, hit.matched) == ("Arland", "country", "Арландия")


def test_things_of_the_real_graph_are_found_first_by_their_labels(real, sample):
    rows = real.select(
        "SELECT ?thing ?label WHERE { ?thing rdfs:label ?label ; a/rdfs:subClassOf* pact:Initiative ."
        ' FILTER(LANG(?label) = "en") }'
    ).records()
    assert len(rows) > 100
    for row in sample(rows, 10):
        assert find_things(real, row["label"])[0].label == row["label"]


@pytest.mark.parametrize(
    ("words", "first"),
    [("Rusia", "Russia"), ("Chian", "China"), ("agrement", "Digital Economy Partnership Agreement")],
)
def test_a_misspelt_word_finds_what_is_meant_before_what_has_it_inside(real, words, first):
    assert first in [hit.label for hit in find_things(real, words, 3)]


def test_a_name_that_is_in_no_name_finds_nothing_that_is_only_like_a_code(real):
    assert "Italy" not in [hit.label for hit in find_things(real, "Vietnam")]


def test_many_misspelt_words_take_no_more_memory_than_a_few(world):
    words = "agrement rusiax chinna coperation iniative develpment " * 6
    tracemalloc.start()
    find_things(world, words)
    assert tracemalloc.get_traced_memory()[1] < 30_000_000
    tracemalloc.stop()


def test_both_ways_of_searching_find_the_same(world, reader):
    for words in ("AMBER", "road amber", "арландия", "ambre road", "nowhere"):
        once, cached = find_things(world, words, 100), search(reader, words, limit=100)
        assert [(hit.iri, hit.label, hit.matched) for hit in once] == [
            (hit.iri, hit.label, hit.matched) for hit in cached
        ]


def test_a_search_is_narrowed_counted_and_returned_in_parts(reader):
    every = search(reader, limit=None)
    countries = search(reader, type="country", limit=None)
    assert 0 < countries.total == every.facets["type"]["country"] < every.total == len(every)
    assert all(hit.kind == "country" for hit in countries)
    part = search(reader, type="country", limit=1, offset=1)
    assert part.things == countries.things[1:2] and part.total == countries.total
