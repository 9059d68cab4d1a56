"""The page for SPARQL queries: a plain form, which a script replaces by the editor where it can."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pactgraph.errors import UserError
from pactgraph.store.base import Table
from pactgraph.web.http import mend_of
from pactgraph.web.pages.editor import FILES, POLICY, has_editor
from pactgraph.web.pages.questions import by_subject, cells, example_of
from pactgraph.web.pages.rendering import respond

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from pactgraph.web.services import Services

#: The rows of a query that the page shows; the endpoint returns all of them.
MOST = 500
EXAMPLE = """SELECT ?agreement ?name ?party WHERE {
  ?agreement a pact:Agreement ; rdfs:label ?name ; pact:signatory ?party .
  FILTER(LANG(?name) = "en")
} LIMIT 50"""
#: A query whose answer is no table, by its first word behind comments and prefixes.
NO_TABLE = re.compile(
    r"(?:\s++|#[^\n]*+\n|(?:PREFIX\s++[^\s<]*+|BASE)\s*+<[^<>]*+>)*+(?:ASK|CONSTRUCT|DESCRIBE)\b",
    re.IGNORECASE,
)


def query_page(services: Services, request: Request) -> Response:
    """Show a form for a SELECT query, and its answer as a table."""
    sparql = request.query_params.get("query", "")
    chosen = request.query_params.get("example", "")
    table, error = _answered(services, sparql)
    page = respond(
        request,
        "query.html",
        error.status if error else 200,
        sparql=sparql or _proposed(services, chosen),
        asked=bool(sparql.strip()),
        tabular=is_tabular(sparql),
        columns=[(name, "") for name in table.columns],
        rows=cells(table, table.rows[:MOST], services.graph.labelled),
        total=len(table),
        error=error,
        notices=() if error else services.graph.terms.notices(sparql),
        mend=mend_of(error) if error else "",
        subjects=by_subject(services.graph.questions.questions),
        chosen=chosen,
        editor=has_editor(),
        files=FILES,
    )
    if has_editor():
        page.headers["Content-Security-Policy"] = POLICY
    return page


def _answered(services: Services, sparql: str) -> tuple[Table, UserError | None]:
    if not sparql.strip() or not is_tabular(sparql):
        return Table((), ()), None
    try:
        return services.select(sparql), None
    except UserError as error:
        return Table((), ()), error


def is_tabular(sparql: str) -> bool:
    """Tell whether the answer to a query is shown as a table, as far as its first word tells.

    >>> is_tabular("SELECT * { ?s ?p ?o }"), is_tabular("PREFIX x: <urn:x>\\n# one\\nASK {}")
    (True, False)
    """
    return NO_TABLE.match(sparql) is None


def _proposed(services: Services, chosen: str) -> str:
    """Return the query of an empty form: that of the question that was chosen, or an example.

    :raises UnknownNameError: where no question has that name.
    """
    return example_of(services.graph.store, services.graph.questions.get(chosen)) if chosen else EXAMPLE
