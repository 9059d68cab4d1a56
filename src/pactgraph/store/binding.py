"""Bind values into a query: the text of a value never becomes part of the query's own text.

A query says where a parameter goes by an empty block of values, ``VALUES ?party {}``. Binding fills the block
with terms that Oxigraph has written, so quotes and brackets in them stay inside the term; a parameter that is
not given leaves its variable open (``UNDEF``). This works alike in every SPARQL 1.1 engine.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pyoxigraph import BlankNode, Triple

from pactgraph.errors import ParameterError
from pactgraph.store.base import Term

BLOCK = re.compile(r"VALUES\s+\?(\w+)\s*\{\s*\}")


def parameters_in(query: str) -> list[str]:
    """Return the names of the parameters that a query has a place for, in order, each once.

    >>> parameters_in("SELECT * WHERE { VALUES ?party {} ?i pact:participant ?party }")
    ['party']
    """
    return list(dict.fromkeys(BLOCK.findall(query)))


def bind(query: str, values: Mapping[str, Sequence[Term]]) -> str:
    """Fill every block of values; a parameter without values is left open.

    :raises ParameterError: where a value is given for which the query has no place.

    >>> from pyoxigraph import Literal
    >>> bind("ASK { VALUES ?x {} }", {"x": [Literal('a" } b')]})
    'ASK { VALUES ?x { "a\\\\" } b" } }'
    """
    unknown = sorted(set(values) - set(parameters_in(query)))
    if unknown:
        raise ParameterError(
            f"a value for {', '.join(unknown)}",
            expected=f"a parameter of the query: {', '.join(parameters_in(query)) or 'it has none'}",
        )

    def fill(block: re.Match[str]) -> str:
        terms = " ".join(write(term) for term in values.get(block[1], ())) or "UNDEF"
        return f"VALUES ?{block[1]} {{ {terms} }}"

    return BLOCK.sub(fill, query)


def write(term: Term) -> str:
    """Return a term as SPARQL; blank nodes and triples have no name to be bound by."""
    if isinstance(term, BlankNode | Triple):
        raise ParameterError(f"the value {term}", expected="an IRI or a literal")
    return str(term)
