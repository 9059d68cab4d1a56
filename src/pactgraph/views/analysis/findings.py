"""The findings of an analysis, in sentences that say no more than its figures and as sections of a report."""

from __future__ import annotations

from dataclasses import replace

from pactgraph.answers.claim import cards
from pactgraph.network.analysis import Analysis
from pactgraph.network.coverage import strongest_ties
from pactgraph.network.measures import find_measure
from pactgraph.network.results import Cell, Result, show_cell
from pactgraph.store.base import Store
from pactgraph.views.charts.rows import listed
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

#: Below this, a partition is hardly better than chance: M. E. J. Newman and M. Girvan, PRE 69, 026113 (2004).
STRUCTURE = 0.3
#: Below so many nodes with ties, figures that compare with chance say little.
FEW = 30
#: Ranks that are named in the summary, and at most so many nodes of them.
NAMED, MOST_NAMED = 3, 5

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


def in_short(analysis: Analysis) -> tuple[str, ...]:
    """Return the findings in short: size, who comes first and how surely, groups, and what it rests on."""
    size = _size(analysis)
    if not analysis.graph.number_of_edges():
        return (size, "No two nodes are tied: nothing can be said of who is central, or of groups.")
    first = (_first(analysis, measure) for measure in analysis.rankings)
    return (size, *first, _weakest(analysis), communities_in_words(analysis), _firmness(analysis))


def figure(result: Result | None, name: str) -> Cell:
    """Return a figure by its name from a table of figures; None where it is not there.

    >>> figure(Result("x", "X", ("figure", "value"), (("nodes", 3),)), "nodes")
    3
    """
    rows = result.records() if result else []
    return next((row["value"] for row in rows if row["figure"] == name), None)


def many(number: Cell, word: str) -> str:
    """Return a number with its noun.

    >>> many(1, "node"), many(2, "tie")
    ('1 node', '2 ties')
    """
    return f"{number} {word}{'' if number == 1 else 's'}"


def number(cell: Cell) -> float | None:
    """Return a cell as a number; None where it is none."""
    return cell if isinstance(cell, int | float) else None


def whole(cell: Cell) -> int:
    """Return a cell as a whole number; 0 where it is none."""
    return int(number(cell) or 0)


def _size(analysis: Analysis) -> str:
    nodes, ties, alone, largest = (
        figure(analysis.figures, name) for name in ("nodes", "ties", "isolated nodes", "largest part")
    )
    text = f"The network has {many(nodes, 'node')} and {many(ties, 'tie')}"
    text += f"; {many(alone, 'node')} {'has' if alone == 1 else 'have'} none" if alone else ""
    if isinstance(largest, float) and largest < 1:
        text += f"; its largest connected part has {round(largest * whole(nodes))}"
    return f"{text}."


def _first(analysis: Analysis, measure: str) -> str:
    """Say who comes first by a measure, and between which ranks each lies under variations and draws."""
    found = analysis.rankings[measure]
    above = [row for row in found.ranks.records() if row["value"]]
    if not above:
        return f"By {measure} all nodes have the value 0."
    rows = [row for row in above if whole(row["rank"]) <= NAMED]
    # Of many on one rank, naming some would make them look better than the others.
    while len(rows) > MOST_NAMED and whole(rows[-1]["rank"]) > 1:
        rows = [row for row in rows if whole(row["rank"]) < whole(rows[-1]["rank"])]
    if len(rows) > MOST_NAMED:
        return f"By {measure}, {len(rows)} nodes share the first rank."
    tried = len(found.variations)

    def ranks(low: Cell, high: Cell) -> str:
        return f"rank {low}" if low == high else f"ranks {low} to {high}"

    named = []
    for row in rows:
        there = tried - whole(row["absent"])
        where = f"all {many(tried, 'variation')}"
        if there < tried:
            where = f"the {there} of {tried} variations that have it"
        held = f"{ranks(row['best'], row['worst'])} in {where}"
        if row["drawn_low"] is not None:
            held += f", {ranks(row['drawn_low'], row['drawn_high'])} in draws"
        if row["best"] is None:
            held = f"not there in any of {many(tried, 'variation')}"
        named.append(f"{clean(str(row['label']))} ({show_cell(row['value'])}; {held})")
    text = f"By {measure}, {listed(named)} {'comes' if len(rows) == 1 else 'come'} first"
    if len(rows) == len(above):
        text += f"; all other {many(len(found.ranks) - len(rows), 'node')} have the value 0"
    return f"{text}."


def _weakest(analysis: Analysis) -> str:
    """Name the variation in which the order changes most."""
    measure, found = next(iter(analysis.rankings.items()))
    known = [row for row in found.variations.records() if isinstance(row["tau"], int | float)]
    if not known:
        return f"Kendall's tau of the ranking by {measure} could be computed for no variation."
    row = min(known, key=lambda one: (number(one["tau"]) or 0.0, str(one["variation"])))
    if row["tau"] == 1:
        return f"The order by {measure} is the same in every variation in which it can be compared."
    what = str(row["what"])
    how = what if what.startswith("projected") else f"in the network made {what}"
    tau = f"Kendall's tau {show_cell(row['tau'])}, over {many(row['common'], 'node')}"
    return f"The order by {measure} changes most {how}: {tau}."


def communities_in_words(analysis: Analysis) -> str:
    """Say how many communities there are, whether they are better than chance, and whether runs agree."""
    if analysis.communities is None:
        return "There is no tie, and so no community."
    count, worth, runs, same, other = (
        figure(analysis.communities.summary, name)
        for name in ("communities", "modularity", "runs", "adjusted Rand index", "different results")
    )
    groups = "1 community" if count == 1 else f"{count} communities"
    text = f"Louvain's best partition has {groups} and modularity {show_cell(worth)}"
    if (number(worth) or 0.0) < STRUCTURE:
        text += f", less than the {STRUCTURE} from which on groups are usually spoken of: read none into it"
    parts = whole(figure(analysis.figures, "parts")) - whole(figure(analysis.figures, "isolated nodes"))
    if parts > 1:
        text += f". The ties lie in {parts} separate parts, which no method joins"
    if other == 1:
        return f"{text}. All {runs} runs found the same."
    return f"{text}. {runs} runs found {other} different results (adjusted Rand index {show_cell(same)})."


def _firmness(analysis: Analysis) -> str:
    held = analysis.coverage.ties
    ties, alone, unfirm = (figure(held, name) for name in ("ties", "stated by one source", "not yet so"))
    used = sum(1 for row in analysis.coverage.sources.records() if row["used"])
    return (
        f"All of it rests on {many(figure(held, 'claims'), 'claim')} of {many(used, 'document')}: of "
        f"{many(ties, 'tie')}, {alone} {'is' if alone == 1 else 'are'} stated by one document only, {unfirm} "
        f"{'is' if unfirm == 1 else 'are'} planned, recommended or forecast. It shows what these documents "
        "say, not all cooperation there is."
    )
