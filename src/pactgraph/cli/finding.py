"""Commands that look things up: search, show, explain."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pactgraph.cli.asking import complete_question, read_pairs
from pactgraph.cli.command import Command
from pactgraph.cli.messages import note, plural, say
from pactgraph.cli.options import chosen, data_option, documents_option, format_option, open_graph
from pactgraph.cli.output import write_json, write_rows

if TYPE_CHECKING:
    from pactgraph.answers.claim import Card
    from pactgraph.answers.explain import Explanation
    from pactgraph.answers.thing import Thing
    from pactgraph.graph import Graph


@click.command(
    cls=Command,
    short_help="Find things by their names in any language.",
    examples="""
pactgraph search silk road
pactgraph search чехия --limit 3
pactgraph search 丝绸之路 --format json
""",
)
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1), help="At most so many.")
@format_option("table", "csv", "tsv", "json")
@data_option
def search(words: tuple[str, ...], limit: int, form: str | None, data: str | None) -> None:
    """Find things whose names in any language hold WORDS.

    Case, accents and small slips do not matter. Whole names come first, then beginnings, then the rest.
    """
    from pactgraph.answers.search import find_things
    from pactgraph.namespaces import shorten

    hits = find_things(open_graph(data).store, " ".join(words), limit)
    form = chosen(form, ("table", "csv"))
    if form != "table":
        rows = [(hit.label, hit.kind, hit.matched or hit.label, shorten(hit.iri), hit.iri) for hit in hits]
        write_rows(("label", "kind", "found_as", "name", "iri"), rows, form)
    for hit in hits if form == "table" else ():
        say(hit.label, end="", bold=True)
        say(f"  {hit.kind}" + (f", found as {hit.matched}" if hit.matched else ""))
        say(f"    {shorten(hit.iri)}", fg="cyan")
    if not hits:
        note("nothing fits; try fewer or shorter words")
    elif form == "table":
        note("more on one of them: pactgraph show NAME")


@click.command(
    cls=Command,
    short_help="Show one thing, or one claim, and where it is stated.",
    examples="""
pactgraph show Cuba
pactgraph show 古巴
pactgraph show ye-small-economies/041 --documents ../docs
pactgraph show source:china-daily-innovation --format json
""",
)
@click.argument("name")
@format_option("text", "json")
@documents_option
@data_option
def show(name: str, form: str | None, documents: Path | None, data: str | None) -> None:
    """Show the thing NAME: what it is, and every claim about it with where it is stated.

    NAME is a name in any language, a short name (country:CUB), an address, or the number of a claim. With
    --documents, each claim's passage is shown beside it; JSON then has "passages", by evidence.
    """
    from pactgraph.cli.tables import print_cards, print_lines

    graph = open_graph(data)
    card = graph.show(name)
    passages = _passages(graph, documents)
    if chosen(form, ("text", "json")) == "json":
        write_json(_shown(card) | _words_of(card.claims, passages, documents))
        return
    say(card.name, bold=True)
    print_lines([card.iri, *(f"{key}: {'; '.join(card.texts(key))}" for key in card.facts)], 2)
    say(f"\n{plural(len(card.claims), 'claim')}")
    print_cards(card.claims, passages)


@click.command(
    cls=Command,
    short_help="Say what a triple, a claim or a row rests on.",
    examples="""
pactgraph explain China pact:cooperatesWith Cuba
pactgraph explain "Digital Silk Road" "cooperation area" "digital economy"
pactgraph explain ye-small-economies/041
pactgraph explain --question agreements_of_party --row 1 party=Cuba
""",
)
@click.argument("parts", nargs=-1, metavar="CLAIM | SUBJECT PREDICATE OBJECT | [KEY=VALUE]...")
@click.option("--question", shell_complete=complete_question, help="Explain a row of this named question.")
@click.option(
    "--row", default=1, show_default=True, type=click.IntRange(1), help="Which row, counted from 1."
)
@format_option("text", "json")
@documents_option
@data_option
def explain(
    parts: tuple[str, ...],
    question: str | None,
    row: int,
    form: str | None,
    documents: Path | None,
    data: str | None,
) -> None:
    """Say why SUBJECT PREDICATE OBJECT holds, or what a CLAIM or a row of an answer rests on.

    What is computed rests on a rule and on claims; every claim rests on evidence. With --question, KEY=VALUE
    are the parameters of the question.
    """
    from pactgraph.errors import ParameterError

    if question is None and len(parts) not in (1, 3):
        raise ParameterError(
            f"{plural(len(parts), 'part')} to explain",
            expected="a claim; or SUBJECT PREDICATE OBJECT; or --question NAME --row N",
            mend="see: pactgraph explain --help",
        )
    graph = open_graph(data)
    found = _explain(graph, parts, question, row)
    passages = _passages(graph, documents)
    if chosen(form, ("text", "json")) == "json":
        write_json(_explained(found) | _words_of(found.claims, passages, documents))
        return
    _print(found, passages)
    if question is None and len(parts) == 1:
        _print_place(found.claims[0].iri)


def _explain(graph: Graph, parts: tuple[str, ...], question: str | None, row: int) -> Explanation:
    if question is not None:
        return graph.explain_row(question, row, **read_pairs(parts))
    if len(parts) == 1:
        return graph.explain_claim(parts[0])
    return graph.explain(parts[0], parts[1], parts[2])


def _shown(found: Thing) -> dict[str, Any]:
    return {
        "iri": found.iri,
        "name": found.name,
        "facts": {key: found.texts(key) for key in found.facts},
        "claims": [card.as_dict() for card in found.claims],
    }


def _explained(found: Explanation) -> dict[str, Any]:
    reasons = [
        {"rule": one.rule, "title": one.title, "claims": [card.as_dict() for card in found.cards(one)]}
        for one in found.reasons
    ]
    return {"what": found.what, "reasons": reasons}


def _print(found: Explanation, passages: dict[str, str]) -> None:
    from pactgraph.cli.tables import print_cards

    say(found.what, bold=True)
    for reason in found.reasons:
        say(f"\n{reason.title} (rule {reason.rule})" if reason.rule else f"\n{reason.title}")
        print_cards(found.cards(reason), passages)


def _print_place(claim: str) -> None:
    """Say which line of which file states a claim, where the content at hand holds it."""
    from pactgraph.cli.tables import print_lines
    from pactgraph.store.locate import Locator
    from pactgraph.store.reading import own_content

    place = Locator(own_content().source_files()).find(claim)
    if place is not None:
        print_lines([f"written in {place}"], 4)


def _passages(graph: Graph, documents: Path | None) -> dict[str, str]:
    """Return the words of the passages, by evidence, where the documents are at hand."""
    from pactgraph.errors import MissingFileError
    from pactgraph.sources.documents import passages

    if documents is None:
        return {}
    if not documents.is_dir():
        raise MissingFileError(
            "no such folder", expected="the folder of the source documents", file=documents
        )
    return passages(graph.store, documents)


def _words_of(
    claims: Iterable[Card], passages: dict[str, str], documents: Path | None
) -> dict[str, dict[str, str]]:
    """Return what JSON says of the passages of claims: nothing where no documents were asked for."""
    if documents is None:
        return {}
    cited = dict.fromkeys(iri for card in claims for iri in card.evidence)
    return {"passages": {iri: passages[iri] for iri in cited if iri in passages}}


COMMANDS = (search, show, explain)
