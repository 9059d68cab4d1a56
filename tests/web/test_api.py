"""The API: described in OpenAPI, as described, one shape for mistakes, nothing from outside trusted."""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sysconfig
from collections.abc import Callable
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import Annotated
from urllib.parse import quote, urlencode

import pytest
from openapi_spec_validator import validate
from starlette.requests import Request

from pactgraph.answers.explain import Stated
from pactgraph.answers.operation import Operation, read, schema
from pactgraph.answers.operations import OPERATIONS
from pactgraph.answers.parameters import Parameter
from pactgraph.answers.plain import plain
from pactgraph.answers.reader import Reader
from pactgraph.graph import load
from pactgraph.web.api import routes
from pactgraph.web.mcp.tools import tools
from pactgraph.web.mcp.truncation import truncate
from pactgraph.web.openapi import OPENAPI_TYPE, description
from pactgraph.web.pages.listing import api_page
from pactgraph.web.services import Services

from .conftest import Got, Served

Limit = Annotated[int, Parameter("At most so many.", least=1, most=9)]
PATHS = [one.path for one in OPERATIONS.values() if one.path]
ID = "https://w3id.org/pactgraph/id/"
#: Addresses whose parameters cannot be said whole in JSON Schema: dates in EDTF, a span, SPARQL itself.
#: Those of networks take the same parameters, of which only one is tried.
BEYOND_SCHEMA = (
    "/api/common",
    "/api/compare",
    "/api/ego",
    "/api/path",
    "/api/question/pledges_due",
    "/api/question/pledges_overdue",
    "/api/question/policies_by_year",
    "/api/question/timeline_between",
    "/sparql",
)
#: Named questions that are tried, with each kind of parameter among them; the code behind all is the same.
TRIED = (
    "agreements_of_party",
    "codes_in_list",
    "disagreement_by_kind",
    "evidence_single_source",
    "initiatives_in_area",
    "initiatives_not_shared",
    "statistics_compare",
    "statistics_series_in_base_unit",
    "timeline_of_year",
)


def api(served: Served, path: str, **given: str | int) -> dict:
    got = served.get(f"/api/{path}?{urlencode(given)}")
    assert got.status == 200, got.text
    return json.loads(got.text)


def problem(got: Got) -> dict:
    """What a refusal says; every one has this shape and these headers."""
    assert got.media_type == "application/json"
    assert got.headers["cache-control"] == "no-store"
    said = json.loads(got.text)
    assert said.keys() == {"error"}
    assert said["error"].keys() == {"status", "found", "expected", "mend"}
    assert said["error"]["status"] == got.status
    assert not re.search(r"/(home|root|tmp|usr|src|var)/|\.toml|\.rq\b|Traceback|\.py\b", got.text)
    return said["error"]


def test_the_description_is_valid_openapi() -> None:
    validate(description("https://example.org/graph/"))


def test_the_description_names_each_operation_once_and_says_of_each_parameter_what_it_is() -> None:
    found = description()
    operations = [one for held in found["paths"].values() for one in held.values()]
    names = [one["operationId"] for one in operations]
    assert len(names) == len(set(names))
    assert all(one["summary"] and one["tags"] for one in operations)
    parameters = [parameter for one in operations for parameter in one.get("parameters", ())]
    assert parameters and all(len(parameter["description"]) > 5 for parameter in parameters)
    assert found["info"]["license"]["identifier"] == "CC-BY-4.0"


def test_every_question_stands_in_the_description_with_its_own_parameters(built: Path) -> None:
    paths = description()["paths"]
    for question in load(built).questions.questions:
        described = paths[f"/api/question/{question.name}"]["get"]
        own = [one["name"] for one in described["parameters"]]
        assert own == [*(one.name for one in question.parameters), "limit", "offset"]


def test_the_service_gives_its_description_with_its_own_address(served: Served) -> None:
    got = served.get("/api/openapi.json")
    assert json.loads(got.text) == json.loads(json.dumps(description(f"{served.url}/")))
    assert served.get("/api/openapi.json", Accept=OPENAPI_TYPE).headers["content-type"] == OPENAPI_TYPE
    assert "openapi.json" in served.get("/api/questions").headers["link"]


