from __future__ import annotations

import pytest

from pactgraph.errors import UnknownNameError
from pactgraph.sources.countries import country_turtle
from pactgraph.store.turtle import parse_turtle, write_turtle


@pytest.mark.parametrize("name", ["Kenya", "肯尼亚", "Кения", "KEN", "KE"])
def test_a_country_comes_as_canonical_turtle_with_labels_in_three_languages(name):
    text = country_turtle(name)
    assert text == write_turtle(parse_turtle(text)[0])
    assert "country:KEN a pact:Country ;" in text
    assert all(
        label in text
        for label in ('"Kenya"@en', '"肯尼亚"@zh', '"Кения"@ru', 'pact:isoCode "KEN"', "pact:latitude 1.0")
    )


def test_what_is_no_country_is_refused():
    with pytest.raises(UnknownNameError):
        country_turtle("Atlantis")
