"""Countries as Turtle: ISO 3166 codes, CLDR names and middles from countryinfo, all from libraries."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Triple

from pactgraph.model.countries import country, country_middle
from pactgraph.namespaces import PACT, PREFIXES
from pactgraph.store.turtle import write_turtle

DECIMAL = NamedNode(PREFIXES["xsd"] + "decimal")
#: The home of the library that has the middles of countries.
GAZETTEER = "https://github.com/porimol/countryinfo"


def country_turtle(name: str) -> str:
    """Return a country as canonical Turtle.

    :param name: its name in any language, or a code.
    :raises UnknownNameError: where there is no such country.
    :raises MissingLibraryError: where the extra ``curate`` is not installed.

    >>> "country:KEN a pact:Country" in country_turtle("Kenya")
    True
    """
    found = country(name)
    node = NamedNode(PREFIXES["country"] + found.alpha3)
    label = NamedNode(PREFIXES["rdfs"] + "label")
    triples = [
        Triple(node, NamedNode(PREFIXES["rdf"] + "type"), NamedNode(PACT + "Country")),
        Triple(node, NamedNode(PACT + "isoCode"), Literal(found.alpha3)),
        *(Triple(node, label, Literal(text, language=code)) for code, text in found.labels.items()),
    ]
    if (middle := country_middle(found.alpha3)) is not None:
        triples += [
            Triple(node, NamedNode(PACT + "latitude"), Literal(str(middle[0]), datatype=DECIMAL)),
            Triple(node, NamedNode(PACT + "longitude"), Literal(str(middle[1]), datatype=DECIMAL)),
            Triple(node, NamedNode(PACT + "coordinatesFrom"), NamedNode(GAZETTEER)),
        ]
    return write_turtle(triples)
