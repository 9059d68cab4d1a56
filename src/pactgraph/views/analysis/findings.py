"""The sections of a report that say what: the network, who stands out and how surely, groups, evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pactgraph.answers.claim import cards
from pactgraph.network.analysis import Analysis
from pactgraph.network.coverage import strongest_ties
from pactgraph.network.measures import find_measure
from pactgraph.network.results import Cell, Result
from pactgraph.network.robustness import Robustness
from pactgraph.store.base import Store
from pactgraph.views.analysis.words import communities_in_words, figure, many
from pactgraph.views.labels import clean
from pactgraph.views.plots import RankRange, matrix_plot, rank_plot
from pactgraph.views.report import (
    Block,
    Evidence,
    Heading,
    Listing,
    PlotBlock,
    Section,
    Stated,
    Text,
    table_of,
)

FIGURES = {"figure": "figure", "value": "value", "meaning": "meaning"}
VARIATIONS = {
    "variation": "name",
    "what": "variation",
    "nodes": "nodes",
    "ties": "ties",
    "common": "common",
    "tau": "tau",
}
#: Rows of the tables in the text; all nodes follow at the end.
TOP = 15
TIES = 10
CLAIMS = 12
MEMBERS = 20


def network_section(analysis: Analysis) -> Section:
    """The network as a whole, and against chance."""
    blocks: list[Block] = [
        table_of(analysis.figures, columns=FIGURES, notes=_of_note(analysis.figures.notes))
    ]
    if analysis.small_world is not None:
        blocks += _against_chance(analysis.small_world)
    return Section("network", "The network as a whole", tuple(blocks))


def _against_chance(found: Result) -> list[Block]:
    low, high = figure(found, "random clustering, low"), figure(found, "random clustering, high")
    if low == high:
        why = "Random networks with the same number of ties at every node are all as clustered as this one"
        return [Text(f"{why}: it is too small to be compared with chance.")]
    text = (
        "Whether it is more clustered than chance: the same figures of random networks in which every node "
        "has as many ties as here."
    )
    return [Text(text), table_of(found, columns=FIGURES, notes=_of_note(found.notes))]


def nodes_section(analysis: Analysis) -> Section:
    """Who stands out, and by which measure."""
    names = [name for name in analysis.nodes.columns if name not in ("rank", "label", "type", "node")]
    formulas = tuple(f"{find_measure(name).title}: {find_measure(name).formula}" for name in names)
    text = (
        f"Nodes by {len(names)} measures, ordered by {names[0]}; equal values share a rank. A dash: not "
        "defined. The first stand here, all in the last section."
    )
    above = sum(bool(value) for value in analysis.nodes.column(names[0]))
    table = table_of(
        analysis.nodes, columns=node_columns(analysis), head="label", most=max(1, min(TOP, above))
    )
    return Section("nodes", "Who stands out", (Text(text), table, Heading("Formulas"), Listing(formulas)))


def node_columns(analysis: Analysis) -> dict[str, str]:
    """Return the columns of the table of nodes, with the names to show."""
    return {name: name.replace("-", " ") for name in analysis.nodes.columns if name not in ("node", "type")}


def robustness_section(analysis: Analysis) -> Section:
    """Whether the ranks hold under other choices, without each document, and with claims drawn by lot."""
    text = (
        "A rank that hangs on one choice, one document or one claim should not be published. So the network "
        "was made anew with one thing changed at a time, and each rank compared."
    )
    blocks: list[Block] = [Text(text)]
    for name, found in analysis.rankings.items():
        blocks += [Heading(f"By {name}"), *_robustness(name, found, analysis.draws)]
    return Section("robustness", "Does it hold?", tuple(blocks))


def _robustness(name: str, found: Robustness, draws: int) -> Iterator[Block]:
    rows = [row for row in found.ranks.records() if row["value"] and row["best"] is not None][:TOP]
    if not rows:
        yield Text(f"By {name} no node has a value above 0: there is no ranking to try.")
        return
    plot = rank_plot(f"Ranks by {name}", [_range(row) for row in rows])
    yield PlotBlock(
        plot, f"Ranks by {name}. Dot: rank here; thick: range under variations; thin: range of draws."
    )
    shown = {"label": "node", "rank": "rank", "best": "best", "best_in": "best in", "worst": "worst"}
    shown |= {"worst_in": "worst in", "absent": "absent"}
    shown |= {"drawn_low": "drawn, low", "drawn_high": "drawn, high"} if draws else {}
    yield table_of(_without_idle(found.ranks), columns=shown, most=len(rows))
    tops = found.variations.column("top")
    telling = bool(tops) and tops[0] != len(found.ranks)
    columns = {**VARIATIONS, "top": "top", "kept": "kept"} if telling else VARIATIONS
    yield table_of(
        found.variations, columns=columns, head="what", notes=found.variations.notes[: 1 + telling]
    )


def _range(row: dict[str, Cell]) -> RankRange:
    ends = (_whole(row[name]) for name in ("rank", "best", "worst"))
    drawn = (None if row[name] is None else _whole(row[name]) for name in ("drawn_low", "drawn_high"))
    return RankRange(clean(str(row["label"])), *ends, *drawn)


def _without_idle(found: Result) -> Result:
    """Leave out in which variation a rank is best or worst where it is the same in all."""
    place = {name: found.columns.index(name) for name in found.columns}
    idle = {place["best_in"], place["worst_in"]}
    rows = (
        tuple(
            "" if n in idle and row[place["best"]] == row[place["worst"]] else cell
            for n, cell in enumerate(row)
        )
        for row in found.rows
    )
    return replace(found, rows=tuple(rows))


def communities_section(analysis: Analysis) -> Section:
    """Which groups there are, how sure they are, and what the other method finds."""
    if analysis.communities is None:
        return Section("communities", "Communities", (Text("There is no tie, and so no community."),))
    of = {node: number for node, number in analysis.communities.of.items() if number is not None}
    plot = matrix_plot("Ties by community", analysis.graph, of)
    blocks: list[Block] = [
        Text(communities_in_words(analysis)),
        table_of(analysis.communities.summary, columns=FIGURES),
        PlotBlock(plot, f"{plot.alt} The darker a square, the greater the weight of the tie."),
        table_of(_groups(analysis.communities.members), notes=analysis.communities.members.notes[:1]),
    ]
    if analysis.leiden is not None:
        blocks += [
            Text("The same by another method; where the two differ, neither should be relied on."),
            table_of(analysis.leiden.summary, columns=FIGURES),
        ]
    return Section("communities", "Communities", tuple(blocks))


def _groups(members: Result) -> Result:
    """Return one row for each community: its size, the least stability in it, and who belongs to it."""
    rows = [row for row in members.records() if row["community"] is not None]
    numbers = sorted({_whole(row["community"]) for row in rows})
    held = {number: [row for row in rows if row["community"] == number] for number in numbers}
    return Result(
        name="groups",
        title="Communities by Louvain",
        columns=("community", "nodes", "least_stable", "members"),
        rows=tuple(
            (number, len(found), min(float(row["stability"] or 0) for row in found), _names(found))
            for number, found in held.items()
        ),
    )


def _names(rows: list[dict[str, Cell]]) -> str:
    names = [clean(str(row["label"])) for row in rows]
    more = f"; and {len(names) - MEMBERS} more" if len(names) > MEMBERS else ""
    return "; ".join(names[:MEMBERS]) + more


def evidence_section(analysis: Analysis, store: Store) -> Section:
    """The strongest ties, and what states them."""
    ties = tuple(
        Stated(clean(title), _stated(store, claims)) for title, claims in strongest_ties(analysis.graph, TIES)
    )
    text = (
        f"The {many(len(ties), 'tie')} of the greatest weight, or with the most claims where ties have none. "
        "Each opens to the claims that it stands for; pactgraph explain with a claim's number shows its "
        "evidence."
    )
    return Section("evidence", "What the strongest ties rest on", (Text(text), Evidence(ties)))


def _stated(store: Store, claims: Iterable[str]) -> tuple[Mapping[str, str], ...]:
    order = sorted(claims)
    found = [
        {"text": clean(card.text), "where": clean(card.where), "id": clean(card.id)}
        for card in cards(store, order[:CLAIMS])
    ]
    if len(order) > CLAIMS:
        found.append({"text": f"and {len(order) - CLAIMS} more", "where": "", "id": ""})
    return tuple(found)


def _of_note(notes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(note for note in notes if not note.startswith("Values: each as its meaning says"))


def _whole(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0
