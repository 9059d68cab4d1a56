"""What a query may take, and what happens to one that takes more; and what a hostile request gets."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import psutil
import pytest

from pactgraph.errors import UserError
from pactgraph.web.sparql.guards import refuse_services

from .conftest import MEMORY, ROWS, Served, serving

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
CHEAP = "SELECT * { country:CUB ?p ?o }"
#: Seconds after which something hangs; nothing takes as long on a busy machine.
HANGS = 60
#: A text that doubles 30 times: 10 gigabytes.
BOMB = (
    'SELECT (STRLEN(?x30) AS ?n) { BIND("xxxxxxxxxx" AS ?x0) '
    + " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(30))
    + " }"
)


def health(served: Served) -> dict[str, int]:
    return json.loads(served.get("/health").body)


def wait_until(holds: Callable[[], bool]) -> None:
    """Wait for what comes soon, however busy the machine is; where it does not come the test fails."""
    deadline = time.monotonic() + HANGS
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def wait_for_rest(served: Served) -> None:
    wait_until(lambda: health(served)["busy"] == 0)


@pytest.fixture(scope="module")
def patient(built: Path) -> Iterator[Served]:
    """A server on which a runaway query is not stopped for its time while a test lasts."""
    with serving(built, "--seconds", str(10 * HANGS)) as running:
        yield running


@pytest.fixture(scope="module")
def hasty(built: Path) -> Iterator[Served]:
    """A server that stops a runaway query soon."""
    with serving(built, "--seconds", "4", "--memory", str(MEMORY)) as running:
        yield running


def workers(served: Served) -> list[psutil.Process]:
    return [one for one in psutil.Process(served.process.pid).children(recursive=True) if one.is_running()]


@pytest.mark.parametrize(
    "query",
    [
        RUNAWAY,
        "SELECT (COUNT(*) AS ?n) { ?a (<urn:x>|!<urn:y>)* ?b . ?c (<urn:x>|!<urn:y>)* ?d }",
        "SELECT ?a ?d { ?a ?b ?c . ?d ?e ?f } ORDER BY DESC(?f) LIMIT 5",
    ],
    ids=["three patterns", "paths", "sorted pairs"],
)
def test_a_query_that_takes_too_much_is_stopped_and_says_so(hasty, query):
    got = hasty.sparql(query)
    assert got.status == 503
    assert got.media_type == "text/plain"
    assert "was stopped" in got.text or "ended its process" in got.text
    wait_until(lambda: hasty.sparql(CHEAP).status == 200)


def test_a_query_that_takes_too_much_memory_is_stopped_and_the_memory_is_free_again(served):
    before = sum(one.memory_info().rss for one in workers(served))
    got = served.sparql(BOMB)
    assert got.status == 503
    assert "memory" in got.text
    assert served.sparql(CHEAP).status == 200
    wait_for_rest(served)
    after = sum(one.memory_info().rss for one in workers(served))
    assert after < before + 150 * 1024 * 1024


@pytest.mark.parametrize(
    "kind",
    [
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/csv",
        "text/tab-separated-values",
    ],
)
def test_an_answer_is_whole_or_refused(served, kind):
    largest = served.sparql(f"SELECT ?s ?p {{ ?s ?p ?o }} LIMIT {ROWS}", kind)
    assert largest.status == 200
    if kind.startswith("text/"):
        assert largest.body.count(b"\n") == ROWS + 1
    refused = served.sparql(f"SELECT ?s ?p {{ ?s ?p ?o }} LIMIT {ROWS + 1}", kind)
    assert refused.status == 503
    assert f"{ROWS} rows" in refused.text


def test_a_graph_is_whole_or_refused(served):
    assert served.sparql(f"CONSTRUCT {{ ?s ?p ?o }} {{ ?s ?p ?o }} LIMIT {ROWS}", "text/turtle").status == 200
    assert served.sparql("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "text/turtle").status == 503


def test_others_go_on_beside_runaways(patient):
    with contextlib.ExitStack() as held:
        for _ in range(3):
            held.enter_context(contextlib.closing(patient.leave(f"/sparql?query={quote(RUNAWAY)}")))
        wait_until(lambda: health(patient)["busy"] > 0)
        for number in range(30):
            assert patient.sparql(f"{CHEAP} LIMIT {100 + number}").status == 200
        assert health(patient)["busy"] > 0
    wait_for_rest(patient)


def test_a_query_ends_when_who_asked_leaves(patient):
    with contextlib.closing(patient.leave(f"/sparql?query={quote(RUNAWAY)}")):
        wait_until(lambda: health(patient)["busy"] == 1)
    wait_for_rest(patient)


def gone(served: Served) -> int:
    """Return how many have left the endpoint before their answer."""
    found = re.search(r'requests_total\{part="sparql",status="499"\} (\d+)', served.get("/metrics").text)
    return int(found[1]) if found else 0


def test_a_client_that_leaves_while_it_sends_is_counted_as_one_that_left(served):
    before = gone(served)
    with socket.create_connection(("127.0.0.1", served.port)) as connection:
        connection.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
            b"Content-Length: 1000\r\n\r\nASK {"
        )
        time.sleep(0.2)
    wait_until(lambda: gone(served) == before + 1)


def test_other_pages_do_not_wait_with_those_that_run_queries(built):
    path = f"/query?query={quote(RUNAWAY)}"
    with serving(built, "--seconds", str(10 * HANGS)) as running, contextlib.ExitStack() as held:
        assert running.get("/about").status == 200
        for _ in range(60):
            held.enter_context(contextlib.closing(running.leave(path)))
        wait_until(lambda: health(running)["busy"] > 0)
        # A page that waited for those would come to its time-out.
        assert running.get("/about").status == 200


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM <things> FROM ex:ontology { ?s ?p ?o }",
        'SELECT (<urn:f>("a") AS ?x) {}',
        "ASK { FILTER(" + "(" * 5000 + "1" + ")" * 5000 + ") }",
        "ASK { FILTER(" + "1+" * 10_000 + "1) }",
    ],
    ids=["undeclared graphs", "unknown function", "nested", "chained"],
)
def test_a_query_that_the_engine_cannot_take_is_the_mistake_of_who_asks(served, query):
    got = served.post(query.encode(), "application/sparql-query")
    assert got.status == 400, got.text
    assert "memory" not in got.text


def test_rows_without_a_value_are_rows(served):
    pairs = "SELECT ?x { { SELECT * { ?a a ?b } LIMIT 300 } { SELECT * { ?c a ?d } LIMIT 300 } }"
    for kind in ("application/sparql-results+json", "application/sparql-results+xml", "text/csv"):
        assert served.sparql(pairs, kind).status == 503


# Calls to elsewhere.


@pytest.fixture
def listener() -> Iterator[tuple[int, list[str]]]:
    """A port on loopback, and who came there."""
    seen: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connection, _ = server.accept()
                    seen.append("came")
                    connection.close()

        threading.Thread(target=listen, daemon=True).start()
        yield server.getsockname()[1], seen
        server.close()


CALLS = [
    "SELECT * { SERVICE <%s> { ?a ?b ?c } }",
    "SELECT * { SERVICE SILENT <%s> { ?a ?b ?c } }",
    "SELECT * { service<%s>{ ?a ?b ?c } }",
    "SELECT * { ?s ?p 1SERVICE <%s> { ?a ?b ?c } }",
    "SELECT * { ?s ?p trueSERVICE <%s> { ?a ?b ?c } }",
    "SELECT * { FILTER(?a<?b)SERVICE#x>\n<%s> { ?a ?b ?c } }",
    "PREFIX : <%s> SELECT * { SERVICE: { ?a ?b ?c } }",
    "PREFIX x: <%s> SELECT * { SERVICE # y\n x: { ?a ?b ?c } }",
    "SELECT * { VALUES ?x { <%s> } SERVICE ?x { ?a ?b ?c } }",
    "SELECT * FROM <%s> { ?a ?b ?c }",
    "SELECT * { GRAPH <%s> { ?a ?b ?c } }",
    "LOAD <%s>",
]


@pytest.mark.parametrize("query", CALLS)
def test_no_query_calls_elsewhere(served, listener, query):
    port, seen = listener
    got = served.sparql(query % f"http://127.0.0.1:{port}/sparql")
    assert got.status == (200 if "FROM" in query or "GRAPH" in query else 400 if "LOAD" in query else 403)
    assert served.sparql("ASK {}", **{"default-graph-uri": f"http://127.0.0.1:{port}/"}).status == 200
    assert not seen


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service ?p ?o }",
        "SELECT * { ?s rdfs:label ?l FILTER(CONTAINS(?l, 'digital service')) }",
        "SELECT * { <http://example.org/service> ?p ?o . ?s schema:service ?o }",
        "SELECT * { ?s ?p ?o } # a service of ours",
    ],
)
def test_the_word_alone_is_no_call(query):
    refuse_services(query)


@pytest.mark.parametrize("query", [query for query in CALLS if "SERVICE" in query.upper()])
def test_a_call_is_seen_in_the_text(query):
    with pytest.raises(UserError):
        refuse_services(query % "http://127.0.0.1/")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the kernel of Linux is asked to refuse")
def test_a_confined_process_opens_no_connection(listener):
    port, seen = listener
    code = (
        "import socket; from pactgraph.web.sparql.confinement import confine; print(confine())\n"
        f"try: socket.create_connection(('127.0.0.1', {port}))\n"
        "except PermissionError: print('refused')"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert result.stdout.split() == ["True", "refused"], result.stderr
    assert not seen


# Hostile requests.


def test_a_body_that_is_too_large_is_not_read(served):
    body = b"query=" + b"x" * (2 * 1024 * 1024)
    assert served.post(body, "application/x-www-form-urlencoded").status == 413
    assert served.sparql(CHEAP).status == 200


def test_a_body_in_chunks_is_counted(served):
    with socket.create_connection(("127.0.0.1", served.port)) as connection:
        connection.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n"
        )
        with contextlib.suppress(OSError):
            for _ in range(40):
                connection.sendall(b"10000\r\n" + b"x" * 65536 + b"\r\n")
        assert connection.recv(64).startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize(
    "path",
    [
        "/../../../../etc/passwd",
        "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/id/../../../../etc/passwd",
        "/id/..%2f..%2f..%2f..%2fetc%2fpasswd",
        "/source/..%2f..%2fpyproject.toml.ttl",
        "/assets/..%2f..%2f..%2fetc%2fpasswd",
        "/download/..%2f..%2f..%2fetc%2fpasswd",
        "/id/country/CUB%00.ttl",
        "/id/%3Cscript%3Ealert(1)%3C/script%3E.ttl",
        "/id/country/CUB%0d%0aX-Evil:%201.ttl",
    ],
)
def test_no_path_leads_out(served, path):
    got = served.get(path, Accept="text/turtle")
    assert got.status in (400, 404)
    assert b"root:" not in got.body
    assert "x-evil" not in got.headers


def test_what_was_asked_is_never_html_nor_a_header(served):
    evil = "<script>alert(1)</script>\r\nX-Evil: 1"
    for got in (
        served.sparql(evil),
        served.sparql("ASK {}", **{"default-graph-uri": evil}),
        served.sparql("ASK {}", format=evil),
        served.get("/sparql?query=ASK%20%7B%7D", Accept="text/csv<script>"),
    ):
        assert got.headers["x-content-type-options"] == "nosniff"
        assert "html" not in got.media_type
        assert "x-evil" not in got.headers


@pytest.mark.parametrize("path", ["/", "/sparql", "/.well-known/void", "/id/country/CUB", "/nowhere"])
def test_the_host_header_is_not_believed(served, path):
    got = served.get(path, Host="evil.example")
    assert b"evil.example" not in got.body
    assert "evil.example" not in str(got.headers)


def test_a_name_that_was_made_to_mean_this_machine_reads_nothing(served):
    got = served.get("/id/country/CUB", Host="evil.example")
    assert got.status == 400
    assert b"Cuba" not in got.body


def test_passages_are_not_for_pages_from_elsewhere(built, documents, served):
    page = "https://elsewhere.example"
    with serving(built, "--documents", str(documents)) as running:
        for path in ("/id/country/CUB", "/api/thing?name=Cuba"):
            own, other = running.get(path), running.get(path, Origin=page)
            assert "Li Ying" in own.text
            assert "access-control-allow-origin" not in other.headers
            assert served.get(path, Origin=page).headers["access-control-allow-origin"] == "*"
        for method in ("GET", "HEAD", "OPTIONS"):
            asked = running.get("/sparql?query=ASK%20%7B%7D", method, Origin=page)
            assert (asked.status, asked.headers["access-control-allow-origin"]) == (200, "*")
        before = running.get("/sparql", "OPTIONS", Origin=page, Access_Control_Request_Method="POST",
                             Access_Control_Request_Headers="content-type")  # fmt: skip
        assert (before.status, before.headers["access-control-allow-origin"]) == (200, "*")
        assert "POST" in before.headers["access-control-allow-methods"]
        assert before.headers["access-control-allow-headers"] == "content-type"


def test_errors_name_no_file_of_the_server(served, built):
    for got in (served.sparql("SELECT"), served.sparql(BOMB), served.get("/id/nowhere.ttl")):
        assert str(built) not in got.text
        assert "site-packages" not in got.text and "Traceback" not in got.text


def test_a_request_whose_head_has_no_end_is_broken_off(served):
    with socket.create_connection(("127.0.0.1", served.port), timeout=HANGS) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n")
        with contextlib.suppress(OSError):
            for number in range(2000):
                connection.sendall(b"X-%d: %s\r\n" % (number, b"a" * 1000))
        with contextlib.suppress(OSError):
            connection.settimeout(5)
            assert connection.recv(64).startswith(b"HTTP/1.1 400")
    assert served.get("/health").status == 200


# Begin and end.


@pytest.mark.parametrize(
    "ending", [pytest.param(signal.SIGINT, marks=pytest.mark.full), signal.SIGTERM, signal.SIGKILL]
)
def test_the_server_ends_with_its_workers_even_while_they_work(built, ending):
    with serving(built) as running:
        held = workers(running)
        assert len(held) >= 2
        with ThreadPoolExecutor(1) as pool:
            asked = pool.submit(running.sparql, RUNAWAY)
            wait_until(lambda: health(running)["busy"] > 0)
            os.kill(running.process.pid, ending)
            code = running.process.wait(timeout=HANGS)
            with contextlib.suppress(OSError, Exception):
                asked.result()
        assert code == (0 if ending != signal.SIGKILL else -signal.SIGKILL)
        gone, left = psutil.wait_procs(held, timeout=HANGS)
        assert gone and not left


def test_a_port_that_is_taken_is_said(served, pactgraph, built):
    result = pactgraph("serve", "--data", built, "--port", str(served.port))
    assert result.returncode == 2
    assert "cannot be listened at" in result.stderr


def test_an_address_elsewhere_cannot_be_served(pactgraph):
    result = pactgraph("serve", "--data", "http://127.0.0.1:9/query")
    assert result.returncode == 2
    assert "data on this machine" in result.stderr


def test_a_store_is_made_once_for_a_build_without_one(built, tmp_path):
    for _ in range(2):
        with serving(built, XDG_CACHE_HOME=str(tmp_path)) as running:
            assert running.sparql(CHEAP).status == 200
        (made,) = [path for path in Path(tmp_path).glob("pactgraph/stores/*")]
    assert not made.name.startswith("new-")


def test_a_folder_of_documents_that_is_not_there_is_said(pactgraph, built, tmp_path):
    done = pactgraph("serve", "--data", built, "--documents", tmp_path / "nowhere")
    assert done.returncode == 2
    assert "no folder" in done.stderr and "Traceback" not in done.stderr
