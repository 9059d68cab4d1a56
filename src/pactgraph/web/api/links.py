"""Where an answer of the API leads: to itself, to what comes before and after, and to its page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from pactgraph.web.pages.rendering import href

if TYPE_CHECKING:
    from pactgraph.web.api.asked import Address

#: Parameters that choose a part of a list, and nothing else.
PAGED = ("limit", "offset")


def links_of(home: str, address: Address, values: dict[str, Any], answer: dict[str, Any]) -> dict[str, str]:
    """Return the addresses that go with an answer: ``self``, ``page``, ``next``, ``previous``.

    :param home: where the service is found from outside, ending in ``/``.
    """
    base = home.rstrip("/")
    links = {"self": base + _with(address.path, values)}
    if page := page_of(address, values, answer):
        links["page"] = base + page
    if not address.listed:
        return links
    limit, offset = values["limit"], values["offset"]
    total = int(answer.get("total", answer.get("total_claims", 0)))
    if limit and offset + limit < total:
        links["next"] = base + _with(address.path, {**values, "offset": offset + limit})
    if limit and offset:
        links["previous"] = base + _with(address.path, {**values, "offset": max(0, offset - limit)})
    return links


def page_of(address: Address, values: dict[str, Any], answer: dict[str, Any]) -> str:
    """Return the path of the page that shows the same to people; an empty string where none does."""
    if address.operation == "show":
        return href(answer["iri"])
    if address.operation == "evidence":
        return href(answer["claims"][0]["iri"]) if answer["total"] == 1 and answer["claims"] else ""
    given = {name: value for name, value in values.items() if name not in PAGED}
    return _with(address.path.removeprefix("/api"), given)


def _with(path: str, values: dict[str, Any]) -> str:
    """Return a path with its parameters, without those that are empty."""
    held = {name: value for name, value in values.items() if value not in ("", None, [])}
    text = urlencode(held, doseq=True, errors="replace")
    return f"{path}?{text}" if text else path
