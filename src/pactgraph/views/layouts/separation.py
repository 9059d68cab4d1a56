"""Remove overlaps between boxes, and pack groups of boxes into a page.

Boxes push each other apart; where that fails, each takes the nearest free cells of a fine grid. A row of the
grid is a whole number whose bits are the taken cells, so one operation tests a whole row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import isqrt

from pactgraph.views.layouts.boxes import Box, bounds, meet

GAP_X, GAP_Y = 10, 7
"""The target distance between two boxes, horizontally and vertically."""

APART = 24
"""The distance between two groups."""

ROUNDS = 40
"""The largest number of rounds in which boxes push each other."""

PROPORTION = 1.5
"""The target ratio of width to height: that of the page's drawing area on a wide screen."""

WIDE, HIGH = 6, 4
"""The size of a cell. A box takes whole cells, and one more each way, so that none touches another."""

ACROSS, DOWN = 2, 3
"""The weights of a horizontal and of a vertical move: a page is wider than high."""

Points = dict[str, tuple[float, float]]


def separate(boxes: Mapping[str, Box], points: Mapping[str, tuple[float, float]]) -> dict[str, Box]:
    """Place every box near its point so that no two overlap.

    Two boxes that overlap move apart along the axis with the shorter way, again and again. Where that is not
    enough, the outer boxes take the nearest free room.

    :param boxes: node to a box at any place.
    :param points: node to the desired centre of its box.
    :returns: node to the placed box, in whole units.
    """
    nodes = sorted(boxes)
    at: Points = {}
    taken: set[tuple[float, float]] = set()
    for node in nodes:
        x, y = points[node]
        # Two nodes at one point have no direction in which to move apart.
        while (x, y) in taken:
            x, y = x + 0.5, y + 0.75
        taken.add((x, y))
        at[node] = (x, y)
    for _ in range(ROUNDS):
        if not _push(nodes, boxes, at):
            break
    placed = {node: replace(boxes[node], x=round(at[node][0]), y=round(at[node][1])) for node in nodes}
    return settle(placed) if any(True for _ in meetings(placed)) else placed


def settle(boxes: Mapping[str, Box]) -> dict[str, Box]:
    """Return boxes without overlaps; those nearest to (0, 0) stay in place.

    :param boxes: node to a box at its desired place.

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
        wanted, start = (box.x - box.width // 2) // WIDE - left, (box.y - box.height // 2) // HIGH
        best, column, row, step = -1, 0, 0, 0
        # Rows ever farther off, until a row is farther than the best place found.
        while best < 0 or _far(0, step * HIGH) < best:
            for first in (start + step, start - step) if step else (start,):
                taken = 0
                for part in range(first, first + down):
                    taken |= rows.get(part, 0)
                free = _free(taken, wanted, across)
                far = _far((free - wanted) * WIDE, step * HIGH)
                if best < 0 or far < best:
                    best, column, row = far, free, first
            step += 1
        for part in range(row, row + down):
            rows[part] = rows.get(part, 0) | ((1 << across) - 1) << column
        x, y = (column + left) * WIDE + -(-box.width // 2), row * HIGH + -(-box.height // 2)
        settled[node] = replace(box, x=x, y=y)
    return settled


def _far(dx: int, dy: int) -> int:
    return (ACROSS * dx) ** 2 + (DOWN * dy) ** 2


def _free(taken: int, wanted: int, across: int) -> int:
    """Return the start of a run of free cells of a row, nearest to the desired one.

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


