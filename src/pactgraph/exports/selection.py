"""Which part of the graph is taken away: layers and sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from pyoxigraph import NamedNode, Quad

from pactgraph.derivation.rules import Rule
from pactgraph.derivation.run import derive
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

    With some of the sources only, the derived layer is computed anew from them; of the things those are
    taken that they speak of, of the judgements those on what is taken; disagreements, which need all of
    the sources, are left out.

    :param sources: names of sources; all where empty.
    :param without: layers to leave out, by their names in :data:`LAYERS`.
    :raises UnknownNameError: where a source is not in the graph, or a layer is none.
    """
    _check_layers(without)
    layers = _by_graph(store)
    names = _source_graphs(layers, sources)
    claims = [quad for name in names for quad in layers[name]]
    things, derived = layers[GRAPH_THINGS], layers[GRAPH_DERIVED]
    judgements, disagreements = layers[GRAPH_JUDGEMENTS], layers[GRAPH_DISAGREEMENTS]
    if sources:
        things = _spoken_of(things, claims)
        judgements, disagreements = _on(judgements, [*things, *claims]), []
        derived = [] if "derived" in without else _derive([*layers[GRAPH_ONTOLOGY], *things, *claims], rules)
    held = (layers[GRAPH_ONTOLOGY], things, claims, judgements, derived, disagreements)
    parts = dict(zip(LAYERS, held, strict=True))
    chosen = (quad for name, quads in parts.items() if name not in without for quad in quads)
    # Stores give blank nodes names of their own; here they get the same ones whatever store they come from.
    return sorted(name_blank_nodes(chosen), key=str)


def _derive(quads: list[Quad], rules: list[Rule]) -> list[Quad]:
    store = LocalStore.of(quads)
    derive(store, rules)
    return list(store.quads(GRAPH_DERIVED))


def _check_layers(names: Collection[str]) -> None:
    for name in names:
        if name not in LAYERS:
            raise unknown_name(f"the layer {name}", name, LAYERS)


def _by_graph(store: Store) -> dict[str, list[Quad]]:
    held: dict[str, list[Quad]] = defaultdict(list)
    for quad in store.quads():
        if isinstance(quad.graph_name, NamedNode):
            held[quad.graph_name.value].append(quad)
    return held


def _source_graphs(layers: Collection[str], sources: Collection[str]) -> list[str]:
    known = sorted(name for name in layers if name.startswith(PREFIXES["source"]))
    for name in sources:
        if source_graph(name) not in known:
            ids = [iri.removeprefix(PREFIXES["source"]) for iri in known]
            raise unknown_name(f"the source {name}", name, ids)
    return [source_graph(name) for name in sorted(set(sources))] or known


def _on(judgements: list[Quad], taken: Iterable[Quad]) -> list[Quad]:
    """Return the judgements all of whose things and claims are taken."""
    known = {quad.subject for quad in taken}
    partial = {q.subject for q in judgements if q.predicate == JUDGES and q.object not in known}
    return [quad for quad in judgements if quad.subject not in partial]


def _spoken_of(things: list[Quad], claims: Iterable[Quad]) -> list[Quad]:
    """Return the quads about things that claims speak of, directly or by way of other things."""
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
