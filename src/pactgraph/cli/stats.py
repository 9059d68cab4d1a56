"""The command ``stats``: count what the graph holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from pactgraph.cli.command import command, opt
from pactgraph.cli.messages import say
from pactgraph.cli.options import Data, TableFormat, on_terminal, open_graph
from pactgraph.cli.output import write_json, write_rows
from pactgraph.cli.terminal import print_lines, print_table

if TYPE_CHECKING:
    from pactgraph.answers.coverage import SourceCoverage
    from pactgraph.answers.statistics import Tally

#: The tables of the answer: the word in CSV, the heading on a terminal, the heading of its first column.
HEADINGS = {
    "things": ("Things by kind", "kind"),
    "claims_by_kind": ("Claims by kind", "kind"),
    "claims_by_source": ("Claims by source", "source"),
    "claims_by_modality": ("Claims by modality", "modality"),
    "claims_by_review": ("Claims by state of review", "state"),
}


@command(
    examples="""
pactgraph stats
pactgraph stats --source ye-small-economies
pactgraph stats --format json
pactgraph stats --left-out
pactgraph stats --left-out --source ye-small-economies
"""
)
def stats(
    source: Annotated[
        str | None, opt("Count only what this source states and names.", metavar="SOURCE")
    ] = None,
    left_out: Annotated[bool, opt("List what was left out of each document, and why.")] = False,
    form: TableFormat = None,
    data: Data = None,
) -> None:
    """Count things and claims by kind, source, modality and state of review, and how full each property is.

    A claim is judged where a judgement of curators weighs it, else in doubt where the audit disputes it, else
    it has a note, or none. The share of a property is that of the claims of its kind that have it; computed
    properties are not counted.
    """
    graph = open_graph(data)
    form = on_terminal(form)
    if left_out:
        _show_left_out([one for one in graph.coverage(source).sources if one.left_out], form)
        return
    counted = graph.statistics(source)
    tables: dict[str, tuple[Tally, ...]] = {table: getattr(counted, table) for table in HEADINGS}
    if form == "json":
        filled = {kind: _plain(tallies) for kind, tallies in counted.filled.items()}
        write_json({**{name: _plain(tallies) for name, tallies in tables.items()}, "filled": filled})
    elif form == "table":
        for table, tallies in tables.items():
            heading, column = HEADINGS[table]
            say(f"{heading} ({sum(one.count for one in tallies)})", bold=True)
            shares = [(o.name, str(o.count), f"{o.share:.1%}") for o in tallies]
            print_table((column, "count", "share"), shares)
            say("")
        say("How full each property is", bold=True)
        filled_rows = [
            (kind, o.name, str(o.count), f"{o.share:.1%}")
            for kind, tallies in counted.filled.items()
            for o in tallies
        ]
        print_table(("kind of claim", "property", "count", "share"), filled_rows)
    else:
        rows = [(table, o.name, "", o) for table, tallies in tables.items() for o in tallies]
        rows += [("filled", kind, o.name, o) for kind, tallies in counted.filled.items() for o in tallies]
        columns = ("table", "name", "property", "count", "of", "share")
        numbers = [(*names, str(o.count), str(o.of), f"{o.share:.3f}") for *names, o in rows]
        write_rows(columns, numbers, form)


def _plain(tallies: Sequence[Tally]) -> list[dict[str, object]]:
    """Return the numbers as plain values for JSON."""
    return [{"name": o.name, "count": o.count, "of": o.of, "share": round(o.share, 3)} for o in tallies]


def _show_left_out(found: Sequence[SourceCoverage], form: str) -> None:
    if form != "table":
        rows = [(one.name, one.published, one.left_out) for one in found]
        write_rows(("source", "published", "left_out"), rows, form)
        return
    for one in found:
        print_lines([f"{one.name} ({one.published})" if one.published else one.name], bold=True)
        print_lines([one.left_out], indent=2, hang=0)
        say("")
