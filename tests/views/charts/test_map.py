"""A map: points where things lie, names that do not cover each other, and a list of what has no place."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import networkx
import pytest

from pactgraph.views.charts import base_map
from pactgraph.views.charts.drawing import draw as draw_spec
from pactgraph.views.charts.naming import TYPE_SIZE, Spot, place_names
from pactgraph.views.charts.rows import SMALL, WIDE, Drawing, EmptyChartError
from pactgraph.views.labels import text_width

MAP = 'projection = "two-mode"\n[chart]\nmark = "map"\n'
PLACES = """
[chart]
mark = "map"
question = "initiatives_places"
fit = "places"
[chart.columns]
place = "place"
what = "initiative"
"""
Draw = Callable[..., Drawing]


def points(drawing: Drawing, width: int = WIDE) -> list[dict[str, Any]]:
    return next(layer for layer in drawing.spec(width)["layer"] if layer["mark"]["type"] == "circle")["data"][
        "values"
    ]


def test_each_country_with_a_tie_has_a_point_and_each_tie_a_line(draw: Draw, countries: Any) -> None:
    drawing = draw(MAP, countries)
    assert {point["said"] for point in points(drawing)} == {"China: 2", "Russia: 2", "Cuba: 1"}
    lines = [layer for layer in drawing.spec(WIDE)["layer"] if layer["mark"]["type"] == "line"]
    said = {value["said"]: value["width"] for layer in lines for value in layer["data"]["values"]}
    assert said["China and Russia: 2"] > said["China and Cuba: 1"]


def test_what_is_only_wanted_is_dashed(draw: Draw, countries: Any) -> None:
    drawing = draw(
        'projection = "two-mode"\n[chart]\nmark = "map"\n[tentative]\nmodality = ["planned"]\n', countries
    )
    dashed = [layer for layer in drawing.spec(WIDE)["layer"] if "strokeDash" in layer["mark"]]
    assert {value["said"] for layer in dashed for value in layer["data"]["values"]} == {"China and Cuba: 1"}


def test_towns_stand_where_they_lie_and_provinces_are_listed(draw: Draw) -> None:
    drawing = draw(PLACES, country="China")
    drawn = {point["said"].partition(":")[0]: point for point in points(drawing)}
    assert (drawn["Heihe"]["lat"], drawn["Heihe"]["lon"]) == pytest.approx((50.2, 127.5), abs=0.1)
    assert "Heilongjiang" not in drawn
    assert "Heilongjiang" in drawing.notes[0]
    assert any(row["place"] == "Heilongjiang" and row.claims for row in drawing.rows)


def test_a_network_without_a_known_place_is_an_error(draw: Draw) -> None:
    with pytest.raises(EmptyChartError):
        draw(MAP, networkx.Graph([("a", "b")]))


@pytest.mark.parametrize("width", [WIDE, SMALL])
def test_names_do_not_meet_each_other_or_a_point(width: int) -> None:
    spots = [Spot(f"place {number}", 200 + number % 4 * 9, 100 + number // 4 * 9, 4) for number in range(12)]
    placed = place_names(spots, width, 400)
    areas = [(spot.x - 4, spot.y - 4, spot.x + 4, spot.y + 4) for spot in spots]
    for named in placed:
        wide = text_width(named.spot.name, TYPE_SIZE)
        left = {"left": named.x, "right": named.x - wide, "center": named.x - wide / 2}[named.align]
        areas.append((left, named.y - 7, left + wide, named.y + 7))
    meet = [
        (one, other)
        for place, one in enumerate(areas)
        for other in areas[: min(place, len(spots)) if place < len(spots) else place]
        if place >= len(spots)
        and one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]  # fmt: skip
    assert placed and not meet


def test_our_projection_is_the_one_that_draws() -> None:
    projection, height = base_map.world(WIDE)
    place = (116.4, 39.9)
    spec = {
        "width": WIDE, "height": height, "projection": projection.as_vega(WIDE, height), "padding": 0,
        "data": {"values": [{"lon": place[0], "lat": place[1]}]}, "mark": "circle",
        "encoding": {
            "longitude": {"field": "lon", "type": "quantitative"},
            "latitude": {"field": "lat", "type": "quantitative"},
        },
    }  # fmt: skip
    svg = draw_spec(spec, name="map", title="", description="")
    drawn = re.search(r'transform="translate\(([\d.]+),([\d.]+)\)" d="M[^"]*A', svg)
    assert drawn is not None
    assert (float(drawn[1]), float(drawn[2])) == pytest.approx(projection.point(*place), abs=0.2)


def test_places_around_the_date_line_stay_together() -> None:
    projection = base_map.around([(178.0, 60.0), (-178.0, 62.0)], 800, 400, 50)
    xs = [projection.point(longitude, 61)[0] for longitude in (178.0, -178.0)]
    assert 0 < xs[0] < xs[1] < 800


def test_land_is_whole_and_has_no_borders() -> None:
    land, water = base_map.coast()
    assert len(land) > 100 and len(water) == 1, "islands and continents, and the Caspian Sea"
    southernmost = min(point[1] for part in land for point in part["geometry"]["coordinates"][0])
    assert southernmost < -80


def test_without_the_fetched_coast_the_page_says_what_is_missing(
    draw: Draw, countries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base_map, "LAND", "vendor/world-atlas/absent.json")
    drawing = draw(MAP, countries)
    assert drawing.notes[-1] == base_map.WITHOUT_COAST
    assert len(points(drawing)) == 3
