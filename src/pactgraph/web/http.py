"""HTTP for all faces: negotiation, parameters, entity tags, compression and errors (RFC 9110)."""

from __future__ import annotations

import gzip
import hashlib
import json
import logging
import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, TypeAlias
from urllib.parse import parse_qsl, quote

from anyio import CapacityLimiter, to_thread
from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from pactgraph.errors import UserError
from pactgraph.namespaces import BASE
from pactgraph.web.http_errors import BadRequestError, FailedError, RequestError

#: For answers without a policy of their own: nothing may be loaded from them or run in them.
SECURITY = {
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
}
#: The header of an answer from the SPARQL endpoint that tells of terms which no statement has.
NOTICE = "Pactgraph-Notice"
#: The headers of an answer that scripts of other sites may read.
EXPOSED = ["ETag", "Link", "Content-Location", "Retry-After", NOTICE]
#: The characters of a header that are read.
MAX_HEADER = 4096
MAX_PARAMETERS = 200
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
#: Answers of so many bytes are worth compressing, at this level.
COMPRESSED, LEVEL = 1000, 5
log = logging.getLogger("pactgraph.web")
#: The characters that a path may have as they are.
SAFE = "/-._~!$&'()*+,;=:@"

#: An object of JSON.
Json: TypeAlias = dict[str, Any]
Respond: TypeAlias = Callable[[Request], Response]
Refuse: TypeAlias = Callable[[Request, UserError], Response]


def preferred(accept: str, types: Mapping[str, str]) -> str | None:
    """Return the best of the available formats, or None where none will do.

    :param accept: the header; empty where there is none, which accepts anything.
    :param types: names of formats by media type, the default first: it wins among equals.

    >>> kinds = {"text/turtle": "ttl", "application/ld+json": "jsonld"}
    >>> preferred("application/ld+json, */*;q=0.1", kinds)
    'jsonld'
    >>> preferred("text/turtle;q=0.5, application/*;q=0.9", kinds)
    'jsonld'
    >>> preferred("image/png", kinds) is None
    True
    """
    return _preferred(accept[:MAX_HEADER], tuple(types.items()))


@lru_cache(maxsize=256)
def _preferred(accept: str, types: tuple[tuple[str, str], ...]) -> str | None:
    ranges = dict(_weighed(accept)) if accept.strip() else {"*/*": 1.0}
    best: tuple[float, str | None] = (0.0, None)
    for kind, name in types:
        # The range that names a type most closely decides.
        near = (kind, f"{kind.partition('/')[0]}/*", "*/*", "*")
        quality = next((ranges[one] for one in near if one in ranges), 0.0)
        if quality > best[0]:
            best = (quality, name)
    return best[1]


def _weighed(header: str) -> Iterable[tuple[str, float]]:
    """Yield the entries of a header with the quality of each."""
    for part in header.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        quality = 1.0
        for key, _, value in (parameter.partition("=") for parameter in parameters):
            if key.strip() == "q":
                try:
                    quality = min(max(float(value), 0.0), 1.0)
                except ValueError:
                    quality = 0.0
        yield name, quality


def accepts_gzip(header: str) -> bool:
    """Tell whether an Accept-Encoding header accepts gzip.

    >>> (
    ...     accepts_gzip("br, gzip;q=0.5"),
    ...     accepts_gzip("gzip;q=0"),
    ...     accepts_gzip("*"),
    ...     accepts_gzip("*, gzip; q=0"),
    ... )
    (True, False, True, False)
    >>> accepts_gzip("")
    False
    """
    found = dict(_weighed(header[:MAX_HEADER]))
    return found.get("gzip", found.get("x-gzip", found.get("*", 0.0))) > 0


def compress(body: bytes) -> bytes:
    """Return a body compressed with gzip, the same bytes for the same body."""
    return gzip.compress(body, LEVEL, mtime=0)


def entity_tag(*parts: object) -> str:
    """Return the weak tag of an answer that follows from some values.

    >>> entity_tag("2026", "/about") == entity_tag("2026", "/about") != entity_tag("2026", "/")
    True
    """
    text = "\0".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return f'W/"{hashlib.sha256(text).hexdigest()[:32]}"'


def is_current(tag: str, header: str, *, exists: bool = True) -> bool:
    """Tell whether an If-None-Match header names the tag of an answer; weak tags count as strong ones.

    :param exists: whether the answer is known to exist, so that ``*`` names it too.

    >>> is_current('W/"a"', '"b", "a"'), is_current('W/"a"', "*"), is_current('W/"a"', "")
    (True, True, False)
    >>> is_current('W/"a"', "*", exists=False)
    False
    """
    named = {part.strip().removeprefix("W/") for part in header[:MAX_HEADER].split(",")}
    return tag.removeprefix("W/") in named or (exists and "*" in named)


