"""Giving each box the free room that is nearest to its place, row by row of a fine grid.

A row is a whole number whose bits are the cells that are taken: so a row is looked through at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pactgraph.views.layouts.boxes import Box

WIDE, HIGH = 6, 4
"""The size of a cell. A box takes whole cells, and one more each way, so that none touches another."""

ACROSS, DOWN = 2, 3
"""What a way aside counts and what a way up or down: a page is wider than high."""


def settle(boxes: Mapping[str, Box]) -> dict[str, Box]:
    """Return boxes of which none meets another, those nearest to (0, 0) where they were.

    :param boxes: node to a box at the place where it is wanted.

    >>> box = Box(0, 0, 20, 10, 1, 12)
    >>> {node: (box.x, box.y) for node, box in settle({"a": box, "b": box}).items()}
    {'a': (-2, -3), 'b': (-2, 13)}
    """
    rows: dict[int, int] = {}
    left = min((box.x - box.width for box in boxes.values()), default=0) // WIDE
    left -= sum(box.width for box in boxes.values()) // WIDE // 8 + 16
    settled = {}
    for node in sorted(boxes, key=lambda node: (_far(boxes[node].x, boxes[node].y), node)):
        box = boxes[node]
        across, down = -(-box.width // WIDE) + 1, -(-box.height // HIGH) + 1
        column, row = _nearest(rows, (box.x - box.width // 2) // WIDE - left, box, across, down)
        for taken in range(row, row + down):
            rows[taken] = rows.get(taken, 0) | ((1 << across) - 1) << column
        x, y = (column + left) * WIDE + -(-box.width // 2), row * HIGH + -(-box.height // 2)
        settled[node] = replace(box, x=x, y=y)
    return settled


def _nearest(rows: Mapping[int, int], wanted: int, box: Box, across: int, down: int) -> tuple[int, int]:
    """Return the column and the row of the nearest free room; rows farther off than the best end it."""
    start = (box.y - box.height // 2) // HIGH
    best, found, step = -1, (0, 0), 0
    while best < 0 or _far(0, step * HIGH) < best:
        for row in (start + step, start - step) if step else (start,):
            taken = 0
            for part in range(row, row + down):
                taken |= rows.get(part, 0)
            column = _free(taken, wanted, across)
            far = _far((column - wanted) * WIDE, step * HIGH)
            if best < 0 or far < best:
                best, found = far, (column, row)
        step += 1
    return found


def _far(dx: int, dy: int) -> int:
    return (ACROSS * dx) ** 2 + (DOWN * dy) ** 2


def _free(taken: int, wanted: int, across: int) -> int:
    """Return the start, nearest to the one wanted, of so many cells of a row of which none is taken.

    >>> _free(0b0111, 1, 2), _free(0b0111_0000, 5, 2)
    (3, 7)
    """
    # Bit n of blocked: one of the cells from n on is taken.
    blocked, spread = taken, 1
    while spread < across:
        step = min(spread, across - spread)
        blocked |= blocked >> step
        spread += step
    if not blocked >> wanted & 1:
        return wanted
    beyond = blocked >> wanted
    after = wanted + (~beyond & (beyond + 1)).bit_length() - 1
    open_before = ~blocked & ((1 << wanted) - 1)
    before = open_before.bit_length() - 1
    return before if before >= 0 and wanted - before < after - wanted else after