def test_the_page_about_the_api_has_for_each_address_an_example_that_answers(served: Served) -> None:
    text = served.get("/api").text
    examples = [unescape(link) for link in re.findall(r'<th scope="row"><a href="([^"]+)"', text)]
    shown = {example.partition("?")[0] for example in examples}
    assert set(PATHS) | {"/api/openapi.json"} <= shown
    assert [served.get(example).status for example in examples] == [200] * len(examples)
    assert "pactgraph mcp" in text


def test_an_operation_that_is_added_is_found_in_every_face(monkeypatch: pytest.MonkeyPatch) -> None:
    def greet(
        reader: Reader, name: Annotated[str, Parameter("Whom to greet.", example="Cuba")], limit: Limit = 5
    ) -> Stated:
        return Stated(f"Hello, {name}", 0, 0, (), {})

    row = Operation("greet", "Greet a thing", greet, path="/api/greet", tool="greet")
    monkeypatch.setitem(OPERATIONS, "greet", row)
    graph = SimpleNamespace(documents=None)
    services = Services(graph)
    (route,) = [route for route in routes(services) if route.path == "/api/greet"]
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/api/greet",
        "headers": [],
        "query_string": b"name=Cuba",
    }
    answer = asyncio.run(route.endpoint(Request({**scope, "app": None})))
    assert json.loads(answer.body)["what"] == "Hello, Cuba"
    described = description()["paths"]["/api/greet"]["get"]
    assert [one["name"] for one in described["parameters"]] == ["name", "limit"]
    tool = tools()["greet"]
    assert schema(tool)["required"] == ["name"]
    assert truncate(tool.run(graph, read(tool, {"name": "Cuba"})), 1000)["what"] == "Hello, Cuba"
    page = api_page(services, Request(scope))
    assert b"/api/greet?name=Cuba" in page.body


