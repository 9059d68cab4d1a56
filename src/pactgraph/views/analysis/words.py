"""What is found, in sentences that say no more than the figures do."""

from __future__ import annotations

from collections.abc import Iterator

from pactgraph.network.analysis import Analysis
from pactgraph.network.results import Cell, Result, show_cell
from pactgraph.views.labels import clean

#: Below this, a partition is hardly better than chance: M. E. J. Newman and M. Girvan, PRE 69, 026113 (2004).
STRUCTURE = 0.3
#: Below so many nodes with ties, figures that compare with chance say little.
FEW = 30
#: Ranks that are named in the summary, and at most so many nodes of them.
NAMED, MOST_NAMED = 3, 5


def in_short(analysis: Analysis) -> tuple[str, ...]:
    """Return the findings in short: size, who comes first and how surely, groups, and what it rests on."""
    return tuple(_in_short(analysis))


def _in_short(analysis: Analysis) -> Iterator[str]:
    yield _size(analysis)
    if not analysis.graph.number_of_edges():
        yield "No two nodes are tied: nothing can be said of who is central, or of groups."
        return
    for measure in analysis.rankings:
        yield _first(analysis, measure)
    yield _weakest(analysis)
    yield communities_in_words(analysis)
    yield _firmness(analysis)


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


def _size(analysis: Analysis) -> str:
    held = analysis.figures
    nodes, ties, alone = (figure(held, name) for name in ("nodes", "ties", "isolated nodes"))
    largest = figure(held, "largest part")
    text = f"The network has {many(nodes, 'node')} and {many(ties, 'tie')}"
    text += f"; {many(alone, 'node')} {'has' if alone == 1 else 'have'} none" if alone else ""
    if isinstance(largest, float) and isinstance(nodes, int) and largest < 1:
        text += f"; its largest connected part holds {round(largest * nodes)}"
    return f"{text}."


def _first(analysis: Analysis, measure: str) -> str:
    """Say who comes first by a measure, and between which ranks each lies under variations and draws."""
    found = analysis.rankings[measure]
    above = [row for row in found.ranks.records() if row["value"]]
    if not above:
        return f"By {measure} all nodes have the value 0."
    tried = len(found.variations)
    rows = [row for row in above if _place(row) <= NAMED]
    # Of many on one rank, naming some would make them look better than the others.
    while len(rows) > MOST_NAMED and _place(rows[-1]) > 1:
        rows = [row for row in rows if _place(row) < _place(rows[-1])]
    named = [f"{clean(str(row['label']))} ({show_cell(row['value'])}; {_held(row, tried)})" for row in rows]
    if len(named) > MOST_NAMED:
        return f"By {measure}, {len(named)} nodes share the first rank."
    text = f"By {measure}, {_joined(named)} {'comes' if len(rows) == 1 else 'come'} first"
    if len(rows) == len(above):
        text += f"; all other {many(len(found.ranks) - len(rows), 'node')} have the value 0"
    return f"{text}."


def _place(row: dict[str, Cell]) -> int:
    return int(row["rank"] or 0)


def _held(row: dict[str, Cell], tried: int) -> str:
    """Say between which ranks a node lies."""
    best, worst, there = row["best"], row["worst"], tried - int(row["absent"] or 0)
    if best is None:
        return f"not there in any of {many(tried, 'variation')}"
    where = (
        f"all {many(tried, 'variation')}"
        if there == tried
        else f"the {there} of {tried} variations that have it"
    )
    text = f"{_ranks(best, worst)} in {where}"
    return (
        text
        if row["drawn_low"] is None
        else f"{text}, {_ranks(row['drawn_low'], row['drawn_high'])} in draws"
    )


def _ranks(low: Cell, high: Cell) -> str:
    return f"rank {low}" if low == high else f"ranks {low} to {high}"


def _weakest(analysis: Analysis) -> str:
    """Name the variation in which the order changes most."""
    measure, found = next(iter(analysis.rankings.items()))
    known = [row for row in found.variations.records() if isinstance(row["tau"], int | float)]
    if not known:
        return f"Kendall's tau of the ranking by {measure} could be computed for no variation."
    row = min(known, key=lambda one: (float(one["tau"] or 0), str(one["variation"])))
    how = (
        str(row["what"]) if str(row["what"]).startswith("projected") else f"in the network made {row['what']}"
    )
    tau = f"Kendall's tau {show_cell(row['tau'])}, over {many(row['common'], 'node')}"
    if float(row["tau"] or 0) == 1:
        return f"The order by {measure} is the same in every variation in which it can be compared."
    return f"The order by {measure} changes most {how}: {tau}."


def communities_in_words(analysis: Analysis) -> str:
    """Say how many communities there are, whether they are better than chance, and whether runs agree."""
    if analysis.communities is None:
        return "There is no tie, and so no community."
    held = analysis.communities.summary
    number, worth = figure(held, "communities"), figure(held, "modularity")
    same, other = figure(held, "adjusted Rand index"), figure(held, "different results")
    value = worth if isinstance(worth, int | float) else 0.0
    text = f"Louvain's best partition has {_groups(number)} and modularity {show_cell(worth)}"
    if value < STRUCTURE:
        text += f", less than the {STRUCTURE} from which on groups are usually spoken of: read none into it"
    parts = int(figure(analysis.figures, "parts") or 0) - int(figure(analysis.figures, "isolated nodes") or 0)
    if parts > 1:
        text += f". The ties lie in {parts} separate parts, which no method joins"
    runs = figure(held, "runs")
    if other == 1:
        return f"{text}. All {runs} runs found the same."
    return f"{text}. {runs} runs found {other} different results (adjusted Rand index {show_cell(same)})."


def _groups(number: Cell) -> str:
    return "1 community" if number == 1 else f"{number} communities"


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


def _joined(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
