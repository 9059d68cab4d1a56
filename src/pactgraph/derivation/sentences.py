"""Each claim as one plain English sentence: the labels of its parts, joined by the phrases of its codes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from pactgraph.model.date_words import in_words
from pactgraph.namespaces import GRAPH_DERIVED, PACT, PREFIXES, shorten
from pactgraph.store.base import Term, plain
from pactgraph.store.local import LocalStore

LABELS = (PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "prefLabel")
RDF_TYPE = PREFIXES["rdf"] + "type"


def sentences(store: LocalStore) -> Iterator[Quad]:
    """Yield ``pact:text`` of every claim, in the order of their IRIs."""
    told: dict[str, str] = {}
    for name, tell in TELLERS.items():
        kind = NamedNode(PACT + name)
        for quad in store.engine.quads_for_pattern(None, NamedNode(RDF_TYPE), kind, DefaultGraph()):
            if isinstance(quad.subject, NamedNode):
                claim = _Claim(store, quad.subject)
                told[quad.subject.value] = _sentence(tell(claim) + _hedge(claim))
    for iri in sorted(told):
        text = Literal(told[iri], language="en")
        yield Quad(NamedNode(iri), NamedNode(PACT + "text"), text, NamedNode(GRAPH_DERIVED))


def _sentence(words: str) -> str:
    # A name such as eBay keeps its small letter.
    return f"{words}." if words[1:2].isupper() else f"{words[:1].upper()}{words[1:]}."


class _Claim:
    """One claim and the words for its parts."""

    def __init__(self, store: LocalStore, node: NamedNode) -> None:
        self.store = store
        self.node = node

    def values(self, name: str) -> list[Term]:
        return sorted(self.objects(self.node, PACT + name), key=str)

    def objects(self, subject: NamedNode, predicate: str) -> list[Term]:
        pattern = subject, NamedNode(predicate), None, DefaultGraph()
        return [quad.object for quad in self.store.engine.quads_for_pattern(*pattern)]

    def words(self, name: str, before: str = "") -> str:
        """Return the labels of a part, joined, with words before; empty where the claim lacks the part."""
        found = [self.label(value) for value in self.values(name)]
        return before + " and ".join(found) if found else ""

    def label(self, term: Term) -> str:
        if not isinstance(term, NamedNode):
            return plain(term)
        for predicate in LABELS:
            for label in self.objects(term, predicate):
                if isinstance(label, Literal) and label.language == "en":
                    return label.value
        return shorten(term.value)

    def phrase(self, name: str) -> str:
        """Return the verb phrase of a code, or its label."""
        codes = [code for code in self.values(name) if isinstance(code, NamedNode)]
        phrases = [plain(phrase) for code in codes for phrase in self.objects(code, PACT + "phrase")]
        return " and ".join(phrases) or self.words(name)

    def when(self, name: str, before: str = "") -> str:
        """Return a date in words, with what stands before it; empty where the claim has none."""
        found = self.values(name)
        return f"{before} {in_words(found[0].value)}" if found and isinstance(found[0], Literal) else ""


def _participation(claim: _Claim) -> str:
    who, what = claim.words("party"), claim.words("initiative")
    times = claim.when("from", ", beginning") + claim.when("until", ", ending")
    return f"{who} {claim.phrase('role')} “{what}”{claim.words('onBehalfOf', ' on behalf of ')}{times}"


def _milestone(claim: _Claim) -> str:
    place = claim.words("place", " in ")
    return (
        f"“{claim.words('initiative')}” {claim.phrase('milestoneType')}"
        f"{claim.words('byParty', ' by ')}{place}{claim.when('date')}"
    )


def _target(claim: _Claim) -> str:
    horizon = claim.when("horizon", ", to be reached")
    return (
        f"“{claim.words('commitment')}” aims at {claim.words('asPrinted')}"
        f"{claim.words('targetBeneficiary', ' for ')}{horizon}"
    )


def _count(claim: _Claim) -> str:
    named = claim.words("namedMember", ", of whom it names ")
    role = claim.words("role", " in the role of ")
    return f"“{claim.words('initiative')}” counts {claim.words('asPrinted')}{role}{claim.when('asOf')}{named}"


def _tie(claim: _Claim) -> str:
    times = claim.when("from", ", beginning") + claim.when("until", ", ending")
    return f"{claim.words('subject')} {claim.phrase('relation')} {claim.words('object')}{times}"


def _observation(claim: _Claim) -> str:
    place, scale = claim.words("value"), claim.words("rankOutOf", " out of ")
    printed = claim.words("asPrinted")
    # A cell of a table is a bare number: its unit stands in the header.
    bare = not any(char.isalpha() or char in "%$" for char in printed)
    unit = claim.words("unit")
    hedge = claim.words("quantifier")
    bound = "" if hedge in ("", "exactly") else f"{hedge} "
    value = (
        f"rank {bound}{place}{scale}" if unit == "rank" else f"{printed} {unit}" if bare and unit else printed
    )
    return f"{claim.words('indicator')}, {claim.words('refArea')}{claim.when('refPeriod', ',')}: {value}"


TELLERS: dict[str, Callable[[_Claim], str]] = {
    "Participation": _participation,
    "Milestone": _milestone,
    "Target": _target,
    "Count": _count,
    "Tie": _tie,
    "Observation": _observation,
}


def _hedge(claim: _Claim) -> str:
    """Return how the source states it, in brackets, unless it states a fact in its own voice."""
    speaker = claim.words("attributedTo")
    modality = claim.words("modality")
    parts = [modality] if modality and modality != "asserted" else []
    parts += [f"according to {speaker}"] if speaker else []
    return f" ({', '.join(parts)})" if parts else ""