@pytest.fixture
def schemathesis(served: Served, tmp_path: Path, request: pytest.FixtureRequest) -> Callable[..., None]:
    """Try the service as it describes itself: a third of the examples, all with ``--full``."""
    full = request.config.option.full

    def run(most: int, *options: str) -> None:
        try_service(served, tmp_path, "--max-examples", str(most if full else most // 3), *options)

    return run


def try_service(served: Served, folder: Path, *options: str) -> None:
    """Try the service as it describes itself, always with the same requests."""
    program = Path(sysconfig.get_path("scripts")) / "schemathesis"
    command = [program, "run", f"{served.url}/api/openapi.json", "--url", served.url, "--checks", "all"]
    fixed = ["--generation-deterministic", "--phases", "examples,coverage,fuzzing", "--no-color"]
    told = subprocess.run(
        [*command, *fixed, *options], cwd=folder, capture_output=True, text=True, timeout=300
    )
    assert told.returncode == 0, told.stdout[-6000:] + told.stderr[-2000:]
    assert re.search(r"Tested: [1-9]", told.stdout)


def test_the_addresses_keep_what_they_describe(schemathesis: Callable[..., None]) -> None:
    paths = [
        *(path for path in PATHS if path not in BEYOND_SCHEMA),
        "/api/openapi.json",
        "/health",
        "/metrics",
    ]
    chosen = [part for path in paths for part in ("--include-path", path)]
    schemathesis(15, *chosen)


@pytest.mark.full
def test_the_named_questions_keep_what_they_describe(schemathesis: Callable[..., None]) -> None:
    chosen = [part for name in TRIED for part in ("--include-path", f"/api/question/{name}")]
    schemathesis(6, *chosen)


def test_what_a_schema_cannot_say_whole_is_refused_in_the_shape_that_is_described(
    schemathesis: Callable[..., None],
) -> None:
    tried = [path for path in BEYOND_SCHEMA if path not in ("/api/common", "/api/ego", "/api/path")]
    chosen = [part for path in tried for part in ("--include-path", path)]
    # Its generator has no way to write a query as the body of a POST.
    left = ["--exclude-checks", "positive_data_acceptance", "--exclude-method", "POST"]
    schemathesis(9, *left, *chosen)


def test_each_claim_says_where_it_is_stated(served: Served) -> None:
    answer = api(served, "thing", name="Cuba")
    assert answer["iri"] == f"{ID}country/CUB"
    assert answer["claims"] and all(claim["locator"] and claim["source"] for claim in answer["claims"])


def test_evidence_is_told_of_a_claim_of_a_passage_and_of_a_triple(served: Served, built: Path) -> None:
    (claim,) = api(served, "evidence", claim="ye-small-economies/070")["claims"]
    assert claim["locator"].startswith("paragraph 18, sentence 1")
    resting = api(served, "evidence", claim=claim["evidence"][0])["claims"]
    assert claim in resting
    why = api(served, "explain", subject="China", predicate="pact:cooperatesWith", value="Cuba")
    expected = plain(load(built).explain("China", "pact:cooperatesWith", "Cuba"))
    assert [one["rule"] for one in why["reasons"]] == [one["rule"] for one in expected["reasons"]]
    assert why["claims"] == expected["claims"]


def test_a_question_is_answered_as_in_python(served: Served, built: Path) -> None:
    rows = api(served, "question/agreements_of_party", party="Россия")["rows"]
    told = [{name: cell["value"] for name, cell in row.items()} for row in rows]
    assert told == load(built).ask("agreements_of_party", party="Russia").records()


@pytest.mark.parametrize(
    ("path", "key", "given"),
    [
        ("search", "things", {"q": "digital", "limit": 7}),
        ("thing", "claims", {"name": "Russia", "limit": 60}),
        ("question/timeline_of_year", "rows", {"limit": 9}),
        ("evidence", "claims", {"claim": "Cuba", "limit": 1}),
    ],
)
def test_a_long_list_is_read_whole_by_following_its_links(
    served: Served, path: str, key: str, given: dict[str, str | int]
) -> None:
    whole = api(served, path, **{**given, "limit": 500})
    part, read = api(served, path, **given), []
    assert "previous" not in part["links"]
    while True:
        read += part[key]
        if "next" not in part["links"]:
            break
        part = json.loads(served.get(part["links"]["next"].removeprefix(served.url)).text)
    assert len(read) > given["limit"]
    assert read == whole[key]
    assert "previous" in part["links"]


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/api/search?q=silk+road&type=programme", "/search?q=silk+road&type=programme"),
        ("/api/thing?name=Cuba", "/id/country/CUB"),
        ("/api/questions", "/questions"),
        ("/api/question/agreements_of_party?party=Cuba", "/question/agreements_of_party?party=Cuba"),
        ("/api/evidence?claim=ye-small-economies/070", "/id/claim/ye-small-economies/070"),
        ("/api/path?a=Cuba&b=Mongolia", "/path?a=Cuba&b=Mongolia&network=two-mode"),
        ("/api/compare?a=China&b=Russia", "/compare?a=China&b=Russia&network=two-mode"),
    ],
)
def test_an_answer_leads_to_the_page_that_shows_the_same(served: Served, path: str, page: str) -> None:
    links = json.loads(served.get(path).text)["links"]
    assert links["page"] == served.url + page
    assert served.get(page, Accept="text/html").media_type == "text/html"
    assert served.get(links["self"].removeprefix(served.url)).status == 200


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("thing", 400, "no value for name"),
        ("thing?name=%20", 400, "no value for name"),
        ("thing?name=Nobody", 404, "Nobody"),
        ("thing?name=Cuba&name=China", 400, "2 values for name"),
        ("search?limit=0", 400, "from 1 to 500"),
        ("search?limit=ten", 400, "from 1 to 500"),
        ("search?limit=-1", 400, "from 1 to 500"),
        ("search?limit=1&limit=2", 400, "2 values for limit"),
        ("search?colour=red", 400, "colour"),
        ("search?limt=3", 400, "did you mean limit?"),
        ("question/nope", 404, "nope"),
        ("question/agreements_of_party?firm=x", 400, "firm"),
        ("question/agreements_of_party?party=Nobody", 404, "Nobody"),
        ("question/timeline_of_year?year=soon", 400, "soon"),
        ("evidence", 400, "no value for claim"),
        ("evidence?claim=ye-small-economies/999999", 404, "999999"),
        ("explain?subject=China&predicate=pact:cooperatesWith&value=Nobody", 404, "Nobody"),
        ("path?a=Cuba&b=Cuba", 400, "itself"),
        ("path?a=Cuba&b=China&network=nope", 404, "nope"),
        ("compare?a=China", 400, "no value for b"),
        ("openapi.json?x=1", 400, "x"),
        ("nowhere", 404, "/api/search"),
        ("", 404, "/api/search"),
    ],
)
def test_a_mistake_is_said_in_parts_that_a_program_can_read(
    served: Served, path: str, status: int, said: str
) -> None:
    got = served.get(f"/api/{path}")
    assert got.status == status
    parts = problem(got)
    assert said in " ".join([parts["found"], parts["expected"], parts["mend"]])


