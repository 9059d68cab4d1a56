"""The command ``show``: everything about one thing, or one claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

from pactgraph.answers.plain import plain
from pactgraph.cli.command import arg, command, shared
from pactgraph.cli.messages import plural, say
from pactgraph.cli.options import Data, Documents, TextFormat, on_terminal, open_graph
from pactgraph.cli.output import write_json
from pactgraph.cli.terminal import print_cards, print_lines
from pactgraph.namespaces import PREFIXES, shorten

if TYPE_CHECKING:
    from pactgraph.answers.thing import Figure, Thing

#: Lines of one part, unless --verbose asks for all.
LINES = 20


@command(
    examples="""
pactgraph show Cuba
pactgraph show 古巴
pactgraph show ye-small-economies/041 --documents ../docs
pactgraph show source:china-daily-innovation --format json
"""
)
def show(
    name: Annotated[str, arg("NAME")],
    form: TextFormat = None,
    documents: Documents = None,
    data: Data = None,
) -> None:
    """Show the thing NAME: facts, parties, history, figures, doubts, and its claims with their sources.

    NAME is a name in any language, a short name (country:CUB), an IRI, or the number of a claim. Of long
    lists the first lines are shown; --verbose and JSON have all. With --documents, the passage of each claim
    is shown below it; JSON then has "passages", by evidence.
    """

    thing = open_graph(data, documents).show(name)
    if on_terminal(form, "text", "json") == "json":
        found = plain(thing) | {"facts": {key: thing.texts(key) for key in thing.facts}}
        write_json({key: value for key, value in found.items() if key != "passages" or documents})
        return
    say(thing.name, bold=True)
    facts = (f"{key}: {'; '.join(thing.texts(key))}" for key in thing.facts)
    print_lines([thing.iri, *thing.summary, *facts], 2)
    for title, lines in _parts(thing):
        _print_part(title, list(lines))
    say(f"\n{plural(len(thing.claims), 'claim')}")
    print_cards(thing.claims, thing.passages)


def _parts(thing: Thing) -> Iterable[tuple[str, Iterable[str]]]:
    """Yield the parts between facts and claims: a title and a line for each row."""
    yield (
        "History",
        (
            f"{one.date or 'no date'}: {one.event}{_joined(' by ', one.by)}{_joined(' in ', one.place)}"
            f"{_stated(one.stated, one.claim)}"
            for one in thing.history
        ),
    )
    yield (
        "Parties",
        (
            f"{one.name}: {one.role}{_joined(' for ', one.other_name)}{_stated(one.stated, one.claim)}"
            for one in thing.parties
        ),
    )
    yield (
        "Initiatives",
        (
            f"{one.name}: {one.role}{_joined(' through ', one.other_name)}{_joined(', status ', one.status)}"
            f"{_stated(one.stated, one.claim)}"
            for one in thing.initiatives
        ),
    )
    yield "Statistics", map(_figure, thing.figures)
    yield (
        "Doubts",
        (f"{one.kind} ({one.certainty}): {one.explanation}{_at(one.claim)}" for one in thing.disagreements),
    )
    yield "Named by", (f"{one.name} ({one.tie})" for one in thing.named_by)
    yield "Terms", (f"{shorten(one.thing)}: {one.name}{_joined(', ', one.definition)}" for one in thing.terms)


def _figure(one: Figure) -> str:
    # Some sources print the unit with the figure: 2.9%.
    unit = one.unit if one.printed[-1:].isdigit() else ""
    words = f"{one.printed}{_joined(' ', unit)}{_joined(', ', one.caveat)}"
    return f"{one.name}, {one.period}: {words}{_stated(one.stated, one.claim)}"


def _print_part(title: str, lines: Sequence[str]) -> None:
    if not lines:
        return
    say(f"\n{title}")
    shown = lines if shared("verbose") else lines[:LINES]
    print_lines(shown, 2)
    if len(lines) > len(shown):
        say(f"  and {len(lines) - len(shown)} more: --verbose", dim=True)


def _joined(words: str, text: str) -> str:
    return f"{words}{text}" if text else ""


def _stated(stated: str, claim: str) -> str:
    return f" ({stated}){_at(claim)}"


def _at(claim: str) -> str:
    return f" [{claim.removeprefix(PREFIXES['claim'])}]"
