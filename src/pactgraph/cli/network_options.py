"""Options of networks, the same for all commands: how one is made, and how its results are written."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import click

from pactgraph.answers import operations
from pactgraph.answers.trace import NetworkChoice
from pactgraph.cli.command import arg, complete_projection, opt
from pactgraph.cli.messages import note, plural, say
from pactgraph.cli.output import deliver
from pactgraph.cli.terminal import print_lines, print_table
from pactgraph.errors import ParameterError
from pactgraph.exports.result_graph import export_result
from pactgraph.exports.tables import TABLE_EXPORTS, export_table
from pactgraph.network.measures import MEASURES
from pactgraph.network.projections import projection_named
from pactgraph.network.projections.definition import WEIGHTS
from pactgraph.network.scenarios import Scenario

if TYPE_CHECKING:
    import networkx as nx

    from pactgraph.graph import Graph
    from pactgraph.network.results import Result

#: The formats of results: those of tables, and Turtle and N-Quads for the Data Cube.
FORMATS = ("table", *TABLE_EXPORTS, "ttl", "nq")
#: Rows of a table on a terminal, unless more are asked for.
ROWS = 20

Seed = Annotated[int, opt("Seed of all random draws.")]
Fast = Annotated[bool, opt("Let igraph compute the measures in which it agrees.")]


def complete_measure(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """Offer the names of the measures to the shell."""

    return [name for name in MEASURES if name.startswith(begun)]


@dataclass(frozen=True)
class Network(operations.Network):
    """Options that choose a network: those of operations, a projection as argument, and the weight."""

    network: Annotated[str, arg("[PROJECTION]", shell_complete=complete_projection)] = "two-mode"
    weight: Annotated[
        str,
        opt(
            "How much a shared initiative of n parties adds to a tie: 1/(n-1), or 1.",
            type=click.Choice(list(WEIGHTS)),
        ),
    ] = "newman"
    advice: Annotated[
        bool,
        opt("Also what is planned, recommended or forecast, as ties of its own; facts alone are measured."),
    ] = False

    @property
    def choice(self) -> NetworkChoice:
        """The network that is chosen, of facts where nothing else is asked for."""
        chosen = super().choice
        return replace(chosen, weight=self.weight, filters=replace(chosen.filters, advice=self.advice))

    def drawn(self, graph: Graph) -> nx.Graph:
        """Return the network with all that is asked for, facts and advice as ties of their own."""
        projection_named(self.network)
        return self.choice.of(graph)

    def scenario(self, graph: Graph) -> Scenario:
        """Return how the network that is measured is made.

        :raises UnknownNameError: where there is no such projection.
        :raises ParameterError: where a filter names something unknown.
        """
        # A slip in a name is found before anything is read.
        projection_named(self.network)
        choice = self.choice
        ties = (choice.filters, choice.weight, choice.roll_up, choice.directed)
        return Scenario(graph.participations, choice.projection, *ties)


@dataclass(frozen=True)
class Output:
    """Options that choose how a result is written."""

    top: Annotated[
        int | None, opt(f"So many rows. [default: {ROWS} in tables, else all]", type=click.IntRange(1))
    ] = None
    form: Annotated[
        str | None,
        opt("[default: table on a terminal, csv when piped]", "-f", "--format", type=click.Choice(FORMATS)),
    ] = None
    output: Annotated[
        Path | None,
        opt(
            "[default: standard output; the format follows from its ending]",
            "-o",
            "--output",
            type=click.Path(path_type=Path, dir_okay=False),
        ),
    ] = None

    @property
    def to_file(self) -> bool:
        """Whether the result goes to a file."""
        return self.output is not None and str(self.output) != "-"

    @property
    def format(self) -> str:
        """The format asked for, or that of the file's ending, or the one that fits a terminal or a pipe.

        :raises ParameterError: where the ending is that of no format.
        """
        if self.form is not None:
            return self.form
        if self.output is None or not self.to_file:
            return "table" if sys.stdout.isatty() else "csv"
        ending = self.output.suffix.removeprefix(".")
        if ending and ending not in FORMATS:
            raise ParameterError(
                f"a file that ends in .{ending}",
                expected=f"one of {', '.join(f'.{form}' for form in FORMATS[1:])}",
                mend="change its ending, or choose the format with --format",
                file=self.output,
            )
        return ending or "csv"

    def write(self, result: Result, rows: int = ROWS) -> None:
        """Write a result: a table with its method and notes, or the format asked for.

        CSV and TSV hold the rows only; JSON, Parquet, Turtle and N-Quads also hold how the result was made.

        :param rows: rows of a table, where --top does not say how many.
        """

        form = self.format
        if form == "table" and not self.to_file:
            print_result(result.head(self.top or rows))
            return
        if form == "parquet" and not self.to_file and sys.stdout.isatty():
            raise ParameterError("Parquet for a terminal", expected="a file", mend="name one with -o")
        shown = result.head(self.top) if self.top else result
        if form == "table":
            deliver("".join("\t".join(row) + "\n" for row in [shown.columns, *shown.shown()]), self.output)
        else:
            exported = export_result(shown, form) if form in ("ttl", "nq") else export_table(shown, form)
            deliver(exported, self.output)
        if self.to_file:
            note(f"written: {self.output}")


def print_result(result: Result) -> None:
    """Print a result as a table with its method and notes."""

    say(result.title, bold=True)
    about = result.about
    if "projection" in about:
        network = f"{about['projection']}: {plural(about['nodes'], 'node')}, {plural(about['ties'], 'tie')}"
        print_lines(["; ".join([network, *(about.get("filters") or ())])], indent=2, hang=0)
    say("")
    # IRIs of nodes are for machines, and a type that all nodes share says nothing.
    types = set(result.column("type")) if "type" in result.columns else set()
    hidden = {"node", "other_node"} | ({"type"} if len(types) == 1 else set())
    kept = [place for place, name in enumerate(result.columns) if name not in hidden]
    print_table([result.columns[n] for n in kept], [[row[n] for n in kept] for row in result.shown()])
    for name, text in (("method", result.method), ("source", result.source)):
        print_lines([f"{name}: {text}"] if text else [], indent=2)
    print_lines(list(result.notes), indent=2)
