"""The views that draw a named question: which of them show the answer that is on the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from pactgraph.answers.catalogue import Question
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
    """Return the view that draws this very answer; where there is none, those that draw another one.

    :param given: what is asked for, by parameter.

    >>> from pactgraph.answers.catalogue import read_question
    >>> from pactgraph.resources import graph_dir
    >>> series = read_question(graph_dir() / "queries/statistics/statistics_series_in_base_unit.rq")
    >>> [chart.picture for chart in charts_of(series, {"indicator": "5G base stations"})]
    ['/view/indicator.svg?indicator=5G+base+stations']
    """
    views = list(_drawing(question))
    for view in views:
        asked = _asked(view, question, given)
        if asked is not None:
            return [Chart(view.title, f"/view/{view.name}{asked}", f"/view/{view.name}.svg{asked}")]
    return [Chart(view.title, f"/view/{view.name}") for view in views if not view.asks]


def _drawing(question: Question) -> Iterator[ViewDefinition]:
    """Yield the charts of a question; first those that draw whatever is asked for."""
    for view in sorted(all_views(), key=lambda view: not view.asks):
        asked = view.chart.question if view.chart is not None else None
        if asked is not None and asked.name == question.name:
            yield view


def _asked(view: ViewDefinition, question: Question, given: Mapping[str, str]) -> str | None:
    """Return the query by which a view draws this answer; None where it would draw another one."""
    usual = {p.name: p.default for p in question.parameters if p.default}
    wanted = {**usual, **given}
    if not set(wanted) <= set(view.parameters):
        return None
    return "" if wanted == dict(view.parameters) else f"?{urlencode(wanted)}"
