"""Linked data: each address of the graph as RDF for programs; people get the pages there."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import quote

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad
from pyoxigraph import Store as Engine
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pactgraph.exports.rdf import RDF_EXPORTS
from pactgraph.namespaces import BASE, ONTOLOGY, PACT
from pactgraph.store.local import LocalStore
from pactgraph.store.reading import name_blank_nodes
from pactgraph.web.description import void, write
from pactgraph.web.formats import graph_types, media_type
from pactgraph.web.http import entity_tag, preferred
from pactgraph.web.http_errors import BadRequestError, NotAcceptableError, NotFoundError
from pactgraph.web.services import elsewhere

if TYPE_CHECKING:
    from pactgraph.store.base import Store
    from pactgraph.web.services import Services

VOID_PATH = "/.well-known/void"
#: How the paths of our addresses begin.
PLACES = ("/id/", "/source/", "/code/", "/graph/", "/ontology")
#: The endings of an address that name a format.
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
#: The most statements with a thing as object that are returned with it.
MOST_BACK = 1000
SEE_ALSO = NamedNode("http://www.w3.org/2000/01/rdf-schema#seeAlso")


class LinkedData:
    """Answers the addresses of things in RDF where RDF is accepted, and passes other requests on.

    :param others: the application within, which has the pages for people.
    """

    def __init__(self, others: ASGIApp, services: Services) -> None:
        self.others, self.services = others, services

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        path = scope.get("path", "")
        ours = path in VOID_PATHS or path.startswith(PLACES)
        if scope["type"] != "http" or not ours or scope["method"] not in ("GET", "HEAD"):
            await self.others(scope, receive, send)
            return
        place, form = wanted(path, Headers(scope=scope).get("accept", ""))
        if form == "html":
            await self.others(scope, receive, _with_alternates(send, place))
            return
        text = await asyncio.to_thread(self._write, place, form)
        headers = {
            "Vary": "Accept",
            # Two formats can have the same text, and yet are two answers.
            "ETag": entity_tag(form, text),
            "Cache-Control": "no-cache",
            "Content-Location": quote(place) + next(end for end, name in ENDINGS.items() if name == form),
        }
        await Response(text, media_type=media_type(form), headers=headers)(scope, receive, send)

    def _write(self, place: str, form: str) -> bytes:
        if self.services.endpoint is not None:
            raise elsewhere(self.services.endpoint)
        if place == VOID_PATH:
            return void(self.services, form)
        store, iri = self.services.graph.store, address_of(place)
        found = about(store.engine, iri) if isinstance(store, LocalStore) and is_known(store, iri) else []
        if not found:
            raise NotFoundError(
                f"nothing with the address {iri}",
                expected="the address of a thing, a claim, a source, a code or a term",
                mend="look for it by name on the page /search",
            )
        if form in ("ttl", "trig"):
            return write([quad.triple for quad in found], form)
        return RDF_EXPORTS[form].write(found).encode()


def wanted(path: str, accept: str) -> tuple[str, str]:
    """Return the address without the ending that names a format, and the format, ``html`` for people.

    A client that accepts anything gets the page, but of the data set its description, which has no page.

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
    """Return the IRI of the thing at a path.

    :raises BadRequestError: where the path is no address.
    :raises NotFoundError: where it has a number sign, as no path of ours has.

    >>> address_of("/id/country/CUB")
    'https://w3id.org/pactgraph/id/country/CUB'
    """
    if "#" in place:
        raise NotFoundError("a path with # in it", expected=f"a path such as {place.partition('#')[0][:200]}")
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
    """Return the statements about a thing: its own, those of its blank nodes, and those that name it.

    Where more than :data:`MOST_BACK` statements name it, ``rdfs:seeAlso`` leads to its page instead. A code
    list comes with its codes, the ontology with its terms.
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
    """Yield the statements of a node, and of the blank nodes within it."""
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
    """Name in the headers of a page where its data are."""
    links = ", ".join(
        f'<{quote(place)}{ending}>; rel="alternate"; type="{media_type(form).partition(";")[0]}"'
        for ending, form in ENDINGS.items()
        if form in ("ttl", "jsonld")
    )

    async def send_with_links(message: Message) -> None:
        if message["type"] == "http.response.start" and message.get("status") == 200:
            message["headers"] = [*message.get("headers", ()), (b"link", links.encode())]
        await send(message)

    return send_with_links
