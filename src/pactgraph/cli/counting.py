"""The command that counts what the graph holds: stats."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pactgraph.cli.command import Command
from pactgraph.cli.messages import say
from pactgraph.cli.options import chosen, data_option, format_option, open_graph
from pactgraph.cli.output import write_json, write_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgraph.answers.coverage import SourceCoverage
    from pactgraph.answers.statistics import Statistics, Tally

#: The tables of the answer: the word in CSV, the heading on a terminal, the heading of its first column.
HEADINGS = {
    "things": ("Things by kind", "kind"),
    "claims_by_kind": ("Claims by kind", "kind"),
    "claims_by_source": ("Claims by source", "source"),
    "claims_by_modality": ("Claims by modality", "modality"),
    "claims_by_review": ("Claims by state of review", "state"),
}


@click.command(
    cls=Command,
    short_help="Count what the graph holds, and say what was left out.",
    examples="""
pactgraph stats
pactgraph stats --source ye-small-economies
pactgraph stats --format json
pactgraph stats --left-out
pactgraph stats --left-out --source ye-small-economies
""",
)
@click.option("--source", metavar="SOURCE", help="Count only what this source states and names.")
@click.option("--left-out", "leaving", is_flag=True, help="Say what was left out of each document, and why.")
@format_option("table", "csv", "tsv", "json")
@data_option
def stats(source: str | None, leaving: bool, form: str | None, data: str | None) -> None:
    """Count things and claims by kind, source, modality and state of review, and how full each property is.

    A claim is judged where a judgement of curators weighs it, else in doubt where the audit disputes it, else
    it has a note, or none. The share of a property is that of the claims of its kind that have it; what rules
    compute is not counted.
    """
    graph = open_graph(data)
    form = chosen(form, ("table", "csv"))
    if leaving:
        _show_left_out([one for one in graph.coverage(source).sources if one.left_out], form)
        return
    counted = graph.statistics(source)
    if form == "json":
        write_json(_plain(counted))
    elif form == "table":
        _show(counted)
    else:
        columns = ("table", "name", "property", "count", "of", "share")
        write_rows(columns, list(_rows(counted)), form)


def _tables(counted: Statistics) -> Iterator[tuple[str, tuple[Tally, ...]]]:
    for table in HEADINGS:
        yield table, getattr(counted, table)


def _rows(counted: Statistics) -> Iterator[tuple[str, ...]]:
    for table, tallies in _tables(counted):
        for one in tallies:
            yield table, one.name, "", str(one.count), str(one.of), f"{one.share:.3f}"
    for kind, tallies in counted.filled.items():
        for one in tallies:
            yield "filled", kind, one.name, str(one.count), str(one.of), f"{one.share:.3f}"


def _plain(counted: Statistics) -> dict[str, object]:
    """Return the numbers as plain values for JSON."""

    def values(tallies: tuple[Tally, ...]) -> list[dict[str, object]]:
        return [
            {"name": one.name, "count": one.count, "of": one.of, "share": round(one.share, 3)}
            for one in tallies
        ]

    tables: dict[str, object] = {table: values(tallies) for table, tallies in _tables(counted)}
    return {**tables, "filled": {kind: values(tallies) for kind, tallies in counted.filled.items()}}


def _show(counted: Statistics) -> None:
    from pactgraph.cli.tables import print_table

    for table, tallies in _tables(counted):
        heading, column = HEADINGS[table]
        say(f"{heading} ({sum(one.count for one in tallies)})", bold=True)
        print_table((column, "count", "share"), [(o.name, str(o.count), _percent(o)) for o in tallies])
        say("")
    say("How full each property is", bold=True)
    rows = [
        (kind, o.name, str(o.count), _percent(o)) for kind, tallies in counted.filled.items() for o in tallies
    ]
    print_table(("kind of claim", "property", "count", "share"), rows)


def _percent(tally: Tally) -> str:
    return f"{tally.share:.1%}"


def _show_left_out(found: list[SourceCoverage], form: str) -> None:
    rows = [(one.name, one.published, one.left_out) for one in found]
    if form != "table":
        write_rows(("source", "published", "left_out"), rows, form)
        return
    from pactgraph.cli.tables import print_lines

    for source, published, text in rows:
        print_lines([f"{source} ({published})" if published else source], bold=True)
        print_lines([text], indent=2, hang=0)
        say("")


COMMANDS = (stats,)
