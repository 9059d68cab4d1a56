"""Different values for one indicator, area, period and unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pactgraph.audit.disagreements import Certainty, Disagreement
from pactgraph.audit.figure_index import FigureIndex
from pactgraph.audit.figures import DIRECTION, RANK, Figure, show
from pactgraph.audit.periods import year_of, years_of
from pactgraph.audit.rule import Rule
from pactgraph.audit.spans import power_of_ten
from pactgraph.audit.thresholds import POWER_OF_TEN

NAME = "values"


def look(index: FigureIndex) -> Iterator[Disagreement]:
    """Find values that differ by more than rounding, and values said of years that the years do not have."""
    for _, figures in index.groups():
        held = [f for f in figures if f.stated and f.base != DIRECTION]
        for base in dict.fromkeys(figure.base for figure in held):
            clusters = _clusters([figure for figure in held if figure.base == base])
            for place, cluster in enumerate(clusters):
                for other in clusters[place + 1 :]:
                    yield from _compare(index, cluster, other)
    for figure in index.figures:
        yield from _over_years(index, figure)


def _clusters(figures: Sequence[Figure]) -> list[list[Figure]]:
    """Put together what can be one number, beginning with the most exact; prose comes before tables."""
    clusters: list[list[Figure]] = []
    for figure in sorted(figures, key=lambda f: (f.span.high - f.span.low, bool(f.table), f.claim)):
        for cluster in clusters:
            if cluster[0].span.meets(figure.span):
                cluster.append(figure)
                break
        else:
            clusters.append([figure])
    return clusters


def _compare(index: FigureIndex, first: Sequence[Figure], second: Sequence[Figure]) -> Iterator[Disagreement]:
    # Prose is tested against tables, and the later document against the earlier in the alphabet of claims.
    ours, theirs = (second, first) if first[0].table and not second[0].table else (first, second)
    one, other = ours[0], theirs[0]
    # A factor of ten is left to the rule for units.
    low = min(abs(one.span.value), abs(other.span.value))
    ratio = max(abs(one.span.value), abs(other.span.value)) / low if low else 0
    if one.base != RANK and power_of_ten(ratio, POWER_OF_TEN):
        return
    rounding = one.base != RANK and one.span.finite and one.span.nearly_meets(other.span)
    prose = not one.table and any(figure.table and figure.source == one.source for figure in theirs)
    kind = "rounding" if rounding else "prose" if prose else "value"
    same_work = one.source == other.source or bool(one.works & other.works) or one.base == RANK
    certainty: Certainty = "possible" if rounding else "sure" if same_work else "likely"
    text = (
        f"{index.name(one.indicator)}, {index.name(one.area)}, {one.period}: {one.understood.text} in "
        f"{index.where(one)}, {other.understood.text} in {index.where(other)}."
    )
    if rounding:
        text += " Rounding can explain the difference."
    elif one.span.finite and other.span.finite and one.base != RANK:
        ratio = max(one.span.value, other.span.value) / (min(one.span.value, other.span.value) or 1)
        text += f" A factor of {ratio:.3g}." if ratio > 1.1 else ""
    if one.corrected or other.corrected:
        text += " One of them is not as printed, but as a curator understands it."
    if not rounding and one.works and other.works and not one.works & other.works:
        text += " They are put down to different works."
    yield Disagreement(
        NAME, kind, certainty, tuple(f.claim for f in ours),
        tuple(f.claim for f in theirs), text, one.understood.text, other.understood.text,
    )  # fmt: skip


def _over_years(index: FigureIndex, figure: Figure) -> Iterator[Disagreement]:
    """Hold one value that is said of several years against the value of each year."""
    ends = years_of(figure.period)
    held = index.relations(figure.indicator)
    over_time = ("growthOf", "averageGrowthOf", "changeOf", "multipleOf", "differenceOf")
    if not ends or not figure.stated or figure.base == DIRECTION or any(held.one(n) for n in over_time):
        return
    out = [
        other
        for other in index.series.get((figure.indicator, figure.area), [])
        if (year := year_of(other.period)) and ends[0] <= year <= ends[1] and other.stated
        and other.base == figure.base and not other.span.meets(figure.span)
    ]  # fmt: skip
    if out:
        listed = ", ".join(f"{show(o.span.value / o.understood.unit.factor)} ({o.period})" for o in out)
        text = (
            f"{index.name(figure.indicator)}, {index.name(figure.area)}: “{figure.words}” is said of "
            f"{figure.period}, but single years have {listed}."
        )
        against = tuple(other.claim for other in out)
        yield Disagreement(NAME, "prose", "likely", (figure.claim,), against, text, figure.words, listed)


RULE = Rule(
    NAME,
    "Different values for the same indicator, area, period and unit",
    "Values are compared in base units, as understood, each as a span: half of its last printed digit "
    "to both sides, a tenth for “about” and “nearly”, open for “more than”. What meets agrees; what "
    "misses by one unit of the last digit is rounding; a power of ten is left to the rule scale. "
    "Between documents that name different works it is likely, else sure. A value said of several years "
    "is compared with each year.",
    ("value", "prose", "rounding"),
    look,
)