def test_a_page_has_a_tag_of_its_own(served: Served) -> None:
    page = served.get("/search?q=silk")
    again = served.get("/search?q=silk", If_None_Match=page.headers["etag"])
    assert (again.status, again.body, again.headers["cache-control"]) == (304, b"", "no-cache")
    assert served.get("/search?q=road", If_None_Match=page.headers["etag"]).status == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [("path?a=China&b=NOBODY", 404), ("path?a=Cuba&b=Cuba", 400), ("compare?a=Nobody&b=x", 404)],
)
def test_a_mistake_has_one_status_on_the_page_and_in_the_api(served: Served, path: str, status: int) -> None:
    assert served.get(f"/{path}").status == served.get(f"/api/{path}").status == status


def test_where_no_path_leads_nothing_is_there_and_the_request_is_no_mistake(served: Served) -> None:
    countries = api(served, "search", type="country", limit=100)["things"]
    ends = [urlencode({"a": "China", "b": one["iri"]}) for one in countries if one["label"] != "China"]
    asked = [served.get(f"/api/path?{end}") for end in ends]
    apart = [end for end, got in zip(ends, asked, strict=True) if "no path from China" in got.text]
    assert apart and served.get(f"/path?{apart[0]}").status == 404
    assert {got.status for got in asked} <= {200, 404}


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "QUERY"])
@pytest.mark.parametrize("path", ["/api/search", "/api/question/agreements_of_party", "/api/nowhere"])
def test_a_method_that_changes_something_is_refused(served: Served, method: str, path: str) -> None:
    got = served.get(path, method)
    assert got.status == 405
    assert got.headers["allow"] == "GET, HEAD, OPTIONS"
    assert problem(got)["found"] == f"the method {method}"


def test_head_tells_the_headers_of_get_and_nothing_else(served: Served) -> None:
    whole, head = served.get("/api/search?q=silk"), served.get("/api/search?q=silk", "HEAD")
    assert (head.status, head.body) == (200, b"")
    for name in ("content-type", "content-length", "etag", "cache-control", "vary"):
        assert head.headers[name] == whole.headers[name]


def test_another_web_page_may_read_the_api(served: Served) -> None:
    asked = {"Origin": "https://elsewhere.example", "Access_Control_Request_Method": "GET"}
    before = served.get("/api/search", "OPTIONS", **asked)
    assert before.status == 200
    assert before.headers["access-control-allow-origin"] == "*"
    got = served.get("/api/search?limit=1", Origin="https://elsewhere.example")
    assert got.headers["access-control-allow-origin"] == "*"
    assert "ETag" in got.headers["access-control-expose-headers"]
    plain = served.get("/api/search", "OPTIONS")
    assert (plain.status, plain.headers["allow"]) == (204, "GET, HEAD, OPTIONS")


