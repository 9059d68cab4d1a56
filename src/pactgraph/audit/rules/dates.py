"""Dates that cannot all be right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from pactgraph.audit.disagreements import Certainty, Disagreement
from pactgraph.audit.figure_index import FigureIndex
from pactgraph.audit.figures import COUNTED, UNIT
from pactgraph.audit.periods import bounds
from pactgraph.audit.rule import Rule

NAME = "dates"
#: Editions of rankings and indices carry the year in which they come out: nothing follows from it.
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


def look(index: FigureIndex) -> Iterator[Disagreement]:
    """Find facts later than their document or their work, and participation before anything began."""
    facts = index.store.select(FACTS).records()
    for row in index.store.select(SOURCES).records():
        for word in ("published", "accepted"):
            last = bounds(row[word]).latest if row.get(word) else None
            for fact in facts if last else ():
                told = fact.get("measured") or fact["earliest"]
                if last and fact["source"] == row["source"] and told > last.isoformat():
                    text = f"The document was {word} by {last}, but states a fact dated {told} or later."
                    yield Disagreement(
                        NAME, "date", "sure", (fact["claim"],), (), text, told, f"{last} or earlier",
                        pattern=f"dated after {row['source'].rpartition('/')[2]} was {word}",
                    )  # fmt: skip
    yield from _after_work(index)
    first: dict[str, dict[str, str]] = {}
    for row in index.store.select(BEGUN).records():
        first.setdefault(row["initiative"], row)
    for row in index.store.select(TAKING_PART).records():
        begun = first.get(row["initiative"])
        if begun and row["until"] < begun["earliest"]:
            text = (
                f"{index.name(row['party'])} took part in {index.name(row['initiative'])} by {row['until']}, "
                f"which begins on {begun['earliest']} at the earliest, by all that is stated of it."
            )
            yield Disagreement(
                NAME, "date", "likely", (row["claim"],), (begun["claim"],), text,
                row["until"], f"{begun['earliest']} or later",
            )  # fmt: skip


def _after_work(index: FigureIndex) -> Iterator[Disagreement]:
    """Find figures for a period that ended after the work they are put down to came out."""
    works: dict[str, dict[str, date | None]] = defaultdict(dict)
    for row in index.store.select(WORKS).records():
        works[row["claim"]][row["work"]] = bounds(row["published"]).latest if "published" in row else None
    for figure in index.figures:
        end = bounds(figure.period).latest
        if not figure.stated or not end or figure.base in EDITIONS or figure.period.startswith("/"):
            continue
        early = {work: day for work, day in works[figure.claim].items() if day and day < end}
        others = len(works[figure.claim]) > len(early)
        for work, day in early.items():
            text = (
                f"{index.name(figure.indicator)} for {figure.period} is attributed to {index.name(work)}, "
                f"which was published by {day.isoformat()}, before the period was over."
            )
            if others:
                text += " Another work is named too, which may have the figure."
            # A table of many years rests on its works together: an early one may have the early years.
            certainty: Certainty = "possible" if figure.table and others else "likely"
            yield Disagreement(
                NAME, "date", certainty, (figure.claim,), (), text,
                f"{figure.period}, {index.name(work)}", f"a work of {end.isoformat()} or later",
                pattern=f"{work.rpartition('/')[2]} is too early, in {figure.source.rpartition('/')[2]}",
            )  # fmt: skip


RULE = Rule(
    NAME,
    "Dates that cannot all be right",
    "A document states as a fact what is later than its last possible day of publication, or of "
    "acceptance where it prints one, or gives a figure for a period that was not over then; a figure is "
    "put down to a work that came out before its period was over (rankings and indices apart, whose "
    "editions carry the year in which they appear); a party takes part before the first thing that is "
    "told of an initiative. Days are the bounds of the dates as printed, so vague dates accuse nobody.",
    ("date",),
    look,
)
