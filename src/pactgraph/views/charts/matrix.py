"""A matrix: a row and a column for each party, a square where two are tied; for dense networks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import networkx as nx

from pactgraph.views import svg
from pactgraph.views.charts.definition import Chart
from pactgraph.views.charts.drawing import Picture, mark
from pactgraph.views.charts.network import Bond, Ends, Network
from pactgraph.views.charts.rows import NARROW, ChartRow, Drawing, amount, empty, number
from pactgraph.views.colours import Paint
from pactgraph.views.style import Style

MOST = 60
"""At most so many rows: beyond that, no name and no square could be told from the next."""

LARGEST, LEAST = 30, 18
"""The size of a square, at most and at least."""

TYPE_SIZE, ROOM, SMALL_ROOM = 12, 210, 120
"""The size of the names, and the most room at the side for them on a screen and on a telephone."""

STEPS = ("step1", "step2", "step3", "step4", "step5")
"""The shades from little to much; on a dark ground, much is the lighter end."""

ON_STEP = {"step1": "text", "step2": "text", "step3": "deep", "step4": "ground", "step5": "ground"}
"""The colour of a number on each shade."""

KEY = 34
"""The height of the key to the shades."""


def matrix(network: Network, chart: Chart, style: Style, *, seed: int) -> Drawing:
    """Make a matrix of a one-mode network; of a directed one, rows give and columns receive.

    :param seed: where the search for communities starts.
    :raises EmptyChartError: where nobody is tied.
    """
    bonds = {ends: network.bond([ends]) for ends in network.ties}
    if not bonds:
        raise empty("nobody who is tied", {})
    order = _ordered(network, bonds, chart.order, seed)
    wished = {ends: network.bond([ends], advice=True) for ends in network.advice}
    more = {node for ends in wished for node in ends} - {*order}
    order += sorted(more, key=lambda node: (network.name(node), node))
    listed = sorted(
        [*bonds.items(), *wished.items()],
        key=lambda item: (item[1].advice, -item[1].count, *map(network.name, item[0]), item[0]),
    )
    rows = number(
        ChartRow(
            {
                "from": network.name(ends[0]),
                "to": network.name(ends[1]),
                "count": str(bond.count),
                "how": "plan, recommendation or forecast" if bond.advice else "fact",
                "years": bond.years,
            },
            bond.cited(network.claims),
        )
        for ends, bond in listed
    )
    notes = []
    if alone := len(network.graph) - len(order):
        notes.append(f"{amount(alone, 'party', 'parties')} without a tie: left out.")
    if beyond := len(order[MOST:]):
        notes.append(f"Only the {MOST} with the most ties have a row; {beyond} more are in the table.")
    if wished:
        notes.append("A dashed frame without a shade: planned, recommended or forecast only; not counted.")
    if any(bond.tentative for bond in bonds.values()):
        notes.append("A dashed frame: wanted or offered only.")
    heads = ("From", "To") if network.directed else ("One", "Other")
    names = {"from": heads[0], "to": heads[1], "count": "Initiatives", "years": "Years", **chart.names}
    if wished:
        names["how"] = "Stated as"
    # Of a fact and a wish of one pair, the fact has the square; both have a row.
    squares = {ends: (bond, row) for (ends, bond), row in reversed([*zip(listed, rows, strict=True)])}
    return Drawing(
        draw=lambda width: _picture(network, order[:MOST], squares, Paint(style), width),
        rows=rows,
        columns=tuple(names.items()),
        summary=_summary(network, bonds),
        notes=tuple(notes),
    )


def classes(counts: Sequence[int]) -> list[tuple[int, int]]:
    """Divide numbers into at most five classes of about the same size; lowest and highest of each.

    >>> classes([1, 1, 1, 2, 5])
    [(1, 1), (2, 2), (5, 5)]
    """
    values = sorted(counts)
    distinct = sorted(set(values))
    if len(distinct) <= len(STEPS):
        return [(value, value) for value in distinct]
    edges = sorted({values[len(values) * step // len(STEPS)] for step in range(len(STEPS))})
    ends = [max(value for value in distinct if value < edge) for edge in edges[1:]] + [distinct[-1]]
    return list(zip(edges, ends, strict=True))


def _ordered(network: Network, bonds: Mapping[Ends, Bond], order: str, seed: int) -> list[str]:
    strength: Counter[str] = Counter()
    for ends, bond in bonds.items():
        strength.update(dict.fromkeys(ends, bond.count))
    by_ties = sorted(strength, key=lambda node: (-strength[node], network.name(node), node))
    if order == "name":
        return sorted(strength, key=lambda node: (network.name(node), node))
    if order == "ties" or len(by_ties) > MOST:
        return by_ties
    plain = nx.Graph()
    plain.add_nodes_from(sorted(by_ties))
    for ends, bond in bonds.items():
        before = plain.get_edge_data(*ends, {"weight": 0})["weight"]
        plain.add_edge(*ends, weight=before + bond.count)
    groups = nx.community.louvain_communities(plain, weight="weight", seed=seed)
    groups.sort(key=lambda group: (-max(strength[node] for node in group), min(group)))
    return [node for group in groups for node in by_ties if node in group]


def _summary(network: Network, bonds: Mapping[Ends, Bond]) -> str:
    tied = len({node for ends in bonds for node in ends})
    possible = tied * (tied - 1) // (1 if network.directed else 2)
    most = max(bond.count for bond in bonds.values())
    strongest = [" and ".join(map(network.name, ends)) for ends, bond in bonds.items() if bond.count == most]
    more = f" and {len(strongest) - 4} more pairs" if len(strongest) > 4 else ""
    return (
        f"{amount(tied, 'party', 'parties')}, {amount(len(bonds), 'pair')} tied of {possible:,} "
        f"possible. The most initiatives, {most}, tie {'; '.join(strongest[:4])}{more}."
    )


def _picture(
    network: Network,
    order: Sequence[str],
    squares: Mapping[Ends, tuple[Bond, ChartRow]],
    paint: Paint,
    width: int,
) -> Picture:
    names = [network.name(node) for node in order]
    room = ROOM if width >= NARROW else SMALL_ROOM
    left = min(room, max(svg.text_width(name, TYPE_SIZE) for name in names) + 10)
    # The names above stand at an angle of 45 degrees and lean over the last column.
    lean = left * 71 // 100 + 6
    size = max(LEAST, min(LARGEST, (width - left - lean) // len(order)))
    top, middle = KEY + lean, size / 2
    right, bottom = left + size * len(order), top + size * len(order)
    place = {node: at for at, node in enumerate(order)}
    shown = {ends: square for ends, square in squares.items() if place.keys() >= set(ends)}
    steps = classes([bond.count for bond, _ in shown.values() if not bond.advice])
    parts = []
    for at, (low, high) in enumerate(steps):
        words = str(low) if low == high else f"{low}–{high}"
        parts.append(svg.element("rect", x=at * 62, y=4, width=14, height=14, fill=paint(_step(steps, low))))
        parts.append(svg.text(words, at * 62 + 19, 11, 11, paint("quiet")))
    parts.append(svg.text("initiatives that two have in common", 0, 28, 11, paint("quiet")))
    for at, name in enumerate(names):
        words, y = svg.cut(name, left - 8, TYPE_SIZE), top + at * size
        if not at % 2:
            parts.append(svg.element("rect", x=0, y=y, width=right, height=size, fill=paint("panel")))
        parts.append(svg.text(words, left - 6, y + middle, TYPE_SIZE, paint("text"), anchor="end"))
        turn = f"translate({svg.short(left + at * size + middle)} {top - 5}) rotate(-45)"
        parts.append(svg.text(words, 0, 0, TYPE_SIZE, paint("text"), transform=turn))
    spots = {(place[one], place[other]): shown[one, other] for one, other in shown}
    if not network.directed:
        spots |= {(place[other], place[one]): shown[one, other] for one, other in shown}
    for (line, column), (bond, row) in sorted(spots.items(), key=lambda spot: spot[0]):
        x, y = left + column * size, top + line * size
        step = "ground" if bond.advice else _step(steps, bond.count)
        frame = paint("pact") if bond.tentative else None
        square = svg.element(
            "path",
            d=svg.box_path(x + middle, y + middle, size - 2, size - 2, 2),
            fill=paint(step),
            stroke=frame,
            stroke_width=1.5 if frame else None,
            stroke_dasharray="3 2" if frame else None,
        )
        label = f"{row['from']} and {row['to']}: {amount(bond.count, 'initiative')}"
        corner, ink = (x + size - 5, y + 6), paint("opposition")
        parts.append(mark(row.id, label, square, caveat=row.caveat, beside=corner, ink=ink))
        ink, type_size = paint(ON_STEP.get(step, "text")), min(TYPE_SIZE, size // 2)
        parts.append(svg.text(str(bond.count), x + middle, y + middle, type_size, ink, anchor="middle"))
    return Picture(right + lean, bottom + 4, "".join(parts))


def _step(steps: Sequence[tuple[int, int]], count: int) -> str:
    """Return the colour of a number; few classes take colours from the whole range."""
    at = next(place for place, (_, high) in enumerate(steps) if count <= high)
    return STEPS[at if len(steps) == len(STEPS) else at * (len(STEPS) - 1) // max(1, len(steps) - 1)]
