"""Each claim as one plain English sentence: the names of its parts, joined by the phrases of its codes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from pactgraph.model.date_words import in_words
from pactgraph.namespaces import GRAPH_DERIVED, INITIATIVE_KINDS, PACT, PREFIXES, kind_of, shorten
from pactgraph.store.base import Term, plain
from pactgraph.store.local import LocalStore

LABELS = (PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "prefLabel")
RDF_TYPE = PREFIXES["rdf"] + "type"
#: Kinds of things whose names are titles, and kinds of parties whose proper names may take an article.
TITLED = {*INITIATIVE_KINDS, "document", "indicator"}
WITH_ARTICLE = {"country", "group", "organization", "body", "institution", "alliance", "subnational"}
ARTICLE = re.compile(
    r"United|(?:Middle East|Russian Far East|Netherlands|G[0-9]+|world|two|three|ten|twenty)\b|.*\b(?:"
    r"Academy|Alliance|Association|Bank|Bureau|Cent(?:er|re)|Commission|Committee|Commonwealth|Community|"
    r"Conference|Council|Department|Government|Group|Institute|Ministry|National University|Nations|Office|"
    r"Organi[sz]ation|School|[Ff]und|Union)\b"
)
PLURAL = re.compile(
    r"(?:(?!of\b|in\b|for\b)[\w-]+ )*?(?:allies|countries|economies|members|provinces)\b", re.IGNORECASE
)
#: Verbs whose base form does not follow from dropping an s; the plural of the present is the base form.
BASE = {"is": "be", "was": "be", "has": "have", "received": "receive", "entered": "enter", "ended": "end"}
BASE |= {"initiated": "initiate", "issued": "issue", "made": "make", "proposed": "propose", "spoke": "speak"}
PAST = {*BASE} - {"is", "has"}
#: Units that have no plural of their own.
INVARIANT = {"per", "rank", "times", "won", "yen", "yuan"}
#: Milestones that last; others happen at one moment, which an interval only bounds.
LASTING = {"held", "negotiated", "operating", "progressed", "suspended"}
BY = {"applied": "from", "in-force": "for", "held": "for"}
NOT_FACTS = {"planned", "recommended", "forecast"}


def sentences(store: LocalStore) -> Iterator[Quad]:
    """Yield ``pact:text`` of every claim, in the order of their IRIs."""
    texts: dict[str, str] = {}
    for name in WRITERS:
        kind = NamedNode(PACT + name)
        for quad in store.engine.quads_for_pattern(None, NamedNode(RDF_TYPE), kind, DefaultGraph()):
            if isinstance(quad.subject, NamedNode):
                texts[quad.subject.value] = Claim(store, quad.subject).sentence(name)
    for iri in sorted(texts):
        text = Literal(texts[iri], language="en")
        yield Quad(NamedNode(iri), NamedNode(PACT + "text"), text, NamedNode(GRAPH_DERIVED))


class Claim:
    """One claim and the words for its parts.

    :ivar open: whether the source plans, recommends or forecasts it; verbs then stand in the infinitive.
    """

    def __init__(self, store: LocalStore, node: NamedNode) -> None:
        self.store = store
        self.node = node
        self.open = self.words("modality") in NOT_FACTS

    def values(self, name: str) -> list[Term]:
        """Return the values of a property, in an order of their own."""
        return sorted(self.objects(self.node, PACT + name), key=str)

    def objects(self, subject: NamedNode, predicate: str) -> list[Term]:
        """Return the objects of any subject."""
        pattern = subject, NamedNode(predicate), None, DefaultGraph()
        return [quad.object for quad in self.store.engine.quads_for_pattern(*pattern)]

    def label(self, term: Term) -> str:
        """Return the English label of a node, or its short name; the text of a literal."""
        if not isinstance(term, NamedNode):
            return plain(term)
        labels = (label for predicate in LABELS for label in self.objects(term, predicate))
        english = (label for label in labels if isinstance(label, Literal) and label.language == "en")
        found = next(english, None)
        return found.value if found else shorten(term.value)

    def words(self, name: str, before: str = "") -> str:
        """Return the labels of a part, joined, with words before; empty where the claim lacks the part."""
        found = [self.label(value) for value in self.values(name)]
        return before + " and ".join(found) if found else ""

    def names(self, name: str, before: str = "") -> str:
        """Return the names of a part as in a sentence: titles quoted, articles where they belong."""
        found = [self.name(value) for value in self.values(name)]
        return before + " and ".join(found) if found else ""

    def name(self, term: Term) -> str:
        """Return the label of a thing as it stands in a sentence."""
        label = self.label(term)
        kind = kind_of(term.value) if isinstance(term, NamedNode) else None
        if kind in TITLED:
            return f"“{label.replace('“', '‘').replace('”', '’')}”"
        if kind not in WITH_ARTICLE or not ARTICLE.match(label) or label.startswith(("the ", "a ", "an ")):
            return label
        return label if PLURAL.match(label) and label[:1].isupper() else f"the {label}"

    def iri(self, name: str) -> str:
        """Return the first value of a property that is a node; empty where there is none."""
        return next((value.value for value in self.values(name) if isinstance(value, NamedNode)), "")

    def verb(self, name: str, subject: str = "") -> str:
        """Return the verb phrase of a code in the form that fits its subject, or its label."""
        codes = [code for code in self.values(name) if isinstance(code, NamedNode)]
        phrases = [plain(phrase) for code in codes for phrase in self.objects(code, PACT + "phrase")]
        first, _, rest = (" and ".join(phrases) or self.words(name)).partition(" ")
        base = BASE.get(first, re.sub("ie$", "y", first.removesuffix("s")))
        if self.open:
            return rest if first == "is" and rest.startswith("to ") else f"to {base} {rest}".rstrip()
        if PLURAL.match(subject) and first not in PAST:
            first = "are" if base == "be" else base
        return f"{first} {rest}".rstrip()

    def when(self, name: str, before: str = "") -> str:
        """Return a date in words, with what stands before it; empty where the claim has none."""
        found = self.values(name)
        return f"{before} {in_words(found[0].value)}" if found and isinstance(found[0], Literal) else ""

    def period(self) -> str:
        """Return the time of a participation or tie."""
        start, end = (self.when(name).strip() for name in ("from", "until"))
        if start.startswith(("in ", "on ")) and end.startswith(("in ", "on ")):
            return f", from {start[3:]} to {end[3:]}"
        return self.when("from", ", beginning") + self.when("until", ", ending")

    def sentence(self, kind: str) -> str:
        """Return the claim in words, with how its source states it unless that is as a fact of its own."""
        words = WRITERS[kind](self) + self.names("attributedTo", ", according to ")
        modality = self.words("modality")
        if self.open:
            words = f"{modality}: {words}"
        elif modality == "reported speech" and not self.values("attributedTo"):
            words += " (reported)"
        # A name such as eBay keeps its small letter.
        return f"{words}." if words[1:2].isupper() else f"{words[:1].upper()}{words[1:]}."

    def _participation(self) -> str:
        who, what = self.names("party"), self.names("initiative")
        behalf = self.names("onBehalfOf", " on behalf of ")
        return f"{who} {self.verb('role', who)} {what}{behalf}{self.period()}"

    def _milestone(self) -> str:
        kind = self.iri("milestoneType").rpartition("/")[2]
        by, date = self.names("byParty", f" {BY.get(kind, 'by')} "), self.when("date")
        if kind not in LASTING:
            date = re.sub(r"^ from (.+) to (.+)$", r" between \1 and \2", date)
        advised = self.words("modality") == "recommended" and kind in ("proposed", "announced")
        self.open = self.open and not advised  # the source proposes it itself
        as_what = " as a recommendation" if advised else ""
        return (
            f"{self.names('initiative')} {self.verb('milestoneType')}{as_what}{by}"
            f"{self.names('place', ' in ')}{date}"
        )

    def _target(self) -> str:
        self.open = self.words("modality") == "recommended"  # a target that is planned aims
        aims = "to aim" if self.open else "aims"
        horizon = re.sub(
            r" from (.+) to (.+)$", r" between \1 and \2", self.when("horizon", ", to be reached")
        )
        return (
            f"{self.names('commitment')} {aims} at {self.words('asPrinted')}"
            f"{self.names('targetBeneficiary', ' for ')}{horizon}"
        )

    def _count(self) -> str:
        printed, role = self.words("asPrinted"), self.words("role")
        roles = f" as {plural(role)}" if role else ""
        named = self.names("namedMember", ", among them ")
        return f"{self.names('initiative')} counts {small(printed)}{roles}{self.when('asOf')}{named}"

    def _tie(self) -> str:
        who, what = self.names("subject"), self.names("object")
        verb = self.verb("relation", who)
        if verb in ("is a member of", "is part of") and PLURAL.match(what.removeprefix("the ")):
            verb, what = "is one of", f"the {small(what.removeprefix('the '))}"
        if kind_of(self.iri("object")) == "country":
            verb = re.sub(" at$", " in", verb)
        return f"{who} {verb} {what}{self.period()}"

    def _observation(self) -> str:
        place, scale = self.words("value"), self.words("rankOutOf", " out of ")
        printed, unit, hedge = self.words("asPrinted"), self.words("unit"), self.words("quantifier")
        if unit == "rank":
            bound = "" if hedge in ("", "exactly") else f"{hedge} "
            printed = f"rank {bound}{place}{scale}"
        elif unit and not any(char.isalpha() or char in "%$" for char in printed):
            # A cell of a table is a bare number: its unit stands in the header.
            printed += f" {unit if printed == '1' else plural(unit)}"
        return f"{self.words('indicator')}, {self.words('refArea')}{self.when('refPeriod', ',')}: {printed}"


WRITERS: dict[str, Callable[[Claim], str]] = {
    "Participation": Claim._participation,
    "Milestone": Claim._milestone,
    "Target": Claim._target,
    "Count": Claim._count,
    "Tie": Claim._tie,
    "Observation": Claim._observation,
}


def small(text: str) -> str:
    """Return a text with a small first letter, unless that begins an abbreviation.

    >>> small("More than 200"), small("G20 members")
    ('more than 200', 'G20 members')
    """
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def plural(noun: str) -> str:
    """Return the plural of a unit or a role.

    >>> [plural(noun) for noun in ("company", "area of work", "kilobit per second", "US dollar", "per cent")]
    ['companies', 'areas of work', 'kilobits per second', 'US dollars', 'per cent']
    """
    head, _, rest = re.sub(r" (?=of |per |served$)", "\n", noun, count=1).partition("\n")
    if head.rpartition(" ")[2] in INVARIANT or noun.startswith("per ") or head.endswith("s"):
        return noun
    return re.sub(r"(?<![aeiou])y$", "ie", head) + "s" + (f" {rest}" if rest else "")
