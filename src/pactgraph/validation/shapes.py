"""Run the SHACL shapes of ``ontology/shapes`` over the union of all graphs, with pySHACL.

pySHACL builds the constraints of a shape anew for each node that another shape passes on to it. So the shapes
are run in a form that finds the same: a property shape has the targets of its node shape, and is called once
for all of them; and each constraint is built once.

Never give pySHACL a graph that Oxigraph is behind, only rdflib's own memory graph: plain strings would differ
from those of the shapes, and violations would appear that are none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from threading import RLock

import pyshacl
import rdflib
from pyoxigraph import BlankNode, NamedNode, Quad, Triple
from pyshacl import shape as pyshacl_shape
from pyshacl.constraints import CONSTRAINT_PARAMETERS_MAP
from rdflib import RDF, BNode, URIRef
from rdflib import SH as SHACL
from rdflib.term import Node

from pactgraph.namespaces import PREFIXES
from pactgraph.store.base import Term
from pactgraph.store.locate import Locator
from pactgraph.validation.findings import Finding, Severity, place_of
from pactgraph.validation.violations import MEND, Explainer, Violation

SH = PREFIXES["sh"]
SHAPE = PREFIXES["shape"]
XSD_STRING = PREFIXES["xsd"] + "string"
UNKNOWN_PROPERTY = "unknown-property"
"""The one rule behind all closed shapes: a property that the class does not have."""


def union_graph(quads: Iterable[Quad]) -> rdflib.Graph:
    """Return the triples of all graphs as one rdflib memory graph, each once.

    >>> a, b, c = (NamedNode(f"urn:{name}") for name in "abc")
    >>> len(union_graph([Quad(a, b, c, NamedNode("urn:g")), Quad(a, b, c, NamedNode("urn:h"))]))
    1
    """
    graph = rdflib.Graph(bind_namespaces="none")
    terms: dict[Term, Node] = {}
    for quad in quads:
        triple = (quad.subject, quad.predicate, quad.object)
        for term in triple:
            if term not in terms:
                terms[term] = _rdflib_term(term)
        graph.add((terms[quad.subject], terms[quad.predicate], terms[quad.object]))
    return graph


def _rdflib_term(term: Term) -> Node:
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, Triple):
        raise TypeError("a triple term: Pactgraph states claims as nodes")
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = term.datatype.value
    # The lexical form stays as written, so that 1.50 is shown as 1.50.
    typed = None if datatype == XSD_STRING else rdflib.URIRef(datatype)
    return rdflib.Literal(term.value, datatype=typed, normalize=False)


def check_shapes(data: rdflib.Graph, shapes: rdflib.Graph, locator: Locator) -> Iterator[Finding]:
    """Validate a graph and yield what the shapes find.

    :param data: an rdflib memory graph of everything: ontology, code lists, things and sources.
    :param shapes: the shapes.
    """
    with _constraints_built_once():
        _, report, _ = pyshacl.validate(data, shacl_graph=_with_own_targets(shapes), inplace=True)
    explainer = Explainer(data, shapes)
    for violation in violations(report):
        rule, severity = rule_of(violation, shapes)
        message, found, guess = explainer.explain(violation)
        expected, mend = expected_and_mend(shapes, violation.shape)
        if violation.component == "Closed":
            expected = explainer.allowed(violation)
        place = place_of(locator, violation.focus, violation.path)
        mend = f"{guess} If not: {mend[:1].lower()}{mend[1:]}" if guess else mend
        yield Finding(rule, severity, violation.focus, message, expected, found, mend, *place)


#: pySHACL has one such attribute for all threads.
_ONE_AT_A_TIME = RLock()


@contextmanager
def _constraints_built_once() -> Iterator[None]:
    """Let pySHACL reuse the constraint of a shape; one that does not read this attribute is only slower.

    pySHACL keeps there which class checks which parameter, and has no option for it. What stood there before
    comes back, so that others in this process find pySHACL as it was.
    """
    built = {kind: cache(kind) for kind in CONSTRAINT_PARAMETERS_MAP.values()}
    parameters = {name: built[kind] for name, kind in CONSTRAINT_PARAMETERS_MAP.items()}
    held = vars(pyshacl_shape)
    with _ONE_AT_A_TIME:
        before = held.get("CONSTRAINT_PARAMS")
        held["CONSTRAINT_PARAMS"] = (set(parameters), parameters)
        try:
            yield
        finally:
            if before is None:
                del held["CONSTRAINT_PARAMS"]
            else:
                held["CONSTRAINT_PARAMS"] = before


def _with_own_targets(shapes: rdflib.Graph) -> rdflib.Graph:
    """Return shapes in which each property shape of a shape with targets has these targets itself."""
    # A store without named graphs answers quicker; the data must have them for pySHACL.
    run = rdflib.Graph("SimpleMemory", bind_namespaces="none") + shapes
    for kind in (SHACL.targetClass, SHACL.targetSubjectsOf):
        for shape, target in shapes.subject_objects(kind):
            for prop in shapes.objects(shape, SHACL.property):
                run.add((prop, kind, target))
                run.remove((shape, SHACL.property, prop))
    # A closed shape allows the paths of its property shapes: now it must name them, in a second list.
    for shape in shapes.subjects(SHACL.closed):
        rest: Node = RDF.nil
        for prop in shapes.objects(shape, SHACL.property):
            for path in shapes.objects(prop, SHACL.path):
                first = BNode()
                run.add((first, RDF.first, path))
                run.add((first, RDF.rest, rest))
                rest = first
        run.add((shape, SHACL.ignoredProperties, rest))
    return run


def violations(report: rdflib.Graph) -> list[Violation]:
    """Return the results of a SHACL report, without those that only explain another."""

    def text(node: Node, name: str) -> str | None:
        value = report.value(node, URIRef(SH + name))
        return None if value is None else str(value)

    found = []
    for result in report.objects(None, URIRef(SH + "result")):
        component = text(result, "sourceConstraintComponent") or ""
        found.append(
            Violation(
                focus=text(result, "focusNode") or "",
                path=text(result, "resultPath"),
                value=report.value(result, URIRef(SH + "value")),
                shape=text(result, "sourceShape") or "",
                component=component.removeprefix(SH).removesuffix("ConstraintComponent"),
            )
        )
    return found


def rule_of(violation: Violation, shapes: rdflib.Graph) -> tuple[str, Severity]:
    """Return the name of the rule that was broken, and its severity."""
    level = shapes.value(URIRef(violation.shape), URIRef(SH + "severity"))
    severity: Severity = "warning" if level == URIRef(SH + "Warning") else "error"
    name = violation.shape.removeprefix(SHAPE)
    return (UNKNOWN_PROPERTY if violation.component == "Closed" else name), severity


def expected_and_mend(shapes: rdflib.Graph, shape: str) -> tuple[str, str]:
    """Return the two halves of a shape's message: what is expected, and how to mend it."""
    expected, _, mend = str(shapes.value(URIRef(shape), URIRef(SH + "message")) or "").partition(MEND)
    return expected, mend


def shape_rules(shapes: rdflib.Graph) -> dict[str, tuple[Severity, str]]:
    """Return the rules that the shapes hold: name, severity and what is expected.

    A rule is a property shape of a shape that has a target; the other shapes only serve these.
    """
    targets = [URIRef(SH + name) for name in ("targetClass", "targetSubjectsOf")]
    targeted = {shape for target in targets for shape in shapes.subjects(target, None)}
    names = {prop for shape in targeted for prop in shapes.objects(shape, URIRef(SH + "property"))}
    rules: dict[str, tuple[Severity, str]] = {
        UNKNOWN_PROPERTY: ("error", "a thing, source, evidence or claim has only properties of its class")
    }
    for name in names:
        rule, severity = rule_of(Violation("", None, None, str(name), ""), shapes)
        rules[rule] = (severity, expected_and_mend(shapes, str(name))[0])
    return rules
