"""Commands made from the table of operations: the parameters of a row are options, its result is printed."""

from __future__ import annotations

import inspect
import shlex
from collections.abc import Callable, Mapping
from typing import Any

from pactgraph.answers.operations import OPERATIONS
from pactgraph.answers.plain import plain
from pactgraph.cli.command import Command, parameter_of, read_signature
from pactgraph.cli.options import Data, open_graph
from pactgraph.cli.output import write_json


def operation(
    name: str, examples: str, places: Mapping[str, str], without: tuple[str, ...] = ("limit", "offset")
) -> Callable[[Callable[..., int | None]], Command]:
    """Make a command of a row of the table and a function that prints the result.

    The first argument of the function is the result, the others are options of the command alone.

    :param places: the metavars of parameters that are arguments, by name.
    :param without: the parameters that are no options; without a limit the result is whole.
    """
    row = OPERATIONS[name]
    taken = [one for one in row.parameters if one.name not in without]

    def made(show: Callable[..., int | None]) -> Command:
        own, call = read_signature(show)

        def run(data: str | None, **values: Any) -> int | None:
            given = {one.name: values.pop(one.name) for one in taken}
            limits = {one.name: None for one in row.parameters if one.name == "limit" and one not in taken}
            return call(result=row.run(open_graph(data), given | limits), **values)

        params = [
            *(parameter_of(one, places.get(one.name)) for one in taken),
            *own,
            *read_signature(_data)[0],
        ]
        return Command(
            show.__name__, params=params, callback=run, help=inspect.getdoc(show), examples=examples
        )

    return made


def added_operation(name: str) -> Command | None:
    """Return the command of a row that has no module of its own; it prints the result as JSON."""
    row = next((row for row in OPERATIONS.values() if row.command == name), None)
    if row is None:
        return None

    def show(result: object) -> None:
        write_json(plain(result))

    show.__name__, show.__doc__ = name, f"{row.summary}."
    places = {one.name: one.name.upper() for one in row.parameters if one.required}
    words = shlex.join(str(row.example[one]) for one in places)
    return operation(row.name, f"pactgraph {name} {words}", places, without=())(show)


def _data(data: Data = None) -> None: ...
