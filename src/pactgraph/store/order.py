"""The order in which a person reads: numbers as numbers, predicates from what it is to where it is stated."""

from __future__ import annotations

import re

#: The order in which a person reads a thing or a claim: what it is, who and what, how far, when.
FIRST = (
    *("a", "rdfs:label", "skos:prefLabel", "skos:altLabel", "skos:definition"),
    *("pact:subject", "pact:relation", "pact:object"),
    *("pact:party", "pact:onBehalfOf", "pact:role", "pact:initiative", "pact:commitment"),
    *("pact:milestoneType", "pact:byParty", "pact:indicator", "pact:refArea", "pact:refPeriod"),
    *("pact:asPrinted", "pact:quantifier", "pact:value", "pact:unit"),
    *("pact:source", "pact:locator", "pact:start", "pact:end", "pact:sha256"),
)
LAST = ("pact:evidence", "pact:note", "rdfs:isDefinedBy")


def natural(text: str) -> list[tuple[int, int, str, str]]:
    """Return a sort key under which numbers inside a text count as numbers.

    >>> sorted(["c:10", "c:9"], key=natural)
    ['c:9', 'c:10']
    """
    parts = re.split(r"([0-9]+)", text)
    # By length first, since Python refuses to read a number of thousands of digits.
    return [
        (1, len(p.lstrip("0")), p.lstrip("0"), p) if p[0] in "0123456789" else (0, 0, p, p)
        for p in parts
        if p
    ]


def predicate_rank(name: str) -> tuple[int, int, str]:
    """Return the place of a predicate: type and labels first, evidence and notes last."""
    if name in FIRST:
        return (0, FIRST.index(name), name)
    return (2, LAST.index(name), name) if name in LAST else (1, 0, name)
