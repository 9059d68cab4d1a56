"""The sections of a report on findings: the network, its nodes, robustness, communities, years, evidence."""

from __future__ import annotations

from dataclasses import replace

from pactgraph.answers.claim import cards
from pactgraph.network.analysis import Analysis
from pactgraph.network.coverage import strongest_ties
from pactgraph.network.measures import find_measure
from pactgraph.network.results import Result
from pactgraph.store.base import Store
from pactgraph.views.analysis.words import communities_in_words, figure, many, number, whole
from pactgraph.views.labels import clean
from pactgraph.views.plots import RankRange, matrix_plot, rank_plot, series_plot
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
    "variation": "name", "what": "variation", "nodes": "nodes", "ties": "ties", "common": "common",
    "tau": "tau",
}  # fmt: skip
YEARS = {
    "year": "year", "nodes": "nodes", "ties": "ties", "new_ties": "new ties", "kept": "kept",
    "gathered_nodes": "nodes so far", "gathered_ties": "ties so far", "growth": "growth",
}  # fmt: skip
YEARS_NOTE = (
    "nodes, ties: of what happened in the year; kept: ties of this year and the year before, as a share of "
    "the ties of either; so far: all that had come about; growth: of the ties so far, as a share. Years in "
    "which nothing happened, and those before the first tie, are left out of the table."
)
#: Rows of the tables in the text; all nodes follow at the end.
TOP, TIES, CLAIMS, MEMBERS = 15, 10, 12, 20


def network_section(analysis: Analysis) -> Section:
    """The network as a whole, and against chance."""
    blocks: list[Block] = []
    for found in filter(None, (analysis.figures, analysis.small_world)):
        notes = [note for note in found.notes if not note.startswith("Values: each as its meaning says")]
        table = table_of(found, columns=FIGURES, notes=notes)
        if found is analysis.figures:
            blocks.append(table)
        elif figure(found, "random clustering, low") == figure(found, "random clustering, high"):
            text = (
                "Random networks with the same number of ties at every node are all as clustered as this "
                "one: it is too small to be compared with chance."
            )
            blocks.append(Text(text))
        else:
            text = (
                "Whether it is more clustered than chance: the same figures of random networks in which "
                "every node has as many ties as here."
            )
            blocks += [Text(text), table]
    return Section("network", "The network as a whole", tuple(blocks))


def nodes_section(analysis: Analysis) -> Section:
    """The nodes that stand out, and by which measure."""
    names = [name for name in analysis.nodes.columns if name not in ("rank", "label", "type", "node")]
    formulas = tuple(f"{find_measure(name).title}: {find_measure(name).formula}" for name in names)
    text = (
        f"Nodes by {len(names)} measures, ordered by {names[0]}; equal values share a rank. A dash: not "
        "defined. The first are listed here, all in the last section."
    )
    above = sum(bool(value) for value in analysis.nodes.column(names[0]))
    columns = node_columns(analysis)
    table = table_of(analysis.nodes, columns=columns, head="label", most=max(1, min(TOP, above)))
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
    columns = {"label": "node", "rank": "rank", "best": "best", "best_in": "best in", "worst": "worst"}
    columns |= {"worst_in": "worst in", "absent": "absent"}
    columns |= {"drawn_low": "drawn, low", "drawn_high": "drawn, high"} if analysis.draws else {}
    blocks: list[Block] = [Text(text)]
    for name, found in analysis.rankings.items():
        blocks.append(Heading(f"By {name}"))
        rows = [row for row in found.ranks.records() if row["value"] and row["best"] is not None][:TOP]
        if not rows:
            blocks.append(Text(f"By {name} no node has a value above 0: there is no ranking to try."))
            continue
        ranges = [
            RankRange(
                clean(str(row["label"])),
                *(whole(row[end]) for end in ("rank", "best", "worst")),
                *(None if row[end] is None else whole(row[end]) for end in ("drawn_low", "drawn_high")),
            )
            for row in rows
        ]
        caption = f"Ranks by {name}. Dot: rank here; thick: range under variations; thin: range of draws."
        blocks.append(PlotBlock(rank_plot(f"Ranks by {name}", ranges), caption))
        # In which variation a rank is best or worst says nothing where it is the same in all.
        records = [
            {**row, "best_in": "", "worst_in": ""} if row["best"] == row["worst"] else row
            for row in found.ranks.records()
        ]
        ranks = replace(found.ranks, rows=tuple(tuple(row.values()) for row in records))
        blocks.append(table_of(ranks, columns=columns, most=len(rows)))
        tops = found.variations.column("top")
        telling = bool(tops) and tops[0] != len(found.ranks)
        shown = {**VARIATIONS, "top": "top", "kept": "kept"} if telling else VARIATIONS
        notes = found.variations.notes[: 1 + telling]
        blocks.append(table_of(found.variations, columns=shown, head="what", notes=notes))
    return Section("robustness", "Does it hold?", tuple(blocks))


