"""Find in the text of a query what a read-only service refuses: calls to other services.

The engine reads ``1SERVICE <a>``, and ``<?b)SERVICE#>`` behind an operand, as calls. So the text is not cut
into strings, addresses and comments first, where a reader that cuts otherwise than the engine could be
deceived: the word is looked for everywhere, with what must follow it. A worker can open no connection anyway,
see :mod:`pactgraph.web.sparql.confinement`.
"""

from __future__ import annotations

import re

from pactgraph.web.http_errors import ForbiddenError

#: A variable or a local name, which may have the word in it; else the word before the name of a service.
#: No part is tried twice, and what stands between the two is bounded, so that no text takes long: where
#: there is more of it than anyone writes, the word counts as a call.
SERVICE = re.compile(
    r"[?$:]\w++|(SERVICE)(?=(?:\s++|#[^\n\r]{0,200}+(?![^\n\r])){0,20}+"
    r"(?:SILENT\b|<|[?$]\w|[\w.-]{0,99}+:|[\w.-]{99}|[\s#]))",
    re.IGNORECASE,
)
#: Functions whose answer changes from one call to the next, or what may be one.
CHANGING = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE)\b|_:|\[", re.IGNORECASE)


def refuse_services(sparql: str) -> None:
    """Refuse a query that calls another service.

    :raises ForbiddenError: where it does.

    >>> refuse_services("SELECT ?service { ?service rdfs:label 'Service' }")
    >>> refuse_services("SELECT * { SERVICE <http://example.org/sparql> { ?s ?p ?o } }")
    Traceback (most recent call last):
    pactgraph.web.http_errors.ForbiddenError: ... a call to another service (SERVICE) ...
    """
    if any(match[1] for match in SERVICE.finditer(sparql)):
        raise ForbiddenError(
            "a call to another service (SERVICE) in the query",
            expected="a query over what is here",
            mend="ask the other service yourself, and join the answers; in a string or a comment, put "
            "another word before what looks like an address",
        )


def is_steady(sparql: str) -> bool:
    """Tell whether a query has the same answer, byte for byte, each time that it is asked of the same data.

    >>> is_steady("SELECT * { ?s ?p ?o }"), is_steady("SELECT (NOW() AS ?t) {}")
    (True, False)
    """
    return CHANGING.search(sparql) is None
