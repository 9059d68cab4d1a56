"""Trends in words, dates and milestones: found, and left alone."""

from __future__ import annotations

import pytest

UP, DOWN = ("1", "direction"), ("-1", "direction")


def series(observation, values, **more):
    return [
        observation(f"t01-1-{n}", value, "trillion-usd", period=f"{2014 + n}", **more)
        for n, value in enumerate(values, 1)
    ]


@pytest.mark.parametrize(
    ("words", "values", "certainties"),
    [
        ("rose steadily", ("3.15", "3.20", "3.46"), []),
        ("rose steadily", ("3.20", "3.15", "3.46"), ["sure"]),
        ("rose", ("3.20", "3.15", "3.46"), ["possible"]),
        ("rose", ("3.46", "3.20", "3.15"), ["sure"]),
        ("rose rapidly", ("3.15", "3.16", "3.17"), ["likely"]),
        ("rose rapidly", ("3.15", "3.46", "3.87"), []),
        ("rose", ("3.46", "3.20"), []),
    ],
)
def test_a_trend_is_that_of_the_series(find, observation, words, values, certainties):
    said = observation("001", *UP, printed=words, period=f"2015/{2014 + len(values)}")
    assert [one.certainty for one in find("trends", said, *series(observation, values))] == certainties


@pytest.mark.parametrize(("values", "number"), [(("12", "10", "5"), 0), (("12", "26", "5"), 1)])
def test_a_rising_index_has_falling_ranks(find, observation, values, number):
    rows = [
        observation(f"t01-1-{n}", value, "rank", of="order", period=f"{2014 + n}")
        for n, value in enumerate(values, 1)
    ]
    said = observation("001", *UP, printed="rising year by year", period="2015/2017")
    found = find("trends", "indicator:order pact:rankBy indicator:level .", said, *rows)
    assert [one.certainty for one in found] == ["likely"] * number


@pytest.mark.parametrize(
    ("words", "rate", "certainties"),
    [
        ("a decline", "-12.0", []),
        ("a slight decline", "-3.0", []),
        ("a slight decline", "-12.0", ["likely"]),
        ("a decline", "3.0", ["sure"]),
    ],
)
def test_a_change_goes_its_way_and_slight_is_slight(find, observation, words, rate, certainties):
    found = find(
        "trends",
        "indicator:rate pact:growthOf indicator:level .",
        observation("001", *DOWN, printed=words),
        observation("002", rate, of="rate"),
    )
    assert [one.certainty for one in found] == certainties


@pytest.mark.parametrize(("period", "number"), [("2023-01/2023-07", 1), ("2022", 0), ("/2023", 0)])
def test_a_document_tells_of_nothing_after_its_acceptance(find, observation, period, number):
    dates = 'source:one pact:published "2023"^^edtf:EDTF ; pact:accepted "2023-05-09"^^edtf:EDTF .'
    found = find("dates", dates, observation("001", "1.0", "trillion-usd", period=period))
    assert [one.kind for one in found] == ["date"] * number


@pytest.mark.parametrize(
    ("published", "period", "number"),
    [("2021-05-13", "2021", 1), ("2022", "2021", 0), ("2021", "2021", 0), ("2021-05-13", "2020", 0)],
)
def test_a_figure_is_not_older_than_its_work(find, observation, published, period, number):
    work = f'document:a pact:published "{published}"^^edtf:EDTF .'
    more = "pact:primarySource document:a ;"
    found = find("dates", work, observation("001", "1.0", "trillion-usd", period=period, more=more))
    assert len(found) == number
    rank = observation("001", "3", "rank", of="order", period=period, more=more)
    assert find("dates", work, rank) == [], "a ranking carries the year in which it comes out"


def event(number, kind, date, more=""):
    name = f"<https://w3id.org/pactgraph/id/claim/one/{number}>"
    return f"""{name} a pact:Milestone ; pact:initiative platform:p ; 
        pact:milestoneType milestone-type:{kind} ;
        pact:date "{date}"^^edtf:EDTF ; {more} pact:modality modality:asserted ;
        pact:evidence <https://w3id.org/pactgraph/id/evidence/one/1> ."""


@pytest.mark.parametrize(("until", "number"), [("2015", 1), ("2018", 0), ("2019", 0)])
def test_nobody_takes_part_before_there_is_anything(find, until, number):
    takes = f"""<https://w3id.org/pactgraph/id/claim/one/9> a pact:Participation ;
        pact:initiative platform:p ;
        pact:party country:CHN ; pact:role role:operator ; pact:until "{until}"^^edtf:EDTF ;
        pact:modality modality:asserted ; pact:evidence <https://w3id.org/pactgraph/id/evidence/one/1> ."""
    assert len(find("dates", takes, event("8", "launched", "2018-05"))) == number


@pytest.mark.parametrize(
    ("first", "second", "kinds"),
    [
        (("signed", "2021-11-01"), ("signed", "2021-11-03"), ["date"]),
        (("signed", "2021-11"), ("signed", "2021-11-03"), []),
        (("operating", "2018"), ("proposed", "2020"), ["status"]),
        (("proposed", "2018"), ("operating", "2020"), []),
        (("completed", "/2021"), ("progressed", "2022-12"), ["status"]),
        (("operating", "2018"), ("operating", "2020"), []),
    ],
)
def test_milestones_follow_each_other(find, first, second, kinds):
    found = find("stages", event("1", *first), event("2", *second))
    assert [one.kind for one in found] == kinds


def test_steps_of_one_party_are_its_own(find):
    by = "pact:byParty country:CHN ;"
    assert find("stages", event("1", "signed", "2018", by), event("2", "signed", "2020", by)) == []
