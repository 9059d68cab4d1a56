"""Queries that the engine cannot answer, or that would break the process that tries: told as they are."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from pactgraph.errors import UserError
from pactgraph.web.http_errors import BadRequestError, FailedError, MemoryLimitError

#: How deep brackets may stand in each other; the engine reads them by recursion, up to the end of its stack.
DEEPEST = 500
BRACKET = re.compile(r"[(\[{}\])]")
#: How a process ends that has come to the end of its stack.
OVERFLOW = {-signal.SIGSEGV, -getattr(signal, "SIGBUS", signal.SIGSEGV)}


def refuse_deep(sparql: str) -> None:
    """Refuse a query that is nested deeper than anyone would write, whatever its brackets belong to.

    :raises BadRequestError: where it is.

    >>> refuse_deep("ASK { FILTER(((1))) }")
    >>> refuse_deep("ASK { FILTER(" + "(" * 1000 + "1" + ")" * 1000 + ") }")
    Traceback (most recent call last):
    pactgraph.web.http_errors.BadRequestError: found: a query with more than 500 brackets within each other...
    """
    if len(sparql) <= DEEPEST:
        return
    depth = 0
    for match in BRACKET.finditer(sparql):
        depth = depth + 1 if match[0] in "([{" else max(depth - 1, 0)
        if depth > DEEPEST:
            raise BadRequestError(
                f"a query with more than {DEEPEST} brackets within each other",
                expected="a query of fewer levels",
            )


@contextmanager
def known_functions() -> Iterator[None]:
    """Tell where a query calls a function that the engine does not have.

    :raises BadRequestError: where it does.
    """
    try:
        yield
    except RuntimeError as error:
        if "custom function" not in str(error):
            raise
        raise BadRequestError(
            f"a query that calls a function that is not here ({str(error)[:160]})",
            expected="the functions of SPARQL 1.1, and casts to the types of XML Schema",
        ) from None


def why_ended(code: int | None) -> UserError:
    """Return what is said of a query that ended its process.

    :param code: what the process ended with; None where that is not known.

    >>> why_ended(-signal.SIGSEGV).status, why_ended(-signal.SIGABRT).status, why_ended(1).status
    (400, 503, 500)
    """
    if code in OVERFLOW:
        return BadRequestError(
            "a query that ended its process: too much stands within each other, or in one chain",
            expected="fewer levels of brackets and groups, and fewer patterns, operators and paths in a row",
            mend="list values with VALUES or IN, or ask in several queries; ask for less where it is short",
        )
    if code == 1:
        return FailedError(
            "a query that ended its process", mend="ask in another way, and tell us of this one"
        )
    return MemoryLimitError(
        "a query that ended its process, most likely for want of memory; no answer is given",
        expected="a query that takes less memory",
        mend="ask for less: a smaller pattern, or one thing at a time",
    )
