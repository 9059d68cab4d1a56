from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pactgraph.model.countries import country_middle
from pactgraph.store.local import LocalStore
from pactgraph.store.reading import Content
from pactgraph.views.places import Place, read_places

ID = "https://w3id.org/pactgraph/id/"
COUNTRIES = "SELECT ?country ?code WHERE { ?country a pact:Country ; pact:isoCode ?code }"


@pytest.fixture(scope="module")
def store(checkout: Path) -> LocalStore:
    return LocalStore.of(Content(checkout / "ontology", checkout / "graph").quads())


def test_every_country_of_the_graph_lies_where_the_gazetteer_has_its_middle(store: Any) -> None:
    places = read_places(store)
    countries = store.select(COUNTRIES).records()
    assert len(countries) > 20
    for row in countries:
        middle = country_middle(row["code"])
        assert middle is not None
        assert places[row["country"]] == Place(*middle, "country")


def test_cities_lie_on_their_side_of_the_amur_and_provinces_nowhere(store: Any) -> None:
    places = read_places(store)
    heihe, across = places[f"{ID}subnational/heihe"], places[f"{ID}subnational/blagoveshchensk"]
    assert heihe.of == across.of == "town"
    assert heihe.latitude < across.latitude and abs(heihe.longitude - across.longitude) < 0.1
    assert f"{ID}subnational/jilin" not in places


def test_an_unknown_country_has_no_middle() -> None:
    assert country_middle("XXX") is None
