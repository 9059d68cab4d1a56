"""What an endpoint may do wrong; what it does right is in the compliance suite."""

from __future__ import annotations

import http.server
import socket
import threading
from collections.abc import Callable, Iterator

import pytest

from pactgraph.errors import InputSyntaxError, StoreError
from pactgraph.namespaces import PREFIXES
from pactgraph.store.endpoint import JSON, NTRIPLES, EndpointStore

Answering = Callable[..., EndpointStore]
ROWS = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"1"}}]}}'


@pytest.fixture
def answering() -> Iterator[Answering]:
    """Start servers that give one answer to everything; get the store that asks them."""
    servers = []

    def start(
        body: bytes, media_type: str = JSON, status: int = 200, length: int | None = None
    ) -> EndpointStore:
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                self.send_response(status)
                self.send_header("Content-Type", media_type)
                self.send_header("Content-Length", str(len(body) if length is None else length))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        servers.append(server)
        return EndpointStore(f"http://127.0.0.1:{server.server_port}/sparql", timeout=10)

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def complaint(store: EndpointStore, query: str = "SELECT ?x { ?x ?y ?z }") -> StoreError:
    with pytest.raises(StoreError) as raised:
        store.select(query)
    error = raised.value
    assert error.found and error.expected and error.mend
    return error


@pytest.mark.parametrize("address", ["ftp://example.org/x", "file:///etc/passwd", "sparql"])
def test_what_is_no_web_address_is_refused(address):
    with pytest.raises(StoreError, match="the address"):
        EndpointStore(address)


@pytest.mark.parametrize(
    "address", ["http://", "http://127.0.0.1:port/", "http://127.0.0.1/a b", "http://[::1/"]
)
def test_an_address_that_cannot_be_called_is_told(address):
    with pytest.raises(StoreError):
        EndpointStore(address).query("ASK {}")


def test_an_endpoint_that_does_not_run_is_named():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert f"127.0.0.1:{port}" in complaint(EndpointStore(f"http://127.0.0.1:{port}/query")).found


def test_a_page_instead_of_an_answer_is_told(answering):
    assert "text/html" in complaint(answering(b"<html>", "text/html; charset=utf-8")).found


def test_an_answer_with_parameters_of_its_type_is_read(answering):
    assert answering(ROWS, f"{JSON}; charset=utf-8").select("SELECT ?x {}").records() == [{"x": "1"}]


@pytest.mark.parametrize("body", [ROWS[:60], ROWS[:-2] + b"timeout", b"", b"\xff", b"[]"])
def test_a_truncated_answer_is_not_taken_for_a_whole_one(answering, body):
    complaint(answering(body))


def test_a_connection_that_breaks_off_is_told(answering):
    complaint(answering(ROWS, length=10_000))


def test_damaged_triples_are_told(answering):
    with pytest.raises(StoreError, match="damaged"):
        answering(b"<urn:a> <urn:b>", NTRIPLES).construct("CONSTRUCT WHERE { ?s ?p ?o }")


def test_triples_that_come_twice_are_given_once(answering):
    store = answering(b"<urn:a> <urn:b> <urn:c> .\n" * 2, NTRIPLES)
    assert len(store.construct("CONSTRUCT WHERE { ?s ?p ?o }")) == 1


@pytest.mark.parametrize("status", [403, 404, 429, 500, 503])
def test_a_refusal_is_told_with_its_status_and_its_first_line(answering, status):
    error = complaint(answering(b"no more today\n<trace>", "text/plain", status))
    assert str(status) in error.found and "no more today" in error.found and "trace" not in error.found


def test_a_complaint_about_the_query_counts_the_lines_of_the_user(answering):
    lines = len(PREFIXES)
    with pytest.raises(InputSyntaxError) as raised:
        answering(f"Line {lines + 2}, column 3: boo".encode(), "text/plain", 400).query("SELECT *\n{ } }")
    assert raised.value.line == 2
    assert "line 2, column 3" in raised.value.found
