"""The network of a view: projected or asked for, then narrowed to what the view is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pactgraph.errors import ParameterError, UserError
from pactgraph.network.elements import words_of
from pactgraph.store.base import Store
from pactgraph.views.claim_cards import add_cards
from pactgraph.views.definition import ViewDefinition
from pactgraph.views.node_filters import add_named, drop, keep_types, speak_of_what_stays
from pactgraph.views.question_network import ask_network
from pactgraph.views.subgraph import focused

if TYPE_CHECKING:
    import networkx as nx

    from pactgraph.network.participations import Participations


def network_of(
    data: Store | Participations, view: ViewDefinition, parameters: Mapping[str, str] | None = None
) -> nx.Graph:
    """Return the network that a view draws.

    Filters of participations come first, then the types of node, then what the view is about, then whether
    nodes without a tie stay. Beside what every projection says of itself, the graph says ``focus`` (IRIs of
    what it is about), ``named`` (a parameter's value as the thing is called) and ``things`` (label and status
    of what its ties rest on and is no node).

    :param data: a store, or what was read of it before, for many views of one store.
    :param parameters: what is asked for instead of what the view's file names.
    :raises ParameterError: where a parameter, or a code among the filters, is not known.
    :raises UnknownNameError: where a parameter names nothing in the graph.
    :raises EmptyNetworkError: where nothing is left to draw.
    """
    given = view.given(parameters or {})
    store, held = _read(data)
    graph = _made(store, held, view, given)
    whole = graph.copy()
    keep_types(graph, view.network)
    graph = focused(graph, store, view, given)
    if not view.network.isolated:
        drop(graph, [node for node, degree in graph.degree() if not degree], "things without a tie")
    if not len(graph):
        raise _empty(view, given)
    speak_of_what_stays(graph, whole)
    add_named(graph, store, view)
    add_cards(graph, store)
    graph.graph["things"] = _things(graph, held)
    return graph


def _read(data: Store | Participations) -> tuple[Store, Participations]:
    from pactgraph.network.participations import Participations, read_participations

    if isinstance(data, Participations):
        assert data.store is not None, "a view needs the store behind the participations"
        return data.store, data
    return data, read_participations(data)


def _made(store: Store, held: Participations, view: ViewDefinition, given: Mapping[str, str]) -> nx.Graph:
    from pactgraph.network.filters import Filters
    from pactgraph.network.projections import project

    chosen = view.network
    if chosen.question is not None:
        return ask_network(store, chosen, given)
    try:
        return project(
            held,
            chosen.projection,
            filters=Filters(**chosen.filters),
            weight=chosen.weight,
            roll_up=chosen.roll_up,
            directed=chosen.directed,
        )
    except ParameterError as error:
        raise _in_file(view, error) from None


def _in_file(view: ViewDefinition, error: UserError) -> UserError:
    """Say in which line of the view's file a choice stands that the projection refused."""
    for name, value in view.network.filters.items():
        codes = value if isinstance(value, (list, tuple)) else [value]
        if any(error.found.endswith(f" {code}") for code in codes):
            return view.error(
                error.found, expected=error.expected, mend=error.mend, key=name, table="filters"
            )
    key = next((key for key in ("roll_up", "directed") if error.found.startswith(key.replace("_", "-"))), "")
    return view.error(error.found, expected=error.expected, mend=error.mend, key=key)


def _things(graph: nx.Graph, held: Participations) -> dict[str, dict[str, Any]]:
    """Return how what ties rest on is called, and how far it got."""
    names = {
        name
        for _, _, data in graph.edges(data=True)
        for key in ("initiatives", "parties")
        for name in words_of(data, key)
    }
    return {
        name: {"label": held.nodes[name].label, "status": held.nodes[name].status}
        for name in sorted(names & held.nodes.keys())
    }


def _empty(view: ViewDefinition, given: Mapping[str, str]) -> UserError:
    from pactgraph.network.filters import EmptyNetworkError

    asked = ", ".join(f"{name} = {value}" for name, value in given.items())
    return EmptyNetworkError(
        f"nothing to draw in the view {view.name}" + (f" with {asked}" if asked else ""),
        expected="at least one thing that the view's filters keep",
        mend="ask for something else" if asked else f"leave out a filter of {view.name}.toml",
    )
