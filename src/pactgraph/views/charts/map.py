"""A map: what has a place stands at it, ties are lines between places, and what has none is listed.

A tie is no route: it is drawn slightly bent so that ties to one place can be told apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pactgraph.views.charts.base_map import WITH_COAST, WITHOUT_COAST, coast
from pactgraph.views.charts.colours import Paint
from pactgraph.views.charts.definition import Chart
from pactgraph.views.charts.map_spec import Picture, Site
from pactgraph.views.charts.network import claims_of, count_of, name_of, pairs, span, tentative
from pactgraph.views.charts.rows import Drawing, Row, amount, empty, listed, number
from pactgraph.views.places import Place
from pactgraph.views.style import Style

WANTED = ("country", "subnational", "place")
"""The types of what is on a map, if its place is known."""

HEADINGS = {
    "place": "Place",
    "other": "Tied to",
    "what": "Through or with",
    "count": "How many",
    "years": "Years",
}
"""The columns of the table."""


def draw_map(
    graph: Any,
    chart: Chart,
    style: Style,
    known: Mapping[str, Place],
    *,
    statuses: frozenset[str],
    modalities: frozenset[str],
) -> Drawing:
    """Make a map of a network, one-mode or two-mode.

    :param graph: as a projection, or a question with ``source`` and ``target``, gives it.
    :param known: where parties lie, as :func:`pactgraph.views.places.read_places` returns it.
    :param statuses: those that bind nobody yet, as in the view's ``[tentative]``.
    :param modalities: those of claims that do not say it is so.
    :raises EmptyChartError: where nothing has a known place.
    """
    places = {node: known[node] for node in sorted(graph) if node in known}
    if not places:
        raise empty("nothing that has a known place", {})
    held = {ends: ties for ends, ties in pairs(graph).items() if ends[0] != ends[1]}
    lines = {ends: ties for ends, ties in held.items() if ends[0] in places and ends[1] in places}
    around_them = {node: _beside(node, held, places) for node in places}
    tied = [node for node in places if around_them[node] or any(node in ends for ends in lines)]
    aside = [node for node in sorted(graph) if graph.nodes[node].get("type") in WANTED and node not in places]
    around_them |= {node: _beside(node, held, {**places, **dict.fromkeys(aside)}) for node in aside}
    listed_too = [node for node in aside if around_them[node]]
    sites, rows, of_line = _rows(graph, tied or list(places), listed_too, places, lines, around_them)
    dashed = {ends for ends, ties in lines.items() if tentative(ties, statuses, modalities)}
    land = coast()
    alone = [
        node
        for node in graph
        if node not in places and not any(node in near for near in around_them.values())
    ]
    return Drawing(
        spec=lambda width: Picture(
            graph, sites, lines, of_line, dashed, chart, Paint(style), land, width
        ).spec(),
        rows=rows,
        columns=tuple((HEADINGS | dict(chart.names)).items()),
        summary=_summary(graph, sites, lines, dashed),
        notes=tuple(_notes(graph, listed_too or alone, len(places) - len(sites), sites, bool(land[0]))),
    )


def _beside(
    node: str, held: Mapping[tuple[str, str], list[Mapping[str, Any]]], places: Mapping[str, Place | None]
) -> dict[str, list[Mapping[str, Any]]]:
    """Return what is tied to a place and has none itself."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for (one, other), ties in held.items():
        if node in (one, other):
            end = other if node == one else one
            if end not in places:
                found.setdefault(end, []).extend(ties)
    return found


Lines = Mapping[tuple[str, str], list[Mapping[str, Any]]]
Beside = Mapping[str, Mapping[str, list[Mapping[str, Any]]]]


def _rows(
    graph: Any,
    nodes: Sequence[str],
    aside: Sequence[str],
    places: Mapping[str, Place],
    lines: Lines,
    beside: Beside,
) -> tuple[list[Site], tuple[Row, ...], dict[tuple[str, str], Row]]:
    """Write a row for each place, for each that is not on the map, and for each tie of two places."""
    counts = {node: len(beside[node]) + _shared(node, lines) for node in (*nodes, *aside)}
    order = sorted(counts, key=lambda node: (node in aside, -counts[node], name_of(graph, node), node))
    tied = sorted(
        lines, key=lambda ends: (-count_of(lines[ends]), *(name_of(graph, end) for end in ends), ends)
    )
    of_places = [_place_row(graph, node, counts[node], beside[node]) for node in order]
    rows = number([*of_places, *(_line_row(graph, ends, lines[ends]) for ends in tied)])
    of_order = zip(order, rows, strict=False)
    sites = [Site(node, places[node], row, counts[node]) for node, row in of_order if node in places]
    return sites, rows, dict(zip(tied, rows[len(order) :], strict=True))


def _place_row(graph: Any, node: str, count: int, beside: Mapping[str, list[Mapping[str, Any]]]) -> Row:
    ties = [tie for held in beside.values() for tie in held]
    what = "; ".join(sorted(name_of(graph, end) for end in beside))
    cells = {
        "place": name_of(graph, node),
        "other": "",
        "what": what,
        "count": str(count),
        "years": span(ties),
    }
    return Row("", cells, "", claims_of(ties))


def _line_row(graph: Any, ends: tuple[str, str], ties: list[Mapping[str, Any]]) -> Row:
    names = {"place": name_of(graph, ends[0]), "other": name_of(graph, ends[1]), "what": ""}
    return Row("", {**names, "count": str(count_of(ties)), "years": span(ties)}, "", claims_of(ties))


def _shared(node: str, lines: Mapping[tuple[str, str], list[Mapping[str, Any]]]) -> int:
    """Return how many initiatives a place shares with others, each once."""
    held = [tie for ends, ties in lines.items() if node in ends for tie in ties]
    return count_of(held) if held else 0


def _summary(
    graph: Any, sites: Sequence[Site], lines: Mapping[tuple[str, str], Any], dashed: set[tuple[str, str]]
) -> str:
    leading = sites[: _leading([site.count for site in sites])]
    most = [f"{name_of(graph, site.node)} ({site.count})" for site in leading]
    between = f", {amount(len(lines), 'tie')} between them" if lines else ""
    said = [f"{amount(len(sites), 'place')}{between}."]
    said.append(f"Most: {listed(most)}." if most and len(sites) > 1 else "")
    if dashed:
        said.append(f"{amount(len(dashed), 'dashed tie')} of wishes and offers only.")
    return " ".join(word for word in said if word)


def _leading(counts: Sequence[int], most: int = 4) -> int:
    """Return how many come first, at most so many; of equal ones all or none.

    >>> _leading([21, 17, 1, 1, 1, 1]), _leading([2, 2, 1]), _leading([1] * 9)
    (2, 3, 0)
    """
    ends = range(min(most, len(counts)), 0, -1)
    return next((n for n in ends if n == len(counts) or counts[n - 1] > counts[n]), 0)


def _notes(graph: Any, alone: Sequence[str], untied: int, sites: Sequence[Site], coast: bool) -> list[str]:
    notes = []
    if alone:
        names = listed(sorted(name_of(graph, node) for node in alone), 5)
        notes.append(
            f"Of {amount(len(alone), 'name')} no place is known, so only the table has them: {names}."
        )
    if untied:
        notes.append(f"{amount(untied, 'place')} without a tie: left out.")
    if any(site.place.of == "country" for site in sites):
        notes.append("A country stands at its middle.")
    return [*notes, WITH_COAST if coast else WITHOUT_COAST]
