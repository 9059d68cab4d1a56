"""The templates of the pages, the filters that they use, and the headers of every page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import quote, urlencode

from pactgraph.errors import UserError
from pactgraph.model.date_words import in_words
from pactgraph.namespaces import shorten
from pactgraph.resources import version
from pactgraph.views import templates
from pactgraph.web.http import error_headers, href, mend_of

if TYPE_CHECKING:
    from jinja2 import Environment
    from starlette.requests import Request
    from starlette.responses import Response

    from pactgraph.web.services import Services

Page: TypeAlias = "Callable[[Services, Request], Response]"

#: Nothing but our own style, pictures and forms; no script.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'self'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Vary": "Accept",
}


def changed(query: Mapping[str, str], **changes: str | int | None) -> str:
    """Return a query string with some parameters set, or taken out where they are None.

    >>> changed({"q": "silk", "page": "2"}, page=None, type="forum")
    '?q=silk&type=forum'
    """
    found = {**query, **{key: str(value) for key, value in changes.items() if value is not None}}
    kept = [(key, value) for key, value in found.items() if value and changes.get(key, "") is not None]
    return "?" + urlencode(kept)


def dated(edtf: str) -> str:
    """Return an EDTF date as people write it in a table; what is none stays as it is.

    >>> dated("/2019-06"), dated("2018-05-25"), dated("2017"), dated("soon")
    ('by June 2019', '25 May 2018', '2017', 'soon')
    """
    if not edtf[:1].isdigit() and not edtf.startswith(("/", "..")):
        return edtf
    return in_words(edtf).removeprefix("in ").removeprefix("on ")


@cache
def environment() -> Environment:
    """Return the templates of the pages; all text from data is escaped."""
    found = templates.environment("web").overlay(trim_blocks=True, lstrip_blocks=True)
    found.filters.update(
        href=href, short=shorten, dated=dated, urlencoded=lambda text: quote(str(text), safe="")
    )
    found.globals.update(changed=changed, version=version())
    found.globals["parts"] = found.get_template("parts.html").module
    return found


def respond(
    request: Request,
    template: str,
    status: int = 200,
    query: Mapping[str, str] = MappingProxyType({}),
    **values: object,
) -> Response:
    """Return a page.

    :param query: the parameters that the page was made of, for the addresses of others like it.
    :param values: what the template shows.
    """
    from starlette.responses import HTMLResponse

    shown = {"path": request.url.path, "query": query, **values}
    text = environment().get_template(template).render(shown)
    page = HTMLResponse(text.encode("utf-8", "replace"), status_code=status, headers=HEADERS)
    if status >= 400:
        page.headers["Cache-Control"] = "no-store"
    return page


def attached(name: str) -> dict[str, str]:
    """Return the headers of a file to be saved under a name."""
    return {**HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}


def error_page(request: Request, error: UserError) -> Response:
    """Return a page about a request that failed; files of the server are not named."""
    titles = {404: "Not found", 400: "This cannot be answered", 405: "Not allowed", 503: "Stopped"}
    title = titles.get(error.status, "Something went wrong")
    page = respond(
        request, "error.html", error.status,
        title=title, found=error.found, expected=error.expected, mend=mend_of(error),
    )  # fmt: skip
    page.headers.update(error_headers(error))
    return page


def number(text: str | None, least: int = 1, most: int = 100_000) -> int:
    """Return an integer that was given in an address, within bounds; the least where it is none.

    >>> number("7"), number("-3"), number("x"), number(None)
    (7, 1, 1, 1)
    """
    if text is None or not text.isascii() or not text.isdigit() or len(text) > 9:
        return least
    return max(least, min(int(text), most))
