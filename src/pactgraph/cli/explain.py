"""The command ``explain``: the claims behind a triple, a claim or a row of an answer."""

from __future__ import annotations

from typing import Annotated

import click

from pactgraph.cli.ask import complete_question
from pactgraph.cli.command import arg, command, opt
from pactgraph.cli.messages import plural, say
from pactgraph.cli.options import Data, Documents, TextFormat, on_terminal, open_graph, read_pairs
from pactgraph.cli.output import write_json
from pactgraph.cli.terminal import print_cards, print_lines
from pactgraph.errors import ParameterError
from pactgraph.store.locate import Locator
from pactgraph.store.reading import own_content


@command(
    examples="""
pactgraph explain China pact:cooperatesWith Cuba
pactgraph explain "Digital Silk Road" "cooperation area" "digital economy"
pactgraph explain ye-small-economies/041
pactgraph explain --question agreements_of_party --row 1 party=Cuba
"""
)
def explain(
    parts: Annotated[tuple[str, ...], arg("CLAIM | SUBJECT PREDICATE OBJECT | [KEY=VALUE]...")] = (),
    question: Annotated[
        str | None, opt("Explain a row of this named question.", shell_complete=complete_question)
    ] = None,
    row: Annotated[int, opt("Which row, counted from 1.", type=click.IntRange(1))] = 1,
    form: TextFormat = None,
    documents: Documents = None,
    data: Data = None,
) -> None:
    """Show why SUBJECT PREDICATE OBJECT holds, or the claims behind a CLAIM or a row of an answer.

    A derived triple rests on a rule and on claims; every claim rests on evidence. With --question, KEY=VALUE
    are the parameters of the question.
    """

    if question is None and len(parts) not in (1, 3):
        raise ParameterError(
            f"{plural(len(parts), 'part')} to explain",
            expected="a claim; or SUBJECT PREDICATE OBJECT; or --question NAME --row N",
            mend="see: pactgraph explain --help",
        )
    graph = open_graph(data, documents)
    if question is not None:
        found = graph.explain_row(question, row, **read_pairs(parts))
    elif len(parts) == 1:
        found = graph.explain_claim(parts[0])
    else:
        found = graph.explain(parts[0], parts[1], parts[2])
    if on_terminal(form, "text", "json") == "json":
        reasons = [
            {"rule": one.rule, "title": one.title, "claims": [card.as_dict() for card in found.cards(one)]}
            for one in found.reasons
        ]
        passages = {"passages": found.passages} if documents else {}
        write_json({"what": found.what, "reasons": reasons, **passages})
        return
    say(found.what, bold=True)
    for reason in found.reasons:
        say(f"\n{reason.title} (rule {reason.rule})" if reason.rule else f"\n{reason.title}")
        print_cards(found.cards(reason), found.passages)
    if question is None and len(parts) == 1:
        place = Locator(own_content().source_files()).find(found.claims[0].iri)
        print_lines([f"written in {place}"] if place is not None else [], 4)
