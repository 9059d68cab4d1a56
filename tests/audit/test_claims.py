"""Values, ranks, units, powers of ten, exchanged columns and jumps: found, and left alone."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("first", "second", "kinds"),
    [
        (("73.1", "exact"), ("73", "exact"), []),
        (("73.1", "exact"), ("73.2", "exact"), ["rounding"]),
        (("59.6", "exact"), ("59.2", "exact"), ["value"]),
        (("28", "nearly"), ("27.4", "exact"), []),
        (("30", "about"), ("26.3", "exact"), ["value"]),
        (("20", "more-than"), ("22.0", "exact"), []),
    ],
)
def test_values_differ_by_more_than_their_digits(find, observation, first, second, kinds):
    found = find(
        "values",
        observation("001", first[0], quantifier=first[1]),
        observation("two/001", second[0], quantifier=second[1]),
    )
    assert [one.kind for one in found] == kinds


def test_values_are_compared_in_base_units(find, observation):
    same = observation("001", "17327.25", "million-yuan"), observation("002", "17.33", "billion-yuan")
    other = observation("001", "17327.25", "million-yuan"), observation("t01-1-1", "34.67", "billion-yuan")
    assert find("values", *same) == []
    (found,) = find("values", *other)
    assert found.kind == "prose" and "A factor of 2" in found.explanation


def test_ranks_of_prose_are_held_against_the_table_and_bounds_are_no_ranks(find, observation):
    table = observation("t01-1-1", "6", "rank", of="order")
    (found,) = find("values", table, observation("001", "2", "rank", of="order", printed="second"))
    assert (found.kind, found.certainty, found.stated, found.other) == ("prose", "sure", "rank 2", "rank 6")
    assert find("values", table, observation("001", "10", "rank", of="order", quantifier="at-most")) == []


def test_a_value_said_of_years_is_held_against_each(find, observation):
    years = [
        observation(f"t01-1-{n}", value, period=f"{2014 + n}") for n, value in enumerate(("28.1", "26.3"), 1)
    ]
    said = observation("001", "30", period="2015/2016", quantifier="nearly", printed="nearly 30")
    (found,) = find("values", said, *years)
    assert found.other == "26.3 (2016)"
    assert find("values", said, years[0]) == []


def test_works_that_differ_make_it_likely_only(find, observation):
    found = find(
        "values",
        observation("001", "59.6", more="pact:primarySource document:a ;"),
        observation("two/001", "59.2", more="pact:primarySource document:b ;"),
    )
    assert [one.certainty for one in found] == ["likely"]


def ranks(observation, *rows):
    areas = ("CHN", "JPN", "KOR", "RUS", "MNG")
    for row, (rank, sales) in enumerate(rows, 1):
        area = f"country:{areas[row - 1]}"
        yield observation(f"t01-{row}-1", rank, "rank", of="order", area=area)
        yield observation(f"t01-{row}-2", sales, "billion-usd", area=area)


@pytest.mark.parametrize(("rows", "number"), [((("1", "9"), ("2", "5")), 0), ((("1", "5"), ("2", "9")), 1)])
def test_ranks_are_the_order_of_what_is_ranked(find, observation, rows, number):
    by = "indicator:order pact:rankBy indicator:level ."
    assert len(find("ranks", by, *ranks(observation, *rows))) == number


def test_another_indicator_that_is_in_this_order_is_named(find, observation):
    rows = [("1", "90"), ("2", "80"), ("3", "50"), ("4", "70"), ("5", "40")]
    areas = ("CHN", "JPN", "KOR", "RUS", "MNG")
    others = [
        observation(f"t02-{n}-1", f"{100 - n}", "billion-usd", of="other", area=f"country:{area}")
        for n, area in enumerate(areas, 1)
    ]
    (found,) = find(
        "ranks", "indicator:order pact:rankBy indicator:level .", *ranks(observation, *rows), *others
    )
    assert found.stated_formula == "order of indicator:other"
    assert len(found.claims) == 2


@pytest.mark.parametrize(("rank", "number"), [("1", 1), ("2", 0), ("5", 0)])
def test_no_more_are_above_a_rank_in_prose_than_it_allows(find, observation, rank, number):
    found = find(
        "ranks",
        "indicator:order pact:rankBy indicator:level .",
        observation("001", rank, "rank", of="order"),
        observation("002", "40", "billion-usd"),
        observation("003", "50", "billion-usd", area="country:JPN"),
    )
    assert len(found) == number


@pytest.mark.parametrize(
    ("relation", "unit", "number"),
    [
        ("growthOf", "percent", 0),
        ("growthOf", "times", 1),
        ("growthOf", "percentage-point", 1),
        ("changeOf", "percentage-point", 0),
        ("changeOf", "percent", 1),
        ("growthOf", "direction", 0),
    ],
)
def test_the_unit_is_that_of_the_indicator(find, observation, relation, unit, number):
    found = find(
        "units",
        f"indicator:rate pact:{relation} indicator:level .",
        observation("001", "43.7"),
        observation("002", "1", unit, of="rate"),
    )
    assert len(found) == number


@pytest.mark.parametrize(("value", "unit", "number"), [("13", "per-person", 1), ("13", "per-100-people", 0)])
def test_a_value_is_within_the_bounds_of_its_indicator(find, observation, value, unit, number):
    bounds = "indicator:level pact:atLeast 0.0 ; pact:atMost 2.0 ."
    assert len(find("units", bounds, observation("001", value, unit))) == number


@pytest.mark.parametrize(("growth", "number"), [("116.8", 1), ("16.8", 0)])
def test_growth_over_years_is_plausible_a_year(find, observation, growth, number):
    found = find(
        "units",
        "indicator:rate pact:atMostPerYear 12.0 .",
        observation("001", growth, of="rate", period="2019/2024"),
    )
    assert len(found) == number
    assert all("16.8 per cent more" in one.stated_formula for one in found)


@pytest.mark.parametrize(("other", "number"), [("3400.9", 1), ("34009", 0), ("17000", 0)])
def test_a_power_of_ten_is_told_from_another_value(find, observation, other, number):
    found = find(
        "scale", observation("001", "34009", "billion-usd"), observation("two/001", other, "billion-usd")
    )
    assert [one.kind for one in found] == ["unit"] * number


@pytest.mark.parametrize(("gdp", "number"), [("16573", 1), ("1657.3", 0)])
def test_a_whole_is_held_against_what_part_and_share_imply(find, observation, gdp, number):
    found = find(
        "scale",
        "indicator:rate pact:shareOf indicator:part ; pact:shareIn indicator:whole .",
        observation("t14-1-1", "212.47", "billion-usd", of="part"),
        observation("t14-1-2", "12.82", of="rate"),
        observation("t02-1-1", gdp, "billion-usd", of="whole"),
    )
    assert [one.claims[0].rpartition("/")[2] for one in found] == ["t02-1-1"] * number


@pytest.mark.parametrize(("value", "number"), [("136.0", 1), ("13.6", 0)])
def test_a_country_is_no_more_than_the_world(find, observation, value, number):
    found = find(
        "scale",
        "indicator:level pact:addsUp true .",
        observation("001", value, "trillion-usd"),
        observation("002", "32.6", "trillion-usd", area="group:world"),
    )
    assert len(found) == number


@pytest.mark.parametrize(("value", "number"), [("163.77", 1), ("16.38", 0)])
def test_months_imply_no_more_than_the_year_before_held(find, observation, value, number):
    found = find(
        "scale",
        "indicator:level pact:addsUp true . indicator:rate pact:growthOf indicator:level .",
        observation("001", "17.33", "billion-yuan", period="2022"),
        observation("002", value, "billion-yuan", period="2023-01/2023-07"),
        observation("003", "95.3", of="rate", period="2023-01/2023-07"),
    )
    assert len(found) == number


def columns(observation, swapped, areas):
    for row, area in enumerate(areas, 1):
        mobile, fixed = ("37.6", "104.8") if swapped else ("104.8", "37.6")
        named = f"country:{area}"
        yield observation(f"t02-{row}-1", mobile, "per-100-people", of="part", area=named)
        yield observation(f"t02-{row}-2", fixed, "per-100-people", of="whole", area=named)
        yield observation(f"t07-{row}-1", "105", "per-100-people", of="part", area=named)
        yield observation(f"t07-{row}-2", "38", "per-100-people", of="whole", area=named)


@pytest.mark.parametrize(
    ("swapped", "areas", "number"),
    [(True, ("CHN", "JPN", "KOR"), 12), (False, ("CHN", "JPN", "KOR"), 0), (True, ("CHN", "JPN"), 0)],
)
def test_columns_are_exchanged_where_several_areas_say_so(find, observation, swapped, areas, number):
    # Of two tables that contradict each other alone, neither is known to be the right one: six cells of each.
    found = find("swapped", *columns(observation, swapped, areas))
    assert [one.kind for one in found] == ["columns"] * number


def test_exchanged_columns_are_told_for_the_table_that_a_third_place_contradicts(find, observation):
    third = [
        observation(f"two/t01-{row}-{column}", value, "per-100-people", of=of, area=f"country:{area}")
        for row, area in enumerate(("CHN", "JPN", "KOR"), 1)
        for column, (of, value) in enumerate((("part", "104.9"), ("whole", "37.5")), 1)
    ]
    found = find("swapped", *columns(observation, True, ("CHN", "JPN", "KOR")), *third)
    cells = {one.claims[0].rpartition("/")[2]: one for one in found if "/t02-" in one.claims[0]}
    assert len(cells) == 6
    assert (cells["t02-2-1"].stated, cells["t02-2-1"].other) == (
        "37.6 per 100 people",
        "104.8 per 100 people",
    )
    assert {one.tells for one in cells.values()} == {"right"}


@pytest.mark.parametrize(("first", "year", "number"), [("1", "2012", 1), ("1", "2008", 0), ("9", "2012", 0)])
def test_a_jump_within_few_years_is_told(find, observation, first, year, number):
    found = find("jumps", observation("001", first, period=year), observation("002", "17.3", period="2016"))
    assert len(found) == number
