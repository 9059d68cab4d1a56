"""The API for programs: JSON, read-only, described in OpenAPI."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.web.api.asked import ADDRESSES, Address, address_of
from pactgraph.web.api.openapi import description

if TYPE_CHECKING:
    from starlette.routing import Route

    from pactgraph.web.explorer import Explorer

__all__ = ["ADDRESSES", "Address", "address_of", "description", "routes"]


def routes(explorer: Explorer) -> list[Route]:
    """Return the routes of the API."""
    from starlette.routing import Route

    from pactgraph.web.api.serving import Beneath, Described, Fixed, Named, Nothing

    fixed = [Route(address.path, Fixed(explorer, address)) for address in ADDRESSES]
    return [
        *fixed,
        Route("/api/question/{name}", Named(explorer)),
        Route("/api/openapi.json", Described(explorer)),
        Beneath("/api/", Nothing(explorer)),
    ]
