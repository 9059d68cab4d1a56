"""A network from the answer of a named question: each row ties what two of its columns name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from pactgraph.answers.ask import ask, day_of
from pactgraph.network.elements import Info, Node, Tie, words_of
from pactgraph.network.participation_queries import NODES, blank, describe, read_claims
from pactgraph.network.participations import Stated
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
    rows = ask(store, question, question.looking_from(day_of(store), given)).records()
    graph = nx.MultiDiGraph() if chosen.directed else nx.MultiGraph()
    nodes = _Nodes(store, chosen, rows)
    known = read_claims(store, sorted({iri for row in rows for iri in words_of(row, "claims")}))
    things: dict[str, Stated] = defaultdict(Stated)
    ties: dict[tuple[str, str, str], Stated] = defaultdict(Stated)
    counts: Counter[tuple[str, str, str]] = Counter()
    for row in rows:
        one, other = (nodes.of(row, end) for end in ("source", "target"))
        if one and other and one != other:
            place = (one, other, _cell(chosen, row, "relation"))
            counts[place] += int(_cell(chosen, row, "count") or 1)
            years = [int(year) for year in re.findall(r"(?<!\d)[0-9]{4}(?!\d)", _cell(chosen, row, "years"))]
            for stated in (ties[place], things[one], things[other]):
                stated.years.update(years)
                for iri in words_of(row, "claims"):
                    stated.add(known[iri], ())
    for node, stated in sorted(things.items()):
        stated.on(nodes.about(node)).add_to(graph)
    for (one, other, relation), stated in sorted(ties.items(), key=lambda item: _key(item[0])):
        said = {claim.modality for claim in stated.claims.values()}
        number = counts[one, other, relation]
        tie = Tie(
            one, other, _key((one, other, relation)), weight=float(number), count=number, relation=relation,
            relation_label=relation, modality=said.pop() if len(said) == 1 else "",
        )  # fmt: skip
        stated.on(tie).add_to(graph)
    told = dict(question.columns)
    ends = [chosen.columns[end] for end in ("source", "target")]
    info = Info(
        projection=question.name,
        title=question.title,
        rule=(
            f"Asked is: {question.title}",
            f"Nodes are what its answer names in the columns {ends[0]} ({told[ends[0]]}) and {ends[1]} "
            f"({told[ends[1]]}); a tie stands for the rows that name both.",
            question.read,
        ),
        weight="rows",
    )
    info.write(graph)
    return graph


def _key(place: tuple[str, str, str]) -> str:
    one, other, relation = place
    return f"{one} {relation} {other}"


class _Nodes:
    """The nodes that the texts of an answer stand for."""

    def __init__(self, store: Store, chosen: NetworkChoice, rows: list[dict[str, str]]) -> None:
        self.chosen = chosen
        texts = {row.get(self._column(end), "") for row in rows for end in ("source", "target")} - {""}
        self.named: dict[str, list[str]] = {}
        for batch in _batches(sorted(texts)):
            names = " ".join(str(Literal(text, language="en")) for text in batch)
            for record in store.select(NAMED % names).records():
                self.named.setdefault(record["name"], []).append(record["node"])
        found = sorted({iri for iris in self.named.values() for iri in iris})
        self.held = {iri: blank(iri) for iri in found}
        for batch in _batches(found):
            values = GIVEN % " ".join(f"<{iri}>" for iri in batch)
            self.held |= describe(store.select(NODES % values).records())

    def _column(self, end: str) -> str:
        return self.chosen.columns[end]

    def of(self, row: Mapping[str, str], end: str) -> str:
        text = row.get(self._column(end), "")
        kind = self.chosen.columns.get(f"{end}_type", "")
        wanted = row.get(kind, "").lower() if kind else ""
        fits = [
            iri
            for iri in self.named.get(text, ())
            if not wanted or wanted in (self.held[iri].type, self.held[iri].type_label.lower())
        ]
        if not text or len(fits) == 1:
            return fits[0] if text else ""
        return f"text:{self._column(end)}/{text}"

    def about(self, node: str) -> Node:
        if node in self.held:
            return self.held[node]
        column, _, text = node.removeprefix("text:").partition("/")
        label = column.replace("_", " ")
        return Node(node, label=text, mode="claim-thing", type=column, type_label=label)


def _cell(chosen: NetworkChoice, row: Mapping[str, str], key: str) -> str:
    return row.get(chosen.columns.get(key, ""), "")


def _batches(listed: list[str]) -> Iterable[list[str]]:
    return (listed[start : start + BATCH] for start in range(0, len(listed), BATCH))
