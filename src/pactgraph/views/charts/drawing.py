"""From a Vega-Lite specification to a drawing inside a page: no script, no request, each mark a link.

Vega-Lite runs inside the installed package vl-convert-python. What it writes is tidied here: its size follows
the page, a mark that stands for a row of the table leads there and says what it shows, all else is silent.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

from pactgraph.model.optional_imports import require

VERSION = "6.4"
"""The version of Vega-Lite that the specifications are written for."""

FONT = "Liberation Sans, Arial, Helvetica, Noto Sans, Noto Sans CJK SC, sans-serif"
"""The first comes with vl-convert, so that text is measured alike everywhere."""

ROW = "https://row.invalid/"
"""How a specification names a row: Vega resolves shorter addresses against a site of its own."""

SVG = "http://www.w3.org/2000/svg"
_HREF = "{http://www.w3.org/1999/xlink}href"
_GEOMETRY = ("d", "transform", "x", "y", "x1", "x2", "y1", "y2", "width", "height", "points")
_LONG_NUMBER = re.compile(r"-?[0-9]+\.[0-9]{2,}(?:e-[0-9]+)?")


def draw(spec: dict[str, Any], *, name: str, title: str, description: str, fixed: bool = False) -> str:
    """Draw a specification.

    :param spec: Vega-Lite, with its data inside.
    :param name: what the drawing's identifiers begin with.
    :param title: its title, for those who cannot see it.
    :param description: what it shows, for them.
    :param fixed: whether it keeps its size on a narrow page, which then scrolls, rather than shrink.
    :returns: an ``svg`` element for a page; the same bytes for the same specification.
    :raises MissingLibraryError: where vl-convert-python is not installed.
    """
    library = require("vl_convert", extra="views")
    complete = {**spec, "background": None, "config": {**_config(), **spec.get("config", {})}}
    drawn = library.vegalite_to_svg(complete, vl_version=VERSION, allowed_base_urls=[])
    root = ElementTree.fromstring(drawn)
    for parent in root.iter():
        _tidy(parent)
    _label(root, name, title, description, fixed)
    ElementTree.register_namespace("", SVG)
    return ElementTree.tostring(root, encoding="unicode")


def colours(svg: str) -> set[str]:
    """Return the colours that a drawing uses.

    >>> colours('<path fill="#ffffff" stroke="#0065ad"/>') == {"#ffffff", "#0065ad"}
    True
    """
    return set(re.findall(r'(?:fill|stroke)="(#[0-9a-f]{6})"', svg))


def link(row: str) -> str:
    """Return the address by which a mark of a specification names a row of the table."""
    return ROW + row


def echo(row: str) -> str:
    """Return the address of what belongs to such a mark: it leads there too, for the pointer only."""
    return f"{ROW}echo/{row}"


def member(place: int) -> str:
    """Return the address by which what stands for no row names its group, by its place; it leads nowhere."""
    return f"{ROW}group/{place}"


def _config() -> dict[str, Any]:
    return {
        "font": FONT,
        "view": {"stroke": None},
        "axis": {"labelFontSize": 11, "ticks": False, "domain": False, "labelPadding": 6},
    }


def _tidy(element: Any) -> None:
    """Turn a mark's address and description into those of the link around it; round what nobody can see."""
    leads = _HREF in element.attrib
    if leads:
        kind, _, name = element.attrib.pop(_HREF).removeprefix(ROW).rpartition("/")
        if kind == "group":
            element.tag = f"{{{SVG}}}g"
            element.attrib["data-group"] = name
        elif kind == "echo":
            element.attrib.update(
                {"href": f"#{name}", "data-row": name, "tabindex": "-1", "aria-hidden": "true"}
            )
        else:
            said = next(iter(element)).attrib.get("aria-label", "")
            element.attrib.update({"href": f"#{name}", "data-row": name, "aria-label": said})
    for attribute in (
        "role",
        "aria-roledescription",
        "cursor",
        *(() if leads else ("aria-label", "aria-hidden")),
    ):
        element.attrib.pop(attribute, None)
    for attribute in _GEOMETRY:
        if attribute in element.attrib:
            element.attrib[attribute] = _LONG_NUMBER.sub(_short, element.attrib[attribute])


def _short(match: re.Match[str]) -> str:
    rounded = f"{float(match[0]):.1f}".removesuffix(".0")
    return "0" if rounded == "-0" else rounded


def _label(root: Any, name: str, title: str, description: str, fixed: bool) -> None:
    """Name the drawing. A ``title`` element would do so too, and would pop up wherever the pointer is."""
    width = root.attrib.pop("width")
    root.attrib.pop("height")
    size = f"max-width:{width}px" + (f";min-width:{width}px" if fixed else "")
    said = {"aria-label": title, "aria-describedby": f"{name}-what", "style": size}
    root.attrib.update({"class": "drawing", "id": name, "role": "group", **said})
    what = ElementTree.Element(f"{{{SVG}}}desc", {"id": f"{name}-what"})
    what.text = description
    root.insert(0, what)
