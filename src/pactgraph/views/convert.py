"""Pictures as files: an SVG picture as SVG, PNG or PDF.

Text in PNG and PDF is set with the machine's typefaces and fits with any of them, because every ``text``
states its ``textLength``. In PDF text and lines stay text and lines. SVG and PNG are the same bytes each time
on one machine; in PDF the typefaces and opacities of a page are listed in any order.
"""

from __future__ import annotations

from functools import cache

from pactgraph.errors import ParameterError
from pactgraph.model.optional_imports import require

ENDINGS = ("svg", "png", "pdf")
"""The kinds of file that :func:`convert` writes."""

ZOOM = 2
"""The pixels of a PNG for each unit of the picture."""


def convert(svg: str, ending: str) -> bytes:
    """Return a picture as a file.

    :param svg: the picture, with its colours as attributes.
    :param ending: ``svg``, ``png`` (two pixels for a unit, on white) or ``pdf`` (vectors and text).
    :raises ParameterError: where the ending is none of these.
    :raises MissingLibraryError: where the library for it is not installed.

    >>> picture = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9"/></svg>'
    >>> [convert(picture, ending)[:4] for ending in ENDINGS]
    [b'<svg', b'\\x89PNG', b'%PDF']
    """
    match ending.removeprefix(".").lower():
        case "svg":
            return svg.encode()
        case "png":
            drawn: bytes = bytes(
                require("resvg_py", extra="views").svg_to_bytes(svg_string=svg, zoom=ZOOM, background="white")
            )
            return drawn
        case "pdf":
            pages: bytes = bytes(require("svg2pdf_py", extra="views").svg_to_pdf(svg, _typefaces()))
            return pages
    raise ParameterError(
        f"a picture that ends in {ending!r}", expected=f"one of {', '.join(ENDINGS)}", mend="name it so"
    )


@cache
def _typefaces() -> object:
    """Find the machine's typefaces once; reading them takes longer than a picture."""
    return require("svg2pdf_py", extra="views").FontDatabase.system()
