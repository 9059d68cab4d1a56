"""Run the rules over a store, choose among what they find, and write it as triples."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from pactgraph.audit.disagreements import CERTAINTIES, Certainty, Disagreement, in_order
from pactgraph.audit.figure_index import FigureIndex
from pactgraph.audit.rule import Rule
from pactgraph.audit.rules import RULES
from pactgraph.errors import UnknownNameError
from pactgraph.namespaces import GRAPH_DISAGREEMENTS, PACT, PREFIXES
from pactgraph.store.base import Store

CODES = """
SELECT ?code ?label WHERE {
  ?code skos:inScheme <https://w3id.org/pactgraph/code/disagreement-kind> ; skos:prefLabel ?label .
  FILTER(LANG(?label) = "en")
} ORDER BY ?code"""


def audit(store: Store, rules: Iterable[Rule] | None = None) -> list[Disagreement]:
    """Return all disagreements in a store, the surest first.

    :param store: a compiled data set: ontology, things, claims and what is derived from them.
    :param rules: the rules to run; all of them where none are given.

    >>> import pactgraph
    >>> found = audit(pactgraph.load().store)
    >>> any(one.kind == "columns" for one in found)
    True
    """
    index = FigureIndex(store)
    chosen = RULES.values() if rules is None else rules
    found = [one for rule in chosen for one in rule.look(index)]
    swapped = {claim for one in found if one.kind == "columns" for claim in one.claims}
    # What exchanged columns explain is reported once, by them.
    return in_order(one for one in found if one.kind != "unit" or not set(one.claims) <= swapped)


def choose(
    found: Iterable[Disagreement],
    *,
    kinds: Collection[str] = (),
    sources: Collection[str] = (),
    least: Certainty = "likely",
) -> list[Disagreement]:
    """Return what is of some kinds, touches some sources, and is sure enough; all where none is named.

    What rounding explains is only possible; it is returned where its kind is asked for.
    """
    enough = CERTAINTIES[: CERTAINTIES.index(least) + 1]
    return [
        one
        for one in found
        if (not kinds or one.kind in kinds)
        and (not sources or any(one.touches(source) for source in sources))
        and (one.certainty in enough or one.kind in kinds)
    ]


def known_kinds(store: Store) -> dict[str, str]:
    """Return the kinds of disagreement, with their English names."""
    start = PREFIXES["disagreement-kind"]
    return {row["code"].removeprefix(start): row["label"] for row in store.select(CODES).records()}


def check_names(kinds: Collection[str], known: Collection[str], what: str) -> None:
    """Refuse a name that is not known.

    :param what: what the names mean.
    :raises UnknownNameError: where one is not there.
    """
    for kind in kinds:
        if kind not in known:
            raise UnknownNameError(f"the {what} {kind}", expected=f"one of {', '.join(sorted(known))}")


def quads(found: Iterable[Disagreement]) -> Iterator[Quad]:
    """Yield disagreements as quads of their own graph."""
    graph = NamedNode(GRAPH_DISAGREEMENTS)
    for one in found:
        node = NamedNode(one.iri)

        def fact(name: str, value: NamedNode | Literal, node: NamedNode = node) -> Quad:
            return Quad(node, NamedNode(PACT + name), value, graph)

        yield Quad(node, NamedNode(PREFIXES["rdf"] + "type"), NamedNode(PACT + "Disagreement"), graph)
        yield fact("disagreementKind", NamedNode(PREFIXES["disagreement-kind"] + one.kind))
        for name, claims in (("disputes", one.claims), ("disputedBy", one.against)):
            yield from (fact(name, NamedNode(claim)) for claim in claims)
        yield fact("explanation", Literal(one.explanation, language="en"))
        texts = {
            "certainty": one.certainty,
            "foundBy": one.rule,
            "statedValue": one.stated,
            "otherValue": one.other,
            "rightValue": one.other if one.tells == "right" else "",
            "rightFormula": one.formula,
            "statedFormula": one.stated_formula,
            "pattern": one.pattern,
        }
        yield from (fact(name, Literal(text)) for name, text in texts.items() if text)
