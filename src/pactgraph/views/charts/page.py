"""One self-contained HTML page from a chart: drawn for screen and telephone, in words, as a table."""

from __future__ import annotations

from pactgraph.views.charts.rows import SMALL, WIDE, Drawing
from pactgraph.views.claim_cards import remarks
from pactgraph.views.colours import Paint
from pactgraph.views.definition import ViewDefinition
from pactgraph.views.labels import clean
from pactgraph.views.style import load_style
from pactgraph.views.templates import asset, policy, style_sheet, template


def render(drawing: Drawing, view: ViewDefinition, *, notes: tuple[str, ...] = (), home: str = "") -> str:
    """Write the page.

    :param drawing: the chart; see :func:`pactgraph.views.charts.registry.make`.
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
    html: str = template("chart.html").render(
        view=view,
        drawing=drawing,
        groups=list(enumerate(drawing.groups)),
        rows=[
            {
                "id": row.id,
                "group": places.get(row.group),
                "cells": [row[key] for key, _ in drawing.columns],
                "claims": row.claims,
            }
            for row in drawing.rows
        ],
        notes=[clean(note) for note in (*drawing.notes, *notes)],
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
