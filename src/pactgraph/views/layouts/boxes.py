"""What every layout gives: a box for each node, and guides to stand behind them.

All measures are in one unit; a label's type is :data:`TYPE_SIZE` such units high, and (0, 0) is the middle.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pactgraph.views.labels import clean
from pactgraph.views.svg import break_lines, text_width

TYPE_SIZE = 12
"""The type size of labels where nothing makes one larger."""

LINE = 14
"""The height of one line of a label of that size."""

PADDING = 26
"""What a box adds to the width of its text: the shape that tells the type, and air."""

WIDEST = 150
"""The widest box of a layout that has no columns of its own."""

MOST_LINES = 3
"""A label is broken into at most so many lines."""


@dataclass(frozen=True)
class Box:
    """The room of one node; ``x`` and ``y`` are its middle."""

    x: int
    y: int
    width: int
    height: int
    lines: int
    """How many lines of label fit."""
    size: int
    """The size of its type."""
    column: int = 1
    """In five columns: from -2 (parties on the left) over 0 (spine) to 2 (parties on the right). In any other
    layout 0 for what most is tied through, else 1."""


@dataclass(frozen=True)
class Guide:
    """Something faint behind the boxes that says what a place means."""

    kind: str
    """``ring`` is an ellipse around ``x`` and ``y``; ``line`` goes from there by ``width`` and ``height``;
    ``heading`` is a text with its middle there, in a room of ``width`` and ``height``."""
    x: int
    y: int
    width: int = 0
    height: int = 0
    text: str = ""


class Arrangement(dict[str, Box]):
    """Node to box, in the order of the nodes, with what else the picture must show.

    :param boxes: node to box.
    :param guides: what stands behind them.
    """

    def __init__(self, boxes: Mapping[str, Box], guides: Iterable[Guide] = ()) -> None:
        super().__init__((node, boxes[node]) for node in sorted(boxes))
        self.guides = tuple(guides)


def box_of(label: str, size: int = TYPE_SIZE, widest: int = WIDEST, most: int = 2, column: int = 1) -> Box:
    """Return a box at (0, 0) with room for a label.

    :param label: the text.
    :param size: the size of its type.
    :param widest: how wide a box of :data:`TYPE_SIZE` may get for several words; it grows with the type.
    :param most: how many lines at most.
    :param column: see :class:`Box`.

    >>> box_of("China")
    Box(x=0, y=0, width=58, height=13, lines=1, size=12, column=1)
    """
    text, padding = clean(label), PADDING + size - TYPE_SIZE
    room = widest * size // TYPE_SIZE - padding
    word = max((text_width(part, size) for part in text.split()), default=0)
    # A long word may widen the box by half: it cannot be broken.
    room = max(room, min(word, room * 3 // 2))
    lines = fitting_lines(text, room, most, size)
    longest = max(text_width(line, size) for line in lines)
    height = len(lines) * (size + LINE - TYPE_SIZE) - 1
    return Box(0, 0, longest + padding, height, len(lines), size, column)


def fitting_lines(text: str, room: int, most: int, size: int) -> list[str]:
    """Break a text into as few lines as it takes uncut; into the most lines where it is cut anyway.

    >>> fitting_lines("Digital Silk Road", 60, 3, 12)
    ['Digital Silk', 'Road']
    """
    lines = [""]
    for number in range(1, most + 1):
        lines = break_lines(text, room, number, size)
        if "".join(lines).count("…") == text.count("…"):
            break
    return lines


def meet(one: Box, other: Box, gap: int = 0) -> bool:
    """Say whether two boxes meet, or come nearer than a gap."""
    return (
        abs(one.x - other.x) * 2 < one.width + other.width + 2 * gap
        and abs(one.y - other.y) * 2 < one.height + other.height + 2 * gap
    )


def bounds(boxes: Iterable[Box]) -> tuple[int, int, int, int]:
    """Return the left, top, right and bottom of what boxes cover; zeros where there are none.

    >>> bounds([Box(0, 0, 10, 4, 1, 12), Box(20, 5, 10, 4, 1, 12)])
    (-5, -2, 25, 7)
    """
    listed = list(boxes)
    if not listed:
        return (0, 0, 0, 0)
    return (
        min(box.x - -(-box.width // 2) for box in listed),
        min(box.y - -(-box.height // 2) for box in listed),
        max(box.x + -(-box.width // 2) for box in listed),
        max(box.y + -(-box.height // 2) for box in listed),
    )
