"""Growth, averages, multiples, shares, differences and sums that follow, and that do not."""

from __future__ import annotations

import pytest

RATE = "indicator:rate pact:growthOf indicator:level ."
SHARE = "indicator:rate pact:shareOf indicator:part ; pact:shareIn indicator:whole ."


@pytest.mark.parametrize(
    ("rate", "kinds"),
    [("100.0", []), ("50.0", ["arithmetic"]), ("100.1", ["rounding"]), ("80.0", ["arithmetic"])],
)
def test_growth_follows_from_the_levels_or_is_told(find, observation, rate, kinds):
    found = find(
        "growth",
        RATE,
        observation("001", "100.00", "trillion-usd", period="2016"),
        observation("002", "200.00", "trillion-usd", period="2021"),
        observation("003", rate, of="rate", period="2016/2021"),
    )
    assert [one.kind for one in found] == kinds


def test_growth_over_the_value_at_the_end_is_recognised(find, observation):
    (found,) = find(
        "growth",
        RATE,
        observation("001", "3400.9", "billion-usd", period="2016"),
        observation("002", "7057.6", "billion-usd", period="2021"),
        observation("003", "51.8", of="rate", period="2016/2021"),
    )
    assert found.certainty == "sure" and found.other == "107.52 per cent"
    assert "value at the end" in found.stated_formula


def test_growth_in_a_currency_that_has_no_base_is_not_judged_by_another(find, observation):
    levels = [
        observation("001", "948.0", "billion-yuan", period="2021"),
        observation("002", "1276.0", "billion-yuan", period="2022"),
        observation("003", "29.3", of="rate", period="2022"),
    ]
    assert len(find("growth", RATE, *levels)) == 1
    assert find("growth", RATE, *levels, observation("004", "190.3", "billion-usd", period="2022")) == []


def test_growth_in_another_document_is_compared_in_dollars_only(find, observation):
    rate = observation("two/003", "50.0", of="rate", period="2021")
    for unit, number in (("yuan", 0), ("usd", 1)):
        levels = [
            observation("001", "100.0", f"trillion-{unit}", period="2020"),
            observation("002", "120.0", f"trillion-{unit}", period="2021"),
        ]
        found = find("growth", RATE, rate, *levels)
        assert len(found) == number and all(one.certainty == "likely" for one in found)


@pytest.mark.parametrize(("last", "number"), [("172.80", 0), ("207.60", 1)])
def test_yearly_rates_are_held_together_against_far_levels(find, observation, last, number):
    rates = [observation(f"t01-1-{n}", "20.00", of="rate", period=f"{2016 + n}") for n in (1, 2, 3)]
    found = find(
        "growth",
        RATE,
        *rates,
        observation("001", "100.00", "trillion-usd", period="2016"),
        observation("002", last, "trillion-usd", period="2019"),
    )
    assert len(found) == number


@pytest.mark.parametrize(
    ("period", "rate", "certainties"),
    [
        ("2018/2020", "10.0", []),
        ("2018/2020", "14.0", ["sure"]),
        ("2020", "21.0", []),
        ("2020", "10.0", ["likely"]),
        ("2020", "30.0", ["sure"]),
    ],
)
def test_average_growth_needs_its_years(find, observation, period, rate, certainties):
    found = find(
        "average-growth",
        "indicator:rate pact:averageGrowthOf indicator:level .",
        observation("001", "100.00", "trillion-usd", period="2018"),
        observation("002", "100.00", "trillion-usd", period="2019"),
        observation("003", "121.00", "trillion-usd", period="2020"),
        observation("004", rate, of="rate", period=period),
    )
    assert [one.certainty for one in found] == certainties


@pytest.mark.parametrize(
    ("times", "quantifier", "number"), [("50", "nearly", 0), ("5.0", "exact", 1), ("48.0", "exact", 1)]
)
def test_a_multiple_is_of_the_compared_area(find, observation, times, quantifier, number):
    found = find(
        "multiple",
        "indicator:rate pact:multipleOf indicator:level ; pact:comparedArea country:RUS .",
        observation("001", "1539", "billion-usd"),
        observation("002", "31", "billion-usd", area="country:RUS"),
        observation("003", times, "times", of="rate", quantifier=quantifier),
    )
    assert len(found) == number


@pytest.mark.parametrize(
    ("share", "number"), [("19.5", 0), ("20.3", 1), ("19.6", 0)], ids=["follows", "wrong", "within digits"]
)
def test_a_share_is_part_by_whole(find, observation, share, number):
    found = find(
        "share",
        SHARE,
        observation("t01-1-1", "9.5", "trillion-yuan", of="part"),
        observation("t01-2-1", "48.8", "trillion-yuan", of="whole"),
        observation("t01-3-1", share, of="rate"),
    )
    assert len(found) == number


