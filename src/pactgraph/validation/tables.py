"""Check printed tables: that they fit their mappings, and that what the mappings name is in the graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from pactgraph.model.text import did_you_mean
from pactgraph.namespaces import expand, shorten
from pactgraph.store.tables import TableFile, Used
from pactgraph.validation.findings import Finding, Severity

#: The rules of this module and what each asks for.
RULES: dict[str, tuple[Severity, str]] = {
    "table-coverage": ("error", "Each row and column of a table is mapped or left out, and no other is"),
    "table-incomplete": ("error", "Each cell has an indicator, area, period, unit and modality"),
    "table-key-twice": ("error", "A row and a column do not both set one key"),
    "table-mapping": ("error", "A mapping is TOML with the keys that there are"),
    "table-name": ("error", "What a mapping names is in the graph"),
    "table-number": ("error", "A cell holds a number, or marks that there is none"),
    "table-observation-twice": ("error", "A table states each observation once"),
    "table-passage": ("error", "Each row of a table is a passage of its document"),
    "table-row": ("error", "A table is CSV with as many cells in each row as in the header"),
}


def check_tables(tables: Iterable[TableFile], quads: Iterable[Quad]) -> Iterator[Finding]:
    """Yield what is wrong with tables.

    :param quads: what the other files say; it tells which names there are.
    """
    known: set[str] | None = None
    for table in tables:
        if known is None:
            known = {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}
        problems = table.problems()
        for problem in problems:
            place = problem.file, problem.line
            yield Finding(
                problem.rule, "error", "", problem.found, problem.expected, "", problem.mend, *place
            )
        if not any(problem.rule == "table-row" for problem in problems):
            unknown = (used for used in table.names() if expand(used.name) not in known)
            yield from (_unknown(used, known) for used in unknown)


def _unknown(used: Used, known: set[str]) -> Finding:
    kind = used.name.partition(":")[0]
    base = expand(f"{kind}:") or ""
    where = "ontology/codelists" if "/code/" in base else "graph/things"
    mend = did_you_mean(
        used.name,
        (shorten(iri) for iri in known if iri.startswith(base)),
        f"correct it, or describe it in {where}",
    )
    message = f"{used.key} names {used.name}, which is not in the graph"
    expected = f"a name that {where} describes"
    return Finding("table-name", "error", "", message, expected, used.name, mend, used.file, used.line)
