"""The command ``query``: run SPARQL."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from pactgraph.cli.command import arg, command, opt
from pactgraph.cli.messages import note, say
from pactgraph.cli.options import Data, formats, open_graph
from pactgraph.cli.output import write, write_answer
from pactgraph.cli.progress import progress
from pactgraph.errors import InputSyntaxError, MissingFileError, ParameterError
from pactgraph.namespaces import PREFIXES
from pactgraph.store.turtle import read_text


@command(
    examples="""
pactgraph query 'SELECT ?a ?b WHERE { ?a pact:cooperatesWith ?b } LIMIT 5'
pactgraph query --file mine.rq --format csv > rows.csv
echo 'ASK { country:CUB a pact:Country }' | pactgraph query -
pactgraph query 'DESCRIBE country:CUB' --format ttl
pactgraph query --data http://localhost:7878/query 'ASK { ?s ?p ?o }'
pactgraph query --prefixes
"""
)
def query(
    sparql: Annotated[str | None, arg("[SPARQL]")] = None,
    file: Annotated[Path | None, opt("Read the query from a file.")] = None,
    prefixes: Annotated[bool, opt("List the prefixes that need no declaration.")] = False,
    form: Annotated[str | None, formats("table", "csv", "tsv", "json", "ttl")] = None,
    data: Data = None,
) -> None:
    """Run a query in SPARQL, given as text, in a file, or on standard input as '-'.

    SELECT returns rows, ASK true or false, CONSTRUCT and DESCRIBE Turtle. A query never changes the graph.
    """
    if prefixes:
        write("".join(f"PREFIX {name}: <{iri}>\n" for name, iri in sorted(PREFIXES.items())))
        return
    text = _query_text(sparql, file)
    graph = open_graph(data)
    try:
        with progress("asking"):
            write_answer(graph.store.query(text), form)
        for notice in graph.terms.notices(text):
            note(notice)
    except InputSyntaxError as error:
        error.file = file or (Path("<standard input>") if sparql == "-" else None)
        if sparql and "{" not in sparql and Path(sparql).exists():
            error.mend = f"did you mean --file {sparql}?"
        raise


def _query_text(sparql: str | None, file: Path | None) -> str:

    if (sparql is None) == (file is None):
        raise ParameterError(
            "no query" if file is None else "two queries, one as text and one in a file",
            expected="one query: as text, with --file FILE, or '-' for standard input",
            mend="see: pactgraph query --help",
        )
    if file is not None:
        return read_text(file)
    if sparql != "-":
        return str(sparql)
    if sys.stdin.isatty():
        say("Type the query, then Ctrl-D on a line of its own.", err=True)
    try:
        return sys.stdin.read()
    except UnicodeDecodeError as error:
        raise MissingFileError(f"bytes on standard input that are no UTF-8 ({error.reason})") from None
