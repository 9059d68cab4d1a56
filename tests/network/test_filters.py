"""Filters on the small world of ``world.py``: what each keeps, and how they go together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pactgraph.errors import ParameterError
from pactgraph.namespaces import shorten
from pactgraph.network.filters import Filters, filters_of

ALL = 20


def kept(held, **given):
    """Which initiatives are kept, with the number of participations."""
    found, _ = Filters(**given).apply(held)
    names = [shorten(row.initiative).partition(":")[2] for row in found.rows]
    return {name: names.count(name) for name in sorted(set(names))}


FACTS = {"amber": 3, "blue": 4, "cyan": 4, "elm": 1, "fir": 3, "hill": 1}
EVERYTHING = FACTS | {"dune": 2, "gold": 2}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, FACTS),
        ({"advice": True}, EVERYTHING),
        # blue was launched some time from 2020 to 2022, perhaps in 2021; of cyan two parts are dated.
        ({"since": 2021}, {"blue": 4, "cyan": 2, "fir": 3}),
        ({"until": 2020}, {"amber": 3, "blue": 4, "elm": 1, "hill": 1}),
        ({"since": 2019, "until": 2019}, {"amber": 3}),
        ({"since": 2022, "until": 2022}, {"blue": 4, "cyan": 2}),
        # blue had surely been launched by the end of 2022; cyan lasted from 2021 to 2022.
        ({"as_of": "2020"}, {"amber": 3, "elm": 1, "hill": 1}),
        ({"as_of": "2021-04"}, {"amber": 3, "cyan": 2, "elm": 1, "hill": 1}),
        ({"as_of": "2022"}, {"amber": 3, "blue": 4, "cyan": 2, "elm": 1, "fir": 3, "hill": 1}),
        ({"as_of": "2023"}, {"amber": 3, "blue": 4, "elm": 1, "fir": 3, "hill": 1}),
        ({"as_of": 2019}, {"amber": 3, "elm": 1}),
        ({"modalities": ("planned", "recommended")}, {"dune": 2, "gold": 2}),
        ({"advice": True, "without_modalities": "asserted"}, {"dune": 2, "gold": 2}),
        ({"statuses": ("signed",)}, {"amber": 3}),
        ({"advice": True, "statuses": ("planned",)}, {"gold": 2}),
        ({"roles": ("beneficiary",)}, {"cyan": 3}),
        ({"sources": ("two",)}, {"amber": 1, "cyan": 4, "hill": 1}),
        ({"sources": ("source:one",)}, {"amber": 2, "blue": 4, "elm": 1, "fir": 3}),
        ({"without_sources": ("two",)}, {"amber": 2, "blue": 4, "elm": 1, "fir": 3}),
        ({"areas": ("trade",)}, {"amber": 3, "blue": 4}),
        ({"areas": ("digital-infrastructure",)}, {"blue": 4}),
        ({"single_source": False}, {"amber": 2}),
    ],
    ids=str,
)
def test_filters_keep_matching_participations(held, given, expected):
    assert kept(held, **given) == expected


def test_excluded_ties_are_counted_by_reason(held):
    _, left_out = Filters(since=2021, modalities=("asserted",), sources=("one",)).apply(held)
    # Without a date: C and the town in cyan, both in dune, both in gold.
    assert left_out == {
        "ties without a date": 6,
        "ties not dated 2021 or later": 5,
        "ties stated by others": 2,
    }
    assert sum(left_out.values()) + 7 == ALL


SOME = [
    {"since": 2020},
    {"as_of": "2022"},
    {"modalities": ("asserted",)},
    {"without_modalities": ("planned",)},
    {"statuses": ("signed", "launched")},
    {"roles": ("signatory", "member", "beneficiary")},
    {"without_sources": ("two",)},
    {"areas": ("trade",)},
    {"single_source": False},
]


@pytest.mark.parametrize("first", SOME, ids=str)
@pytest.mark.parametrize("second", SOME, ids=str)
def test_filters_commute_and_two_keep_what_each_keeps(held, first, second):
    one, other = Filters(**first), Filters(**second)
    there = other.apply(one.apply(held)[0])[0].rows
    back = one.apply(other.apply(held)[0])[0].rows
    assert there == back
    if not first.keys() & second.keys():
        assert Filters(**first, **second).apply(held)[0].rows == there


def test_filters_have_words():
    filters = Filters(
        since=2015,
        until=2020,
        as_of="2019-06",
        modalities=("asserted", "reported"),
        statuses=("signed",),
        roles=("host",),
        without_sources=("two",),
        areas=("trade",),
        single_source=False,
    )
    assert filters.words() == [
        "dated 2015 to 2020",
        "in being as of 2019-06",
        "stated as asserted or reported",
        "of the status signed",
        "in the role host",
        "in the area trade",
        "not stated by two",
        "stated by two sources or more",
    ]
    assert Filters().words() == []
    assert replace(filters, until=2015).words()[0] == "dated 2015"


@pytest.mark.parametrize(
    ("given", "found", "mend"),
    [
        ({"since": 2021, "until": 2019}, "a range of years from 2021 to 2019", "since 2019, until 2021"),
        ({"since": 20210}, "the year 20210", ""),
        ({"until": 0}, "the year 0", ""),
        ({"until": "soon"}, "the year 'soon'", ""),
        ({"as_of": "last year"}, "the date last year", ""),
        ({"as_of": "2020/.."}, "the date 2020/.., which has no end", ""),
    ],
    ids=str,
)
def test_wrong_dates_are_refused_in_clear_words(given, found, mend):
    with pytest.raises(ParameterError) as caught:
        Filters(**given)
    assert caught.value.found == found
    assert mend in caught.value.mend


@pytest.mark.parametrize(
    ("given", "found", "near"),
    [
        ({"roles": ("signatry",)}, "the role signatry", "signatory"),
        ({"modalities": ("assertd",)}, "the modality assertd", "asserted"),
        ({"statuses": ("inforce",)}, "the status inforce", "in-force"),
        ({"areas": ("trades",)}, "the cooperation-area trades", "trade"),
        ({"sources": ("tow",)}, "the source tow", "two"),
    ],
    ids=str,
)
def test_an_unknown_code_is_refused_with_the_nearest(held, given, found, near):
    with pytest.raises(ParameterError) as caught:
        Filters(**given).apply(held)
    assert caught.value.found == found
    assert near in caught.value.mend


def test_an_unknown_filter_is_refused_with_the_nearest():
    with pytest.raises(ParameterError) as caught:
        filters_of({"modality": ("asserted",)})
    assert caught.value.mend == "did you mean modalities?"


def test_what_is_only_planned_has_no_date_though_its_initiative_has(whole):
    from pactgraph.network.participation_queries import read_participations

    rows = read_participations(whole).rows
    assert {bool(row.events) for row in rows if row.modality in ("planned", "recommended", "forecast")} == {
        False
    }
    dated = {row.initiative for row in rows if row.events}
    assert any(row.initiative in dated and row.modality == "forecast" for row in rows)


def test_a_part_is_stated_by_all_sources_that_give_the_party_any_role_there(held):
    sources = {shorten(row.party): len(row.sources) for row in held.rows if row.initiative.endswith("/amber")}
    assert sources == {"country:AAA": 2, "country:BBB": 1}