def communities_section(analysis: Analysis) -> Section:
    """The groups, how sure they are, and what the other method finds."""
    if analysis.communities is None:
        return Section("communities", "Communities", (Text("There is no tie, and so no community."),))
    of = {str(node): number for node, number in analysis.communities.of.items() if number is not None}
    plot = matrix_plot("Ties by community", analysis.graph, of)
    members = analysis.communities.members
    groups: dict[int, list[tuple[str, float]]] = {}
    for row in members.records():
        if row["community"] is not None:
            member = (clean(str(row["label"])), number(row["stability"]) or 0.0)
            groups.setdefault(whole(row["community"]), []).append(member)
    rows = []
    for community, found in sorted(groups.items()):
        names = [name for name, _ in found]
        more = f"; and {len(names) - MEMBERS} more" if len(names) > MEMBERS else ""
        least = min(stability for _, stability in found)
        rows.append((community, len(found), least, "; ".join(names[:MEMBERS]) + more))
    columns = ("community", "nodes", "least_stable", "members")
    blocks: list[Block] = [
        Text(communities_in_words(analysis)),
        table_of(analysis.communities.summary, columns=FIGURES),
        PlotBlock(plot, f"{plot.alt} The darker a square, the greater the weight of the tie."),
        table_of(Result("groups", "Communities by Louvain", columns, tuple(rows)), notes=members.notes[:1]),
    ]
    if analysis.leiden is not None:
        text = "The same by another method; where the two differ, neither should be relied on."
        blocks += [Text(text), table_of(analysis.leiden.summary, columns=FIGURES)]
    return Section("communities", "Communities", tuple(blocks))


def years_section(analysis: Analysis) -> Section:
    """How the network came about: ties by year, turnover, and who led when."""
    years = analysis.years
    records = years.records() if years else []
    if years is None or not any(row["gathered_ties"] for row in records):
        text = "This network has no ties whose years could be followed."
        return Section("years", "Through the years", (Text(text),))
    start = next(whole(row["year"]) for row in records if row["gathered_ties"])
    lines = {
        words: {whole(row["year"]): number(row[name]) for row in records if whole(row["year"]) >= start - 1}
        for words, name in (
            ("ties so far", "gathered_ties"), ("ties in the year", "ties"), ("new ties", "new_ties"),
        )
    }  # fmt: skip
    busy = tuple(
        row
        for record, row in zip(records, years.rows, strict=True)
        if whole(record["year"]) >= start and record["nodes"]
    )
    plot = series_plot("Ties through the years", lines, what="ties")
    blocks: list[Block] = [
        PlotBlock(plot, f"Ties through the years, of those that have a year. {' '.join(years.notes)}"),
        table_of(replace(years, rows=busy), columns=YEARS, notes=(YEARS_NOTE,)),
    ]
    leaders = analysis.leaders.records() if analysis.leaders else []
    if analysis.leaders and leaders:
        # The last year comes first, so that the order of the lines is that of their ends.
        last = max(whole(row["year"]) for row in leaders)
        leading: dict[str, dict[int, float | None]] = {}
        for row in [row for row in leaders if row["year"] == last] + leaders:
            values = leading.setdefault(clean(str(row["label"])), {})
            if whole(row["year"]) >= start:
                values[whole(row["year"])] = number(row["value"])
        name = next(iter(analysis.rankings))
        plot = series_plot(
            f"{name.capitalize()} through the years",
            {label: dict(sorted(values.items())) for label, values in leading.items()},
            what=f"{name}, of ties so far",
        )
        words = f"{name.capitalize()} of the nodes that lead in the last year. {analysis.leaders.notes[0]}"
        blocks.append(PlotBlock(plot, words))
    return Section("years", "Through the years", tuple(blocks))


def evidence_section(analysis: Analysis, store: Store) -> Section:
    """The strongest ties with the claims that state them."""
    ties = []
    for title, claims in strongest_ties(analysis.graph, TIES):
        order = sorted(claims)
        stated = [
            {"text": clean(card.text), "where": clean(card.where), "id": clean(card.id)}
            for card in cards(store, order[:CLAIMS])
        ]
        if len(order) > CLAIMS:
            stated.append({"text": f"and {len(order) - CLAIMS} more", "where": "", "id": ""})
        ties.append(Stated(clean(title), tuple(stated)))
    text = (
        f"The {many(len(ties), 'tie')} of the greatest weight, or with the most claims where ties have none. "
        "Each opens to the claims that it stands for; pactgraph explain with a claim's number shows its "
        "evidence."
    )
    return Section("evidence", "What the strongest ties rest on", (Text(text), Evidence(tuple(ties))))
