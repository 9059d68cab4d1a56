"""One table of operations: a row added to it is found in every face, and all faces tell the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import click
import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from pactgraph.answers.operations import OPERATIONS, row
from pactgraph.answers.parameters import Parameter
from pactgraph.answers.plain import plain
from pactgraph.answers.reader import Reader
from pactgraph.cli.operation import operation
from pactgraph.graph import Graph, load
from pactgraph.store.local import LocalStore
from pactgraph.web.app import create_app
from pactgraph.web.mcp.server import answer, offered
from pactgraph.web.mcp.tools import tools
from pactgraph.web.openapi import description
from pactgraph.web.services import Services


@dataclass(frozen=True)
class Greeting:
    """A greeting, and how often it was said."""

    text: str
    times: int


def greet(
    reader: Reader,
    name: Annotated[str, Parameter("Who is greeted.", example="Ann")],
    times: Annotated[int, Parameter("How often.", least=1, most=3)] = 1,
) -> Greeting:
    """Greet somebody."""
    return Greeting(" ".join([f"hello {name}"] * times), times)


@pytest.fixture
def added(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(OPERATIONS, "greet", row(greet, command="greet"))


@pytest.fixture
def served(added: None) -> Iterator[TestClient]:
    with TestClient(create_app(Services(Graph(LocalStore.of([]))))) as client:
        yield client


def test_an_added_operation_is_an_address_of_the_api(served):
    found = served.get("/api/greet?name=Ann&times=2").json()
    assert (found["text"], found["times"]) == ("hello Ann hello Ann", 2)
    for query, status in (("", 400), ("?name=Ann&times=4", 400), ("?name=Ann&tims=2", 400)):
        assert served.get(f"/api/greet{query}").status_code == status, query
    assert "/api/greet" in served.get("/api/nowhere").json()["error"]["expected"]


def test_an_added_operation_is_described_in_openapi_and_in_the_reference(served):
    described = description()["paths"]["/api/greet"]["get"]
    assert (described["operationId"], described["summary"]) == ("greet", "Greet somebody")
    name, times = described["parameters"]
    assert (name["name"], name["required"], name["description"]) == ("name", True, "Who is greeted.")
    assert times["schema"] == {"type": "integer", "minimum": 1, "maximum": 3, "default": 1}
    answered = json.dumps(description())
    assert '"text"' in answered and "/api/greet" in answered
    page = served.get("/api").text
    assert "/api/greet?name=Ann" in page and "Greet somebody" in page


def test_an_added_operation_is_a_tool_for_assistants(added):
    tool = tools()["greet"]
    assert offered(tool).input_schema["required"] == ["name"]
    graph = Graph(LocalStore.of([]))
    result = answer(graph, tool, {"name": "Ann"}, 2000)
    assert not result.is_error and result.structured_content["text"] == "hello Ann"
    assert answer(graph, tool, {"nam": "Ann"}, 2000).is_error


def test_an_added_operation_has_the_options_of_its_parameters_as_a_command(added, built):
    @operation("greet", places={"name": "NAME"}, examples="pactgraph greet Ann")
    def greeting(result: Greeting) -> None:
        """Greet somebody."""
        click.echo(result.text)

    name, times = greeting.params[:2]
    assert (name.name, name.required, times.opts, times.default) == ("name", True, ["--times"], 1)
    assert isinstance(times, click.Option) and times.help == "How often."
    runner = CliRunner()
    found = runner.invoke(greeting, ["Ann", "--times", "2", "--data", str(built)])
    assert found.output == "hello Ann hello Ann\n" and found.exit_code == 0
    assert runner.invoke(greeting, ["Ann", "--times", "4"]).exit_code == 2


def test_an_added_operation_is_a_command(added, pactgraph, built):
    result = pactgraph("greet", "Ann", "--times", "2", "--data", built)
    assert json.loads(result.stdout) == {"text": "hello Ann hello Ann", "times": 2}, result.stderr
    assert "How often." in pactgraph("greet", "--help").stdout
    assert pactgraph("greet", "Ann", "--times", "4", "--data", built).returncode == 2


@pytest.mark.parametrize(
    "name", ["Cuba", "agreement:china-cuba-digital-silk-road-memorandum", "ye-small-economies/070"]
)
def test_python_api_and_tool_tell_the_same_of_a_thing(built: Path, name: str):
    graph = load(built)
    shown = plain(graph.show(name))
    with TestClient(create_app(Services(graph))) as client:
        told = client.get("/api/thing", params={"name": name}).json()
    assert {key: told[key] for key in shown} == json.loads(json.dumps(shown))
    for part in ("claims", "parties", "initiatives", "history", "figures", "disagreements"):
        found = answer(graph, tools()["show"], {"name": name, "part": part, "limit": 100}, 10**6)
        content = found.structured_content
        if not content:
            pytest.fail(str(found))
        assert content["total"] == len(shown[part])
        assert [one.get("claim") for one in content[part]] == [one.get("claim") for one in shown[part]]
