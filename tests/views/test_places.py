from __future__ import annotations

import re
from typing import Any

import pytest

from pactgraph.views.places import country_place, town_place


def test_every_country_of_the_graph_has_a_place(checkout: Any) -> None:
    text = (checkout / "graph" / "things" / "countries.ttl").read_text(encoding="utf-8")
    codes = re.findall(r"^country:(\w+) a pact:Country", text, re.M)
    assert len(codes) > 20
    assert [code for code in codes if country_place(code) is None] == []


@pytest.mark.parametrize(
    ("name", "country", "latitude", "longitude"),
    [("Heihe", "CHN", 50.2, 127.5), ("Благовещенск", "RUS", 50.3, 127.5), ("上海", "CHN", 31.2, 121.5)],
)
def test_a_town_is_found_in_its_country_under_any_name(
    name: str, country: str, latitude: float, longitude: float
) -> None:
    place = town_place([name], country)
    assert place is not None and place.of == "town"
    assert abs(place.latitude - latitude) < 0.2 and abs(place.longitude - longitude) < 0.2


def test_a_town_of_another_country_is_not_taken() -> None:
    assert town_place(["Heihe"], "RUS") is None


def test_a_province_is_not_the_town_that_is_called_like_it() -> None:
    assert town_place(["Jilin"], "CHN") is not None
    assert town_place(["Jilin", "Jilin Province"], "CHN") is None


def test_an_unknown_country_has_no_place() -> None:
    assert country_place("XXX") is None
    assert town_place(["Heihe"], "XXX") is None
