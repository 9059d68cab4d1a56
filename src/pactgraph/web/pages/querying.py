"""The page for queries of one's own: a plain form, over which a script lays the editor where it can."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pactgraph.errors import UserError
from pactgraph.store.base import Table
from pactgraph.web.explorer import Explorer
from pactgraph.web.http import mend_of
from pactgraph.web.pages.asking import shown_rows
from pactgraph.web.pages.editing import FILES, POLICY, has_editor
from pactgraph.web.pages.examples import by_subject, example_of
from pactgraph.web.pages.rendering import respond
from pactgraph.web.sparql.guards import refuse_services

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

#: Rows of an own query that the page shows; all of them come from the endpoint.
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


def query_page(explorer: Explorer, request: Request) -> Response:
    """Show a form for a SELECT query of one's own, and its answer as a table."""
    sparql = request.query_params.get("query", "")
    chosen = request.query_params.get("example", "")
    table, error = _answered(explorer, sparql)
    page = respond(
        request,
        "query.html",
        error.status if error else 200,
        sparql=sparql or _proposed(explorer, chosen),
        asked=bool(sparql.strip()),
        tabular=is_tabular(sparql),
        columns=[(name, "") for name in table.columns],
        rows=shown_rows(table, table.rows[:MOST], explorer.labelled),
        total=len(table),
        error=error,
        mend=mend_of(error) if error else "",
        subjects=by_subject(explorer.graph.questions.questions),
        chosen=chosen,
        editor=has_editor(),
        files=FILES,
    )
    if has_editor():
        page.headers["Content-Security-Policy"] = POLICY
    return page


def _answered(explorer: Explorer, sparql: str) -> tuple[Table, UserError | None]:
    if not sparql.strip() or not is_tabular(sparql):
        return Table((), ()), None
    try:
        refuse_services(sparql)
        return explorer.services.select(sparql), None
    except UserError as error:
        return Table((), ()), error


def is_tabular(sparql: str) -> bool:
    """Tell whether the answer to a query is shown as a table, as far as its first word tells.

    >>> is_tabular("SELECT * { ?s ?p ?o }"), is_tabular("PREFIX x: <urn:x>\\n# one\\nASK {}")
    (True, False)
    """
    return NO_TABLE.match(sparql) is None


def _proposed(explorer: Explorer, chosen: str) -> str:
    """Return what stands in an empty form: the question that was chosen, or one to begin with.

    :raises UnknownNameError: where no question has that name.
    """
    return example_of(explorer.store, explorer.graph.questions.get(chosen)) if chosen else EXAMPLE
