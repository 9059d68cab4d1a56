"""Dates that cannot all be right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from pactgraph.audit.disagreements import Certainty, Disagreement
from pactgraph.audit.figure_index import World
from pactgraph.audit.figures import COUNTED, UNIT, Figure
from pactgraph.audit.periods import bounds
from pactgraph.audit.rule import Rule

NAME = "dates"
#: Editions of rankings and indices carry the year in which they come out: nothing can be told from it.
EDITIONS = frozenset({*COUNTED, UNIT + "point"})
FACTS = """
SELECT ?claim ?source ?earliest ?measured WHERE {
  ?claim pact:modality/pact:factual true ; pact:evidence/pact:source ?source ; pact:earliest ?earliest .
  OPTIONAL {
    ?claim pact:latest ?measured ; pact:refPeriod ?period ; pact:unit ?unit .
    FILTER NOT EXISTS { ?claim pact:dateInferred true }
    FILTER(?unit NOT IN (unit:rank, unit:direction) && !REGEX(STR(?period), "[~?%]"))
  }
} ORDER BY ?claim"""
SOURCES = """
SELECT ?source ?accepted ?published WHERE {
  ?source a pact:Source ; pact:published ?published . OPTIONAL { ?source pact:accepted ?accepted }
} ORDER BY ?source"""
WORKS = """
SELECT DISTINCT ?claim ?work ?published WHERE {
  ?claim pact:primarySource ?work . OPTIONAL { ?work pact:published ?published }
} ORDER BY ?claim ?work"""
TAKING_PART = """
SELECT DISTINCT ?claim ?initiative ?party ?until WHERE {
  ?claim a pact:Participation ; pact:initiative ?initiative ; pact:party ?party ; pact:latest ?until ;
    pact:modality/pact:factual true
} ORDER BY ?claim"""
BEGUN = """
SELECT DISTINCT ?claim ?initiative ?earliest WHERE {
  ?claim a pact:Milestone ; pact:initiative ?initiative ; pact:earliest ?earliest ;
    pact:modality/pact:factual true
} ORDER BY ?initiative ?earliest ?claim"""


def look(world: World) -> Iterator[Disagreement]:
    """Find facts later than their document or their work, and participation before there was anything."""
    facts = world.store.select(FACTS).records()
    yield from _after_document(world, facts)
    yield from _after_work(world)
    yield from _before_beginning(world)


def _after_document(world: World, facts: list[dict[str, str]]) -> Iterator[Disagreement]:
    for row in world.store.select(SOURCES).records():
        for word in ("published", "accepted"):
            last = bounds(row[word]).latest if row.get(word) else None
            for fact in facts if last else ():
                told = fact.get("measured") or fact["earliest"]
                if last and fact["source"] == row["source"] and told > last.isoformat():
                    yield _too_late(fact["claim"], row["source"], word, told, last.isoformat())


def _too_late(claim: str, source: str, word: str, told: str, last: str) -> Disagreement:
    text = f"The document was {word} by {last}, but tells as a fact of {told} or later."
    pattern = f"told after {source.rpartition('/')[2]} was {word}"
    return Disagreement(NAME, "date", "sure", (claim,), (), text, told, f"{last} or earlier", pattern=pattern)


def _after_work(world: World) -> Iterator[Disagreement]:
    """Find figures for a period that ended after the work they are put down to came out."""
    works: dict[str, dict[str, date | None]] = defaultdict(dict)
    for row in world.store.select(WORKS).records():
        works[row["claim"]][row["work"]] = bounds(row["published"]).latest if "published" in row else None
    for figure in world.figures:
        end = bounds(figure.period).latest
        if figure.stated and end and figure.base not in EDITIONS and not figure.period.startswith("/"):
            held = works[figure.claim]
            early = {work: day for work, day in held.items() if day and day < end}
            for work, day in early.items():
                yield _too_early(world, figure, work, day, end, len(held) > len(early))


def _too_early(world: World, figure: Figure, work: str, day: date, end: date, others: bool) -> Disagreement:
    text = (
        f"{world.name(figure.indicator)} for {figure.period} is put down to {world.name(work)}, which came "
        f"out by {day.isoformat()}, before the period was over."
    )
    if others:
        text += " Another work is named beside it, which may hold the figure."
    # A table of many years rests on its works together: an early one may hold the early years.
    certainty: Certainty = "possible" if figure.table and others else "likely"
    pattern = f"{work.rpartition('/')[2]} is too early, in {figure.source.rpartition('/')[2]}"
    stated, right = f"{figure.period}, {world.name(work)}", f"a work of {end.isoformat()} or later"
    return Disagreement(NAME, "date", certainty, (figure.claim,), (), text, stated, right, pattern=pattern)


def _before_beginning(world: World) -> Iterator[Disagreement]:
    first: dict[str, dict[str, str]] = {}
    for row in world.store.select(BEGUN).records():
        first.setdefault(row["initiative"], row)
    for row in world.store.select(TAKING_PART).records():
        begun = first.get(row["initiative"])
        if begun and row["until"] < begun["earliest"]:
            text = (
                f"{world.name(row['party'])} took part in {world.name(row['initiative'])} by "
                f"{row['until']}, which begins "
                f"on {begun['earliest']} at the earliest, by all that is told of it."
            )
            yield Disagreement(
                NAME, "date", "likely", (row["claim"],), (begun["claim"],), text,
                row["until"], f"{begun['earliest']} or later",
            )  # fmt: skip


RULE = Rule(
    NAME,
    "Dates that cannot all be right",
    "A document tells as a fact what is later than its last possible day of publication, or of acceptance "
    "where it "
    "prints one, or gives a figure for a period that was not over then; a figure is put down to a work "
    "that came out before its period was over (rankings and indices apart, "
    "whose editions carry the year in which they appear); a party takes part before the first thing that "
    "is told of an "
    "initiative. Days are the bounds of the dates as printed, so vague dates accuse nobody.",
    ("date",),
    look,
)
