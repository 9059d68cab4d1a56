"""Results as RDF: a Data Cube whose observations are the figures, and PROV for how they were computed."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from pactgraph.errors import ParameterError
from pactgraph.exports.rdf import RDF_EXPORTS
from pactgraph.namespaces import BASE, PACT, PREFIXES
from pactgraph.network.results import Result

RDF_TYPE = NamedNode(PREFIXES["rdf"] + "type")
LABEL = NamedNode(PREFIXES["rdfs"] + "label")
STRUCTURE = NamedNode(BASE + "id/structure/result")
#: Metadata of a result with properties of their own; all other metadata are settings.
TEXTS = {
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

    To query it together with the graph, add it to a store in memory::

        store.add(result_quads(result))

    or append the N-Quads of :func:`export_result` to a build's ``pactgraph.nq``.
    """
    graph = NamedNode(result_iri(result))
    return [Quad(t.subject, t.predicate, t.object, graph) for t in _triples(result, graph)]


def export_result(result: Result, form: str) -> str:
    """Return a result in an RDF format.

    N-Quads hold each triple twice, in the default graph and in the graph of the result, as a compiled data
    set does, so that they can be appended to one.

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
    version = str(result.about.get("version") or "")
    program = NamedNode(f"{BASE}id/software/pactgraph{'-' + version if version else ''}")
    association = NamedNode(f"{activity.value}/association")
    facts: list[tuple[NamedNode, str, NamedNode | Literal]] = [
        (data_set, "rdf:type", _named("qb:DataSet")),
        (data_set, "rdf:type", _named("prov:Entity")),
        (data_set, "rdfs:label", Literal(result.title, language="en")),
        (data_set, "qb:structure", STRUCTURE),
        (data_set, "prov:wasGeneratedBy", activity),
        (activity, "rdf:type", _named("prov:Activity")),
        (activity, "prov:wasAssociatedWith", program),
        (activity, "prov:qualifiedAssociation", association),
        (association, "rdf:type", _named("prov:Association")),
        (association, "prov:agent", program),
        (association, "prov:hadPlan", plan),
        (program, "rdf:type", _named("prov:SoftwareAgent")),
        (program, "rdfs:label", Literal("Pactgraph", language="en")),
        (plan, "rdf:type", _named("prov:Plan")),
        (plan, "rdfs:label", Literal(result.name, language="en")),
    ]
    facts += [(data_set, "rdfs:comment", Literal(note, language="en")) for note in result.notes]
    if version:
        facts.append((program, "schema:softwareVersion", Literal(version)))
    if result.method:
        facts.append((plan, "dcterms:description", Literal(result.method, language="en")))
    if result.source:
        facts.append((plan, "dcterms:bibliographicCitation", Literal(result.source)))
    for subject, predicate, value in facts:
        yield Triple(subject, _named(predicate), value)
    yield from _settings(result.about, activity)
    for number, row in enumerate(result.rows, start=1):
        things = [NamedNode(cell) for cell in row if isinstance(cell, str) and _is_address(cell)]
        for column, cell in zip(result.columns, row, strict=True):
            if cell is None or (isinstance(cell, str) and _is_address(cell)):
                continue
            slug = re.sub(r"[^A-Za-z0-9_-]", "-", column)
            figure = NamedNode(f"{data_set.value}/{number}/{slug}")
            if isinstance(cell, float):
                literal = Literal(repr(cell), datatype=NamedNode(PREFIXES["xsd"] + "double"))
            else:
                literal = Literal(cell) if isinstance(cell, int) else Literal(str(cell))
            yield Triple(figure, RDF_TYPE, _named("qb:Observation"))
            yield Triple(figure, _named("qb:dataSet"), data_set)
            yield Triple(figure, NamedNode(PACT + "resultRow"), Literal(number))
            yield Triple(figure, NamedNode(PACT + "resultColumn"), Literal(column))
            yield Triple(figure, NamedNode(PACT + "resultValue"), literal)
            for thing in things:
                yield Triple(figure, NamedNode(PACT + "resultThing"), thing)


def _settings(about: Mapping[str, object], activity: NamedNode) -> Iterator[Triple]:
    for name, value in about.items():
        if name == "version" or value is None:
            continue
        match value:
            case Mapping():
                texts = [f"{part}: {text}" for part, text in value.items()]
            case list() | tuple() | set() | frozenset():
                texts = [str(part) for part in value]
            case _:
                texts = [str(value)]
        if name == "title":
            yield from (Triple(activity, LABEL, Literal(text, language="en")) for text in texts)
        elif name in TEXTS:
            yield from (Triple(activity, NamedNode(PACT + TEXTS[name]), Literal(text)) for text in texts)
        else:
            said = f"{name.replace('_', ' ')}: {'; '.join(texts) if texts else 'none'}"
            yield Triple(activity, NamedNode(PACT + "resultSetting"), Literal(said))


def _is_address(text: str) -> bool:
    return text.startswith((BASE, "http://", "https://", "urn:")) and not any(
        c in text for c in ' <>"{}|\\^`'
    )


def _named(name: str) -> NamedNode:
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)
