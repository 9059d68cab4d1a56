"""A network from the answer of a named question: each row ties what two of its columns name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal

from pactgraph.answers.ask import ask
from pactgraph.answers.claim import cards
from pactgraph.store.base import Store
from pactgraph.views.network_choice import NetworkChoice

if TYPE_CHECKING:
    import networkx as nx

BATCH = 500

NAMED = """
SELECT DISTINCT ?name ?node WHERE { VALUES ?name { %s } ?node rdfs:label ?name ; a/pact:iriKind ?kind }
ORDER BY ?name ?node
"""
GIVEN = "VALUES ?node { %s }"


def ask_network(
    store: Store, chosen: NetworkChoice, given: Mapping[str, str]
) -> nx.MultiGraph | nx.MultiDiGraph:
    """Return the network that the answer of a question gives.

    A text that is the English name of one thing stands for that thing; of several, for the one of the type
    that the view names for its column. Any other text is a node of its own. Rows with the same ends and the
    same relation are one edge, which counts them, or adds up what the column ``count`` says.

    :param given: the question's parameters.
    :raises ParameterError: where one is missing, unknown or of the wrong type.
    """
    import networkx as nx

    question = chosen.question
    assert question is not None, "a view without a question draws a projection"
    rows = ask(store, question, given).records()
    graph = nx.MultiDiGraph() if chosen.directed else nx.MultiGraph()
    nodes = _Nodes(store, chosen, rows)
    claims = _claims(store, rows)
    for row in rows:
        one, other = (nodes.of(row, end) for end in ("source", "target"))
        if one and other and one != other:
            edge = _edge(graph, nodes, (one, other), _cell(chosen, row, "relation"))
            edge["count"] += int(_cell(chosen, row, "count") or 1)
            _carry(edge, (graph.nodes[one], graph.nodes[other]), _years(chosen, row), claims[id(row)])
    _number(graph)
    graph.graph.update(_about(chosen))
    ordered = graph.__class__(**graph.graph)
    ordered.add_nodes_from(sorted(graph.nodes(data=True)))
    ordered.add_edges_from(sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[2]))
    return ordered


class _Nodes:
    """The nodes that the texts of an answer stand for."""

    def __init__(self, store: Store, chosen: NetworkChoice, rows: list[dict[str, str]]) -> None:
        self.chosen = chosen
        texts = {row.get(self._column(end), "") for row in rows for end in ("source", "target")} - {""}
        self.named = _named(store, sorted(texts))
        found = sorted({iri for iris in self.named.values() for iri in iris})
        self.held = _described(store, found)

    def _column(self, end: str) -> str:
        return self.chosen.columns[end]

    def of(self, row: Mapping[str, str], end: str) -> str:
        text = row.get(self._column(end), "")
        kind = self.chosen.columns.get(f"{end}_type", "")
        wanted = row.get(kind, "").lower() if kind else ""
        fits = [
            iri
            for iri in self.named.get(text, ())
            if not wanted or wanted in (self.held[iri]["type"], self.held[iri]["type_label"].lower())
        ]
        if not text or len(fits) == 1:
            return fits[0] if text else ""
        return f"text:{self._column(end)}/{text}"

    def about(self, node: str) -> dict[str, Any]:
        if node in self.held:
            return dict(self.held[node])
        column, _, text = node.removeprefix("text:").partition("/")
        label = column.replace("_", " ")
        return {
            "label": text, "alt": [], "mode": "claim-thing", "type": column, "type_label": label,
            "status": None, "status_label": None, "country": "",
        }  # fmt: skip


def _edge(graph: Any, nodes: _Nodes, ends: tuple[str, str], relation: str) -> dict[str, Any]:
    for node in ends:
        if node not in graph:
            graph.add_node(node, **nodes.about(node), years=[], claims=[])
    key = f"{ends[0]} {relation} {ends[1]}"
    if not graph.has_edge(*ends, key):
        graph.add_edge(*ends, key, relation=relation, relation_label=relation, count=0, years=[], claims=[])
    edge: dict[str, Any] = graph.edges[(*ends, key)]
    return edge


def _carry(
    edge: dict[str, Any], ends: tuple[dict[str, Any], ...], years: list[int], claims: list[dict[str, Any]]
) -> None:
    for place in (edge, *ends):
        place["years"] = sorted({*place["years"], *years})
        known = {claim["iri"] for claim in place["claims"]}
        place["claims"] += [claim for claim in claims if claim["iri"] not in known]


def _number(graph: Any) -> None:
    """Say of each edge how it is stated, and how much it weighs: one for each row."""
    for _, _, data in graph.edges(data=True):
        stated = {str(claim["modality"]) for claim in data["claims"]}
        data["modality"] = stated.pop() if len(stated) == 1 else ""
        data["weight"] = float(data["count"])


def _about(chosen: NetworkChoice) -> dict[str, Any]:

    question = chosen.question
    assert question is not None
    told = dict(question.columns)
    ends = [chosen.columns[end] for end in ("source", "target")]
    return {
        "projection": question.name,
        "title": question.title,
        "rule": [
            f"Asked is: {question.title}",
            f"Nodes are what its answer names in the columns {ends[0]} ({told[ends[0]]}) and {ends[1]} "
            f"({told[ends[1]]}); a tie stands for the rows that name both.",
            question.read,
        ],
        "weight": "rows",
        "filters": [],
        "left_out": {},
    }


def _cell(chosen: NetworkChoice, row: Mapping[str, str], key: str) -> str:
    return row.get(chosen.columns.get(key, ""), "")


def _years(chosen: NetworkChoice, row: Mapping[str, str]) -> list[int]:
    text = _cell(chosen, row, "years")
    return sorted({int(year) for year in re.findall(r"(?<!\d)[0-9]{4}(?!\d)", text)})


def _claims(store: Store, rows: list[dict[str, str]]) -> dict[int, list[dict[str, Any]]]:
    """Return the claims behind each row, in the order in which the row names them."""
    iris = {iri for row in rows for iri in row.get("claims", "").split()}
    held = {card.iri: card.as_dict() for card in cards(store, sorted(iris))}
    return {id(row): [held[iri] for iri in row.get("claims", "").split() if iri in held] for row in rows}


def _named(store: Store, texts: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for batch in _batches(texts):
        names = " ".join(str(Literal(text, language="en")) for text in batch)
        for row in store.select(NAMED % names).records():
            found.setdefault(row["name"], []).append(row["node"])
    return found


def _described(store: Store, iris: list[str]) -> dict[str, dict[str, Any]]:
    from pactgraph.network.participation_queries import NODES
    from pactgraph.network.participations import blank, describe

    held: dict[str, dict[str, Any]] = {}
    for batch in _batches(iris):
        values = GIVEN % " ".join(f"<{iri}>" for iri in batch)
        held |= describe(store.select(NODES % values).records())
    return {iri: {"country": "", **held.get(iri, blank(iri))} for iri in iris}


def _batches(listed: list[str]) -> Iterable[list[str]]:
    return (listed[start : start + BATCH] for start in range(0, len(listed), BATCH))
