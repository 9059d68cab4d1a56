"""From a view of a chart to its drawing: the one place that knows every kind of chart."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import networkx as nx

from pactgraph.network.elements import ties
from pactgraph.store.base import Store
from pactgraph.views.charts.map import draw_map
from pactgraph.views.charts.matrix import matrix
from pactgraph.views.charts.network import Network
from pactgraph.views.charts.question_places import places_asked
from pactgraph.views.charts.rows import Drawing, claims_of
from pactgraph.views.charts.series import series
from pactgraph.views.charts.timeline import timeline
from pactgraph.views.definition import ViewDefinition
from pactgraph.views.places import read_places
from pactgraph.views.style import load_style


def make(
    store: Store, view: ViewDefinition, parameters: Mapping[str, str], network: Callable[[], nx.Graph]
) -> Drawing:
    """Make the chart of a view.

    :param parameters: values that replace those of the view's file.
    :param network: returns the view's network; called for a chart that draws one.
    :raises EmptyChartError: where there is nothing to draw.
    :raises ParameterError: where a parameter is unknown, missing or of the wrong type.
    :raises UnknownNameError: where one names nothing in the graph.
    """
    chart, style, given = view.chart, load_style(view.style), view.given(parameters)
    if chart is None:
        raise view.error("a view without [chart]", expected='kind = "chart" with a table [chart]', key="kind")
    if chart.mark == "timeline":
        return timeline(store, chart, given, style)
    if chart.mark == "series":
        return series(store, chart, given, style)
    graph = places_asked(store, chart, given) if chart.question else network()
    stated = {iri for tie in ties(graph) for iri in tie.claims}
    drawn = Network(graph, view, style, claims_of(store, stated))
    if chart.mark == "matrix":
        return matrix(drawn, chart, style, seed=view.seed)
    return draw_map(drawn, chart, style, read_places(store))
