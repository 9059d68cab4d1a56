"""One self-contained HTML page from a chart: drawn for screen and telephone, in words, as a table."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pactgraph.resources import viz_dir
from pactgraph.views.charts.colours import Paint
from pactgraph.views.charts.drawing import SVG, colours, draw
from pactgraph.views.charts.rows import SMALL, WIDE, Drawing, Row
from pactgraph.views.definition import ViewDefinition
from pactgraph.views.labels import clean
from pactgraph.views.style import load_style

TEMPLATE, STYLE, SCRIPT = "chart.html", "chart.css", "chart.js"


def render(drawing: Drawing, view: ViewDefinition, *, notes: tuple[str, ...] = (), home: str = "") -> str:
    """Write the page.

    :param drawing: what a kind of chart made of its data (:func:`pactgraph.views.charts.registry.make`).
    :param view: what the page is called.
    :param notes: sentences about what is drawn and what is not, printed after those of the chart.
    :param home: where all views are listed; empty for no link.
    :returns: HTML; all it needs is inside, and it asks for nothing from anywhere.
    :raises MissingLibraryError: where vl-convert-python is not installed.
    """
    what = f"{view.alt} {drawing.summary}"
    wide = draw(drawing.spec(WIDE), name="wide", title=view.title, description=what)
    small = draw(drawing.spec(SMALL), name="small", title=view.title, description=what, fixed=True)
    script = _asset(SCRIPT)
    html: str = _template().render(
        view=view,
        drawing=drawing,
        groups=list(enumerate(drawing.groups)),
        rows=[_row(row, drawing) for row in drawing.rows],
        notes=[clean(note) for note in (*drawing.notes, *notes)],
        wide=wide,
        small=small,
        css=_asset(STYLE),
        dark=Paint(load_style(view.style)).darkened(colours(wide) | colours(small)),
        script=script,
        home=home,
        policy=_policy(script),
    )
    return html


def picture(drawing: Drawing, view: ViewDefinition) -> str:
    """Return the drawing alone, for a screen: an ``svg`` element in the colours of a light ground.

    Its links lead nowhere outside the page of the chart, so they are taken out.
    """
    svg = draw(drawing.spec(WIDE), name="still", title=view.title, description=view.alt)
    return unlinked(svg)


def unlinked(svg: str) -> str:
    """Take the links out of a drawing and leave what they hold.

    >>> unlinked('<svg xmlns="http://www.w3.org/2000/svg"><a href="#row-1" data-row="row-1"><g /></a></svg>')
    '<svg xmlns="http://www.w3.org/2000/svg"><g><g /></g></svg>'
    """
    from xml.etree import ElementTree

    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(svg)
    for element in root.iter():
        if element.tag.endswith("}a"):
            element.tag = element.tag[:-1] + "g"
            element.attrib.clear()
    return ElementTree.tostring(root, encoding="unicode")


def _row(row: Row, drawing: Drawing) -> dict[str, Any]:
    group = drawing.groups.index(row.group) if row.group in drawing.groups else None
    cells = [row[key] for key, _ in drawing.columns]
    return {"id": row.id, "group": group, "cells": cells, "claims": row.claims}


def _template() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    folder = str(viz_dir() / "templates")
    environment = Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined)
    environment.filters["clean"] = clean
    environment.filters["stated"] = stated
    return environment.get_template(TEMPLATE)


def stated(claim: Mapping[str, Any]) -> list[str]:
    """Return what stands beside a claim: notes, doubts of the audit, judgements of curators."""
    doubts = [f"In doubt: {text}" for text in claim.get("doubts", ())]
    judged = [f"Judged: {text}" for text in claim.get("judgements", ())]
    return [clean(text) for text in (*claim.get("notes", ()), *doubts, *judged)]


def _policy(script: str) -> str:
    """Write the page's content security policy: this script, by its digest, and nothing from anywhere."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _asset(name: str) -> str:
    path: Path = viz_dir() / "assets" / name
    # A browser reads \r\n as \n before it compares the digest.
    return path.read_text(encoding="utf-8").replace("\r\n", "\n")
