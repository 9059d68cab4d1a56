"""What colour, shape, size, width and line of a picture tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pactgraph.views.settings import Settings

ENCODINGS: Mapping[str, tuple[str, ...]] = {
    "colour": ("type", "status", "community", "mode"),
    "shape": ("type", "none"),
    "size": ("none", "degree", "strength"),
    "width": ("none", "weight", "count"),
    "line": ("status", "none"),
}
"""What a part of the picture can tell; the first is what it tells where the file says nothing."""


@dataclass(frozen=True)
class Encoding:
    """What colour, shape, size, width and line tell; see :data:`ENCODINGS`."""

    colour: str = "type"
    shape: str = "type"
    size: str = "none"
    width: str = "none"
    line: str = "status"
    arrows: bool = False
    """Whether one-sided ties have an arrow, and mutual ones have two."""


def read_encoding(settings: Settings) -> Encoding:
    """Read the table ``[encoding]`` of a view file.

    :raises InputSyntaxError: where a key or a value is not known; with file and line.
    """
    settings.refuse_unknown((*ENCODINGS, "arrows"), "encoding")
    said = {
        key: settings.choice_at(key, known, "encoding", default=known[0]) for key, known in ENCODINGS.items()
    }
    return Encoding(**said, arrows=settings.flag_at("arrows", "encoding"))