def test_what_is_unchanged_is_not_sent_again(served: Served) -> None:
    first = served.get("/api/search?q=silk")
    tag = first.headers["etag"]
    assert first.headers["cache-control"] == "no-cache"
    for sent in (tag, f'"other", {tag}', tag.removeprefix("W/")):
        again = served.get("/api/search?q=silk", If_None_Match=sent)
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    for path in ("/api/search?q=road", "/api/thing?name=silk", "/api/search?q=silk&limit=1"):
        other = served.get(path, If_None_Match=tag)
        assert other.status != 304
        assert other.headers.get("etag") != tag
    assert "etag" not in served.get("/api/search?limit=0").headers


def test_who_holds_any_answer_gets_none_where_there_is_one(served: Served) -> None:
    for path in (
        "/api/search?q=silk",
        "/about",
        "/id/country/CUB",
        "/id/country/CUB.ttl",
        "/sparql?query=ASK+%7B%7D",
    ):
        got = served.get(path, If_None_Match="*")
        assert (got.status, got.body) == (304, b"")
    assert served.get("/api/thing?name=Nobody", If_None_Match="*").status == 404


@pytest.mark.parametrize("path", ["search%0a", "questions%0a", "nowhere%00"])
def test_a_path_with_a_control_character_is_refused(served: Served, path: str) -> None:
    assert "control character" in problem(served.get(f"/api/{path}"))["found"]


def test_only_json_is_told(served: Served) -> None:
    for accept in ("application/json", "*/*", "text/html, application/*;q=0.1"):
        assert served.get("/api/questions", Accept=accept).media_type == "application/json"
    got = served.get("/api/questions", Accept="text/turtle")
    assert got.status == 406
    assert "application/json" in problem(got)["expected"]


@pytest.mark.parametrize(
    "path",
    [
        "/api/thing?name=" + "a" * 501,
        "/api/thing?name=" + "%F0%9F%98%80" * 5000,
        "/api/search?q=" + "x" * 60_000,
        "/api/search?" + "&".join(f"q{number}=1" for number in range(300)),
        "/api/search?limit=" + "9" * 5000,
        "/api/search?" + "n" * 5000 + "=1",
        "/api/evidence?" + "claim=a&" * 60,
        "/api/question/agreements_of_party?party=" + "a" * 501,
    ],
    ids=lambda path: path[:30],
)
def test_what_is_huge_is_refused_in_few_words(served: Served, path: str) -> None:
    got = served.get(path)
    assert got.status == 400
    problem(got)
    assert len(got.body) < 2000


HOSTILE = [
    "\r\nSet-Cookie: stolen=1",
    "\n\nHTTP/1.1 200 OK\r\n\r\n",
    "\x00\x01\x1b[31m\x7f\x85\u2028",
    "'\"><script>alert(1)</script>",
    "> } INSERT DATA { <urn:a> <urn:b> <urn:c> } #",
    "../../../../etc/passwd",
    "{{7*7}}${7*7}%s%n",
    "\ufeff\u202egnorw",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize(
    "path",
    [
        "search?q=%s",
        "search?country=%s",
        "thing?name=%s",
        "question/%s",
        "question/agreements_of_party?party=%s",
        "question/codes_in_list?scheme=%s",
        "path?a=%s&b=China",
        "evidence?claim=%s",
        "explain?subject=China&predicate=%s&value=Cuba",
        "search?%s=1",
        "%s",
    ],
)
def test_no_text_gets_out_of_its_json(served: Served, path: str, text: str) -> None:
    got = served.get("/api/" + path % quote(text, safe=""))
    assert got.status in (200, 400, 404)
    assert got.media_type == "application/json"
    assert got.headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in got.headers
    if got.status == 200:
        json.loads(got.text)
    else:
        problem(got)


@pytest.mark.parametrize("text", ["%ed%a0%80", "%ff", "%c0%af", "%80"])
def test_what_is_no_text_is_refused(served: Served, text: str) -> None:
    assert problem(served.get(f"/api/search?q={text}"))["status"] == 400


def test_links_do_not_follow_the_host_that_a_request_names(served: Served) -> None:
    got = served.get("/api/search?q=silk", Host="localhost", X_Forwarded_Host="evil.example")
    assert "evil" not in got.text and "localhost" not in got.text
    assert json.loads(got.text)["links"]["self"].startswith(served.url)
