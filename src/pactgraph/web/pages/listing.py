"""The pages that list: sources, disagreements, indicators, coverage; download, about, the API in words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pactgraph.errors import UnknownNameError
from pactgraph.exports.networks import NETWORK_EXPORTS
from pactgraph.exports.rdf import RDF_EXPORTS
from pactgraph.web.explorer import Explorer
from pactgraph.web.pages.rendering import HEADERS, number, respond
from pactgraph.web.pages.rows import filled

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

PER_PAGE = 40
SOURCES = """
SELECT ?source ?name ?published ?kind (COUNT(DISTINCT ?claim) AS ?claims) WHERE {
  ?source a pact:Source ; rdfs:label ?name . FILTER(LANG(?name) = "en")
  OPTIONAL { ?source pact:published ?published }
  OPTIONAL { ?source pact:sourceType/skos:prefLabel ?kind . FILTER(LANG(?kind) = "en") }
  OPTIONAL { ?evidence pact:source ?source . ?claim pact:evidence ?evidence }
} GROUP BY ?source ?name ?published ?kind ORDER BY ?name
"""
DISAGREEMENTS = """
SELECT ?it ?key ?value ?detail WHERE {
  ?it a pact:Disagreement .
  { ?it pact:certainty ?value BIND("certainty" AS ?key) }
  UNION { ?it pact:explanation ?value FILTER(LANG(?value) = "en") BIND("explanation" AS ?key) }
  UNION { ?it pact:statedValue ?value BIND("stated" AS ?key) }
  UNION { ?it pact:rightValue ?value BIND("right" AS ?key) }
  UNION { ?it pact:rightFormula ?value BIND("formula" AS ?key) }
  UNION { ?it pact:disagreementKind/skos:prefLabel ?value FILTER(LANG(?value) = "en") BIND("kind" AS ?key) }
  UNION { ?it pact:disputes ?value BIND("disputes" AS ?key) }
  UNION { ?it pact:disputedBy ?value BIND("by" AS ?key) }
  UNION { ?it pact:disputes/pact:evidence/pact:source/rdfs:label ?value
          FILTER(LANG(?value) = "en") BIND("source" AS ?key) }
}
"""
INDICATORS = """
SELECT ?indicator ?name ?definition (COUNT(DISTINCT ?claim) AS ?values) (COUNT(DISTINCT ?area) AS ?areas)
  (MIN(?first) AS ?since) (MAX(?last) AS ?until) (SUM(?is_rank) AS ?ranks)
