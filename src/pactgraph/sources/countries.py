"""Countries as things, from ISO 3166 and CLDR by way of libraries, so that nobody types them."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Triple

from pactgraph.model.countries import country
from pactgraph.namespaces import PACT, PREFIXES
from pactgraph.store.turtle import write_turtle


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
    return write_turtle(triples)
