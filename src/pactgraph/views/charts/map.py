"""A map: points where things lie, lines between tied places, and a table of what has no place.

A tie is no route: it is drawn slightly bent so that ties to one place can be told apart. Names of points do
not cover each other: they are near their points where there is room, else farther away, with a line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from pactgraph.views import svg
from pactgraph.views.charts.base_map import WITH_COAST, WITHOUT_COAST, around, coast, ground, world
from pactgraph.views.charts.definition import Chart
from pactgraph.views.charts.drawing import Picture, line, mark
from pactgraph.views.charts.network import Bond, Ends, Network
from pactgraph.views.charts.rows import NARROW, ChartRow, Drawing, amount, empty, listed, number
from pactgraph.views.colours import Paint
from pactgraph.views.places import Place
from pactgraph.views.style import Style

WANTED = ("country", "subnational", "place")
"""The types of what is on a map, if its place is known."""

HEADINGS = {
    "place": "Place",
    "other": "Tied to",
    "what": "Through or with",
    "count": "How many",
    "how": "Stated as",
    "years": "Years",
}
"""The columns of the table."""

PROPORTION, UPRIGHT = 0.52, 1.1
"""Height to width of a map of a part of the world, on a screen and on a telephone."""

MARGIN = 70
"""The room around its places, for their names."""

LEAST, MOST = 4.0, 13.0
"""The radius of the smallest and of the largest point."""

BEND = 0.28
"""How far the middle of a line is moved aside, as a share of its length."""

TYPE_SIZE, LINE = 12, 14
DIRECTIONS = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1))
DISTANCES = (4, 14, 26, 40, 56, 74, 94, 116)
"""The distances of a name from its point, in the order in which they are tried."""


@dataclass(frozen=True)
class Site:
    """A node with a place."""

    name: str
    place: Place
    row: ChartRow
    count: int
    """How many initiatives it shares, and things it is tied to that have no place."""


@dataclass(frozen=True)
class Line:
    """A tie between two places."""

    ends: tuple[Place, Place]
    row: ChartRow
    bond: Bond


def draw_map(network: Network, chart: Chart, style: Style, known: Mapping[str, Place]) -> Drawing:
    """Make a map of a network, one-mode or two-mode.

    :param known: the places of nodes; see :func:`pactgraph.views.places.read_places`.
    :raises EmptyChartError: where no node has a known place.
    """
    nodes = network.graph.nodes
    places = {node: known[node] for node in sorted(nodes) if node in known}
    if not places:
        raise empty("nothing that has a known place", {})
    aside = [node for node in sorted(nodes) if nodes[node].get("type") in WANTED and node not in places]
    lines = [ends for ends in network.ties if places.keys() >= set(ends)]
    # What has no place itself is listed with the places that it is tied to.
    near: dict[str, dict[str, Ends]] = {node: {} for node in (*places, *aside)}
    for one, other in network.ties:
        for node, end in ((one, other), (other, one)):
            if node in near and end not in near:
                near[node][end] = (one, other)
    lone = [node for node in nodes if node not in near and not any(node in ends for ends in near.values())]
    counts = {}
    for node, beside in near.items():
        shared = [ends for ends in lines if node in ends]
        if beside or shared:
            counts[node] = len(beside) + network.bond(shared).count
    wished = [ends for ends in network.advice if places.keys() >= set(ends)]
    counts |= dict.fromkeys((node for ends in wished for node in ends if node not in counts), 0)
    counts = counts or dict.fromkeys(places, 0)
    order = sorted(counts, key=lambda node: (node in aside, -counts[node], network.name(node), node))
    bonds = [(ends, network.bond([ends])) for ends in lines]
    bonds += [(ends, network.bond([ends], advice=True)) for ends in wished]
    bonds.sort(key=lambda item: (item[1].advice, -item[1].count, *map(network.name, item[0]), item[0]))
    rows = number(
        [
            *(_place_row(network, node, counts[node], near[node]) for node in order),
            *(_tie_row(network, ends, bond) for ends, bond in bonds),
        ]
    )
    sites = [
        Site(network.name(node), places[node], row, counts[node])
        for node, row in zip(order, rows, strict=False)
        if node in places
    ]
    drawn = [
        Line((places[ends[0]], places[ends[1]]), row, bond)
        for (ends, bond), row in zip(bonds, rows[len(order) :], strict=True)
    ]
    unplaced = [node for node in aside if node in counts] or lone
    notes = []
    if unplaced:
        names = listed(sorted(map(network.name, unplaced)), 5)
        notes.append(f"{amount(len(unplaced), 'name')} without a known place, in the table only: {names}.")
    if len(places) > len(sites):
        notes.append(f"{amount(len(places) - len(sites), 'place')} without a tie: left out.")
    if any(site.place.of == "country" for site in sites):
        notes.append("A country stands at its middle.")
    return Drawing(
        draw=lambda width: _picture(sites, drawn, chart, Paint(style), width),
        rows=rows,
        columns=tuple((HEADINGS | dict(chart.names)).items()),
        summary=_summary(sites, drawn),
        notes=(*notes, WITH_COAST if coast() else WITHOUT_COAST),
    )


def _place_row(network: Network, node: str, count: int, near: Mapping[str, Ends]) -> ChartRow:
    bond = network.bond(near.values())
    what = "; ".join(sorted(map(network.name, near)))
    cells = {"place": network.name(node), "what": what, "count": str(count), "years": bond.years}
    return ChartRow(cells, bond.cited(network.claims))


def _tie_row(network: Network, ends: Ends, bond: Bond) -> ChartRow:
    one, other = map(network.name, ends)
    how = "plan, recommendation or forecast" if bond.advice else "fact"
    cells = {"place": one, "other": other, "count": str(bond.count), "how": how, "years": bond.years}
    return ChartRow(cells, bond.cited(network.claims))


def _summary(sites: Sequence[Site], lines: Sequence[Line]) -> str:
    leading = [f"{site.name} ({site.count})" for site in sites[: _leading([site.count for site in sites])]]
    tied = sum(not line.bond.advice for line in lines)
    between = f", {amount(tied, 'tie')} between them" if tied else ""
    sentences = [f"{amount(len(sites), 'place')}{between}."]
    if leading and len(sites) > 1:
        sentences.append(f"Most: {listed(leading)}.")
    if advice := len(lines) - tied:
        sentences.append(f"Beside these, {amount(advice, 'tie')} of plans, advice and forecasts, dashed.")
    if dashed := sum(line.bond.tentative for line in lines) - advice:
        sentences.append(f"{amount(dashed, 'dashed tie')} of wishes and offers only.")
    return " ".join(sentences)


def _leading(counts: Sequence[int], most: int = 4) -> int:
    """Return how many come first, at most so many; of equal ones all or none.

    >>> _leading([21, 17, 1, 1, 1, 1]), _leading([2, 2, 1]), _leading([1] * 9)
    (2, 3, 0)
    """
    ends = range(min(most, len(counts)), 0, -1)
    return next((n for n in ends if n == len(counts) or counts[n - 1] > counts[n]), 0)


def _picture(sites: Sequence[Site], ties: Sequence[Line], chart: Chart, paint: Paint, width: int) -> Picture:
    if chart.fit == "places":
        height = round(width * (UPRIGHT if width < NARROW else PROPORTION))
        points = [(site.place.longitude, site.place.latitude) for site in sites]
        projection = around(points, width, height, MARGIN)
    else:
        projection, height = world(width)
    parts = [ground(projection, width, height, paint)]

    def spot(place: Place) -> svg.Point:
        return projection.point(place.longitude, place.latitude)

    most = max((tie.bond.count for tie in ties), default=1)
    for tie in sorted(ties, key=lambda tie: tie.bond.tentative):
        (x, y), (end_x, end_y) = sorted(map(spot, tie.ends))
        # A fact and a wish between two places bend to different sides.
        turn = -BEND if tie.bond.advice else BEND
        bend = ((x + end_x + turn * (end_y - y)) / 2, (y + end_y - turn * (end_x - x)) / 2)
        start, middle, end = (
            f"{svg.short(at)} {svg.short(down)}" for at, down in ((x, y), bend, (end_x, end_y))
        )
        path = svg.element(
            "path",
            d=f"M{start}Q{middle} {end}",
            fill="none",
            stroke=paint("pact"),
            stroke_width=1.2 + 4.8 * tie.bond.count / most,
            stroke_linecap=None if tie.bond.tentative else "round",
            stroke_dasharray="5 4" if tie.bond.tentative else None,
            opacity="0.75",
        )
        label = f"{tie.row['place']} and {tie.row['other']}: {tie.bond.count}"
        parts.append(
            mark(tie.row.id, label, path, caveat=tie.row.caveat, beside=bend, ink=paint("opposition"))
        )
    share, largest = (0.75 if width < NARROW else 1.0), max(site.count for site in sites) or 1
    spots = []
    for site in sites:
        radius = share * max(LEAST, MOST * sqrt(site.count / largest))
        x, y = spot(site.place)
        spots.append(Spot(site.name, x, y, radius))
        d = svg.ellipse_path(x, y, radius, radius)
        circle = svg.element("path", d=d, fill=paint("place"), stroke=paint("ground"), stroke_width=1.2)
        label, beside = f"{site.name}: {site.count}", (x + radius, y - radius)
        caveat, ink = site.row.caveat, paint("opposition")
        parts.append(mark(site.row.id, label, circle, caveat=caveat, beside=beside, ink=ink))
    placed = place_names(spots, width, height)
    for name in placed:
        if name.far:
            leader = svg.polygon_path([(name.spot.x, name.spot.y), (name.x, name.y)], closed=False)
            parts.append(line(leader, paint("quiet"), 0.8))
    for name in placed:
        text = svg.text(
            name.spot.name,
            name.x,
            name.y,
            TYPE_SIZE,
            paint("text"),
            anchor=name.anchor,
            stroke=paint("ground"),
            stroke_width=3,
            stroke_opacity="0.75",
            paint_order="stroke",
        )
        parts.append(text)
    return Picture(width, height, "".join(parts))


@dataclass(frozen=True)
class Spot:
    """A point with a name."""

    name: str
    x: float
    y: float
    radius: float


@dataclass(frozen=True)
class Named:
    """The place of a name: the middle of its height, at its start, its middle or its end."""

    spot: Spot
    x: float
    y: float
    anchor: str
    far: bool
    """Whether a line leads from the point to it."""


Area = tuple[float, float, float, float]


def place_names(spots: Sequence[Spot], width: float, height: float) -> list[Named]:
    """Place the names of points, the first ones first.

    :returns: those for which there is room.
    """
    taken = [
        (spot.x - spot.radius, spot.y - spot.radius, spot.x + spot.radius, spot.y + spot.radius)
        for spot in spots
    ]
    placed: list[Named] = []
    for spot in spots:
        for named, area in _tries(spot):
            inside = area[0] >= 0 and area[1] >= 0 and area[2] <= width and area[3] <= height
            if inside and not any(_meet(area, other) for other in taken):
                placed.append(named)
                taken.append(area)
                break
    return placed


def _tries(spot: Spot) -> Iterable[tuple[Named, Area]]:
    wide = svg.text_width(spot.name, TYPE_SIZE)
    for distance in DISTANCES:
        for across, down in DIRECTIONS:
            slant = 0.8 if across and down else 1.0
            x = spot.x + across * (spot.radius + distance) * slant
            y = spot.y + down * (spot.radius + distance + (LINE / 2 if not across else 0)) * slant
            left = x - wide / 2 if not across else (x if across > 0 else x - wide)
            anchor = {0: "middle", 1: "start", -1: "end"}[across]
            yield (
                Named(spot, x, y, anchor, far=distance > DISTANCES[1]),
                (left - 1, y - LINE / 2, left + wide + 1, y + LINE / 2),
            )


def _meet(one: Area, other: Area) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
