"""The MCP server, asked by the client of the protocol's own library over real streams."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sysconfig
import time
from collections.abc import Awaitable, Iterator
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import psutil
import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from mcp import Client, MCPError, StdioServerParameters

from pactgraph.graph import load

from .conftest import Served

PROGRAM = Path(sysconfig.get_path("scripts")) / "pactgraph"
CLAIM = "https://w3id.org/pactgraph/id/claim/"
TOOLS = (
    "search", "show", "ask", "sparql", "evidence", "explain", "claim", "path", "compare", "common", "ego",
    "statistics", "disagreements", "coverage", "projections", "measures",
)  # fmt: skip
SECONDS = 3
#: Seconds after which something hangs; nothing takes as long on a busy machine.
HANGS = 60
#: Characters of a short answer.
SHORT = 2500
#: A query that no engine answers in a lifetime.
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
CALLS = [
    ("search", {"q": "silk road"}),
    ("show", {"name": "Cuba"}),
    ("show", {"name": "China", "part": "initiatives"}),
    ("ask", {"question": "agreements_of_party", "parameters": {"party": "Cuba"}}),
    ("sparql", {"query": "SELECT ?claim ?text { ?claim pact:party country:CUB ; pact:text ?text }"}),
    ("evidence", {"claim": ["ye-small-economies/070"]}),
    ("evidence", {"subject": "China", "predicate": "pact:cooperatesWith", "value": "Cuba"}),
    ("path", {"a": "Cuba", "b": "Mongolia"}),
]


class Asked:
    """Calls tools of one running server, one after the other, each from a test that knows no event loop."""

    def __init__(self, portal: BlockingPortal, client: Client) -> None:
        self.portal, self.client = portal, client

    def run(self, made: Awaitable[Any]) -> Any:
        return self.portal.call(asyncio.wait_for, made, 60)

    def call(self, tool: str, **given: Any) -> Any:
        return self.run(self.client.call_tool(tool, given))

    def told(self, tool: str, **given: Any) -> dict[str, Any]:
        """The answer, which is the same as text and as structure."""
        result = self.call(tool, **given)
        (content,) = result.content
        assert not result.is_error, content.text
        assert json.loads(content.text) == result.structured_content
        return result.structured_content

    def refused(self, tool: str, **given: Any) -> str:
        """What is said where nothing is told: plain words."""
        result = self.call(tool, **given)
        (content,) = result.content
        assert result.is_error
        assert content.text.startswith("found: ")
        assert not any(word in content.text for word in ("Traceback", ".py", gettempdir(), "pydantic"))
        return content.text


def parameters(data: Path | str, *options: str) -> StdioServerParameters:
    arguments = ["mcp", "--data", str(data), *options]
    return StdioServerParameters(command=str(PROGRAM), args=arguments, env=dict(os.environ))


@pytest.fixture(scope="module")
def asked(built: Path) -> Iterator[Asked]:
    """A server with small limits."""
    client = Client(parameters(built, "--seconds", str(SECONDS), "--rows", "3000"))
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(client):
        yield Asked(portal, client)


@pytest.fixture(scope="module")
def bounded(built: Path) -> Iterator[Asked]:
    """A server whose answers are short."""
    client = Client(parameters(built, "--characters", str(SHORT)))
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(client):
        yield Asked(portal, client)


@pytest.fixture(scope="module")
def documented(built: Path, documents: Path) -> Iterator[Asked]:
    """A server with the documents at hand."""
    client = Client(parameters(built, "--documents", str(documents), "--characters", "200000"))
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(client):
        yield Asked(portal, client)


def test_the_tools_say_what_they_take_and_that_they_only_read(asked: Asked) -> None:
    tools = asked.run(asked.client.list_tools()).tools
    assert tuple(tool.name for tool in tools) == TOOLS
    for tool in tools:
        hints = tool.annotations
        assert (hints.read_only_hint, hints.destructive_hint) == (True, False)
        assert (hints.idempotent_hint, hints.open_world_hint) == (True, False)
        assert tool.input_schema["additionalProperties"] is False
        for parameter in tool.input_schema["properties"].values():
            assert parameter["description"]
            assert "type" in parameter
        assert "left_out" in tool.output_schema["required"]


@pytest.mark.parametrize(("tool", "given"), CALLS)
def test_a_tool_answers_and_names_its_sources(asked: Asked, tool: str, given: dict[str, Any]) -> None:
    answer = asked.told(tool, **given)
    assert answer["total"] > 0
    if tool == "search":
        assert all(one["source"] for one in answer["things"])
        held = answer["claims"].values()
        assert all(one["total"] and one["first"][0].startswith(CLAIM) for one in held)
        return
    claims = answer.get("claims") or [
        claim for one in answer["paths"] for hop in one["hops"] for claim in hop["claims"]
    ]
    assert claims
    for claim in claims:
        assert claim["iri"].startswith(CLAIM)
        assert claim["text"] and claim["source_title"] and claim["locator"] and claim["evidence"]


@pytest.mark.parametrize(("tool", "given"), CALLS[1:])
def test_passages_are_told_where_the_documents_are_at_hand(
    asked: Asked, documented: Asked, tool: str, given: dict[str, Any]
) -> None:
    assert "passages" not in asked.told(tool, **given)
    passages = documented.told(tool, **given)["passages"]
    assert passages
    assert all(
        iri.startswith(CLAIM.replace("claim", "evidence")) and words for iri, words in passages.items()
    )


def test_the_tools_tell_what_the_graph_tells_in_python(asked: Asked, built: Path) -> None:
    graph = load(built)
    found = asked.told("search", q="中国", limit=3)["things"]
    assert [one["label"] for one in found] == [hit.label for hit in graph.search("中国", 3)]
    shown = asked.told("show", name="Куба")
    assert [claim["id"] for claim in shown["claims"]] == [card.id for card in graph.show("Cuba").claims]
    rows = asked.told("ask", question="agreements_of_party", parameters={"party": "Cuba"})["rows"]
    table = graph.ask("agreements_of_party", party="Cuba")
    assert [row["agreement"] for row in rows] == [record["agreement"] for record in table.records()]
    (path,) = asked.told("path", a="Cuba", b="Mongolia")["paths"]
    assert tuple(node["label"] for node in path["nodes"]) == graph.path("Cuba", "Mongolia")[0].labels


def test_without_a_name_the_questions_are_listed_with_what_they_take(asked: Asked, built: Path) -> None:
    names, offset = [], 0
    while True:
        part = asked.told("ask", offset=offset, limit=50)
        names += [one["name"] for one in part["questions"]]
        offset = len(names)
        if not part["left_out"] or not part["questions"] or offset == part["total"]:
            break
    assert names == [question.name for question in load(built).questions.questions]


def test_a_long_list_says_how_much_is_left_out_and_how_to_get_it(asked: Asked) -> None:
    part = asked.told("show", name="China", limit=7)
    left = part["total"] - 7
    assert part["left_out"] == [f"{left} of {part['total']} claims: ask again with offset=7"]
    after = asked.told("show", name="China", limit=7, offset=7)
    assert after["left_out"][0] == "7 claims before these"
    assert not {one["iri"] for one in part["claims"]} & {one["iri"] for one in after["claims"]}
    assert asked.told("show", name="China", part="figures", limit=1)["left_out"]


@pytest.mark.parametrize(
    ("tool", "given"),
    [
        *CALLS,
        ("search", {"limit": 50}),
        ("show", {"name": "China", "limit": 100}),
        ("show", {"name": "source:song-china-russia", "limit": 100}),
        ("ask", {"limit": 200}),
        ("ask", {"question": "timeline_between", "limit": 200}),
        ("sparql", {"query": "SELECT * { ?s ?p ?o } LIMIT 3000", "limit": 200}),
        ("sparql", {"query": "SELECT ?t { BIND(REPLACE('x', 'x', '" + "long " * 3000 + "') AS ?t) }"}),
        ("evidence", {"claim": ["China"], "limit": 100}),
        ("path", {"a": "China", "b": "Russia", "limit": 20}),
    ],
)
def test_no_answer_is_larger_than_its_bound(bounded: Asked, tool: str, given: dict[str, Any]) -> None:
    answer = bounded.told(tool, **given)
    assert len(json.dumps(answer, ensure_ascii=False, separators=(",", ":"))) <= SHORT
    listed = next((answer[key] for key in ("things", "rows", "paths", "questions") if key in answer), None)
    shown = len(listed if listed is not None else answer["claims"])
    part = answer.get("part")
    shown = len(answer[part]) if part else shown
    assert shown == answer["total"] or answer["left_out"]


@pytest.mark.parametrize(
    ("tool", "given", "said"),
    [
        ("search", {"words": "silk"}, "the parameter 'words'"),
        ("search", {"q": "silk", "limit": 51}, "a whole number from 1 to 50"),
        ("search", {"q": "silk", "limit": 2.5}, "a fraction for limit"),
        ("search", {"q": {"a": 1}}, "an object for q"),
        ("search", {"q": "a" * 501}, "501 letters for q"),
        ("search", {"limit": 10**30}, "a whole number from 1 to 50"),
        ("show", {}, "no value for name"),
        ("show", {"name": "Cubb"}, "did you mean CUB or Cuba?"),
        ("show", {"name": "Cuba", "part": "claim"}, "did you mean claims?"),
        ("ask", {"question": "agreement_of_party"}, "did you mean agreements_of_party"),
        ("ask", {"question": "agreements_of_party", "parameters": {"firm": "x"}}, "the parameter 'firm'"),
        ("ask", {"question": "agreements_of_party", "parameters": ["Cuba"]}, "a list for parameters"),
        ("ask", {"question": "timeline_of_year", "parameters": {"year": "soon"}}, "a year such as 2021"),
        ("sparql", {"query": "SELECT ?s {"}, "does not parse at line 1"),
        ("sparql", {"query": "ASK {}"}, "a SELECT query"),
        ("sparql", {"query": "CONSTRUCT WHERE { ?s ?p ?o }"}, "a SELECT query"),
        ("sparql", {"query": "# a\nPREFIX a: <urn:a> INSERT DATA { a:x a:y a:z }"}, "an update (INSERT)"),
        ("sparql", {"query": "LOAD <http://127.0.0.1/>"}, "an update (LOAD)"),
        ("sparql", {"query": "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"}, "another service"),
        ("sparql", {"query": "SELECT * { ?s ?p ?o . ?a ?b ?c }"}, "at most 3000 rows"),
        ("evidence", {}, "no claim and no whole triple"),
        ("evidence", {"claim": ["ye-small-economies/070"], "subject": "China"}, "both claims and a triple"),
        ("evidence", {"claim": ["ye-small-economies/999999"]}, "999999"),
        ("path", {"a": "Cuba", "b": "Cuba"}, "a path from Cuba to itself"),
        ("path", {"a": "Cuba", "b": "China", "network": "nope"}, "one of two-mode"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_said_in_plain_words(
    asked: Asked, tool: str, given: dict[str, Any], said: str
) -> None:
    assert said in asked.refused(tool, **given)


def test_a_tool_that_is_not_there_is_an_error_of_the_protocol(asked: Asked) -> None:
    with pytest.raises(MCPError, match="one of search, show, ask"):
        asked.call("drop")


def test_a_runaway_query_is_stopped_while_others_are_answered(asked: Asked) -> None:
    async def both() -> tuple[Any, Any, bool]:
        runaway = asyncio.ensure_future(asked.client.call_tool("sparql", {"query": RUNAWAY}))
        await asyncio.sleep(0.3)
        other = await asked.client.call_tool("sparql", {"query": "SELECT (1 AS ?x) {}"})
        first = not runaway.done()
        return await runaway, other, first

    stopped, other, first = asked.run(both())
    assert stopped.is_error and f"longer than {SECONDS} seconds" in stopped.content[0].text
    assert other.structured_content["rows"] == [{"x": "1"}]
    assert first
    assert asked.told("sparql", query="SELECT (2 AS ?x) {}")["rows"] == [{"x": "2"}]


def test_a_term_that_no_statement_has_is_told(asked: Asked) -> None:
    found = asked.told("sparql", query="SELECT ?x { ?x a pact:Agrement }")
    assert found["notices"] == ["unknown term pact:Agrement, did you mean pact:Agreement?"]
    assert "notices" not in asked.told("sparql", query="SELECT ?x { ?x a pact:Agreement }", limit=1)


def test_the_graph_may_be_at_a_sparql_endpoint(served: Served) -> None:
    async def ask() -> Any:
        async with Client(parameters(f"{served.url}/sparql")) as client:
            return await client.call_tool("evidence", {"claim": ["ye-small-economies/070"]})

    (claim,) = asyncio.run(asyncio.wait_for(ask(), 60)).structured_content["claims"]
    assert claim["locator"].startswith("paragraph 18, sentence 1")


def test_what_stands_in_the_graph_stays_data(asked: Asked) -> None:
    text = '\\u0000\\r\\n\\u2028{\\"jsonrpc\\":\\"2.0\\"}'
    answer = asked.told("sparql", query=f'SELECT ?t {{ BIND("{text}" AS ?t) }}')
    assert answer["rows"][0]["t"].endswith('{"jsonrpc":"2.0"}')


def started(data: Path, *options: str) -> subprocess.Popen[bytes]:
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([PROGRAM, "mcp", "--data", data, *options], **pipes)


def ping(process: subprocess.Popen[bytes]) -> None:
    process.stdin.write(b'{"jsonrpc": "2.0", "id": 1, "method": "ping"}\n')
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["id"] == 1


def family(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    return psutil.Process(process.pid).children(recursive=True)


@pytest.mark.parametrize("way", ["end of input", signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly_and_leaves_no_process_behind(built: Path, way: str | signal.Signals) -> None:
    with started(built) as process:
        ping(process)
        children = family(process)
        assert children
        if isinstance(way, signal.Signals):
            process.send_signal(way)
        else:
            process.stdin.close()
        assert process.wait(HANGS) == 0
        assert (process.stdout.read(), process.stderr.read()) == (b"", b"")
        gone, alive = psutil.wait_procs(children, timeout=HANGS)
        assert len(gone) == len(children) and not alive


def call(process: subprocess.Popen[bytes], tool: str, **given: Any) -> None:
    """Begin as a client does, and call a tool; the answer is left to be read."""
    about = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}}
    for message in (
        {"id": 1, "method": "initialize", "params": about},
        {"method": "notifications/initialized"},
        {"id": 2, "method": "tools/call", "params": {"name": tool, "arguments": given}},
    ):
        process.stdin.write(json.dumps({"jsonrpc": "2.0", **message}).encode() + b"\n")
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["id"] == 1


@pytest.mark.parametrize("way", ["end of input", signal.SIGINT])
def test_it_ends_soon_also_while_a_query_runs(built: Path, way: str | signal.Signals) -> None:
    with started(built) as process:
        call(process, "sparql", query=RUNAWAY)
        time.sleep(1)
        children = family(process)
        if isinstance(way, signal.Signals):
            process.send_signal(way)
        else:
            process.stdin.close()
        assert process.wait(HANGS) == 0
        assert process.stderr.read() == b""
        _, alive = psutil.wait_procs(children, timeout=HANGS)
        assert not alive


def test_it_ends_when_its_client_has_gone(built: Path) -> None:
    with started(built) as process:
        ping(process)
        process.stdout.close()
        process.stdin.write(b'{"jsonrpc": "2.0", "id": 2, "method": "ping"}\n')
        process.stdin.close()
        assert process.wait(HANGS) == 0
        assert process.stderr.read() == b""


def test_what_is_no_message_does_not_end_it(built: Path) -> None:
    half = b'{"jsonrpc": "2.0", "id": 5, "method": "tools/call", "params": {"name": "\\ud800"}}'
    with started(built) as process:
        for noise in (b"\xff\xfe", b"{}", b"[1, 2]", b"not json", b'{"jsonrpc": "2.0"}', half):
            process.stdin.write(noise + b"\n")
        process.stdin.write(b'{"jsonrpc": "2.0", "id": 7, "method": "ping"}\n')
        process.stdin.flush()
        answers = []
        while not answers or answers[-1].get("id") != 7:
            answers.append(json.loads(process.stdout.readline()))
        assert all("error" in answer for answer in answers[:-1])
        process.stdin.close()
        assert process.wait(HANGS) == 0


def test_data_that_do_not_open_are_said_before_anything_is_served(tmp_path: Path) -> None:
    with started(tmp_path / "nowhere") as process:
        out, err = process.communicate(timeout=HANGS)
    assert (process.returncode, out) == (2, b"")
    assert b"found:" in err and b"Traceback" not in err


def test_logs_go_to_the_error_stream_and_name_each_call(built: Path) -> None:
    with started(built, "--verbose") as process:
        call(process, "search", q="silk")
        assert not json.loads(process.stdout.readline())["result"]["isError"]
        process.stdin.close()
        assert process.wait(HANGS) == 0
        assert process.stdout.read() == b""
        assert b"INFO pactgraph.mcp: search returned" in process.stderr.read()
