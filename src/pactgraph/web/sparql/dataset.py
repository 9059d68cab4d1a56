"""The data set of a query that names graphs: each statement of several graphs counts once.

The engine counts a statement that is in two graphs twice where both are queried together. So they are merged
first, whether the request names them or the query itself, with ``FROM``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, TypeAlias

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from pactgraph.namespaces import BASE, PREFIXES
from pactgraph.web.http_errors import BadRequestError

#: The default graphs, and those that GRAPH may name; None where the query decides.
Chosen: TypeAlias = tuple[list[Any] | None, list[Any] | None]

#: What may be a FROM clause, except FROM NAMED; also within a string or a comment.
FROM = re.compile(r"(?<![\w:?$/#.-])FROM(?=(?:\s++|#[^\n\r]*+)*+(?:<|[\w.-]*+:))", re.IGNORECASE)


def dataset(
    store: Store, text: str, default: Iterable[str] | None, named: Iterable[str] | None
) -> tuple[Store, list[Any] | None, list[Any] | None]:
    """Return the store, the default graphs and the named graphs of a query.

    :param default: the graphs that the request names; they take precedence over those of the query.
    :raises BadRequestError: where the query names several graphs and the rest of it does not parse.

    >>> two = [
    ...     Quad(NamedNode("urn:s"), NamedNode("urn:p"), NamedNode("urn:o"), NamedNode(g))
    ...     for g in ("urn:1", "urn:2")
    ... ]
    >>> store = Store()
    >>> store.extend(two)
    >>> query = "SELECT * FROM <urn:1> FROM <urn:2> { ?s ?p ?o }"
    >>> asked, default, named = dataset(store, query, None, None)
    >>> len(list(asked.query(query, default_graph=default, named_graphs=named)))
    1
    """
    graphs: Chosen = (_nodes(default), _nodes(named))
    if graphs == (None, None) and len(FROM.findall(text)) > 1:
        graphs = _named_in(text)
    first, others = graphs
    if first is None or len(first) < 2:
        return store, first, others
    return _merged(store, first, others or []), [DefaultGraph()], others or []


def _nodes(names: Iterable[str] | None) -> list[Any] | None:
    return None if names is None else [NamedNode(iri) for iri in dict.fromkeys(names)]


def _named_in(text: str) -> Chosen:
    """Return the graphs that a query names with FROM and FROM NAMED."""
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        clauses = translateQuery(parseQuery(text), base=BASE, initNs=PREFIXES).algebra.datasetClause or []
        default = _nodes(str(clause.default) for clause in clauses if clause.default)
        named = _nodes(str(clause.named) for clause in clauses if clause.named)
    except Exception as error:
        raise BadRequestError(
            "several FROM in a query that does not parse",
            expected="the graphs in the order of SPARQL 1.1, before WHERE, each by its whole address",
            mend="name the graphs as parameters default-graph-uri of the request",
        ) from error
    return (default, named) if clauses else (None, None)


def _merged(store: Store, default: list[NamedNode], named: list[NamedNode]) -> Store:
    """Return a store whose default graph has each statement of several graphs once."""
    merged = Store()
    for graph in default:
        for quad in store.quads_for_pattern(None, None, None, graph):
            merged.add(Quad(quad.subject, quad.predicate, quad.object))
    for graph in named:
        merged.extend(store.quads_for_pattern(None, None, None, graph))
    return merged
