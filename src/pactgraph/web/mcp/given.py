"""What a client gives to a tool: JSON, read by the same rules as the parameters of the API."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pactgraph.errors import ParameterError
from pactgraph.web.api.parameters import Parameter

#: Values of one parameter that are looked at.
MOST = 200


def schema_of(parameters: Sequence[Parameter], also: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return the JSON Schema of what a tool takes.

    :param also: the schemas of what is no plain parameter, by name.

    >>> schema_of([Parameter("q", "Words.", required=True, example="silk")])["required"]
    ['q']
    """
    return {
        "type": "object",
        "properties": {**{one.name: _described(one) for one in parameters}, **(also or {})},
        "required": [one.name for one in parameters if one.required],
        "additionalProperties": False,
    }


def _described(one: Parameter) -> dict[str, Any]:
    example = {} if one.example is None else {"examples": [one.example]}
    return {**one.schema, "description": one.what, **example}


def pairs(given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield names and texts, as they would stand in an address.

    :raises ParameterError: where a value is neither a text nor a number, nor a list of these.

    >>> list(pairs({"claim": ["a", "b"], "limit": 5, "q": None}))
    [('claim', 'a'), ('claim', 'b'), ('limit', '5')]
    """
    for name, value in given.items():
        for one in value[:MOST] if isinstance(value, list) else [value]:
            if one is not None:
                yield name, _text(name, one)


def mapping(given: Any, name: str) -> dict[str, Any]:
    """Return an object that was given.

    :raises ParameterError: where it is none.
    """
    if given is None:
        return {}
    if not isinstance(given, dict):
        raise ParameterError(f"{_kind(given)} for {name}", expected='an object such as {"party": "Cuba"}')
    return given


def _text(name: str, value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ParameterError(f"{_kind(value)} for {name[:80]}", expected="a text or a whole number")
    try:
        return str(value)
    except ValueError:  # more digits than Python writes
        raise ParameterError(f"too long a number for {name[:80]}", expected="a whole number") from None


def _kind(value: Any) -> str:
    kinds = {bool: "a truth", float: "a fraction", dict: "an object", list: "a list"}
    return kinds.get(type(value), "a value of another kind")
