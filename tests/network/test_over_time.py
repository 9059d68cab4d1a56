"""The small world of ``world.py`` through the years, worked out by hand."""

from __future__ import annotations

import pytest

from pactgraph.errors import ParameterError, UnknownNameError
from pactgraph.namespaces import shorten
from pactgraph.network.filters import EmptyNetworkError, Filters
from pactgraph.network.over_time import (
    Years,
    first_and_last,
    measure_over_time,
    over_time,
    series_of,
    ties_of,
)
from pactgraph.network.participations import Event, event_of
from pactgraph.network.scenarios import Scenario


@pytest.fixture(scope="module")
def countries(held):
    return Scenario(held, "country-country")


def names(ties):
    return {" ".join(shorten(node).partition(":")[2] for node in tie[:2]) for tie in ties}


def test_countries_from_year_to_year(countries):
    rows = over_time(countries).rows
    # elm 2018: D alone; amber 2019: A and B; fir and cyan 2021: B alone; blue, surely by 2022: all four.
    assert rows == (
        (2018, 1, 0, None, 0, 1, 0, None),
        (2019, 2, 1, 0.0, 1, 3, 1, None),
        (2020, 0, 0, 0.0, 0, 3, 1, 0.0),
        (2021, 1, 0, None, 0, 3, 1, 0.0),
        (2022, 4, 6, 0.0, 5, 4, 6, 5.0),
    )


def test_a_date_of_several_years_can_count_as_the_first(countries):
    result = over_time(countries, "possibly")
    # blue, which ties all four, can have been launched in 2020 already; A and B are tied in both years.
    assert [row[:5] for row in result.rows][1:3] == [(2019, 2, 1, 0.0, 1), (2020, 4, 6, round(1 / 6, 12), 5)]
    assert result.about["dates"] == "possibly"


def test_ties_that_last_are_kept_from_year_to_year(held):
    result = over_time(Scenario(held, "two-mode", Filters(roles=("provider", "beneficiary"))))
    rows = {row[0]: row for row in result.rows}
    assert rows[2021][1:5] == (3, 2, None, 2)
    assert rows[2022][1:5] == (3, 2, 1.0, 0)


def test_ties_have_a_first_and_a_last_year(held):
    records = first_and_last(Scenario(held, "two-mode")).records()
    seen = {f"{row['label']} – {row['other']}": (row["first"], row["last"], row["years"]) for row in records}
    assert seen["Northwind – Cyan market"] == (2021, 2022, 2)
    assert seen["Amber memorandum – Boland"] == (2019, 2019, 1)
    # C benefits from cyan too, but nothing says when.
    assert len(seen) == 13
    assert not any("Coland" in tie and "Cyan" in tie for tie in seen)
    assert records == sorted(records, key=lambda row: (row["first"], row["last"], row["years"], row["label"]))


def test_snapshots_have_one_year_and_cumulative_networks_all_before(countries):
    years = Years(countries)
    assert names(ties_of(years.snapshot(2019))) == {"AAA BBB"}
    assert years.snapshot(2020) is None
    assert names(ties_of(years.gathered(2021))) == {"AAA BBB"}
    assert len(ties_of(years.gathered(2022))) == 6
    assert years.gathered(2017) is None


def test_the_cumulative_network_only_grows(whole):
    from pactgraph.network.participation_queries import read_participations

    years = Years(Scenario(read_participations(whole), "two-mode"))
    before = set()
    for year in years.span():
        now = ties_of(years.gathered(year))
        assert before <= now
        before = now


def test_a_measure_from_year_to_year(countries):
    result = measure_over_time(countries, "degree", top=2)
    rows = [(row["year"], row["label"], row["value"]) for row in result.records()]
    # A and B come first by label among four of degree 3 in the end.
    assert rows == [
        (2019, "Aland", 1),
        (2019, "Boland", 1),
        (2020, "Aland", 1),
        (2020, "Boland", 1),
        (2021, "Aland", 1),
        (2021, "Boland", 1),
        (2022, "Aland", 3),
        (2022, "Boland", 3),
    ]
    assert series_of(result)["Aland"] == {2019: 1, 2020: 1, 2021: 1, 2022: 3}
    by_year = measure_over_time(countries, "degree", top=0, snapshots=True)
    assert {row[0] for row in by_year.rows} == {2018, 2019, 2021, 2022}


def test_the_series_of_a_network_are_its_size_and_cumulative_ties(countries):
    series = series_of(over_time(countries))
    assert series["ties"] == {2018: 0, 2019: 1, 2020: 0, 2021: 0, 2022: 6}
    assert list(series) == ["nodes", "ties", "ties gathered"]


def test_years_stay_within_the_filters(held):
    result = over_time(Scenario(held, "country-country", Filters(since=2021, until=2021)))
    # blue can have been launched in 2021, but surely only by 2022.
    assert [row[0] for row in result.rows] == [2021]


def test_undated_ties_are_counted_in_a_note(countries):
    assert over_time(countries).notes[-1].startswith("Left out here: 2 ties without a date")


def test_networks_without_dates_are_refused(held):
    with pytest.raises(EmptyNetworkError, match="no dated tie in two-mode"):
        over_time(Scenario(held, "two-mode", Filters(modalities=("recommended",))))
    with pytest.raises(ParameterError, match="dates read as exactly"):
        Years(Scenario(held, "two-mode"), "exactly")
    with pytest.raises(UnknownNameError):
        measure_over_time(Scenario(held, "two-mode"), "degre")


def test_an_event_with_an_open_side_is_dated_by_the_known_one():
    by_june = event_of(None, "2019-06-30")
    assert list(by_june.in_years("surely")) == list(by_june.in_years("possibly")) == [2019]
    assert by_june.can_lie(None, 2000)
    assert not by_june.can_lie(2020, None)
    since = event_of("2013-01-01", None, lasting=True)
    assert list(since.in_years()) == [2013]
    assert since.had_happened("2020-12-31")
    assert since.can_lie(2020, 2021)
    assert event_of("", "") is None
    assert not Event("2020-01-01", "").had_happened("2021-01-01")
