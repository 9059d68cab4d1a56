"""The views that draw a named question: which of them show the answer that is on the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from pactgraph.queries.catalogue import Question
from pactgraph.views.definition import ViewDefinition
from pactgraph.views.gallery import all_views


@dataclass(frozen=True)
class Chart:
    """A view that draws a question.

    :param address: of its page.
    :param picture: the address of its still picture, where it draws the very answer; else empty.
    """

    title: str
    address: str
    picture: str = ""


def charts_of(question: Question, given: Mapping[str, str]) -> list[Chart]:
    """Return the views that draw a question: at most one of this very answer, which comes first, then others.

    :param given: what is asked for, by parameter.

    >>> from pactgraph.queries.catalogue import read_question
    >>> from pactgraph.resources import graph_dir
    >>> series = read_question(graph_dir() / "queries/statistics/statistics_series_in_base_unit.rq")
    >>> [chart.picture for chart in charts_of(series, {"indicator": "5G base stations"})][:2]
    ['/view/indicator.svg?indicator=5G+base+stations', '']
    """
    fits, others = [], []
    for view in _drawing(question):
        asked = _asked(view, question, given)
        if asked is not None and not fits:
            fits.append(Chart("", f"/view/{view.name}{asked}", f"/view/{view.name}.svg{asked}"))
        elif not view.asks:
            others.append(Chart(view.title, f"/view/{view.name}"))
    return [*fits, *others]


def _drawing(question: Question) -> Iterator[ViewDefinition]:
    """Yield the charts of a question; first those that draw whatever is asked for."""
    for view in sorted(all_views(), key=lambda view: not view.asks):
        if view.chart is not None and view.chart.question is not None:
            if view.chart.question.name == question.name:
                yield view


def _asked(view: ViewDefinition, question: Question, given: Mapping[str, str]) -> str | None:
    """Return the query by which a view draws this answer; None where it would draw another one."""
    usual = {p.name: p.default for p in question.parameters if p.default}
    wanted = {**usual, **given}
    if not set(wanted) <= set(view.parameters):
        return None
    return "" if wanted == dict(view.parameters) else f"?{urlencode(wanted)}"
