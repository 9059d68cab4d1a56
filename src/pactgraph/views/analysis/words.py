"""The findings of an analysis in sentences that say no more than its figures."""

from __future__ import annotations

from pactgraph.network.analysis import Analysis
from pactgraph.network.results import Cell, Result, show_cell
from pactgraph.views.charts.rows import listed
from pactgraph.views.labels import clean

#: Below this, a partition is hardly better than chance: M. E. J. Newman and M. Girvan, PRE 69, 026113 (2004).
STRUCTURE = 0.3
#: Below so many nodes with ties, figures that compare with chance say little.
FEW = 30
#: Ranks that are named in the summary, and at most so many nodes of them.
NAMED, MOST_NAMED = 3, 5


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