WHERE {
  ?indicator a pact:Indicator ; rdfs:label ?name . FILTER(LANG(?name) = "en")
  OPTIONAL { ?indicator skos:definition ?definition . FILTER(LANG(?definition) = "en") }
  ?claim pact:indicator ?indicator ; pact:refArea ?area .
  OPTIONAL { ?claim pact:earliest ?first }
  OPTIONAL { ?claim pact:latest ?last }
  OPTIONAL { ?claim pact:unit ?unit }
  BIND(IF(BOUND(?unit) && ?unit = unit:rank, 1, 0) AS ?is_rank)
} GROUP BY ?indicator ?name ?definition ORDER BY ?name
"""
CERTAINTIES = ("sure", "likely", "possible")

Found = dict[str, list[str]]


def sources_page(explorer: Explorer, request: Request) -> Response:
    """List the sources with how much each states, and what was left out."""
    rows = explorer.kept("sources", lambda: filled(explorer.store.select(SOURCES)))
    left = {one.name: one.left_out for one in explorer.graph.coverage().sources}
    documents = explorer.has_documents
    return respond(request, "sources.html", sources=rows, left=left, documents=documents)


def disagreements_page(explorer: Explorer, request: Request) -> Response:
    """List what cannot all be right, narrowed by kind, certainty and source."""
    held = disagreements(explorer)
    chosen = {key: request.query_params.get(key, "")[:200] for key in ("certainty", "kind", "source")}
    found = [
        (iri, one)
        for iri, one in held
        if all(not value or value in one[key] for key, value in chosen.items())
    ]
    counts = {key: Counter(value for _, one in found for value in one[key]).most_common() for key in chosen}
    pages = -(-len(found) // PER_PAGE) or 1
    page = number(request.query_params.get("page"), most=pages)
    shown = found[(page - 1) * PER_PAGE : page * PER_PAGE]
    return respond(
        request, "disagreements.html", query=chosen, found=shown, total=len(found), all=len(held),
        counts=counts, chosen=chosen, page=page, pages=pages,
        cards={card.iri: card for card in explorer.cards(_claims(shown))},
    )  # fmt: skip


def _claims(found: list[tuple[str, Found]]) -> list[str]:
    return list(dict.fromkeys(claim for _, one in found for key in ("disputes", "by") for claim in one[key]))


def disagreements(explorer: Explorer) -> list[tuple[str, Found]]:
    """Return all disagreements with their values by key, the surest first."""

    def read() -> list[tuple[str, Found]]:
        held: dict[str, Found] = {}
        for row in explorer.store.select(DISAGREEMENTS).records():
            values = held.setdefault(row["it"], {})
            known = values.setdefault(row["key"], [])
            if row["value"] not in known:
                known.append(row["value"])
        keys = ("certainty", "kind", "source", "explanation", "stated", "right", "formula", "disputes", "by")
        whole = [(iri, {key: sorted(one.get(key, ())) for key in keys}) for iri, one in held.items()]
        return sorted(whole, key=lambda item: (_surest(item[1]), item[1]["explanation"], item[0]))

    return explorer.kept("disagreements", read)


def _surest(one: Found) -> int:
    return min((CERTAINTIES.index(word) for word in one["certainty"] if word in CERTAINTIES), default=9)


def indicators_page(explorer: Explorer, request: Request) -> Response:
    """List the indicators: what each measures, and how much of it is known."""
    rows = explorer.kept("indicators", lambda: filled(explorer.store.select(INDICATORS)))
    words = request.query_params.get("q", "")[:200].casefold().strip()
    shown = [row for row in rows if words in f"{row['name']} {row.get('definition', '')}".casefold()]
    return respond(request, "indicators.html", indicators=shown, total=len(rows), words=words)


def coverage_page(explorer: Explorer, request: Request) -> Response:
    """Say in numbers what the graph holds, how full it is, and what it leaves out."""
    held = explorer.graph.statistics()
    gaps = [one for one in explorer.graph.questions.questions if one.subject == "coverage"]
    return respond(
        request, "coverage.html", statistics=held, gaps=gaps,
        left=explorer.graph.coverage().sources,
    )  # fmt: skip


def download_page(explorer: Explorer, request: Request) -> Response:
    """List the files in which the graph can be taken away."""
    return respond(
        request, "download.html", forms=list(RDF_EXPORTS.values()), networks=list(NETWORK_EXPORTS.values())
    )


def download_file(explorer: Explorer, request: Request) -> Response:
    """Return the graph as one file: ``pactgraph.ttl``; or its two-mode network: ``two-mode.gexf``."""
    from starlette.responses import Response

    name = request.path_params["file"]
    stem, _, form = name.rpartition(".")
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{stem}.{form}"'}
    if stem == "pactgraph" and form in RDF_EXPORTS:
        text = explorer.kept(("file", form), lambda: explorer.graph.export(form).encode())
        return Response(text, media_type=RDF_EXPORTS[form].media_type, headers=headers)
    if stem == "two-mode" and form in NETWORK_EXPORTS and form != "csv":
        written = explorer.kept(
            ("file", name), lambda: str(NETWORK_EXPORTS[form].write(explorer.network("two-mode"))).encode()
        )
        return Response(written, media_type="application/octet-stream", headers=headers)
    raise UnknownNameError("a file that is not there", expected="one of the files of the download page")


def about_page(explorer: Explorer, request: Request) -> Response:
    """Say how the graph is made and how it is to be read."""
    return respond(request, "about.html", documents=explorer.has_documents)


def api_page(explorer: Explorer, request: Request) -> Response:
    """Describe the API in words, with an address to try for each."""
    return respond(request, "api.html", shared=explorer.services.documents is None)
