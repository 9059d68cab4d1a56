"""The command that finds what cannot all be right: audit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pactgraph.cli import output
from pactgraph.cli.command import Command, shared
from pactgraph.cli.messages import plural, say
from pactgraph.cli.options import chosen, data_option, format_option, open_graph
from pactgraph.cli.progress import progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactgraph.answers.claim import Card
    from pactgraph.audit import Disagreement, Group, Judgements
    from pactgraph.store.base import Store

COLUMNS = (
    "disagreement", "kind", "certainty", "rule", "claims", "stated_at", "stated", "right", "formula",
    "stated_formula", "against", "against_at", "why", "pattern", "judgement",
)  # fmt: skip
#: How many claims of one side are named, where --verbose does not ask for all.
NAMED = 3


@click.command(
    cls=Command,
    short_help="Find what in the sources cannot all be right.",
    examples="""
pactgraph audit
pactgraph audit --kind unit --sure
pactgraph audit --source song-china-russia --format csv > audit.csv
pactgraph audit --describe
""",
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    metavar="KIND",
    help="Only this kind, such as arithmetic; of it also what is only possible.",
)
@click.option("--source", "sources", multiple=True, metavar="SOURCE", help="Only what touches this source.")
@click.option("--sure", is_flag=True, help="Only what the figures exclude by themselves.")
@click.option("--all", "every", is_flag=True, help="Also what is only possible, such as rounding.")
@click.option("--describe", is_flag=True, help="Say how each rule decides, and find nothing.")
@format_option("table", "csv", "json")
@data_option
@click.pass_context
def audit(
    context: click.Context,
    kinds: tuple[str, ...],
    sources: tuple[str, ...],
    sure: bool,
    every: bool,
    describe: bool,
    form: str | None,
    data: str | None,
) -> None:
    """Find claims that cannot all be right: both sides, what is stated, what follows, how sure that is.

    What is sure or likely is shown, with --all also what is only possible. Disagreements with one cause are
    one entry; --verbose, CSV and JSON list each. Judgements of curators are shown, never applied. Exits with
    1 where something is found.
    """
    form = chosen(form, ("table", "csv"))
    if describe:
        _describe(form)
        return
    from pactgraph.audit import Judgements, choose
    from pactgraph.audit import audit as run
    from pactgraph.audit.run import check_names, known_kinds

    if sure and every:
        raise click.UsageError("--sure and --all exclude each other.")
    store = open_graph(data).store
    check_names(kinds, known_kinds(store), "kind")
    check_names(sources, _source_ids(store), "source")
    with progress("auditing"):
        found = choose(
            run(store),
            kinds=kinds,
            sources=sources,
            least="sure" if sure else "possible" if every else "likely",
        )
    if form == "table":
        _show(store, found, Judgements(store))
    else:
        output.write_rows(COLUMNS, _rows(store, found, Judgements(store)), form)
    context.exit(1 if found else 0)


def _source_ids(store: Store) -> list[str]:
    from pactgraph.namespaces import PREFIXES

    rows = store.select("SELECT ?source WHERE { ?source a pact:Source }").records()
    return [row["source"].removeprefix(PREFIXES["source"]) for row in rows]


def _describe(form: str) -> None:
    from pactgraph.audit import RULES
    from pactgraph.cli.tables import print_lines

    if form != "table":
        columns = ("rule", "title", "kinds", "tells")
        rows = [(rule.name, rule.title, " ".join(rule.kinds), rule.tells) for rule in RULES.values()]
        output.write_rows(columns, rows, form)
        return
    for rule in RULES.values():
        say(rule.name, end="", fg="cyan")
        say(f" ({', '.join(rule.kinds)}): {rule.title}")
        print_lines([rule.tells], indent=4, hang=0)


def _cards(store: Store, found: Sequence[Disagreement]) -> dict[str, Card]:
    from pactgraph.answers.claim import cards

    claims = dict.fromkeys(claim for one in found for claim in (*one.claims, *one.against))
    return {card.iri: card for card in cards(store, list(claims))}


def _rows(store: Store, found: Sequence[Disagreement], judgements: Judgements) -> list[tuple[str, ...]]:
    from pactgraph.namespaces import shorten

    held = _cards(store, found)

    def sides(claims: Sequence[str]) -> tuple[str, str]:
        return " ".join(held[c].id for c in claims), "; ".join(dict.fromkeys(held[c].where for c in claims))

    rows: list[tuple[str, ...]] = []
    for one in found:
        (claims, where), (against, against_where) = sides(one.claims), sides(one.against)
        judged = "; ".join(f"prefers {shorten(j.prefers)}: {j.note}" for j in judgements.on(one))
        rows.append((
            shorten(one.iri), one.kind, one.certainty, one.rule, claims, where, one.stated, one.right,
            one.formula, one.stated_formula, against, against_where, one.explanation, one.pattern, judged,
        ))  # fmt: skip
    return rows


def _show(store: Store, found: Sequence[Disagreement], judgements: Judgements) -> None:
    from pactgraph.audit import grouped
    from pactgraph.audit.disagreements import Group

    held = _cards(store, found)
    groups = [Group((one,)) for one in found] if shared("verbose") else grouped(found)
    for number, group in enumerate(groups, 1):
        _show_group(number, group, held, judgements)
    apart = f", {plural(len(found), 'case')} in all" if len(found) != len(groups) else ""
    say(f"{plural(len(groups), 'disagreement')}{apart}", dim=True)


def _show_group(number: int, group: Group, held: dict[str, Card], judgements: Judgements) -> None:
    from pactgraph.cli.tables import print_lines
    from pactgraph.namespaces import PREFIXES

    one = group.first
    times = f", {len(group.members)} cases: {one.pattern}" if len(group.members) > 1 else ""
    say(f"{number}. {one.kind}", bold=True, end="")
    say(f" ({one.certainty}{times})")
    print_lines([one.explanation], indent=4, hang=0)
    print_lines([f"stated: {one.stated} — {_where(one.claims, held)}"], indent=4)
    by = f" — {_where(one.against, held)}" if one.against else ""
    print_lines([f"right:  {one.right}{by}"], indent=4)
    for case in group.members:
        for judgement in judgements.on(case):
            claim = judgement.prefers.removeprefix(PREFIXES["claim"])
            print_lines([f"judged: prefers {claim} ({judgement.by}): {judgement.note}"], indent=4)
    say("")


def _where(claims: Sequence[str], held: dict[str, Card]) -> str:
    shown = claims if shared("verbose") else claims[:NAMED]
    more = f" and {len(claims) - len(shown)} more" if len(claims) > len(shown) else ""
    return "; ".join(f"{held[c].where} [{held[c].id}]" for c in shown) + more


COMMANDS = (audit,)
