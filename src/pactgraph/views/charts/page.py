"""From a view to its chart, and from the chart to one self-contained HTML page.

``make`` knows every kind of chart. The page draws it for screen and telephone, in words, as a table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import networkx as nx

from pactgraph.answers.claim import cards
from pactgraph.network.elements import claims_in
from pactgraph.store.base import Store
from pactgraph.views.charts.definition import Chart
from pactgraph.views.charts.map import draw_map
from pactgraph.views.charts.matrix import matrix
from pactgraph.views.charts.network import Network
from pactgraph.views.charts.rows import SMALL, WIDE, Drawing, ask_rows
from pactgraph.views.charts.series import series
from pactgraph.views.charts.timeline import timeline
from pactgraph.views.claim_cards import remarks
from pactgraph.views.colours import Paint
from pactgraph.views.definition import ViewDefinition
from pactgraph.views.labels import clean
from pactgraph.views.places import read_places
from pactgraph.views.style import load_style
from pactgraph.views.templates import asset, policy, style_sheet, template

PLACES = """
SELECT ?iri ?kind ?name WHERE {
  VALUES ?kind { pact:Country pact:SubnationalUnit } ?iri a ?kind ; rdfs:label ?name
  FILTER(LANG(?name) = "en")
} ORDER BY ?iri
"""

CAVEATS = (
    "An exclamation mark stands where a figure is understood otherwise than printed, another is preferred, "
    "or something disagrees with it: the table says what."
)


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
    drawn = Network(graph, view, style, {card.iri: card for card in cards(store, claims_in(graph))})
    if chart.mark == "matrix":
        return matrix(drawn, chart, style, seed=view.seed)
    return draw_map(drawn, chart, style, read_places(store))


def places_asked(store: Store, chart: Chart, given: Mapping[str, str]) -> nx.Graph:
    """Ask the question of a map and make a network of its answer: each place tied to what is there.

    :raises EmptyChartError: where the answer is empty.
    """
    known: dict[str, dict[str, str]] = {}
    for row in store.select(PLACES).records():
        kind = "country" if row["kind"].endswith("Country") else "subnational"
        known[clean(row["name"])] = {"iri": row["iri"], "type": kind}
    graph = nx.Graph()
    for answer in ask_rows(store, chart, given, lambda cells: (cells["place"], cells["what"])):
        place = known.get(answer["place"], {"iri": answer["place"], "type": "place"})
        node, what = place["iri"], f"what {answer['what']}"
        graph.add_node(node, **place, label=answer["place"])
        graph.add_node(what, label=answer["what"], type="what")
        before = graph.get_edge_data(node, what, {"claims": ""})["claims"]
        stated = " ".join(claim.iri for claim in answer.claims)
        graph.add_edge(node, what, claims=f"{before} {stated}".strip())
    return graph


def render(drawing: Drawing, view: ViewDefinition, *, notes: tuple[str, ...] = (), home: str = "") -> str:
    """Write the page.

    :param drawing: the chart; see :func:`pactgraph.views.charts.page.make`.
    :param view: gives the page its title and its texts.
    :param notes: sentences about the picture, printed after those of the chart.
    :param home: the address of the list of views; empty for no link.
    :returns: HTML with everything inside that it needs.
    """
    description = f"{view.alt} {drawing.summary}"
    wide = drawing.draw(WIDE).markup("wide", view.title, description)
    small = drawing.draw(SMALL).markup("small", view.title, description, fixed=True)
    script = asset("chart.js")
    places = {group: place for place, group in enumerate(drawing.groups)}
    notes = (*drawing.notes, *notes)
    columns = drawing.columns
    if any(row.caveat for row in drawing.rows):
        columns = (*columns, ("caveat", "Caveat"))
        notes = (*notes, CAVEATS)
    html: str = template("chart.html").render(
        view=view,
        drawing=drawing,
        groups=list(enumerate(drawing.groups)),
        columns=columns,
        rows=[
            {
                "id": row.id,
                "group": places.get(row.group),
                "cells": [row.caveat if key == "caveat" else row[key] for key, _ in columns],
                "claims": row.claims,
            }
            for row in drawing.rows
        ],
        notes=[clean(note) for note in notes],
        wide=wide,
        small=small,
        css=style_sheet("chart.css"),
        dark=Paint(load_style(view.style)).darkened(wide + small, ".chart"),
        remarks=lambda claim: remarks(claim.as_dict()),
        script=script,
        home=home,
        policy=policy([script]),
    )
    return html


def picture(drawing: Drawing, view: ViewDefinition) -> str:
    """Return the drawing for a screen as a picture that stands alone, on a light ground, without links."""
    return drawing.draw(WIDE).document(view.title, view.alt)
