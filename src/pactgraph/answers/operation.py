"""What an operation is: a function of a reader, and by its signature the parameters that all faces show."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cached_property
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from pactgraph.answers.parameters import Parameter
from pactgraph.answers.reader import Reader
from pactgraph.errors import ParameterError
from pactgraph.model.text import did_you_mean

#: Values of one parameter that are looked at.
MOST_VALUES = 200


@dataclass(frozen=True)
class Operation:
    """One row of the table.

    :param name: its name in descriptions for programs.
    :param summary: what it does, in half a sentence.
    :param call: a function of a reader and of keyword arguments, with an annotated signature.
    :param purpose: what assistants are told beyond the summary: when to use it and what it returns.
    :param listed: the field of the result that is returned in parts; empty where none is.
    :param path: its address in the API; empty where it has none.
    :param tool: the name of its MCP tool; empty where it has none.
    :param command: the name of its command; empty where it has none.
    :param tool_page: the default and the bound of ``limit`` for assistants, who can read less at once.
    :param given: parameters that cannot be derived, such as those of a named question.
    """

    name: str
    summary: str
    call: Callable[..., Any]
    purpose: str = ""
    listed: str = ""
    path: str = ""
    tool: str = ""
    command: str = ""
    tool_page: tuple[int, int] = (20, 100)
    given: tuple[Parameter, ...] = ()

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """Its parameters in the order of the signature, with those of a dataclass among them one by one."""
        return (*self.given, *(one for _, group in self._groups for one in group))

    @property
    def result(self) -> Any:
        """The type of its result."""
        return get_type_hints(self.call)["return"]

    @property
    def example(self) -> dict[str, object]:
        """Arguments of an example: those of the parameters that are required, or have an example."""
        return {one.name: one.example for one in self.parameters if one.example is not None}

    @cached_property
    def _groups(self) -> list[tuple[str, tuple[Parameter, ...]]]:
        """The parameters by argument; the name is empty where an argument is one parameter."""
        hints = get_type_hints(self.call, include_extras=True)
        groups: list[tuple[str, tuple[Parameter, ...]]] = []
        for name, argument in list(inspect.signature(self.call).parameters.items())[1:]:
            if argument.kind is argument.VAR_KEYWORD:
                continue
            if is_dataclass(hints[name]):
                own = get_type_hints(hints[name], include_extras=True)
                group = [described(one.name, own[one.name], one.default) for one in fields(hints[name])]
                groups.append((name, tuple(group)))
            else:
                groups.append(("", (described(name, hints[name], argument.default),)))
        return groups

    def run(self, reader: Reader, values: Mapping[str, Any]) -> Any:
        """Return the result for values by name, as :func:`read` returns them; those left out are defaults.

        :raises UserError: where a value is wrong, or the answer takes too long or too much.
        """
        hints = get_type_hints(self.call)
        arguments = dict(values)
        for name, group in self._groups:
            if name:
                held = {one.name: arguments.pop(one.name) for one in group if one.name in arguments}
                arguments[name] = hints[name](**held)
        return self.call(reader, **arguments)


def described(name: str, hint: object, default: object) -> Parameter:
    """Return the parameter that an annotated argument describes."""
    assert get_origin(hint) is Annotated, f"describe the parameter {name} by Annotated[..., Parameter(...)]"
    kind, marker = get_args(hint)[:2]
    kinds = {int: "integer", bool: "flag", Mapping: "arguments"}
    found = next((kinds[one] for one in (kind, *get_args(kind)) if one in kinds), "text")
    if get_origin(kind) in kinds:
        found = kinds[get_origin(kind)]
    if get_origin(kind) in (tuple, list, Sequence):
        found = "texts"
    required = default is inspect.Parameter.empty
    described: Parameter = replace(
        marker,
        name=name,
        kind="choice" if marker.choices else found,
        required=required,
        default=None if required else default,
    )
    return described


def read(operation: Operation, given: Iterable[tuple[str, str]] | Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of an operation's parameters by name, defaults included.

    :param given: names and texts as in an address, or values by name as in JSON.
    :raises ParameterError: where a parameter is unknown, missing, given twice or of the wrong type.
    :raises UnknownNameError: where a value is none of the choices.

    >>> from pactgraph.answers.operations import OPERATIONS
    >>> read(OPERATIONS["statistics"], [("source", "ye-small-economies")])
    {'source': 'ye-small-economies'}
    """
    named = {one.name: one for one in operation.parameters}
    texts: dict[str, list[str]] = {name: [] for name in named}
    objects: dict[str, object] = {}
    pairs = list(given.items()) if isinstance(given, Mapping) else list(given)
    for name, value in pairs:
        if name not in named:
            raise ParameterError(
                f"the parameter {name[:80]!r}",
                expected=f"one of {', '.join(named)}" if named else "none",
                mend=did_you_mean(name[:80], list(named)),
            )
        if named[name].kind == "arguments":
            objects[name] = _arguments(name, value)
        elif isinstance(given, Mapping):
            many = value[:MOST_VALUES] if isinstance(value, list | tuple) else [value]
            texts[name] += [_text(name, one) for one in many if one is not None]
        else:
            texts[name].append(value)
    return {name: objects[name] if name in objects else one.read(texts[name]) for name, one in named.items()}


def _text(name: str, value: object) -> str:
    """Return a value of JSON as it would be written in an address."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str | int):
        raise ParameterError(f"{_kind(value)} for {name[:80]}", expected="a text or a whole number")
    try:
        return str(value)
    except ValueError:  # more digits than Python writes
        raise ParameterError(f"too long a number for {name[:80]}", expected="a whole number") from None


def _arguments(name: str, value: object) -> dict[str, object]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise ParameterError(f"{_kind(value)} for {name}", expected='an object such as {"party": "Cuba"}')
    return dict(value)


def _kind(value: object) -> str:
    kinds = {bool: "a truth", float: "a fraction", dict: "an object", list: "a list"}
    return kinds.get(type(value), "a value of another kind")


def schema(operation: Operation) -> dict[str, Any]:
    """Return the JSON Schema of an operation's arguments as one object.

    >>> from pactgraph.answers.operations import OPERATIONS
    >>> schema(OPERATIONS["compare"])["required"]
    ['a', 'b']
    """
    properties = {}
    for one in operation.parameters:
        example = {} if one.example is None else {"examples": [one.example]}
        properties[one.name] = {**one.schema, "description": one.description, **example}
    return {
        "type": "object",
        "properties": properties,
        "required": [one.name for one in operation.parameters if one.required],
        "additionalProperties": False,
    }
