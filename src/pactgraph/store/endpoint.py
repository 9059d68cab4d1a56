"""A store elsewhere: any SPARQL 1.1 endpoint, by plain HTTP.

The endpoint must hold the compiled data set as ``pactgraph build`` writes it (``pactgraph.nq``: default
graph and named graphs). Answers come as SPARQL JSON or N-Triples and are parsed by Oxigraph.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

from pyoxigraph import NamedNode, Quad, QueryResultsFormat, RdfFormat, Triple, parse, parse_query_results

from pactgraph.errors import InputSyntaxError, StoreError
from pactgraph.namespaces import sparql_prologue
from pactgraph.store.base import Answer, Store, first_line
from pactgraph.store.query_errors import query_error

JSON = "application/sparql-results+json"
NTRIPLES = "application/n-triples"


class EndpointStore(Store):
    """A SPARQL 1.1 endpoint by URL.

    :param url: the query address, http or https.
    :param timeout: seconds to wait for an answer.
    :raises StoreError: where the URL is no web address.
    """

    def __init__(self, url: str, timeout: float = 60.0) -> None:
        try:
            web = urlsplit(url).scheme in ("http", "https")
        except ValueError:
            web = False
        if not web:
            raise StoreError(
                f"the address {url}",
                expected="http://… or https://… of a SPARQL endpoint",
                mend="copy the address from the documentation of the endpoint",
            )
        self.url = url
        self.timeout = timeout

    def query(self, sparql: str) -> Answer:
        """Run a query on the endpoint; the type of its answer tells which form the query has."""
        media_type, body = self._post(sparql)
        if media_type not in (JSON, NTRIPLES):
            raise StoreError(
                f"an answer of type {media_type} from {self.url}",
                expected=f"{JSON} or {NTRIPLES}",
                mend="check that this is the address of a SPARQL endpoint",
            )
        try:
            if media_type == JSON:
                json.loads(body)  # else a truncated answer shows only when its last row is read
                return parse_query_results(body, format=QueryResultsFormat.JSON)
            quads = parse(body, format=RdfFormat.N_TRIPLES)
            return list(dict.fromkeys(Triple(q.subject, q.predicate, q.object) for q in quads))
        except (SyntaxError, ValueError) as error:
            raise StoreError(
                f"a damaged answer from {self.url} ({first_line(error)})",
                expected="a whole answer",
                mend="ask again, or ask less: some servers cut an answer off when their time limit strikes",
            ) from None

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Yield the quads of one named graph, or of all."""
        if graph is None:
            names = self.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g")
            for (name,) in names.rows:
                if isinstance(name, NamedNode):
                    yield from self.quads(name.value)
            return
        pattern = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {NamedNode(graph)} {{ ?s ?p ?o }} }}"
        for triple in self.construct(pattern):
            yield Quad(triple.subject, triple.predicate, triple.object, NamedNode(graph))

    def _post(self, sparql: str) -> tuple[str, bytes]:
        """Return the media type and body of the answer."""
        prologue = sparql_prologue()
        data = urlencode({"query": prologue + sparql}).encode()
        request = Request(self.url, data=data, headers={"Accept": f"{JSON}, {NTRIPLES}"})
        try:
            with urlopen(request, timeout=self.timeout) as response:
                return response.headers.get_content_type(), response.read()
        except HTTPError as error:
            raise self._refused(error, sparql, prologue.count("\n")) from None
        except (OSError, HTTPException, ValueError) as error:
            raise StoreError(
                f"no answer from {self.url} ({getattr(error, 'reason', error)})",
                expected="the address of a SPARQL endpoint that is running",
                mend="check the address and that the server runs",
            ) from error

    def _refused(self, error: HTTPError, sparql: str, shift: int) -> StoreError | InputSyntaxError:
        with error:
            text = error.read(2000).decode("utf-8", "replace").strip()
        if error.code == 400:
            return query_error(text, sparql, shift)
        return StoreError(
            f"the endpoint {self.url} answered {error.code}: {first_line(ValueError(text or error.reason))}",
            expected="an answer to a query",
            mend="check that this is the address of a SPARQL endpoint that anyone may query",
        )