def meetings(boxes: Mapping[str, Box]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of nodes whose boxes overlap."""
    order = sorted(boxes, key=lambda node: (boxes[node].x - boxes[node].width / 2, node))
    open_: list[str] = []
    for node in order:
        box = boxes[node]
        left = box.x - box.width / 2
        open_ = [other for other in open_ if boxes[other].x + boxes[other].width / 2 > left]
        yield from ((other, node) for other in open_ if meet(boxes[other], box))
        open_.append(node)


def pack(groups: Sequence[Mapping[str, Box]]) -> dict[str, Box]:
    """Pack groups into rows, the tallest first, centred at (0, 0).

    :param groups: node to box, each group around any centre.
    """
    spans = [bounds(group.values()) for group in groups]
    widest = max((right - left for left, _, right, _ in spans), default=0)
    best: dict[str, Box] = {}
    order = sorted(range(len(groups)), key=lambda at: (spans[at][1] - spans[at][3], at))
    # Rows may be as long as the widest group or up to three times as long: the best fit to a page is taken.
    for quarters in range(4, 13):
        placed: dict[str, Box] = {}
        x = y = tallest = 0
        for at in order:
            left, top, right, bottom = spans[at]
            if x and x + right - left > widest * quarters // 4:
                x, y, tallest = 0, y + tallest + APART, 0
            placed |= shifted(groups[at], x - left, y - top)
            x, tallest = x + right - left + APART, max(tallest, bottom - top)
        if not best or extent(placed) < extent(best):
            best = placed
    return centred(best)


def rows_below(placed: Mapping[str, Box], boxes: Mapping[str, Box], nodes: Sequence[str]) -> dict[str, Box]:
    """Return boxes in rows below others: those of nodes without a tie or a place.

    :param placed: the boxes already placed.
    :param boxes: node to a box at any place.
    :param nodes: the nodes to place below, in order.
    """
    left, _, right, bottom = bounds(placed.values())
    area = sum((boxes[node].width + GAP_X) * (boxes[node].height + GAP_Y) for node in nodes)
    limit = max(right - left, isqrt(round(area * PROPORTION)))
    x, y, rows = 0, bottom + 3 * GAP_Y if placed else 0, {}
    tallest = 0
    for node in nodes:
        box = boxes[node]
        if x and x + box.width > limit:
            x, y, tallest = 0, y + tallest + GAP_Y, 0
        half = -(-box.width // 2), -(-box.height // 2)
        rows[node] = replace(box, x=x + half[0], y=y + half[1])
        x, tallest = x + 2 * half[0] + GAP_X, max(tallest, 2 * half[1])
    row_left, _, row_right, _ = bounds(rows.values())
    return shifted(rows, (left + right) // 2 - (row_left + row_right) // 2 if placed else 0, 0)


def spread(tops: Sequence[int], heights: Sequence[int], gap: int = 8) -> list[int]:
    """Move intervals as little as possible (least squares) until none overlaps; their order stays.

    :param tops: the desired start of each, in order.
    :param heights: the length of each.
    :param gap: the least distance between two.
    :returns: the start of each.

    >>> spread([0, 0, 50], [10, 10, 10], gap=2)
    [-6, 6, 50]
    """
    # Runs of touching intervals: the sum of the starts that each wants for the run, their number, its height.
    runs: list[tuple[int, int, int]] = []
    for top, height in zip(tops, heights, strict=True):
        wish, count, tall = top, 1, height + gap
        while runs and runs[-1][0] // runs[-1][1] + runs[-1][2] > wish // count:
            wish_above, count_above, tall_above = runs.pop()
            wish, count = wish_above + wish - count * tall_above, count_above + count
            tall += tall_above
        runs.append((wish, count, tall))
    placed: list[int] = []
    for wish, count, _ in runs:
        at = wish // count
        for height in heights[len(placed) : len(placed) + count]:
            placed.append(at)
            at += height + gap
    return placed


def extent(boxes: Mapping[str, Box]) -> float:
    """Return the height of a page of the target ratio that fits the boxes."""
    left, top, right, bottom = bounds(boxes.values())
    return max((right - left) / PROPORTION, bottom - top)


def shifted(boxes: Mapping[str, Box], dx: int, dy: int) -> dict[str, Box]:
    """Return the boxes, moved."""
    return {node: replace(box, x=box.x + dx, y=box.y + dy) for node, box in boxes.items()}


def centred(boxes: Mapping[str, Box]) -> dict[str, Box]:
    """Return the boxes, centred at (0, 0)."""
    left, top, right, bottom = bounds(boxes.values())
    return shifted(boxes, -((left + right) // 2), -((top + bottom) // 2))


def _push(nodes: Sequence[str], boxes: Mapping[str, Box], at: Points) -> bool:
    """Push apart each pair that is too near, once; return whether there was one."""
    moved = False
    for one, other in _near(nodes, boxes, at):
        (x, y), (x2, y2) = at[one], at[other]
        a, b = boxes[one], boxes[other]
        over_x = (a.width + b.width) / 2 + GAP_X - abs(x - x2)
        over_y = (a.height + b.height) / 2 + GAP_Y - abs(y - y2)
        if over_x <= 0.01 or over_y <= 0.01:
            continue
        moved = True
        if over_x < over_y:
            step = over_x / 2 if x < x2 else -over_x / 2
            at[one], at[other] = (x - step, y), (x2 + step, y2)
        else:
            step = over_y / 2 if y < y2 else -over_y / 2
            at[one], at[other] = (x, y - step), (x2, y2 + step)
    return moved


def _near(nodes: Sequence[str], boxes: Mapping[str, Box], at: Points) -> Iterator[tuple[str, str]]:
    """Yield the pairs that may be too near, from a grid whose cells are as large as the largest box."""
    wide = max(box.width for box in boxes.values()) + GAP_X
    tall = max(box.height for box in boxes.values()) + GAP_Y
    cells: dict[tuple[int, int], list[str]] = {}
    for node in nodes:
        x, y = at[node]
        cells.setdefault((int(x // wide), int(y // tall)), []).append(node)
    for (column, row), held in cells.items():
        for place, node in enumerate(held):
            for other in held[place + 1 :]:
                yield node, other
        for step in ((1, 0), (0, 1), (1, 1), (1, -1)):
            for other in cells.get((column + step[0], row + step[1]), ()):
                for node in held:
                    yield node, other
