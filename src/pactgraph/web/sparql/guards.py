"""Queries that are refused before they run, and the reasons for those that end their process.

The engine reads ``1SERVICE <a>``, and ``<?b)SERVICE#>`` after an operand, as calls. So the text is not split
into strings, IRIs and comments first, where a reader that splits otherwise than the engine could be deceived:
the keyword is looked for everywhere, with what must follow it. A worker can open no connection anyway, see
:mod:`pactgraph.web.sparql.confinement`.
"""

from __future__ import annotations

import re
import signal

from pactgraph.errors import UserError
from pactgraph.web.http_errors import (
    AnswerLimitError,
    BadRequestError,
    FailedError,
    ForbiddenError,
    MemoryLimitError,
)
from pactgraph.web.sparql.limits import Limits

#: A variable or a local name, which may contain the keyword; else the keyword before the name of a service.
#: No part is tried twice, and what lies between the two is bounded, so that no text takes long: where there
#: is more of it than anyone writes, the keyword counts as a call.
SERVICE = re.compile(
    r"[?$:]\w++|(SERVICE)(?=(?:\s++|#[^\n\r]{0,200}+(?![^\n\r])){0,20}+"
    r"(?:SILENT\b|<|[?$]\w|[\w.-]{0,99}+:|[\w.-]{99}|[\s#]))",
    re.IGNORECASE,
)
#: Functions whose result changes from one call to the next, or what may be one.
CHANGING = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE)\b|_:|\[", re.IGNORECASE)
#: How deep brackets may be nested; the engine parses them by recursion, up to the end of its stack.
MAX_DEPTH = 500
BRACKET = re.compile(r"[(\[{}\])]")
#: The exit codes of a process whose stack has overflowed.
OVERFLOW = {-signal.SIGSEGV, -getattr(signal, "SIGBUS", signal.SIGSEGV)}


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
            expected="a query over this graph",
            mend="query the other service yourself, and join the results; in a string or a comment, put "
            "another word before what looks like an address",
        )


def is_repeatable(sparql: str) -> bool:
    """Tell whether a query gives the same result, byte for byte, each time it is run on the same data.

    >>> is_repeatable("SELECT * { ?s ?p ?o }"), is_repeatable("SELECT (NOW() AS ?t) {}")
    (True, False)
    """
    return CHANGING.search(sparql) is None


def refuse_deep(sparql: str) -> None:
    """Refuse a query that is nested deeper than anyone would write, whatever its brackets belong to.

    :raises BadRequestError: where it is.

    >>> refuse_deep("ASK { FILTER(((1))) }")
    >>> refuse_deep("ASK { FILTER(" + "(" * 1000 + "1" + ")" * 1000 + ") }")
    Traceback (most recent call last):
    pactgraph.web.http_errors.BadRequestError: found: a query with more than 500 nested brackets...
    """
    if len(sparql) <= MAX_DEPTH:
        return
    depth = 0
    for match in BRACKET.finditer(sparql):
        depth = depth + 1 if match[0] in "([{" else max(depth - 1, 0)
        if depth > MAX_DEPTH:
            raise BadRequestError(
                f"a query with more than {MAX_DEPTH} nested brackets", expected="a query of fewer levels"
            )


def unknown_function(error: RuntimeError) -> BadRequestError:
    """Return the refusal of a query that calls a function that the engine does not have.

    :raises RuntimeError: where the error is another one.
    """
    if "custom function" not in str(error):
        raise error
    return BadRequestError(
        f"a query that calls an unknown function ({str(error)[:160]})",
        expected="the functions of SPARQL 1.1, and casts to the types of XML Schema",
    )


def too_large(limits: Limits) -> AnswerLimitError:
    """Return the refusal of a result that is too large."""
    return AnswerLimitError(
        "a query with too large a result, which was stopped; no part of the result is returned",
        expected=f"at most {limits.rows} rows and {limits.answer} megabytes",
        mend="request less with LIMIT, count instead of listing, or download the whole graph",
    )


def why_ended(code: int | None) -> UserError:
    """Return why a query ended its process.

    :param code: the exit code of the process; None where it is not known.

    >>> why_ended(-signal.SIGSEGV).status, why_ended(-signal.SIGABRT).status, why_ended(1).status
    (400, 503, 500)
    """
    if code in OVERFLOW:
        return BadRequestError(
            "a query that ended its process: too many levels, or too many operators in one chain",
            expected="fewer levels of brackets and groups, and fewer patterns, operators and paths in a row",
            mend="list values with VALUES or IN, or split the query; request less where it is short",
        )
    if code == 1:
        return FailedError(
            "a query that ended its process", mend="write it in another way, and report this one"
        )
    return MemoryLimitError(
        "a query that ended its process, most likely for want of memory; no result is returned",
        expected="a query that takes less memory",
        mend="request less: a smaller pattern, or one thing at a time",
    )
