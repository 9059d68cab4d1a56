"""Queries of a client's own: refused where they would change or fetch anything, stopped at the limits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pactgraph.errors import InputSyntaxError
from pactgraph.web.http_errors import ForbiddenError, NotAcceptableError

if TYPE_CHECKING:
    from pactgraph.store.base import Table
    from pactgraph.web.services import Services

#: What an update begins with, behind comments and what both kinds may declare.
UPDATE = re.compile(
    r"\s*(?:(?:#[^\n]*\n|(?:PREFIX\s+[^\s:]*:|BASE)\s*<[^>]*>)\s*)*"
    r"(INSERT|DELETE|WITH|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD)\b",
    re.IGNORECASE,
)


def select(services: Services, sparql: str) -> Table:
    """Return the whole answer to a SELECT query.

    :raises ForbiddenError: where it is an update, or calls another service.
    :raises InputSyntaxError: where it does not parse or is no SELECT.
    :raises StoppedError: where it takes too long or too much.
    """
    if found := UPDATE.match(sparql):
        raise ForbiddenError(
            f"an update ({found[1].upper()})", expected="a SELECT query: nothing here can be changed"
        )
    try:
        return services.select(sparql)
    except NotAcceptableError:
        raise InputSyntaxError(
            "a query of another form", expected="a SELECT query", mend="SELECT what it would construct"
        ) from None
