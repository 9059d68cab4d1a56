"""The command ``verify``: prove the evidence against the documents."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated

from pactgraph.cli.command import arg, command, shared
from pactgraph.cli.messages import say
from pactgraph.cli.options import Data, Documents, formats, needed, on_terminal, open_graph
from pactgraph.cli.output import write_rows
from pactgraph.cli.progress import progress
from pactgraph.namespaces import PREFIXES, shorten
from pactgraph.sources import verify as verification

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pactgraph.sources.verify import DocumentCheck, EvidenceCheck

COLUMNS = ("evidence", "status", "stated at", "was", "is now", "found at", "claims")


@command(
    examples="""
pactgraph verify --documents ../docs
pactgraph verify ye-small-economies --documents ../docs
PACTGRAPH_DOCUMENTS=../docs pactgraph verify --verbose
"""
)
def verify(
    sources: Annotated[tuple[str, ...], arg("[SOURCE]...")] = (),
    form: Annotated[str | None, formats("table", "csv", "json")] = None,
    documents: Documents = None,
    data: Data = None,
) -> int:
    """Prove that every passage of each SOURCE is still in its document where the evidence says.

    Without SOURCE, of all. A document with another digest than the curated one is listed as another
    document, and its passages are searched all the same. Passages that moved are listed with their new
    position, changed ones as gone; --verbose lists those that hold, too. Exits with 1 where a document or a
    passage does not hold.
    """

    folder = needed(documents)
    graph = open_graph(data)
    results = []
    with progress("verifying") as tell:
        texts = verification.check_documents(graph.store, folder, sources)
        for result in verification.verify(graph.store, folder, sources):
            tell(shorten(result.evidence))
            results.append(result)
    form = on_terminal(form)
    rows = list(_rows(texts, results))
    if rows or form != "table":
        write_rows(COLUMNS, rows, form)
    counts = Counter(result.status for result in results)
    others = [f", {number} {status}" for status, number in sorted(counts.items()) if status != "holds"]
    failed = [f"; {text.status}: {text.document.id}" for text in texts if text.status != "holds"]
    hold = f"{counts['holds']} of {len(results)} passages hold"
    say("".join([hold, *others, *failed]), err=form != "table")
    return 1 if others or failed else 0


def _rows(texts: Sequence[DocumentCheck], results: Sequence[EvidenceCheck]) -> Iterator[tuple[str, ...]]:
    """Yield the rows to be shown: first the documents, then the passages of those that are there."""
    claims: Counter[str] = Counter()
    for result in results:
        claims[result.source] += result.claims
    for text in (text for text in texts if text.status != "holds"):
        document = text.document
        now = text.found.short if text.found else ""
        known = (document.id, text.status, document.file_name, document.curated.short, now)
        yield (*known, "", str(claims[document.source]))
    hidden = {"no document"} if shared("verbose") else {"no document", "holds"}
    for result in (result for result in results if result.status not in hidden):
        yield (
            result.evidence.removeprefix(PREFIXES["evidence"]),
            result.status,
            result.locator,
            f"{result.old[0]}–{result.old[1]}",
            f"{result.start}–{result.end}" if result.start is not None else "",
            result.found_at if result.status == "moved" else "",
            str(result.claims),
        )
