"""Select the layers and sources of the graph to export."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from pyoxigraph import NamedNode, Quad

from pactgraph.derivation.rules import Rule
from pactgraph.derivation.run import derive, derive_after_audit
from pactgraph.model.text import unknown_name
from pactgraph.namespaces import (
    GRAPH_DERIVED,
    GRAPH_DISAGREEMENTS,
    GRAPH_JUDGEMENTS,
    GRAPH_ONTOLOGY,
    GRAPH_THINGS,
    PACT,
    PREFIXES,
    source_graph,
)
from pactgraph.store.base import Store, Term
from pactgraph.store.local import LocalStore
from pactgraph.store.reading import name_blank_nodes

LAYERS = ("ontology", "things", "claims", "judgements", "derived", "disagreements")
JUDGES = NamedNode(PACT + "judges")


def select_quads(
    store: Store, rules: list[Rule], sources: Collection[str] = (), without: Collection[str] = ()
) -> list[Quad]:
    """Return the quads of the chosen sources and layers, each in its named graph, in a fixed order.

    With a choice of sources, the derived layer is computed anew from them; only the things that their claims
    mention are selected, and the judgements all of whose things and claims are selected; disagreements,
    which need all sources, are left out.

    :param sources: names of sources; all where empty.
    :param without: layers to leave out, by their names in :data:`LAYERS`.
    :raises UnknownNameError: where a source is not in the graph, or a layer does not exist.
    """
    for name in without:
        if name not in LAYERS:
            raise unknown_name(f"the layer {name}", name, LAYERS)
    layers: dict[str, list[Quad]] = defaultdict(list)
    for quad in store.quads():
        if isinstance(quad.graph_name, NamedNode):
            layers[quad.graph_name.value].append(quad)
    known = sorted(name for name in layers if name.startswith(PREFIXES["source"]))
    for name in sources:
        if source_graph(name) not in known:
            ids = [iri.removeprefix(PREFIXES["source"]) for iri in known]
            raise unknown_name(f"the source {name}", name, ids)
    names = [source_graph(name) for name in sorted(set(sources))] or known
    claims = [quad for name in names for quad in layers[name]]
    things, derived = layers[GRAPH_THINGS], layers[GRAPH_DERIVED]
    judgements, disagreements = layers[GRAPH_JUDGEMENTS], layers[GRAPH_DISAGREEMENTS]
    if sources:
        things = _mentioned(things, claims)
        subjects = {quad.subject for quad in (*things, *claims)}
        partial = {q.subject for q in judgements if q.predicate == JUDGES and q.object not in subjects}
        judgements, disagreements = [q for q in judgements if q.subject not in partial], []
        derived = []
        if "derived" not in without:
            selected = LocalStore.of([*layers[GRAPH_ONTOLOGY], *things, *claims])
            derive(selected, rules)
            derive_after_audit(selected, rules)
            derived = list(selected.quads(GRAPH_DERIVED))
    quads_of = (layers[GRAPH_ONTOLOGY], things, claims, judgements, derived, disagreements)
    parts = dict(zip(LAYERS, quads_of, strict=True))
    chosen = (quad for name, quads in parts.items() if name not in without for quad in quads)
    # Each store names blank nodes in its own way; rename them so that all stores export the same bytes.
    return sorted(name_blank_nodes(chosen), key=str)


def _mentioned(things: list[Quad], claims: Iterable[Quad]) -> list[Quad]:
    """Return the quads about things that claims mention, directly or by way of other things."""
    about: dict[Term, list[Quad]] = defaultdict(list)
    for quad in things:
        about[quad.subject].append(quad)
    kept: dict[Term, None] = {}
    pending = [quad.object for quad in claims]
    while pending:
        term = pending.pop()
        if term in about and term not in kept:
            kept[term] = None
            pending += [quad.object for quad in about[term]]
    return [quad for subject in kept for quad in about[subject]]
