"""Countries by code and by name in many languages."""

from __future__ import annotations

import pytest

from pactgraph.errors import UnknownNameError
from pactgraph.model.countries import country


@pytest.mark.parametrize(
    ("name", "alpha3"),
    [
        ("CHN", "CHN"), ("chn", "CHN"), ("CN", "CHN"), ("156", "CHN"),
        ("China", "CHN"), ("中国", "CHN"), ("中國", "CHN"), ("Китай", "CHN"), ("КНР", "CHN"), 
        ("Chine", "CHN"),
        ("Czech Republic", "CZE"), ("Czechia", "CZE"), ("Чешская Республика", "CZE"), ("捷克", "CZE"),
        ("Russia", "RUS"), ("Russian Federation", "RUS"), ("Российская Федерация", "RUS"), ("俄罗斯", "RUS"),
        ("South Korea", "KOR"), ("Republic of Korea", "KOR"), ("Korea, Republic of", "KOR"),
        ("Türkiye", "TUR"), ("Turkey", "TUR"), ("turkiye", "TUR"),
        ("Côte d’Ivoire", "CIV"), ("Cote d'Ivoire", "CIV"), ("cote d ivoire", "CIV"), ("Ivory Coast", "CIV"),
        ("UK", "GBR"), ("U.S.", "USA"), ("США", "USA"), ("United States of America", "USA"),
        ("the Netherlands", "NLD"), ("Viet Nam", "VNM"), ("Vietnam", "VNM"), ("Laos", "LAO"),
        ("Trinidad and Tobago", "TTO"), ("Deutschland", "DEU"),
        ("日本", "JPN"), ("Республика Беларусь", "BLR"),
    ],
)  # fmt: skip
def test_a_country_is_found_by_code_and_by_name_in_many_languages(name: str, alpha3: str) -> None:
    assert country(name).alpha3 == alpha3


def test_labels_are_english_simplified_chinese_and_russian() -> None:
    belarus = country("BLR")
    assert (belarus.alpha2, belarus.numeric) == ("BY", "112")
    assert belarus.labels == {"en": "Belarus", "zh": "白俄罗斯", "ru": "Беларусь"}
    assert country("RUS").labels["zh"] == "俄罗斯"


def test_every_iso_country_has_all_codes_and_labels_and_is_found_by_each_label() -> None:
    pycountry = pytest.importorskip("pycountry")
    for record in pycountry.countries:
        names = country(record.alpha_3)
        assert names.alpha2 == record.alpha_2
        assert set(names.labels) == {"en", "zh", "ru"} and all(names.labels.values())
        assert {country(label).alpha3 for label in names.labels.values()} == {record.alpha_3}


def test_a_mistyped_country_is_reported_with_the_nearest_names() -> None:
    with pytest.raises(UnknownNameError) as caught:
        country("Chnia")
    assert "Chnia" in caught.value.found
    assert "China (CHN)" in caught.value.mend


@pytest.mark.parametrize("name", ["Congo", "Korea"])
def test_a_name_of_two_countries_is_not_decided(name: str) -> None:
    with pytest.raises(UnknownNameError, match="name of several") as caught:
        country(name)
    assert "alpha-3" in caught.value.mend


@pytest.mark.parametrize("name", ["", "  ", "in", "no", "XYZ", "000", "ASEAN", "😀"])
def test_what_is_no_country_is_refused(name: str) -> None:
    with pytest.raises(UnknownNameError):
        country(name)
