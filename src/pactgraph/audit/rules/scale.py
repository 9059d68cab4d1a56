"""Values that are off by a power of ten, and parts that are greater than their whole."""

from __future__ import annotations

from collections.abc import Iterator

from pactgraph.audit.disagreements import Certainty, Disagreement
from pactgraph.audit.figure_index import FigureIndex
from pactgraph.audit.figures import PERCENT, RANK, Figure, show
from pactgraph.audit.periods import plain, within, year_before
from pactgraph.audit.results import usable
from pactgraph.audit.rule import Rule
from pactgraph.audit.spans import power_of_ten
from pactgraph.audit.thresholds import POWER_OF_TEN
from pactgraph.namespaces import PREFIXES, kind_of

NAME = "scale"
WORLD_GROUP = PREFIXES["group"] + "world"


def look(index: FigureIndex) -> Iterator[Disagreement]:
    """Find values off by a power of ten, and parts greater than their whole; each figure is reported once."""
    told: set[str] = set()
    for found in _look(index):
        if not told & set(found.claims):
            told |= set(found.claims)
            yield found


def _look(index: FigureIndex) -> Iterator[Disagreement]:
    tested = [f for f in index.figures if f.stated and f.printed.span.finite and f.printed.unit.base != RANK]
    for figure in tested:
        yield from _other_claims(index, figure)
    for share in index.related("shareOf", "shareIn"):
        yield from _by_share(index, share)
    for figure in tested:
        if index.relations(figure.indicator).one("addsUp") == "true":
            yield from _greater_than_whole(index, figure)
            yield from _greater_than_year(index, figure)


def _other_claims(index: FigureIndex, figure: Figure) -> Iterator[Disagreement]:
    """Compare what is printed with what other places print."""
    for other in index.at(figure.indicator, figure.area, figure.period):
        same = other.column == figure.column if figure.table else other.claim == figure.claim
        if same or not _as_printed(other) or other.base != figure.printed.unit.base:
            continue
        exponent = _power(figure.printed.span.value, other.span.value)
        # Of two figures that no curator corrected, one is reported, not each against the other.
        if exponent and (figure.corrected or figure.claim < other.claim):
            text = (
                f"{index.name(figure.indicator)}, {index.name(figure.area)}, {figure.period}: "
                f"{figure.printed.text} "
                f"in {index.where(figure)} and {other.understood.text} in {index.where(other)} differ by a "
                f"factor of {_factor(exponent)}."
            )
            yield _found(figure, (other.claim,), text, "sure", other.understood.text, "another claim")


def _by_share(index: FigureIndex, share: Figure) -> Iterator[Disagreement]:
    """Hold the whole that a part and its share imply against the whole as printed."""
    held = index.relations(share.indicator)
    area, period = held.one("comparedArea") or share.area, plain(share.period)
    if share.base != PERCENT or not _as_printed(share) or share.span.value <= 0:
        return
    for part in index.at(held.one("shareOf"), share.area, period):
        for whole in index.at(held.one("shareIn"), area, period):
            other_table = whole.table != part.table or not whole.table
            fits = part.base == whole.printed.unit.base
            if _as_printed(part) and usable(whole) and other_table and fits:
                implied = 100 * part.span.value / share.span.value
                exponent = _power(whole.printed.span.value, implied)
                if exponent:
                    factor = whole.printed.unit.factor
                    formula = f"{part.understood.text} / {show(share.span.value)} %"
                    text = (
                        f"{index.name(whole.indicator)}, {index.name(area)}, {whole.period}: "
                        f"{whole.printed.text} in "
                        f"{index.where(whole)}; {formula} gives {show(implied / factor)}, a factor of "
                        f"{_factor(exponent)} apart."
                    )
                    right = f"{show(implied / factor)} {whole.printed.unit.label}"
                    yield _found(whole, (part.claim, share.claim), text, "sure", right, formula)


