"""The network of a view: a projection or the answer of a question, reduced to the focus of the view."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pactgraph.errors import ParameterError
from pactgraph.network.elements import ties
from pactgraph.network.filters import EmptyNetworkError, Filters
from pactgraph.network.participation_queries import read_participations
from pactgraph.network.participations import Participations
from pactgraph.network.projections import project
from pactgraph.store.base import Store
from pactgraph.views.claim_cards import add_cards
from pactgraph.views.definition import ViewDefinition
from pactgraph.views.question_network import ask_network
from pactgraph.views.subgraph import add_named, drop, focused, keep_types, speak_of_what_stays

if TYPE_CHECKING:
    import networkx as nx


def network_of(
    data: Store | Participations, view: ViewDefinition, parameters: Mapping[str, str] | None = None
) -> nx.Graph:
    """Return the network that a view draws.

    Filters of participations apply first, then the types of node, the focus, and the removal of isolated
    nodes. Besides the attributes of every projection, the graph has ``focus`` (IRIs), ``named`` (parameter to
    the label of its thing) and ``things`` (label and status of the shared things that are not nodes).

    :param data: a store, or its participations, to draw many views of one store.
    :param parameters: values that replace those of the view's file.
    :raises ParameterError: where a parameter or a code of a filter is unknown.
    :raises UnknownNameError: where a parameter names no thing of the graph.
    :raises EmptyNetworkError: where the network is empty.
    """
    given = view.given(parameters or {})
    held = data if isinstance(data, Participations) else read_participations(data)
    store = held.store
    assert store is not None, "a view needs the store behind the participations"
    graph = _made(store, held, view, given)
    whole = graph.copy()
    keep_types(graph, view.network)
    graph = focused(graph, store, view, given)
    if not view.network.isolated:
        drop(graph, [node for node, degree in graph.degree() if not degree], "things without a tie")
    if not len(graph):
        asked = ", ".join(f"{name} = {value}" for name, value in given.items())
        raise EmptyNetworkError(
            f"nothing to draw in the view {view.name}" + (f" with {asked}" if asked else ""),
            expected="at least one thing that the view's filters keep",
            mend="ask for something else" if asked else f"leave out a filter of {view.name}.toml",
        )
    speak_of_what_stays(graph, whole)
    add_named(graph, store, view)
    add_cards(graph, store)
    shared = {name for tie in ties(graph) for name in (*tie.initiatives, *tie.parties)}
    graph.graph["things"] = {
        name: {"label": held.nodes[name].label, "status": held.nodes[name].status}
        for name in sorted(shared & held.nodes.keys())
    }
    return graph


def _made(store: Store, held: Participations, view: ViewDefinition, given: Mapping[str, str]) -> nx.Graph:
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
        # The error gets the line of the view's file with the choice that the projection refused.
        key, table = "", ""
        for name in ("roll_up", "directed"):
            if error.found.startswith(name.replace("_", "-")):
                key = name
        for name, value in chosen.filters.items():
            codes = value if isinstance(value, (list, tuple)) else [value]
            if any(error.found.endswith(f" {code}") for code in codes):
                key, table = name, "filters"
        raise view.error(
            error.found, expected=error.expected, mend=error.mend, key=key, table=table
        ) from None
