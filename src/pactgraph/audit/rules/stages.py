"""Milestones that contradict each other: other dates for one event, an earlier stage after a later one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from pactgraph.audit.disagreements import Certainty, Disagreement
from pactgraph.audit.figure_index import FigureIndex
from pactgraph.audit.rule import Rule

NAME = "stages"
#: What happens to an initiative once: two dates for it exclude each other.
ONCE = frozenset({"proposed", "announced", "signed", "in-force", "launched", "adopted", "completed"})
#: What comes before the thing is there. Told of a later day than that of what is done with it, it
#: contradicts.
EARLY = frozenset({"proposed", "announced", "negotiated", "signed", "ratified", "adopted", "launched"})
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
            # Of two milestones the first is over before the second can have been.
            for first, second in ((one, other), (other, one)):
                if first.get("latest", NEVER) >= second.get("earliest", ""):
                    continue
                kind = "status"
                certainty: Certainty = "likely"
                if first["type"] == second["type"] and first["type"] in ONCE:
                    kind, why = "date", "That happens once."
                elif first["type"] in LATE and second["type"] in EARLY:
                    why = "The second comes before the first in the life of an initiative."
                elif first["type"] == "completed" and second["type"] in ("progressed", "under-way"):
                    certainty = "possible"
                    why = "What is completed is not under way any more."
                else:
                    continue
                text = (
                    f"{index.name(initiative)}: {first['type']} by {first['latest']}, {second['type']} on "
                    f"{second['earliest']} or later. {why}"
                )
                shown = [
                    f"{row['type']} {row.get('earliest', '…')} to {row.get('latest', '…')}"
                    for row in (second, first)
                ]
                yield Disagreement(NAME, kind, certainty, (second["claim"],), (first["claim"],), text, *shown)


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
