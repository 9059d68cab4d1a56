"""From a view of a chart to what is drawn and written: the one place that knows every kind of chart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pactgraph.store.base import Store
from pactgraph.views.charts.map import draw_map
from pactgraph.views.charts.matrix import matrix
from pactgraph.views.charts.question_places import places_asked
from pactgraph.views.charts.rows import Drawing
from pactgraph.views.charts.series import series
from pactgraph.views.charts.timeline import timeline
from pactgraph.views.definition import ViewDefinition
from pactgraph.views.places import read_places
from pactgraph.views.style import load_style


def make(
    store: Store, view: ViewDefinition, parameters: Mapping[str, str], network: Callable[[], Any]
) -> Drawing:
    """Make the chart of a view.

    :param parameters: what is asked for instead of what the view's file says.
    :param network: gives the view's network; called for a chart that draws one.
    :raises EmptyChartError: where nothing would be seen.
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
    if chart.mark == "matrix":
        return matrix(graph, chart, style, seed=view.seed)
    return draw_map(
        graph,
        chart,
        style,
        read_places(store),
        statuses=view.tentative_status,
        modalities=view.tentative_modality,
    )