def test_a_share_of_a_group_adds_up_its_members_and_sees_the_cell_that_is_wrong(find, observation):
    (found,) = find(
        "share",
        SHARE + "country:CHN pact:memberOf group:two . country:JPN pact:memberOf group:two .",
        "group:two a pact:CountryGroup .",
        observation("001", "163.8", "billion-yuan", of="part", more="pact:valueUnderstood 16.4 ;"),
        observation("002", "36.2", "billion-yuan", of="part", area="country:JPN"),
        observation("003", "1000.0", "billion-yuan", of="whole", area="group:world"),
        "indicator:rate pact:comparedArea group:world .",
        observation("004", "20.0", of="rate", area="group:two"),
    )
    assert found.other == "5.26 per cent"
    assert "as printed" in found.stated_formula


def test_a_share_from_another_table_may_miss_by_an_edition(find, observation):
    whole = observation("t02-1-1", "1000.0", "billion-usd", of="whole")
    for part, number in (("200.0", 0), ("200.7", 0), ("220.0", 1)):
        found = find(
            "share", SHARE, whole, observation("t01-1-1", part, "billion-usd", of="part"),
            observation("t01-2-1", "20.00", of="rate"),
        )  # fmt: skip
        assert len(found) == number, part


@pytest.mark.parametrize(("member", "number"), [("11", 1), ("18", 0)])
def test_what_is_said_of_a_group_for_a_year_is_held_against_another_area(find, observation, member, number):
    found = find(
        "difference",
        "indicator:rate pact:differenceOf indicator:level ; pact:comparedArea group:world .",
        "country:CHN pact:memberOf group:two . group:two a pact:CountryGroup .",
        observation("t01-1-1", member, "per-100-people"),
        observation("t01-1-2", "17", "per-100-people", area="group:world"),
        observation("002", "0", "per-100-people", of="rate", area="group:two", quantifier="more-than"),
    )
    assert [one.other for one in found] == ["-6 per 100 people"][:number]


@pytest.mark.parametrize(("surplus", "number"), [("71", 0), ("81", 1)])
def test_a_difference_follows(find, observation, surplus, number):
    found = find(
        "difference",
        "indicator:rate pact:differenceOf indicator:part ; pact:differenceFrom indicator:whole .",
        observation("001", "183.6", "billion-usd", of="part"),
        observation("002", "112.6", "billion-usd", of="whole"),
        observation("003", surplus, "billion-usd", of="rate"),
    )
    assert len(found) == number


@pytest.mark.parametrize(("change", "number"), [("4.0", 0), ("6.0", 1)])
def test_a_change_is_against_the_year_before(find, observation, change, number):
    found = find(
        "difference",
        "indicator:rate pact:changeOf indicator:level .",
        observation("001", "20.7", period="2019"),
        observation("002", "24.7", period="2020"),
        observation("003", change, "percentage-point", of="rate"),
    )
    assert [one.kind for one in found] == ["arithmetic"] * number


@pytest.mark.parametrize(("slow", "number"), [("1.0", 0), ("9.0", 1)])
def test_what_is_said_of_a_group_is_held_against_each_member(find, observation, slow, number):
    found = find(
        "difference",
        "indicator:order pact:differenceOf indicator:part ; pact:differenceFrom indicator:whole .",
        "country:JPN pact:memberOf group:asia . group:asia a pact:CountryGroup .",
        observation("001", "5.0", of="part", area="country:JPN", period="2018"),
        observation("002", slow, of="whole", area="country:JPN", period="2018"),
        observation(
            "003", "0", "percentage-point", of="order", area="group:asia", period="2017/2019",
            quantifier="more-than", printed="did better",
        ),
    )  # fmt: skip
    assert [one.kind for one in found] == ["prose"] * number


@pytest.mark.parametrize(("total", "number"), [("885", 0), ("884", 0), ("900", 1)])
def test_a_sum_allows_for_the_rounding_of_each_part(find, observation, total, number):
    found = find(
        "sums",
        "indicator:level pact:sumOf indicator:part , indicator:whole .",
        observation("001", "633", "billion-usd", of="part"),
        observation("002", "251", "billion-usd", of="whole"),
        observation("003", total, "billion-usd"),
    )
    assert len(found) == number


@pytest.mark.parametrize(("total", "number"), [("70.9", 0), ("65.0", 1)])
def test_an_average_follows(find, observation, total, number):
    found = find(
        "sums",
        "indicator:score pact:averageOf indicator:part , indicator:whole , indicator:other .",
        observation("001", "64.5", "point", of="part"),
        observation("002", "69.8", "point", of="whole"),
        observation("003", "78.6", "point", of="other"),
        observation("004", total, "point", of="score"),
    )
    assert len(found) == number


@pytest.mark.parametrize(("total", "number"), [("30", 0), ("40", 1)])
def test_a_row_that_adds_up_the_rows_above_it_follows(find, observation, total, number):
    last = observation("t01-3-1", total, "billion-usd", area="group:two").replace(
        "row t01-3-1", "row 2 above"
    )
    found = find(
        "sums",
        "indicator:level pact:addsUp true .",
        observation("t01-1-1", "10", "billion-usd"),
        observation("t01-2-1", "20", "billion-usd", area="country:JPN"),
        last,
    )
    assert len(found) == number
