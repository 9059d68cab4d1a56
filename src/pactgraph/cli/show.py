"""The command ``show``: everything about one thing, or one claim."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pactgraph.cli.command import arg, command
from pactgraph.cli.messages import plural, say
from pactgraph.cli.options import Data, Documents, TextFormat, on_terminal, open_graph
from pactgraph.cli.output import write_json
from pactgraph.cli.terminal import print_cards, print_lines
from pactgraph.errors import MissingFileError

if TYPE_CHECKING:
    from pactgraph.answers.claim import Card
    from pactgraph.answers.thing import Thing
    from pactgraph.graph import Graph


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
    """Show the thing NAME: what it is, and every claim about it with where it is stated.

    NAME is a name in any language, a short name (country:CUB), an IRI, or the number of a claim. With
    --documents, the passage of each claim is shown below it; JSON then has "passages", by evidence.
    """
    graph = open_graph(data)
    card = graph.show(name)
    passages = passages_in(graph, documents)
    if on_terminal(form, "text", "json") == "json":
        write_json(_plain(card) | words_of(card.claims, passages, documents))
        return
    say(card.name, bold=True)
    print_lines([card.iri, *(f"{key}: {'; '.join(card.texts(key))}" for key in card.facts)], 2)
    say(f"\n{plural(len(card.claims), 'claim')}")
    print_cards(card.claims, passages)


def _plain(found: Thing) -> dict[str, object]:
    return {
        "iri": found.iri,
        "name": found.name,
        "facts": {key: found.texts(key) for key in found.facts},
        "claims": [card.as_dict() for card in found.claims],
    }


def passages_in(graph: Graph, documents: Path | None) -> dict[str, str]:
    """Return the words of the passages, by evidence, where the documents are at hand."""
    from pactgraph.sources.documents import passages

    if documents is None:
        return {}
    if not documents.is_dir():
        raise MissingFileError(
            "no such folder", expected="the folder of the source documents", file=documents
        )
    return passages(graph.store, documents)


def words_of(
    claims: Iterable[Card], passages: dict[str, str], documents: Path | None
) -> dict[str, dict[str, str]]:
    """Return the passages of claims for JSON: nothing where no documents are named."""
    if documents is None:
        return {}
    cited = dict.fromkeys(iri for card in claims for iri in card.evidence)
    return {"passages": {iri: passages[iri] for iri in cited if iri in passages}}
