"""What requests bring along: parameters as in a form, and the names of graphs."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from pyoxigraph import NamedNode

from pactgraph.web.http_errors import BadRequestError, ElsewhereError, ForbiddenError

#: Parameters that a request may have; more are for no purpose of ours.
MOST_PARAMETERS = 200
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def parse(text: bytes) -> list[tuple[str, str]]:
    """Return the parameters of an address or a form.

    :raises BadRequestError: where they do not read.

    >>> parse(b"query=ASK%20%7B%7D&x=")
    [('query', 'ASK {}'), ('x', '')]
    """
    try:
        return parse_qsl(
            text.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MOST_PARAMETERS
        )
    except ValueError:
        raise BadRequestError(
            "parameters that do not read",
            expected=f"at most {MOST_PARAMETERS} parameters, encoded as in a form, in UTF-8",
        ) from None


def check_path(path: str) -> None:
    """Let through a path that can be the path of anything.

    :raises BadRequestError: where a character in it is no character of a text.
    """
    if CONTROLS.search(path):
        raise BadRequestError("a control character in the path", expected="a path without any")


def check_address(value: str) -> str:
    """Return the name of a graph.

    :raises BadRequestError: where it is no address.
    """
    try:
        return NamedNode(value).value
    except ValueError:
        raise BadRequestError("a graph whose name is no IRI", expected="an absolute IRI") from None


def update_refused() -> ForbiddenError:
    """Return the refusal of an update."""
    return ForbiddenError(
        "an update", expected="a query: nothing here can be changed", mend="build a graph of your own"
    )


def elsewhere(endpoint: str) -> ElsewhereError:
    """Return the refusal of what the endpoint that holds the graph is to be asked; its key is not told.

    >>> elsewhere("https://me:key@example.org/sparql?key=1").expected
    'a query to https://example.org/sparql'
    """
    parts = urlsplit(endpoint)
    host = parts.netloc.rpartition("@")[2]
    return ElsewhereError(
        "a query to a service whose graph is held elsewhere",
        expected=f"a query to {urlunsplit((parts.scheme, host, parts.path, '', ''))}",
        mend="ask there; pages and API are served here",
    )
