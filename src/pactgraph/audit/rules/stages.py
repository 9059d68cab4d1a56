"""Milestones that contradict each other: other dates for one event, an earlier stage after a later one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from pactgraph.audit.disagreements import Disagreement
from pactgraph.audit.figure_index import FigureIndex
from pactgraph.audit.rule import Rule

NAME = "stages"
#: What happens to an initiative once: two dates for it exclude each other.
ONCE = frozenset({"proposed", "announced", "signed", "in-force", "launched", "adopted", "completed"})
#: What comes before the thing is there. Told of a later day than that of what is done with it, it
#: contradicts.
EARLY = frozenset({"proposed", "announced", "negotiation-started", "signed", "adopted", "launched"})
LATE = frozenset({"operating", "completed"})
#: Later than every day.
NEVER = "9999"
MILESTONES = """
SELECT ?claim ?initiative ?type ?earliest ?latest WHERE {
  ?claim a pact:Milestone ; pact:initiative ?initiative ; pact:milestoneType ?milestone ;
    pact:modality/pact:factual true .
  ?milestone skos:notation ?type .
  OPTIONAL { ?claim pact:earliest ?earliest } OPTIONAL { ?claim pact:latest ?latest }
  FILTER NOT EXISTS { ?claim pact:byParty ?party }
} ORDER BY ?initiative ?claim"""


def look(index: FigureIndex) -> Iterator[Disagreement]:
    """Find contradicting milestones of one initiative."""
    held: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in index.store.select(MILESTONES).records():
        held[row["initiative"]].append(row)
    for initiative, rows in held.items():
        for one, other in combinations(rows, 2):
            for first, second in ((one, other), (other, one)):
                if first.get("latest", NEVER) < second.get("earliest", ""):
                    yield from _pair(index, initiative, first, second)


def _pair(
    index: FigureIndex, initiative: str, first: dict[str, str], second: dict[str, str]
) -> Iterator[Disagreement]:
    """Weigh two milestones of which the first is over before the second can have been."""
    name = index.name(initiative)
    told = f"{name}: {first['type']} by {first['latest']}, {second['type']} on {second['earliest']} or later"
    shown = [
        f"{row['type']} {row.get('earliest', '…')} to {row.get('latest', '…')}" for row in (first, second)
    ]
    sides = ((second["claim"],), (first["claim"],))
    if first["type"] == second["type"] and first["type"] in ONCE:
        text = f"{told}. That happens once."
        yield Disagreement(NAME, "date", "likely", *sides, text, shown[1], shown[0])
    elif first["type"] in LATE and second["type"] in EARLY:
        text = f"{told}. The second comes before the first in the life of an initiative."
        yield Disagreement(NAME, "status", "likely", *sides, text, shown[1], shown[0])
    elif first["type"] == "completed" and second["type"] in ("progressed", "under-way"):
        text = f"{told}. What is completed is not under way any more."
        yield Disagreement(NAME, "status", "possible", *sides, text, shown[1], shown[0])


RULE = Rule(
    NAME,
    "Milestones that contradict each other",
    "Two milestones of one initiative as a whole, told as facts, whose days exclude each other: the "
    "same event of a kind that happens once (likely), a beginning after it is in operation or completed "
    "(likely), work going on after completion (possible). Vague dates that can mean the same day accuse "
    "nobody.",
    ("date", "status"),
    look,
)
