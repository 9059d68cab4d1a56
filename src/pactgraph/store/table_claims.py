"""The cells of a printed table as triples: an observation for each value, an evidence node for each cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from pactgraph.model.cells import CellValue
from pactgraph.model.mapped_cells import MappedCell
from pactgraph.model.mapping import BY_PART, Settings
from pactgraph.model.passages import Passage
from pactgraph.model.quantities import plain
from pactgraph.namespaces import EDTF, PACT, PREFIXES, expand, source_graph

RDF_TYPE = PREFIXES["rdf"] + "type"
XSD = PREFIXES["xsd"]
_ADDRESS = re.compile(rf"{re.escape(PREFIXES['claim'])}[^/]+/t[0-9]+-[0-9]+-[0-9]+(?:-[0-9]+)?")
Facts = Iterator[tuple[str, NamedNode | Literal]]


class Stated(NamedTuple):
    """One value of a cell.

    :ivar claim: the address of its claim.
    :ivar part: its place in the cell, counted from 0.
    """

    claim: str
    value: CellValue
    indicator: str
    part: int


def is_cell(claim: str) -> bool:
    """Tell from the address of a claim whether a cell of a table states it.

    >>> is_cell(f"{PREFIXES['claim']}one/t02-1-3"), is_cell(f"{PREFIXES['claim']}one/012")
    (True, False)
    """
    return _ADDRESS.fullmatch(claim) is not None


def evidence_of(cell: MappedCell, where: tuple[str, str]) -> str:
    """Return the address of the evidence of a cell.

    :param where: the source and the number of the table.
    """
    return PREFIXES["evidence"] + _name(cell, where)


def claims_of(cell: MappedCell, where: tuple[str, str]) -> Iterator[Stated]:
    """Yield what a cell states; those of a split cell carry the number of their part."""
    base = PREFIXES["claim"] + _name(cell, where)
    for part, (value, indicator) in enumerate(zip(cell.values, cell.indicators, strict=True)):
        if value is not None:
            claim = base if len(cell.values) == 1 else f"{base}-{part + 1}"
            yield Stated(claim, value, indicator, part)


def cell_triples(cell: MappedCell, where: tuple[str, str], table: str, passage: Passage) -> Iterator[Triple]:
    """Yield the claims of a cell and their evidence.

    :param where: the source and the number of the table.
    :param table: the name by which a person finds the table.
    :param passage: of the row.
    """
    evidence = evidence_of(cell, where)
    locator = f"{table}, row {cell.row_name}, column {cell.column_name}"
    yield _triple(evidence, RDF_TYPE, NamedNode(PACT + "Evidence"))
    for name, value in _passage(where[0], locator, passage):
        yield _triple(evidence, PACT + name, value)
    for stated in claims_of(cell, where):
        yield _triple(stated.claim, RDF_TYPE, NamedNode(PACT + "Observation"))
        yield _triple(stated.claim, PACT + "evidence", NamedNode(evidence))
        yield _triple(stated.claim, PACT + "indicator", _named(stated.indicator))
        for facts in (
            _measured(cell.settings, stated.value),
            _by_part(cell.settings, stated.part),
            _told(cell.settings),
        ):
            for name, value in facts:
                yield _triple(stated.claim, PACT + name, value)


def _name(cell: MappedCell, where: tuple[str, str]) -> str:
    source_id, number = where
    return f"{source_id}/t{number}-{cell.row.number}-{cell.column_number}"


def _passage(source_id: str, locator: str, passage: Passage) -> Facts:
    yield "source", NamedNode(source_graph(source_id))
    yield "locator", Literal(locator)
    yield "start", _typed(str(passage.start), "integer")
    yield "end", _typed(str(passage.end), "integer")
    yield "sha256", Literal(passage.sha256)


def _measured(settings: Settings, value: CellValue) -> Facts:
    said = settings["quantifier"].value if "quantifier" in settings else "quantifier:exact"
    yield "quantifier", _named(said if value.quantifier == "exact" else f"quantifier:{value.quantifier}")
    yield "asPrinted", Literal(value.printed)
    yield "value", _decimal(value.value)
    yield "refArea", _named(settings["area"].value)
    yield "refPeriod", Literal(value.year or settings["period"].value, datatype=NamedNode(EDTF))
    if value.year:
        yield "dateAsPrinted", Literal(value.year)


def _by_part(settings: Settings, part: int) -> Facts:
    """What a split cell may say once for each of its parts."""
    given = {key: settings[key].of_part(part) for key in BY_PART if key in settings}
    for key, name in (("unit", "unit"), ("unit_understood", "unitUnderstood")):
        if given.get(key) is not None:
            yield name, _named(given[key])
    if given.get("rank_out_of") is not None:
        yield "rankOutOf", _typed(str(given["rank_out_of"]), "integer")
    if given.get("value_understood") is not None:
        yield "valueUnderstood", _decimal(Decimal(given["value_understood"]))


def _told(settings: Settings) -> Facts:
    yield "modality", _named(settings["modality"].value)
    for key, name in (("attributed_to", "attributedTo"), ("primary_source", "primarySource")):
        for used in settings[key].names() if key in settings else ():
            yield name, _named(used)
    if "date_inferred" in settings:
        yield "dateInferred", _typed("true", "boolean")
    if "note" in settings:
        yield "note", Literal(" ".join(settings["note"].value.split()), language="en")


def _triple(subject: str, predicate: str, value: NamedNode | Literal) -> Triple:
    return Triple(NamedNode(subject), NamedNode(predicate), value)


def _named(name: str) -> NamedNode:
    return NamedNode(expand(name) or name)


def _typed(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + datatype))


def _decimal(value: Decimal) -> Literal:
    text = f"{plain(value):f}"
    return _typed(text if "." in text else f"{text}.0", "decimal")
