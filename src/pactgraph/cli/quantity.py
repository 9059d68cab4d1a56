"""The command ``quantity``: turn a printed quantity into Turtle."""

from __future__ import annotations

from typing import Annotated

from pactgraph.cli.command import arg, command
from pactgraph.cli.messages import say
from pactgraph.cli.options import Data, open_graph
from pactgraph.cli.output import write
from pactgraph.sources.quantities import read_quantity


@command(
    examples="""
pactgraph quantity "about 31.7 trillion yuan"
pactgraph quantity "at least 50%"
"""
)
def quantity(printed: Annotated[str, arg("PRINTED")], data: Data = None) -> None:
    """Turn a quantity as PRINTED into the lines of a claim: value, quantifier and the code of the unit.

    Needs the extra: pip install 'pactgraph[curate]'.
    """

    read = read_quantity(open_graph(data).store, printed)
    write(read.turtle())
    if read.base:
        say(f"in its base unit: {read.base}", err=True)
    if not read.unit:
        say(f"the list of units has none for “{read.quantity.unit_words}”", err=True)
