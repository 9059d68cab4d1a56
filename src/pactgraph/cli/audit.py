"""The command ``audit``: find claims that cannot all be right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import click

from pactgraph.answers.claim import cards
from pactgraph.audit import RULES, Judgements, choose, grouped, run
from pactgraph.audit.disagreements import Group
from pactgraph.cli.command import command, opt, shared
from pactgraph.cli.messages import plural, say
from pactgraph.cli.options import Data, formats, on_terminal, open_graph
from pactgraph.cli.output import write_rows
from pactgraph.cli.progress import progress
from pactgraph.cli.terminal import print_lines
from pactgraph.namespaces import PREFIXES, shorten

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pactgraph.answers.claim import Card
    from pactgraph.audit import Group, Judgements

COLUMNS = (
    "disagreement", "kind", "certainty", "rule", "claims", "stated_at", "stated", "other", "tells", "formula",
    "stated_formula", "against", "against_at", "why", "pattern", "judgement",
)  # fmt: skip
#: How many claims of one side are listed without --verbose.
LISTED = 3


@command(
    examples="""
pactgraph audit
pactgraph audit --kind unit --sure
pactgraph audit --source song-china-russia --format csv > audit.csv
pactgraph audit --describe
"""
)
def audit(
    kind: Annotated[
        tuple[str, ...],
        opt("Only this kind, such as arithmetic, with what is only possible.", metavar="KIND"),
    ] = (),
    source: Annotated[tuple[str, ...], opt("Only disagreements with this source.", metavar="SOURCE")] = (),
    sure: Annotated[bool, opt("Only contradictions that follow from the figures alone.")] = False,
    all: Annotated[bool, opt("Also what is only possible, such as rounding.")] = False,
    describe: Annotated[bool, opt("Explain each rule instead.")] = False,
    form: Annotated[str | None, formats("table", "csv", "json")] = None,
    data: Data = None,
) -> int:
    """Find claims that cannot all be right: both sides, what is stated, what follows, how sure that is.

    What is sure or likely is shown, with --all also what is only possible. Disagreements with one cause are
    one entry; --verbose, CSV and JSON list each. Judgements of curators are shown, never applied. Exits with
    1 where something is found.
    """

    form = on_terminal(form)
    if describe:
        _describe(form)
        return 0
    if sure and all:
        raise click.UsageError("--sure and --all exclude each other.")
    store = open_graph(data).store
    run.check_names(kind, run.known_kinds(store), "kind")
    rows = store.select("SELECT ?source WHERE { ?source a pact:Source }").records()
    run.check_names(source, [row["source"].removeprefix(PREFIXES["source"]) for row in rows], "source")
    least: Literal["sure", "likely", "possible"] = "sure" if sure else "possible" if all else "likely"
    with progress("auditing"):
        found = choose(run.audit(store), kinds=kind, sources=source, least=least)
    judgements = Judgements(store)
    claims = dict.fromkeys(claim for one in found for claim in (*one.claims, *one.against))
    held = {card.iri: card for card in cards(store, list(claims))}
    groups = [Group((one,)) for one in found]
    if form == "table":
        groups = groups if shared("verbose") else grouped(found)
        for number, group in enumerate(groups, 1):
            _print_group(number, group, held, judgements)
        more = f", {plural(len(found), 'case')} in all" if len(found) != len(groups) else ""
        say(f"{plural(len(groups), 'disagreement')}{more}", dim=True)
    else:
        write_rows(COLUMNS, [_row(group, held, judgements) for group in groups], form)
    return 1 if found else 0


def _describe(form: str) -> None:

    if form != "table":
        columns = ("rule", "title", "kinds", "tells")
        rows = [(rule.name, rule.title, " ".join(rule.kinds), rule.tells) for rule in RULES.values()]
        write_rows(columns, rows, form)
        return
    for rule in RULES.values():
        say(rule.name, end="", fg="cyan")
        say(f" ({', '.join(rule.kinds)}): {rule.title}")
        print_lines([rule.tells], indent=4, hang=0)


def _row(group: Group, held: Mapping[str, Card], judgements: Judgements) -> tuple[str, ...]:
    one = group.first
    sides = [
        (" ".join(held[c].id for c in claims), "; ".join(dict.fromkeys(held[c].where for c in claims)))
        for claims in (one.claims, one.against)
    ]
    judged = "; ".join(f"prefers {shorten(j.prefers)}: {j.note}" for j in judgements.on(one))
    return (
        shorten(one.iri), one.kind, one.certainty, one.rule, *sides[0], one.stated, one.other, one.tells,
        one.formula, one.stated_formula, *sides[1], one.explanation, one.pattern, judged,
    )  # fmt: skip


def _print_group(number: int, group: Group, held: Mapping[str, Card], judgements: Judgements) -> None:
    one = group.first
    times = f", {len(group.members)} cases: {one.pattern}" if len(group.members) > 1 else ""
    say(f"{number}. {one.kind}", bold=True, end="")
    say(f" ({one.certainty}{times})")
    print_lines([one.explanation], indent=4, hang=0)
    print_lines([f"stated: {one.stated} — {_where(one.claims, held)}"], indent=4)
    by = f" — {_where(one.against, held)}" if one.against else ""
    print_lines([f"{one.tells}: {one.other}{by}"], indent=4)
    for judgement in (judgement for case in group.members for judgement in judgements.on(case)):
        claim = judgement.prefers.removeprefix(PREFIXES["claim"])
        print_lines([f"judged: prefers {claim} ({judgement.by}): {judgement.note}"], indent=4)
    say("")


def _where(claims: Sequence[str], held: Mapping[str, Card]) -> str:
    shown = claims if shared("verbose") else claims[:LISTED]
    more = f" and {len(claims) - len(shown)} more" if len(claims) > len(shown) else ""
    return "; ".join(f"{held[c].where} [{held[c].id}]" for c in shown) + more