def _greater_than_whole(index: FigureIndex, figure: Figure) -> Iterator[Disagreement]:
    wholes = [group for group, parts in index.members.items() if figure.area in parts]
    if kind_of(figure.area) == "country":
        wholes.append(WORLD_GROUP)
    for area in sorted(set(wholes)):
        for whole in index.at(figure.indicator, area, figure.period):
            fits = _as_printed(whole) and whole.base == figure.printed.unit.base
            if fits and figure.printed.span.low > whole.span.high:
                text = (
                    f"{index.name(figure.indicator)}, {figure.period}: {figure.printed.text} for "
                    f"{index.name(figure.area)} in {index.where(figure)} is more than "
                    f"{whole.understood.text} for "
                    f"{index.name(area)}, of which it is a part."
                )
                yield _found(figure, (whole.claim,), text, "sure", f"at most {whole.understood.text}", "")


def _greater_than_year(index: FigureIndex, figure: Figure) -> Iterator[Disagreement]:
    """Compare a part of a year, or what its growth implies for the year before, with the whole year."""
    low, before = figure.printed.span.low, year_before(figure.period)
    rates = index.rates(figure.indicator, figure.area, figure.period)
    for rate in rates:
        yield from _whole_year(index, figure, low / (1 + rate.span.high / 100), before, rate)
    if not rates:
        yield from _whole_year(index, figure, low, plain(figure.period), None)


def _whole_year(
    index: FigureIndex, figure: Figure, least: float, period: str, rate: Figure | None
) -> Iterator[Disagreement]:
    years = [
        whole
        for whole in index.series.get((figure.indicator, figure.area), [])
        if usable(whole) and whole.base == figure.printed.unit.base and within(period, whole.period)
    ]
    if not years or any(least <= whole.span.high for whole in years):
        return
    unit, value = figure.printed.unit, float(figure.printed.value)
    by = f" / (1 + {show(rate.span.value)} %)" if rate else ""
    formula = f"{show(value)}{by} = {show(least / unit.factor)}"
    text = (
        f"{index.title(figure)}: {figure.printed.text} means at least {show(least / unit.factor)} in {period}"
        f"{f' ({formula})' if by else ''}, more than in the whole of {plain(years[0].period)} "
        f"({', '.join(whole.understood.text for whole in years)})."
    )
    fits = least / 10 <= max(whole.span.high for whole in years)
    text += " A tenth of it would fit." if fits else ""
    against = (*([rate.claim] if rate else []), *(whole.claim for whole in years))
    right = f"{show(value / 10)} {unit.label}" if fits else ""
    yield _found(figure, against, text, "sure" if rate else "likely", right, formula)


def _found(
    figure: Figure, against: tuple[str, ...], text: str, certainty: Certainty, right: str, formula: str
) -> Disagreement:
    unit_at_fault = bool(figure.table) and figure.printed.unit != figure.understood.unit
    pattern = f"{figure.printed.unit.label} in {figure.table}" if unit_at_fault else ""
    if figure.corrected:
        text += f" A curator understands {figure.understood.text}."
        right = figure.understood.text
    return Disagreement(
        NAME, "unit", certainty, (figure.claim,), against, text,
        figure.printed.text, right, formula if "/" in formula else "", pattern=pattern,
    )  # fmt: skip


def _as_printed(figure: Figure) -> bool:
    """Return whether a figure counts as evidence without a curator's understanding of it."""
    return usable(figure) and not figure.corrected


def _power(one: float, other: float) -> int:
    return power_of_ten(one / other, POWER_OF_TEN) if one > 0 and other > 0 else 0


def _factor(exponent: int) -> str:
    return f"{10 ** abs(exponent):,}"


RULE = Rule(
    NAME,
    "A value off by a power of ten, or a part greater than its whole",
    "What is printed is compared with other claims that nobody corrected: for the same indicator, area "
    "and period; for the whole that a part and its share imply; and, where the indicator declares "
    "pact:addsUp, for the group, country or world that an area is part of, and for the year that a part "
    "of it, or the part a year earlier by the stated growth, lies in. A ratio within a twentieth of a "
    "power of ten counts as one.",
    ("unit",),
    look,
)
