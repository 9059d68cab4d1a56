"""One self-contained HTML page from a chart: drawn for screen and telephone, in words, as a table."""

from __future__ import annotations

import base64
import hashlib

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pactgraph.resources import viz_dir
from pactgraph.views.charts.colours import Paint
from pactgraph.views.charts.drawing import colours
from pactgraph.views.charts.rows import SMALL, WIDE, Claim, Drawing
from pactgraph.views.definition import ViewDefinition
from pactgraph.views.labels import clean
from pactgraph.views.style import load_style


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
    # A browser reads \r\n as \n before it compares the digest.
    style, script = (
        (viz_dir() / "assets" / name).read_text(encoding="utf-8").replace("\r\n", "\n")
        for name in ("chart.css", "chart.js")
    )
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    environment = Environment(
        loader=FileSystemLoader(str(viz_dir() / "templates")), autoescape=True, undefined=StrictUndefined
    )
    environment.filters |= {"clean": clean, "remarks": remarks}
    places = {group: place for place, group in enumerate(drawing.groups)}
    html: str = environment.get_template("chart.html").render(
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
        css=style,
        dark=Paint(load_style(view.style)).darkened(colours(wide) | colours(small)),
        script=script,
        home=home,
        policy=f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'",
    )
    return html


def picture(drawing: Drawing, view: ViewDefinition) -> str:
    """Return the drawing for a screen as a picture that stands alone, on a light ground, without links."""
    return drawing.draw(WIDE).document(view.title, view.alt)


def remarks(claim: Claim) -> list[str]:
    """Return the notes on a claim, the doubts of the audit and the judgements of curators."""
    doubts = [f"In doubt: {text}" for text in claim.get("doubts", ())]
    judgements = [f"Judged: {text}" for text in claim.get("judgements", ())]
    return [clean(text) for text in (*claim.get("notes", ()), *doubts, *judgements)]
