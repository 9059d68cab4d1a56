"""The API for programs: JSON, read-only, described in OpenAPI."""

from __future__ import annotations

from pactgraph.web.api.asked import ADDRESSES, Address, address_of
from pactgraph.web.api.openapi import description
from pactgraph.web.api.serving import routes

__all__ = ["ADDRESSES", "Address", "address_of", "description", "routes"]
