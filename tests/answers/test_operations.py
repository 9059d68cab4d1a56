"""The table of operations: each row runs by its example, and reads texts and JSON alike."""

from __future__ import annotations

import json
from typing import Annotated

import pytest

from pactgraph.answers import disagreements
from pactgraph.answers.operation import Operation, read, schema
from pactgraph.answers.operations import OPERATIONS, operations, question_operation
from pactgraph.answers.parameters import Parameter
from pactgraph.answers.plain import plain
from pactgraph.answers.reader import Reader
from pactgraph.audit import disagreements as audited
from pactgraph.errors import ParameterError, UnknownNameError, UserError


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_operation_runs_by_its_example_and_returns_plain_values(real_reader, name):
    row = OPERATIONS[name]
    result = row.run(real_reader, read(row, row.example))
    written = json.loads(json.dumps(plain(result)))
    assert written and isinstance(written, dict)
    if row.listed and name != "ask":
        assert isinstance(written[row.listed], list)


def test_names_addresses_and_tools_are_given_once(real_reader):
    rows = operations(real_reader)
    for key in ("name", "path", "tool", "command"):
        given = [getattr(row, key) for row in rows if getattr(row, key)]
        assert len(given) == len(set(given)), key


def test_every_parameter_is_described(real_reader):
    for row in operations(real_reader):
        assert row.summary and not row.summary.endswith("."), row.name
        for one in row.parameters:
            assert one.name and one.description.endswith((".", "]")), (row.name, one.name)
            assert one.schema.get("type"), (row.name, one.name)
        assert set(row.example) <= set(schema(row)["properties"])


def test_an_example_gives_what_is_required():
    for row in OPERATIONS.values():
        assert {one.name for one in row.parameters if one.required} <= set(row.example)


@pytest.mark.parametrize(
    ("name", "given", "kind", "said"),
    [
        ("search", [("limt", "3")], ParameterError, "did you mean limit?"),
        ("search", [("limit", "0")], ParameterError, "from 1 to 500"),
        ("search", [("limit", "1"), ("limit", "2")], ParameterError, "2 values for limit"),
        ("search", [("q", "x" * 501)], ParameterError, "at most 500 letters"),
        ("show", [], ParameterError, "no value for name"),
        ("show", [("name", " ")], ParameterError, "no value for name"),
        ("evidence", [("claim", "")], ParameterError, "an empty claim"),
        ("evidence", [("claim", "a")] * 51, ParameterError, "at most 50"),
        ("path", [("a", "x"), ("b", "y"), ("network", "two-mod")], UnknownNameError, "two-mode?"),
        ("path", [("a", "x"), ("b", "y"), ("along", "perhaps")], ParameterError, "true or false"),
        ("projections", [("x", "1")], ParameterError, "none"),
        ("search", {"limit": 1.5}, ParameterError, "a fraction for limit"),
        ("search", {"q": {}}, ParameterError, "an object for q"),
        ("search", {"limit": 10**5000}, ParameterError, "too long a number"),
        ("ask", {"parameters": []}, ParameterError, "an object such as"),
    ],
)
def test_a_mistake_in_parameters_is_explained(name, given, kind, said):
    with pytest.raises(kind) as caught:
        read(OPERATIONS[name], given)
    assert said in str(caught.value)


def test_texts_and_json_are_read_alike():
    row = OPERATIONS["path"]
    texts = [("a", "Cuba"), ("b", "Peru"), ("avoid", "x"), ("avoid", "y"), ("best", "3"), ("along", "true")]
    values = {"a": "Cuba", "b": "Peru", "avoid": ["x", "y"], "best": 3.0, "along": True, "since": None}
    assert read(row, texts) == read(row, values)
    assert read(row, values)["network"] == "two-mode" and read(row, values)["since"] is None


def test_a_named_question_is_an_operation_with_its_own_parameters(real_reader):
    row = question_operation(real_reader.questions.get("agreements_of_party"))
    assert row.path == "/api/question/agreements_of_party" and row.listed == "rows"
    answer = row.run(real_reader, read(row, [("party", "China"), ("limit", "1")]))
    assert (answer.total > len(answer.rows) == 1) and answer.parameters == {"party": "China"}
    asked = OPERATIONS["ask"].run(
        real_reader, {"question": "agreements_of_party", "parameters": {"party": "China"}, "limit": 1}
    )
    assert asked == answer
    with pytest.raises(UnknownNameError, match="for party"):
        row.run(real_reader, read(row, [("party", "Atlantis")]))
    with pytest.raises(UserError, match="did you mean party"):
        read(row, [("prty", "Cuba")])


def test_an_operation_follows_from_the_signature_of_its_function(reader):
    def greet(
        reader: Reader,
        name: Annotated[str, Parameter("Who is greeted.", example="Ann")],
        times: Annotated[int, Parameter("How often.", least=1, most=3)] = 1,
    ) -> list[str]:
        return [f"hello {name}"] * times

    row = Operation("greet", "Say hello", greet)
    # Annotations of a function inside a test are texts that only its own names resolve.
    greet.__annotations__ = {
        "name": Annotated[str, Parameter("Who is greeted.", example="Ann")],
        "times": Annotated[int, Parameter("How often.", least=1, most=3)],
        "return": list[str],
    }
    assert schema(row)["required"] == ["name"]
    assert row.run(reader, read(row, {"name": "Ann", "times": 2})) == ["hello Ann"] * 2


def test_certainties_are_those_of_the_audit():
    assert disagreements.CERTAINTIES == audited.CERTAINTIES
