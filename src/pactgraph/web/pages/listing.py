"""The pages that list: sources, disagreements, indicators, coverage, downloads, the API; and about."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from pactgraph.answers.ask import bound_query
from pactgraph.answers.coverage import indicators
from pactgraph.answers.operations import OPERATIONS
from pactgraph.errors import UnknownNameError
from pactgraph.exports.networks import NETWORK_EXPORTS
from pactgraph.exports.rdf import RDF_EXPORTS
from pactgraph.web.pages.rendering import attached, number, respond

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from pactgraph.web.services import Services

PER_PAGE = 40
#: Questions whose queries show how the graph is asked, from the plainest on.
FIRST_QUESTIONS = (
    "agreements_known", "agreements_of_party", "agreements_in_force", "parties_cooperation", "pledges_due",
    "statistics_series", "statistics_compare", "disagreement_by_kind", "evidence_about", "timeline_of_year",
)  # fmt: skip


def sources_page(services: Services, request: Request) -> Response:
    """List the sources with how much each states, and what was left out."""
    documents = bool(services.graph.passages)
    return respond(request, "sources.html", sources=services.graph.coverage().sources, documents=documents)


def disagreements_page(services: Services, request: Request) -> Response:
    """List the disagreements, narrowed by kind, certainty and source."""
    chosen = {key: request.query_params.get(key, "")[:200] for key in ("certainty", "kind", "source")}
    page = number(request.query_params.get("page"))
    found = services.graph.disagreements(PER_PAGE, (page - 1) * PER_PAGE, **chosen)
    pages = -(-found.total // PER_PAGE) or 1
    if page > pages:
        page = pages
        found = services.graph.disagreements(PER_PAGE, (page - 1) * PER_PAGE, **chosen)
    return respond(
        request, "disagreements.html", query=chosen, found=found.disagreements, total=found.total,
        all=found.all, counts={key: list(counts.items()) for key, counts in found.counts.items()},
        chosen=chosen, page=page, pages=pages, cards={card.iri: card for card in found.claims},
    )  # fmt: skip


def indicators_page(services: Services, request: Request) -> Response:
    """List the indicators: what each measures, and how much of it the graph holds."""
    rows = indicators(services.graph)
    words = request.query_params.get("q", "")[:200].casefold().strip()
    shown = [row for row in rows if words in f"{row.name} {row.definition}".casefold()]
    return respond(request, "indicators.html", indicators=shown, total=len(rows), words=words)


def coverage_page(services: Services, request: Request) -> Response:
    """Show in numbers what the graph holds, how full it is, and what it leaves out."""
    graph = services.graph
    return respond(
        request, "coverage.html", statistics=graph.cached("statistics", graph.statistics),
        gaps=[one for one in graph.questions.questions if one.subject == "coverage"],
        left=[one for one in graph.coverage().sources if one.left_out],
    )  # fmt: skip


def data_page(services: Services, request: Request) -> Response:
    """Describe the classes with their properties, how full each is, and queries to begin with."""
    graph = services.graph

    def rows(name: str) -> list[dict[str, str]]:
        return graph.cached(("data", name), lambda: graph.ask(name).records())

    by_class: dict[str, list[dict[str, str]]] = {}
    for row in rows("ontology_filled"):
        by_class.setdefault(row["class"], []).append(row)
    first = [graph.questions.get(name) for name in FIRST_QUESTIONS]
    return respond(
        request, "data.html", classes=rows("ontology_classes"), filled=by_class,
        examples=[(question, bound_query(graph.store, question, {})) for question in first],
    )  # fmt: skip


def download_page(services: Services, request: Request) -> Response:
    """List the files in which the graph can be downloaded."""
    return respond(
        request, "download.html", forms=list(RDF_EXPORTS.values()), networks=list(NETWORK_EXPORTS.values())
    )


def download_file(services: Services, request: Request) -> Response:
    """Return the graph as one file, such as ``pactgraph.ttl``, or its two-mode network: ``two-mode.gexf``."""
    from starlette.responses import Response

    graph, name = services.graph, request.path_params["file"]
    stem, _, form = name.rpartition(".")
    headers = attached(name)
    if stem == "pactgraph" and form in RDF_EXPORTS:
        text = graph.cached(("file", form), lambda: graph.export(form).encode())
        return Response(text, media_type=RDF_EXPORTS[form].media_type, headers=headers)
    if stem == "two-mode" and form in NETWORK_EXPORTS and form != "csv":
        export = NETWORK_EXPORTS[form]
        written = graph.cached(("file", name), lambda: str(export.write(graph.network())).encode())
        return Response(written, media_type="application/octet-stream", headers=headers)
    raise UnknownNameError("a file that is not there", expected="one of the files of the download page")


def about_page(services: Services, request: Request) -> Response:
    """Describe how the graph is made and how it is to be read."""
    return respond(request, "about.html", documents=bool(services.graph.passages))


def api_page(services: Services, request: Request) -> Response:
    """Describe the API in words, with an address to try for each operation."""
    rows = [row for row in OPERATIONS.values() if row.path]
    queries = [urlencode(row.example, doseq=True, safe=":/") for row in rows]
    examples = [
        *(
            (f"{row.path}?{query}" if query else row.path, row.summary)
            for row, query in zip(rows, queries, strict=True)
        ),
        ("/api/question/agreements_of_party?party=Cuba", "Answer a named question"),
        ("/api/openapi.json", "Describe the API, so that clients can be generated"),
    ]
    return respond(
        request,
        "api.html",
        shared=services.documents is None,
        examples=examples,
        tools=[row.tool for row in OPERATIONS.values() if row.tool],
    )
