"""Commands for sources and their evidence: verify, source, evidence."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pactgraph.cli import curating, output
from pactgraph.cli.command import Command, shared
from pactgraph.cli.messages import say
from pactgraph.cli.options import chosen, data_option, documents_option, format_option, open_graph
from pactgraph.cli.progress import progress

if TYPE_CHECKING:
    from pactgraph.sources.verify import DocumentCheck, EvidenceCheck

COLUMNS = ("evidence", "status", "stated at", "was", "is now", "found at", "claims")


@click.command(
    cls=Command,
    short_help="Prove that every passage still stands in its document.",
    examples="""
pactgraph verify --documents ../docs
pactgraph verify ye-small-economies --documents ../docs
PACTGRAPH_DOCUMENTS=../docs pactgraph verify --verbose
""",
)
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@format_option("table", "csv", "json")
@documents_option
@data_option
@click.pass_context
def verify(
    context: click.Context,
    sources: tuple[str, ...],
    form: str | None,
    documents: Path | None,
    data: str | None,
) -> None:
    """Prove that every passage of each SOURCE still stands in its document where the evidence says.

    Without SOURCE, of all. A document that is not the one that was curated, by its digest, is named as
    another document, and its passages are looked for all the same. Passages that moved are shown with their
    new position, those that changed as gone; --verbose shows those that hold, too. Exits with 1 where
    a document or a passage does not hold.
    """
    from pactgraph.namespaces import shorten
    from pactgraph.sources.verify import check_documents
    from pactgraph.sources.verify import verify as run

    folder = needed(documents)
    graph = open_graph(data)
    results = []
    with progress("verifying") as tell:
        texts = check_documents(graph.store, folder, sources)
        for result in run(graph.store, folder, sources):
            tell(shorten(result.evidence))
            results.append(result)
    form = chosen(form, ("table", "csv"))
    rows = _rows(texts, results)
    if rows or form != "table":
        output.write_rows(COLUMNS, rows, form)
    say(_summary(texts, results), err=form != "table")
    statuses = {text.status for text in texts} | {result.status for result in results}
    context.exit(1 if statuses - {"holds"} else 0)


def _rows(texts: list[DocumentCheck], results: list[EvidenceCheck]) -> list[tuple[str, ...]]:
    """Return what is to be shown: first the documents, then the passages of those that are there."""
    hidden = {"no document"} if shared("verbose") else {"no document", "holds"}
    shown = [text for text in texts if text.status != "holds"]
    claims = Counter({text.document.source: 0 for text in shown})
    for result in results:
        claims[result.source] += result.claims
    return [
        *(_document_row(text, claims[text.document.source]) for text in shown),
        *(_row(result) for result in results if result.status not in hidden),
    ]


def _document_row(text: DocumentCheck, claims: int) -> tuple[str, ...]:
    document = text.document
    now = text.found.short if text.found else ""
    return (document.id, text.status, document.file_name, document.curated.short, now, "", str(claims))


def _row(result: EvidenceCheck) -> tuple[str, ...]:
    from pactgraph.namespaces import PREFIXES

    return (
        result.evidence.removeprefix(PREFIXES["evidence"]),
        result.status,
        result.locator,
        f"{result.old[0]}–{result.old[1]}",
        f"{result.start}–{result.end}" if result.start is not None else "",
        result.found_at if result.status == "moved" else "",
        str(result.claims),
    )


def _summary(texts: list[DocumentCheck], results: list[EvidenceCheck]) -> str:
    counts = Counter(result.status for result in results)
    others = [f", {number} {status}" for status, number in sorted(counts.items()) if status != "holds"]
    failed = [f"; {text.status}: {text.document.id}" for text in texts if text.status != "holds"]
    return f"{counts['holds']} of {len(results)} passages hold{''.join([*others, *failed])}"


@click.command(
    cls=Command,
    short_help="Begin a new source from its document.",
    examples="""
pactgraph source my-report --document report.txt
pactgraph source my-report --document report.txt --title "A report" --write
""",
)
@click.argument("name", metavar="ID")
@click.option(
    "--document", required=True, type=click.Path(path_type=Path), metavar="FILE", help="Its text, in UTF-8."
)
@click.option("--title", default="", help="Its title as printed.")
@click.option("--language", default="", metavar="TAG", help="Its language, such as en, ru or zh.")
@click.option("--write", is_flag=True, help="Write it to graph/sources/ID/source.ttl, which must be new.")
def source(name: str, document: Path, title: str, language: str, write: bool) -> None:
    """Begin the source ID: print a source.ttl with the digest, length and file name of its document.

    What the document alone does not tell is marked "TO FILL IN". Evidence can be made at once, with
    pactgraph evidence; pactgraph check says what is still to be mended.
    """
    from pactgraph.resources import graph_dir, require_own_content
    from pactgraph.sources.scaffold import source_turtle, write_source

    turtle = source_turtle(name, document, title=title, language=language)
    if not write:
        output.write(turtle)
        return
    folder = graph_dir() / "sources" / name
    require_own_content(folder)
    path = write_source(folder, turtle)
    output.write(turtle)
    say(f"written to {path}", err=True)


@click.command(
    cls=Command,
    short_help="Make the evidence for a phrase of a document.",
    examples="""
pactgraph evidence ye-small-economies "16 countries" -d ../docs
pactgraph evidence ye-small-economies "16 countries" --sentence -d ../docs
pactgraph evidence ye-small-economies "16 countries" --write -d ../docs
""",
)
@click.argument("source")
@click.argument("phrase")
@click.option("--sentence", is_flag=True, help="Take the whole sentence around the phrase.")
@click.option(
    "--place", type=click.IntRange(1), help="Which place is meant, where the phrase stands in several."
)
@click.option("--write", is_flag=True, help="Write it into the source's evidence.ttl.")
@documents_option
def evidence(
    source: str,
    phrase: str,
    sentence: bool,
    place: int | None,
    write: bool,
    documents: Path | None,
) -> None:
    """Make the evidence for a PHRASE of the document of SOURCE: position, digest and locator.

    Prints Turtle to put into the source's evidence.ttl (--write does it) and, on the error stream, the
    passage itself, so that you see what you cite. Evidence that is there already is found again. The source
    needs its source.ttl, and nothing of the graph needs to be finished.
    """
    from pactgraph.resources import require_own_content
    from pactgraph.sources.documents import read_source
    from pactgraph.sources.evidence import append_evidence, make_evidence
    from pactgraph.store.reading import own_content

    content = own_content()
    described = read_source(content, source)
    folder = content.graph / "sources" / described.id
    require_own_content(*([folder] if write else []))
    text = described.read_curated(needed(documents))
    made = make_evidence(folder, text, phrase, sentence=sentence, place=place)
    say(f"“{made.words}”", err=True)
    output.write(made.turtle)
    if not made.triples:
        say("this evidence is there already", err=True)
    elif write:
        say(f"written to {append_evidence(folder, made)}", err=True)


def needed(documents: Path | None) -> Path:
    """Return the folder of documents.

    :raises ParameterError: where none is named.
    """
    from pactgraph.errors import ParameterError

    if documents is None:
        raise ParameterError(
            "no folder of documents",
            expected="the folder that holds the source documents",
            mend="name it with --documents DIR, or in PACTGRAPH_DOCUMENTS",
        )
    return documents


COMMANDS = (verify, source, evidence, *curating.COMMANDS)
