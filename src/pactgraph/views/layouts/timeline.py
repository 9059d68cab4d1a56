"""By year from left to right; where initiatives and parties are shown, in a lane for each leading party.

A year is the first that a claim about a thing names. Years without anything are left out, neighbouring years
are joined where there would be too many columns, and what no claim dates stands last, under its own heading.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from pactgraph.errors import ParameterError
from pactgraph.views.layouts.boxes import LINE, TYPE_SIZE, Arrangement, Box, Guide, bounds
from pactgraph.views.layouts.reading import adjacency, boxes_of, by_label, is_party, label_of
from pactgraph.views.layouts.separation import rows_below

MOST_COLUMNS = 8
"""At most so many columns of years."""

NARROWEST, WIDEST = 96, 126
"""The narrowest column, which holds its heading, and the widest box of several words."""

ASIDE, GAP, APART = 16, 5, 12
"""The distance between columns, between boxes of one lane, and between lanes."""

UNDATED = "no year stated"
"""The heading of the last column."""

ALSO = "also take part"
"""The heading above the parties that lead no lane."""

Span = tuple[int, int]
"""Where a column begins, and how wide it is."""

Lanes = Mapping[str, Sequence[str]]
"""Lane to the nodes in it."""


def arrange(graph: Any, seed: int = 1, size: str = "none") -> Arrangement:
    """Return the box of every node; see this module. There is no chance in it: the seed has no effect.

    :raises ParameterError: if nothing in the network has a year.
    """
    lanes = _lanes(graph)
    on_axis = [node for nodes in lanes.values() for node in nodes]
    columns = _columns(graph, on_axis)
    boxes = boxes_of(graph, size, WIDEST, most=3)
    start = max((boxes[lane].width for lane in lanes if lane in boxes), default=0)
    spans = _spans([nodes for _, nodes in columns], boxes, start + 2 * ASIDE if start else 0)
    held_by = {node: span for (_, nodes), span in zip(columns, spans, strict=True) for node in nodes}
    placed, bottom = _fill(lanes, boxes, held_by, start)
    guides = _guides([text for text, _ in columns], spans, bottom)
    others = by_label(graph, set(graph) - set(placed))
    if others:
        left, _, right, bottom = bounds(placed.values())
        title = Box((left + right) // 2, bottom + 2 * LINE, right - left, LINE, 1, TYPE_SIZE)
        guides.append(Guide("heading", title.x, title.y, title.width, title.height, ALSO))
        placed |= rows_below({**placed, "": title}, boxes, others)
    return Arrangement(*_centred(placed, guides))


def _lanes(graph: Any) -> dict[str, list[str]]:
    """Return each leading party with its initiatives, the fullest on top; one lane if none leads."""
    parties = [node for node in graph if is_party(graph, node)]
    if not parties or len(parties) == len(graph):
        return {"": sorted(graph, key=lambda node: (label_of(graph, node), node))}
    tied = adjacency(graph)
    lanes: dict[str, list[str]] = {}
    for node in sorted(set(graph) - set(parties), key=lambda node: (label_of(graph, node), node)):
        leads = [other for other in tied[node] if is_party(graph, other)]
        leader = min(leads, key=lambda other: (-len(tied[other]), other), default="")
        lanes.setdefault(leader, []).append(node)

    def key(lane: str) -> tuple[bool, int, int, str]:
        first = min((_year(graph, node) or 9999 for node in lanes[lane]), default=9999)
        return (not lane, -len(lanes[lane]), first, label_of(graph, lane) if lane else "")

    return {lane: lanes[lane] for lane in sorted(lanes, key=key)}


def _year(graph: Any, node: str) -> int | None:
    return min(graph.nodes[node].get("years") or [0]) or None


def _columns(graph: Any, nodes: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Return the heading and the nodes of each column, from the first year on."""
    years: dict[int, list[str]] = {}
    undated = []
    for node in nodes:
        year = _year(graph, node)
        years.setdefault(year, []).append(node) if year else undated.append(node)
    if not years:
        raise ParameterError(
            "the layout timeline for a network in which nothing has a year",
            expected="things that a claim dates",
            mend='write layout = "force"',
        )
    spans = [(year, year, years[year]) for year in sorted(years)]
    while len(spans) > MOST_COLUMNS:
        # Join the two neighbours that hold least together, the earliest such.
        sizes = [len(one[2]) + len(other[2]) for one, other in pairwise(spans)]
        at = sizes.index(min(sizes))
        (first, _, held), (_, last, more) = spans[at : at + 2]
        spans[at : at + 2] = [(first, last, held + more)]
    named = [(str(first) if first == last else f"{first}–{last}", held) for first, last, held in spans]
    return [*named, *([(UNDATED, undated)] if undated else [])]


def _spans(columns: Sequence[Sequence[str]], boxes: Mapping[str, Box], left: int) -> list[Span]:
    spans = []
    for nodes in columns:
        wide = max(NARROWEST, *(boxes[node].width for node in nodes))
        spans.append((left, wide))
        left += wide + ASIDE
    return spans


def _fill(
    lanes: Lanes, boxes: Mapping[str, Box], columns: Mapping[str, Span], start: int
) -> tuple[dict[str, Box], int]:
    """Place the nodes of each lane below each other in their columns, and its party beside them."""
    placed: dict[str, Box] = {}
    top = 0
    for lane, nodes in lanes.items():
        held: dict[Span, int] = {}
        for node in nodes:
            box, at = boxes[node], columns[node]
            y = top + held.get(at, 0)
            placed[node] = replace(box, x=at[0] + at[1] // 2, y=y + -(-box.height // 2))
            held[at] = held.get(at, 0) + box.height + 1 + GAP
        tall = max(held.values()) - GAP
        if lane in boxes:
            box = boxes[lane]
            tall = max(tall, box.height + 1)
            placed[lane] = replace(box, x=start - box.width // 2, y=top + tall // 2, column=0)
        top += tall + APART
    return placed, top


def _guides(headings: Sequence[str], spans: Sequence[Span], bottom: int) -> list[Guide]:
    guides = []
    for text, (left, wide) in zip(headings, spans, strict=True):
        guides.append(Guide("line", left - ASIDE // 2, -2 * LINE, 0, bottom + 2 * LINE))
        guides.append(Guide("heading", left + wide // 2, -3 * LINE // 2, wide, LINE, text))
    return guides


def _centred(boxes: Mapping[str, Box], guides: Sequence[Guide]) -> tuple[dict[str, Box], list[Guide]]:
    """Move all so that its middle is at (0, 0)."""
    right = max(guide.x + guide.width // 2 for guide in guides)
    bottom = max(box.y + box.height // 2 for box in boxes.values())
    left = min(box.x - box.width // 2 for box in boxes.values())
    dx, dy = -((left + right) // 2), -((bottom - 2 * LINE) // 2)
    return (
        {node: replace(box, x=box.x + dx, y=box.y + dy) for node, box in boxes.items()},
        [replace(guide, x=guide.x + dx, y=guide.y + dy) for guide in guides],
    )
