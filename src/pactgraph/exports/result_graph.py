"""Results as RDF: a Data Cube whose observations are the figures, and PROV for how they were computed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from pactgraph.errors import ParameterError
from pactgraph.exports.rdf import RDF_EXPORTS
from pactgraph.namespaces import BASE, PACT, PREFIXES
from pactgraph.network.results import Cell, Result

RDF_TYPE = NamedNode(PREFIXES["rdf"] + "type")
LABEL = NamedNode(PREFIXES["rdfs"] + "label")
STRUCTURE = NamedNode(BASE + "id/structure/result")
#: What a result says of itself in properties of their own; the rest are settings.
TEXTS = {
    "title": "title",
    "projection": "projectionName",
    "rule": "projectionRule",
    "filters": "projectionFilter",
}


def result_iri(result: Result) -> str:
    """Return the address of a result, made of its name and content: the same result has the same one."""
    text = json.dumps(result.as_dict(), ensure_ascii=False, sort_keys=True, default=str)
    return f"{PREFIXES['result']}{result.name}-{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def result_quads(result: Result) -> list[Quad]:
    """Return a result as quads of a named graph of its own, whose address is that of the result.

    The result is a ``qb:DataSet``; each cell that has a value is a ``qb:Observation`` with the dimensions
    ``pact:resultRow`` (counted from 1) and ``pact:resultColumn`` (its name), the measure ``pact:resultValue``
    and, where the row names things of the graph by their addresses, ``pact:resultThing``. The activity that
    made it (``prov:Activity``) names the program and its version, the method with its publication
    (``prov:Plan``), the projection with its rule and filters, and every setting such as the seed.

    To ask it beside the graph, add it to a store in memory::

        store.add(result_quads(result))

    or append the N-Quads of :func:`export_result` to a build's ``pactgraph.nq``.
    """
    graph = NamedNode(result_iri(result))
    return [Quad(t.subject, t.predicate, t.object, graph) for t in _triples(result, graph)]


def export_result(result: Result, form: str) -> str:
    """Return a result in an RDF format.

    N-Quads hold each triple twice, in the default graph and in the graph of the result, as a compiled data
    set does: so they can be appended to one.

    :param form: one of :data:`pactgraph.exports.rdf.RDF_EXPORTS`.
    :raises ParameterError: where there is no such format.

    >>> result = Result("degree", "Degree", ("node", "value"), (("urn:x", 2),))
    >>> "pact:resultValue 2" in export_result(result, "ttl")
    True
    """
    return export_results([result], form)


def export_results(results: Iterable[Result], form: str) -> str:
    """Return several results in an RDF format, each in a graph of its own; see :func:`export_result`.

    :raises ParameterError: where there is no such format.
    """
    if form not in RDF_EXPORTS:
        raise ParameterError(f"the RDF format {form}", expected=f"one of {', '.join(RDF_EXPORTS)}")
    quads = [quad for result in results for quad in result_quads(result)]
    if form == "nq":
        quads += [Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in quads]
    return RDF_EXPORTS[form].write(sorted(quads, key=str))


def _triples(result: Result, data_set: NamedNode) -> Iterator[Triple]:
    activity, plan = (NamedNode(f"{data_set.value}/{part}") for part in ("analysis", "method"))
    yield from _about_set(result, data_set, activity)
    yield from _about_activity(result, activity, plan)
    yield from _about_plan(result, plan)
    for number, row in enumerate(result.rows, start=1):
        things = [NamedNode(cell) for cell in row if isinstance(cell, str) and _is_address(cell)]
        for column, cell in zip(result.columns, row, strict=True):
            if cell is not None and not (isinstance(cell, str) and _is_address(cell)):
                figure = NamedNode(f"{data_set.value}/{number}/{_slug(column)}")
                yield from _about_figure(figure, data_set, number, column, cell, things)


def _about_set(result: Result, data_set: NamedNode, activity: NamedNode) -> Iterator[Triple]:
    yield Triple(data_set, RDF_TYPE, _outside("qb:DataSet"))
    yield Triple(data_set, RDF_TYPE, _outside("prov:Entity"))
    yield Triple(data_set, LABEL, Literal(result.title, language="en"))
    yield Triple(data_set, _outside("qb:structure"), STRUCTURE)
    yield Triple(data_set, _outside("prov:wasGeneratedBy"), activity)
    for note in result.notes:
        yield Triple(data_set, _outside("rdfs:comment"), Literal(note, language="en"))


def _about_activity(result: Result, activity: NamedNode, plan: NamedNode) -> Iterator[Triple]:
    version = str(result.about.get("version") or "")
    program = NamedNode(f"{BASE}id/software/pactgraph{'-' + version if version else ''}")
    association = NamedNode(f"{activity.value}/association")
    yield Triple(activity, RDF_TYPE, _outside("prov:Activity"))
    yield Triple(activity, _outside("prov:wasAssociatedWith"), program)
    yield Triple(activity, _outside("prov:qualifiedAssociation"), association)
    yield Triple(association, RDF_TYPE, _outside("prov:Association"))
    yield Triple(association, _outside("prov:agent"), program)
    yield Triple(association, _outside("prov:hadPlan"), plan)
    yield Triple(program, RDF_TYPE, _outside("prov:SoftwareAgent"))
    yield Triple(program, LABEL, Literal("Pactgraph", language="en"))
    if version:
        yield Triple(program, _outside("schema:softwareVersion"), Literal(version))
    yield from _settings(result.about, activity)


def _settings(about: Mapping[str, Any], activity: NamedNode) -> Iterator[Triple]:
    for name, value in about.items():
        if name == "version" or value is None:
            continue
        if name in TEXTS:
            prop = LABEL if name == "title" else NamedNode(PACT + TEXTS[name])
            for text in _lines(value):
                yield Triple(activity, prop, Literal(text, language="en") if prop == LABEL else Literal(text))
        else:
            texts = _lines(value)
            said = f"{name.replace('_', ' ')}: {'; '.join(texts) if texts else 'none'}"
            yield Triple(activity, NamedNode(PACT + "resultSetting"), Literal(said))


def _about_plan(result: Result, plan: NamedNode) -> Iterator[Triple]:
    yield Triple(plan, RDF_TYPE, _outside("prov:Plan"))
    yield Triple(plan, LABEL, Literal(result.name, language="en"))
    if result.method:
        yield Triple(plan, _outside("dcterms:description"), Literal(result.method, language="en"))
    if result.source:
        yield Triple(plan, _outside("dcterms:bibliographicCitation"), Literal(result.source))


def _about_figure(
    figure: NamedNode, data_set: NamedNode, number: int, column: str, cell: Cell, things: Iterable[NamedNode]
) -> Iterator[Triple]:
    yield Triple(figure, RDF_TYPE, _outside("qb:Observation"))
    yield Triple(figure, _outside("qb:dataSet"), data_set)
    yield Triple(figure, NamedNode(PACT + "resultRow"), Literal(number))
    yield Triple(figure, NamedNode(PACT + "resultColumn"), Literal(column))
    yield Triple(figure, NamedNode(PACT + "resultValue"), _literal(cell))
    for thing in things:
        yield Triple(figure, NamedNode(PACT + "resultThing"), thing)


def _literal(cell: Cell) -> Literal:
    if isinstance(cell, float):
        return Literal(repr(cell), datatype=NamedNode(PREFIXES["xsd"] + "double"))
    return Literal(cell) if isinstance(cell, int) else Literal(str(cell))


def _lines(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        return [f"{name}: {part}" for name, part in value.items()]
    if isinstance(value, list | tuple | set | frozenset):
        return [str(part) for part in value]
    return [str(value)]


def _is_address(text: str) -> bool:
    return text.startswith((BASE, "http://", "https://", "urn:")) and not any(
        c in text for c in ' <>"{}|\\^`'
    )


def _slug(column: str) -> str:
    return "".join(char if char.isascii() and (char.isalnum() or char in "-_") else "-" for char in column)


def _outside(name: str) -> NamedNode:
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)
