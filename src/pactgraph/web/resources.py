"""Linked data: every address of ours as RDF for machines; what people see there is up to the pages."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import quote

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad
from pyoxigraph import Store as Engine
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from pactgraph.exports.rdf import RDF_EXPORTS
from pactgraph.namespaces import BASE, ONTOLOGY, PACT
from pactgraph.store.local import LocalStore
from pactgraph.store.reading import name_blank_nodes
from pactgraph.web.description import void, write
from pactgraph.web.formats import graph_types, media_type
from pactgraph.web.http_errors import BadRequestError, NotAcceptableError, NotThereError
from pactgraph.web.negotiation import is_held, preferred
from pactgraph.web.parameters import elsewhere

if TYPE_CHECKING:
    from pactgraph.store.base import Store
    from pactgraph.web.services import Services

VOID_PATH = "/.well-known/void"
#: What the addresses of ours begin with, behind the host.
PLACES = ("/id/", "/source/", "/code/", "/graph/", "/ontology")
#: Endings by which a format is asked for in the address itself.
ENDINGS = {
    ".ttl": "ttl",
    ".jsonld": "jsonld",
    ".nt": "nt",
    ".nq": "nq",
    ".trig": "trig",
    ".rdf": "rdfxml",
}
VOID_PATHS = (VOID_PATH, *(VOID_PATH + ending for ending in ENDINGS))
HTML = {"text/html": "html", "application/xhtml+xml": "html"}
#: Statements in which a thing is the object that come along with it, at most.
MOST_BACK = 1000
SEE_ALSO = NamedNode("http://www.w3.org/2000/01/rdf-schema#seeAlso")


class LinkedData:
    """Answers for the addresses of things with RDF where RDF is asked for, and leaves the rest to others.

    :param others: the application behind it, which has the pages for people.
    """

    def __init__(self, others: ASGIApp, services: Services) -> None:
        self.others, self.services = others, services

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        path = scope.get("path", "")
        ours = path in VOID_PATHS or path.startswith(PLACES)
        if scope["type"] != "http" or not ours or scope["method"] not in ("GET", "HEAD"):
            await self.others(scope, receive, send)
            return
        request = Request(scope)
        place, form = wanted(path, request.headers.get("accept", ""))
        if form == "html":
            await self.others(scope, receive, _with_alternates(send, place))
            return
        response = await self._answer(request, place, form)
        await response(scope, receive, send)

    async def _answer(self, request: Request, place: str, form: str) -> Response:
        text = await asyncio.to_thread(self._write, place, form)
        # Two formats can have the same text, and yet are two answers.
        tag = f'W/"{hashlib.sha256(form.encode() + text).hexdigest()[:32]}"'
        ending = next(end for end, name in ENDINGS.items() if name == form)
        headers = {
            "Vary": "Accept",
            "ETag": tag,
            "Cache-Control": "no-cache",
            "Content-Location": quote(place) + ending,
        }
        if is_held(tag, request.headers.get("if-none-match", "")):
            return Response(status_code=304, headers=headers)
        return Response(text, media_type=media_type(form), headers=headers)

    def _write(self, place: str, form: str) -> bytes:
        if self.services.endpoint is not None:
            raise elsewhere(self.services.endpoint)
        if place == VOID_PATH:
            return void(self.services, form)
        store, iri = self.services.graph.store, address_of(place)
        held = about(store.engine, iri) if isinstance(store, LocalStore) and is_known(store, iri) else []
        if not held:
            raise NotThereError(
                f"nothing with the address {address_of(place)}",
                expected="the address of a thing, a claim, a source, a code or a term",
                mend="look for it by name on the page /search",
            )
        if form in ("ttl", "trig"):
            return write([quad.triple for quad in held], form)
        return RDF_EXPORTS[form].write(held).encode()


def wanted(path: str, accept: str) -> tuple[str, str]:
    """Return the address without the ending that names a format, and the format, ``html`` for people.

    Who takes anything gets what people get, but for the description of the data set, which is for machines.

    :raises NotAcceptableError: where no format will do.

    >>> wanted("/id/country/CUB.ttl", "text/html")
    ('/id/country/CUB', 'ttl')
    >>> wanted("/id/country/CUB", "application/ld+json")
    ('/id/country/CUB', 'jsonld')
    >>> wanted("/id/country/CUB", "*/*")
    ('/id/country/CUB', 'html')
    """
    for ending, form in ENDINGS.items():
        if path.endswith(ending):
            return path.removesuffix(ending), form
    types = graph_types()
    found = preferred(accept, types if path == VOID_PATH else {**HTML, **types})
    if found is None and path == VOID_PATH and preferred(accept, HTML):
        found = "ttl"
    if found is None:
        raise NotAcceptableError(
            "no format that will do", expected=f"an Accept header with one of text/html, {', '.join(types)}"
        )
    return path, found


def address_of(place: str) -> str:
    """Return the IRI of what stands at a path.

    :raises BadRequestError: where it is no address.
    :raises NotThereError: where it holds a number sign, which no path of ours does.

    >>> address_of("/id/country/CUB")
    'https://w3id.org/pactgraph/id/country/CUB'
    """
    if "#" in place:
        raise NotThereError("a path with # in it", expected=f"a path such as {place.partition('#')[0][:200]}")
    try:
        return NamedNode(BASE + place.removeprefix("/")).value
    except ValueError:
        raise BadRequestError(
            "a path that is no address of anything", expected="a path without spaces and signs such as < or >"
        ) from None


def is_known(store: Store, iri: str) -> bool:
    """Tell whether anything is said about a thing."""
    return store.ask(f"ASK {{ {NamedNode(iri)} ?p ?o }}")


def about(engine: Engine, iri: str) -> list[Quad]:
    """Return what is said about a thing: its own statements, the nodes inside it, and what names it.

    Of statements that name it there may be many; beyond :data:`MOST_BACK` none comes along, and
    ``rdfs:seeAlso`` leads to its page. A code list brings its codes, the ontology its terms.
    """
    node = NamedNode(iri)
    found = list(_own(engine, node))
    if iri == ONTOLOGY:
        every = {quad.subject for quad in engine.quads_for_pattern(None, None, None, DefaultGraph())}
        terms = [term for term in every if isinstance(term, NamedNode) and term.value.startswith(PACT)]
        found += [quad for term in terms for quad in _own(engine, term)]
        return _settled(found)
    back = list(islice(engine.quads_for_pattern(None, None, node, DefaultGraph()), MOST_BACK + 1))
    if len(back) > MOST_BACK:
        found.append(Quad(node, SEE_ALSO, node))
    else:
        found += [quad for quad in back if isinstance(quad.subject, NamedNode)]
    if iri.startswith(f"{BASE}code/") and iri.removeprefix(f"{BASE}code/").count("/") == 0:
        codes = {quad.subject for quad in back}
        found += [quad for code in codes if isinstance(code, NamedNode) for quad in _own(engine, code)]
    return _settled(found)


def _own(engine: Engine, node: NamedNode | BlankNode) -> Iterator[Quad]:
    """Yield the statements of a node, and of the nodes without a name inside it."""
    pending, seen = [node], {node}
    while pending:
        for quad in engine.quads_for_pattern(pending.pop(), None, None, DefaultGraph()):
            yield quad
            if isinstance(quad.object, BlankNode) and quad.object not in seen:
                seen.add(quad.object)
                pending.append(quad.object)


def _settled(quads: list[Quad]) -> list[Quad]:
    return sorted(name_blank_nodes(dict.fromkeys(quads)), key=str)


def _with_alternates(send: Send, place: str) -> Send:
    """Tell in the headers of a page where its data are."""

    async def told(message: dict[str, object]) -> None:
        if message["type"] == "http.response.start" and message.get("status") == 200:
            links = ", ".join(
                f'<{quote(place)}{ending}>; rel="alternate"; type="{media_type(form).partition(";")[0]}"'
                for ending, form in ENDINGS.items()
                if form in ("ttl", "jsonld")
            )
            headers = message.get("headers", [])
            assert isinstance(headers, list)
            message["headers"] = [*headers, (b"link", links.encode())]
        await send(message)

    return told  # type: ignore[return-value]
