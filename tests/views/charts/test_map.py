"""A map: points where things lie, names that do not cover each other, and a list of what has no place."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import networkx
import pytest

from pactgraph.views.charts import base_map
from pactgraph.views.charts.map import TYPE_SIZE, Spot, place_names
from pactgraph.views.charts.rows import SMALL, WIDE, Drawing, EmptyChartError
from pactgraph.views.svg import text_width

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
ID = "https://w3id.org/pactgraph/id/country/"
Draw = Callable[..., Drawing]


def test_each_country_with_a_tie_has_a_point_and_each_tie_a_line(
    draw: Draw, drawn: Any, countries: Any
) -> None:
    marks = dict(drawn(draw(MAP, countries)).marks)
    assert {label for label in marks if " and " not in label} == {"China: 2", "Russia: 2", "Cuba: 1"}
    widths = {label: float(line.get("stroke-width")) for label, line in marks.items() if " and " in label}
    assert widths["China and Russia: 2"] > widths["China and Cuba: 1"]


@pytest.mark.parametrize("key", ['modality = ["reported"]', 'status = ["proposed"]'])
def test_what_is_only_wanted_is_dashed(key: str, draw: Draw, drawn: Any, countries: Any) -> None:
    drawing = draw(f"{MAP}[tentative]\n{key}\n", countries)
    dashed = {label for label, line in drawn(drawing).marks if line.get("stroke-dasharray")}
    assert dashed == {"China and Cuba: 1"}


def test_what_is_no_fact_has_a_dashed_line_of_its_own_and_adds_to_no_count(
    draw: Draw, drawn: Any, countries: Any
) -> None:
    countries.edges[f"{ID}CHN", f"{ID}CUB"]["modality"] = "planned"
    drawing = draw(MAP, countries)
    marks = dict(drawn(drawing).marks)
    assert {label for label in marks if " and " not in label} == {"China: 2", "Russia: 2", "Cuba: 0"}
    assert {label for label, line in marks.items() if line.get("stroke-dasharray")} == {"China and Cuba: 1"}
    stated = [(row["place"], row["other"], row["how"]) for row in drawing.rows if row["other"]]
    assert stated == [("China", "Russia", "fact"), ("China", "Cuba", "plan, recommendation or forecast")]
    assert "1 tie between them" in drawing.summary
    assert "Beside these, 1 tie of plans, advice and forecasts, dashed." in drawing.summary


def test_towns_stand_where_they_lie_and_provinces_are_listed(draw: Draw, drawn: Any) -> None:
    drawing = draw(PLACES, country="China")
    points = {
        label.partition(":")[0]: tuple(map(float, re.findall(r"-?[\d.]+", point.get("d"))[:2]))
        for label, point in drawn(drawing).marks
    }
    # Heihe lies north of Beijing and east of it.
    assert points["Heihe"][0] > points["Beijing"][0] and points["Heihe"][1] < points["Beijing"][1]
    assert "Heilongjiang" not in points
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
        left = {"start": named.x, "end": named.x - wide, "middle": named.x - wide / 2}[named.anchor]
        areas.append((left, named.y - 7, left + wide, named.y + 7))
    meet = [
        (one, other)
        for place, one in enumerate(areas)
        for other in areas[: min(place, len(spots)) if place < len(spots) else place]
        if place >= len(spots)
        and one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]  # fmt: skip
    assert placed and not meet


def test_the_projection_is_equal_earth() -> None:
    """The places are those of d3-geo (geoEqualEarth with this rotation, scale and translation)."""
    projection, height = base_map.world(WIDE)
    places = {(116.4, 39.9): (500.7, 118.3), (-58.4, -34.6): (1062.1, 440.0), (-35, 10): (1179.1, 244.9)}
    assert height == 525
    for degrees, place in places.items():
        assert projection.point(*degrees) == pytest.approx(place, abs=0.1)


def test_places_around_the_date_line_stay_together() -> None:
    projection = base_map.around([(178.0, 60.0), (-178.0, 62.0)], 800, 400, 50)
    xs = [projection.point(longitude, 61)[0] for longitude in (178.0, -178.0)]
    assert 0 < xs[0] < xs[1] < 800


def test_land_is_whole_and_has_no_borders() -> None:
    rings = base_map.coast()
    assert len(rings) > 100, "islands and continents, and the Caspian Sea"
    assert min(point[1] for ring in rings for point in ring) < -80
    for ring in rings:
        for part in base_map.cut(ring, base_map.CUT):
            assert all(-180.001 <= longitude <= 180.001 for longitude, _ in part)


def test_land_around_a_pole_reaches_it() -> None:
    parts = list(base_map.cut([(0, -70), (120, -72), (-120, -71), (0, -70)], 0))
    assert all(min(latitude for _, latitude in part) == -90 for part in parts)
    assert {round(longitude) for part in parts for longitude, _ in part} >= {-180, 0, 180}


def test_without_the_fetched_coast_the_page_says_what_is_missing(
    draw: Draw, drawn: Any, countries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base_map, "LAND", "vendor/world-atlas/absent.json")
    base_map.coast.cache_clear()
    drawing = draw(MAP, countries)
    assert drawing.notes[-1] == base_map.WITHOUT_COAST
    assert len(drawn(drawing).marks) == 5
    base_map.coast.cache_clear()