def parse_parameters(text: bytes) -> list[tuple[str, str]]:
    """Return the parameters of an address or a form.

    :raises BadRequestError: where they do not parse.

    >>> parse_parameters(b"query=ASK%20%7B%7D&x=")
    [('query', 'ASK {}'), ('x', '')]
    """
    try:
        return parse_qsl(
            text.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MAX_PARAMETERS
        )
    except ValueError:
        raise BadRequestError(
            "parameters that do not parse",
            expected=f"at most {MAX_PARAMETERS} parameters, encoded as in a form, in UTF-8",
        ) from None


def check_path(path: str) -> None:
    """Accept a path that can exist.

    :raises BadRequestError: where it has a control character.
    """
    if CONTROLS.search(path):
        raise BadRequestError("a control character in the path", expected="a path without any")


def graph_name(value: str) -> str:
    """Return the name of a graph.

    :raises BadRequestError: where it is no absolute IRI.
    """
    try:
        return NamedNode(value).value
    except ValueError:
        raise BadRequestError("a graph whose name is no IRI", expected="an absolute IRI") from None


def mend_of(error: UserError) -> str:
    """Return how to mend a mistake, where that is no command to be typed."""
    return "" if "pactgraph " in error.mend or "--" in error.mend else error.mend


def error_headers(error: UserError) -> dict[str, str]:
    """Return the headers of the response to a request that failed; errors of the service are logged."""
    if error.status >= 500:
        log.warning("%d %s", error.status, error.found.replace("\n", " ")[:300])
    own = error.headers if isinstance(error, RequestError) else {}
    return {**own, "Cache-Control": "no-store"}


def plain_error(error: UserError) -> Response:
    """Return the response to a request that failed, as plain text; files of the server are not named.

    >>> answer = plain_error(BadRequestError("no query", expected="one"))
    >>> answer.status_code, answer.body
    (400, b'found: no query\\nexpected: one\\n')
    """
    parts = {"found": error.found, "expected": error.expected, "mend": mend_of(error)}
    text = "".join(f"{name}: {said}\n" for name, said in parts.items() if said)
    return PlainTextResponse(text.encode("utf-8", "replace"), error.status, error_headers(error))


def json_error(error: UserError) -> Response:
    """Return the response to a request that failed, as JSON."""
    parts = {"found": error.found, "expected": error.expected, "mend": mend_of(error)}
    body = to_json({"error": {"status": error.status, **parts}})
    return Response(body, error.status, error_headers(error), "application/json")


def to_json(values: Json) -> bytes:
    """Return values as JSON; half a character, which can occur in an address, is written as an escape."""
    try:
        return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        return json.dumps(values, separators=(",", ":")).encode("ascii")


def endpoint(
    respond: Respond, refuse: Refuse, tag_of: Callable[[Request], str], limiter: CapacityLimiter | None = None
) -> Callable[[Request], Awaitable[Response]]:
    """Return an endpoint: conditional, run in a thread, with a response of its own for each error.

    :param refuse: returns the response to a request that failed.
    :param tag_of: returns the tag of an answer before it is made; empty where the data may change unseen.
    :param limiter: bounds how many of these requests are answered at once.
    """

    def answer(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": "GET, HEAD, OPTIONS"})
        try:
            parse_parameters(request.scope.get("query_string", b""))
            tag = tag_of(request)
            caching = {"ETag": tag, "Cache-Control": "no-cache"} if tag else {"Cache-Control": "no-store"}
            current = request.headers.get("if-none-match", "")
            # Only an answer that was given once has a tag, so that nothing needs to be read again.
            if tag and is_current(tag, current, exists=False):
                return Response(status_code=304, headers={**caching, "Vary": "Accept"})
            response = respond(request)
            for name, value in caching.items() if response.status_code < 400 else ():
                response.headers.setdefault(name, value)
            return response
        except UserError as error:
            return refuse(request, error)
        except Exception:
            log.exception("a defect at %r", request.url.path[:200])
            return refuse(request, FailedError("a defect of this service", mend="ask for something else"))

    async def respond_in_thread(request: Request) -> Response:
        return await to_thread.run_sync(answer, request, limiter=limiter)

    return respond_in_thread


def href(iri: str) -> str:
    """Return the link to an IRI: the path of one of ours, and the address of others on the web.

    :returns: an empty string for what is no address of the web.

    >>> href("https://w3id.org/pactgraph/id/country/CUB"), href("javascript:alert(1)")
    ('/id/country/CUB', '')
    """
    if iri.startswith(BASE):
        path, hash_mark, name = iri.removeprefix(BASE).partition("#")
        return "/" + quote(path, safe=SAFE) + (hash_mark + quote(name, safe=SAFE))
    return iri if iri.startswith(("http://", "https://")) else ""
