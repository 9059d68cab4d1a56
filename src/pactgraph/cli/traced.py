"""Options of the commands that trace ties: in which network things are looked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from pactgraph.cli.command import opt
from pactgraph.cli.network_options import Ties, complete_projection
from pactgraph.cli.options import open_graph

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True)
class _Named:
    projection: Annotated[
        str, opt("See pactgraph network projections.", metavar="NAME", shell_complete=complete_projection)
    ] = "two-mode"


@dataclass(frozen=True)
class Traced(Ties, _Named):
    """Options that choose a network by its projection and ties."""

    def network(
        self, data: str | None, names: Sequence[str], ends: int | None = None
    ) -> tuple[nx.Graph, list[str]]:
        """Return the network and the nodes that are named; the first ``ends`` of them, or all, must be in it.

        :raises UnknownNameError: where one is not.
        """
        from pactgraph.network.neighbourhoods import check_present

        graph = open_graph(data)
        recipe = self.recipe_of(graph, self.projection)
        nodes = [graph.resolve(name).value for name in names]
        made = recipe.make()
        check_present(made, nodes[:ends])
        return made, nodes
