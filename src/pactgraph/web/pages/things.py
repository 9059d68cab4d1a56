"""The page of one thing: who it is, what is said of it, by whom, and how far that can be relied on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from pactgraph.answers.thing import some_claims
from pactgraph.errors import UnknownNameError
from pactgraph.namespaces import BASE, INITIATIVE_KINDS, ONTOLOGY, PARTY_KINDS, PREFIXES, kind_of, shorten
from pactgraph.web.explorer import Explorer
from pactgraph.web.pages import rows
from pactgraph.web.pages.rendering import error_page, number, respond
from pactgraph.web.pages.rows import Fact, Row, facts_of, rows_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

CLAIMS_PER_PAGE = 25
#: Claims that a page goes through; of a thing of which more speak, those that are first at hand.
MOST_CLAIMS = 2000
#: What things without a label are called by.
NEARLY = ("title", "explanation", "locator")
#: Facts that stand elsewhere on the page.
ELSEWHERE = ("label", "also called", "type", "definition", "judgement", "status", "title")


@dataclass(frozen=True)
class Thing:
    """One thing, as its page and the API show it."""

    explorer: Explorer
    iri: str
    facts: tuple[Fact, ...]
    claims: tuple[str, ...]
    #: Whether there are more claims than these.
    more: bool = False

    def values(self, key: str) -> list[str]:
        """Return what is shown of one fact."""
        return [shown for fact in self.facts if fact.label == key for _, shown in fact.values]

    @property
    def names(self) -> list[tuple[str, str]]:
        """Its names, each with the code of its language; the English one first."""
        return _by_language(self.values("label"))

    @property
    def also(self) -> list[tuple[str, str]]:
        """Other names."""
        return _by_language(self.values("also called"))

    @cached_property
    def name(self) -> str:
        """Its English name; of a claim its sentence, of others what comes nearest to a name."""
        if self.names and self.names[0][1] == "en":
            return self.names[0][0]
        if self.role == "claim" and (cards := self.explorer.cards([self.iri])):
            return cards[0].text
        said = (text for key in NEARLY for text in self.values(key))
        return next(said, shorten(self.iri))

    @property
    def kind(self) -> str:
        """The word for its kind, in words: ``province or city``."""
        return " and ".join(self.values("type"))

    @property
    def role(self) -> str:
        """What it is to the graph: ``party``, ``initiative``, or the kind in its address."""
        kind = kind_of(self.iri) or ""
        return "party" if kind in PARTY_KINDS else "initiative" if kind in INITIATIVE_KINDS else kind

    @property
    def rest(self) -> list[Fact]:
        """The facts that have no place of their own on the page."""
        return [fact for fact in self.facts if fact.label not in ELSEWHERE]

    @cached_property
    def parties(self) -> list[Row]:
        """Who has a role in it."""
        return self._rows(rows.PARTIES) if self.role == "initiative" else []

    @cached_property
    def initiatives(self) -> list[Row]:
        """What it has a role in."""
        return self._rows(rows.INITIATIVES) if self.role == "party" else []

    @cached_property
    def more_roles(self) -> bool:
        """Whether there are, or may be, more parties or initiatives than these."""
        if max(len(self.parties), len(self.initiatives)) == rows.MOST:
            return True
        return bool(self.initiatives) and bool(self._rows(rows.MORE_ROLES))

    @cached_property
    def history(self) -> list[Row]:
        """What happened to it, the earliest first."""
        return self._rows(rows.HISTORY) if self.role == "initiative" else []

    @cached_property
    def figures(self) -> list[Row]:
        """Statistics of it, or of the indicator that it is."""
        by, other = ("indicator", "refArea") if self.role == "indicator" else ("refArea", "indicator")
        if self.role not in ("party", "initiative", "indicator"):
            return []
        return rows_of(self.explorer.store, rows.FIGURES, self.iri, by=by, other=other)

    @cached_property
    def terms(self) -> list[tuple[str, list[Row]]]:
        """The terms of the ontology or the codes of a code list, by kind."""
        if not self.iri.startswith((ONTOLOGY, f"{BASE}code/")):
            return []
        return [
            (kind, list(held)) for kind, held in groupby(self._rows(rows.TERMS), key=lambda row: row["kind"])
        ]

    @cached_property
    def named_by(self) -> list[Row]:
        """Which things are tied to it."""
        held: dict[str, Row] = {}
        for row in self._rows(rows.NAMED_BY):
            known = held.setdefault(row["thing"], {**row, "tie": ""})
            known["tie"] = f"{known['tie']}, {row['tie']}".removeprefix(", ")
        return list(held.values())

    @cached_property
    def disagreements(self) -> list[Row]:
        """What the audit found about claims on it."""
        return self._rows(rows.DISAGREEMENTS)

    @property
    def many(self) -> str:
        """How many claims speak of it."""
        return f"more than {len(self.claims)}" if self.more else str(len(self.claims))

    @cached_property
    def sources(self) -> list[Row]:
        """Who speaks of it."""
        # A claim has its address under the id of its source.
        named = {claim.removeprefix(PREFIXES["claim"]).partition("/")[0] for claim in self.claims}
        nodes = " ".join(str(NamedNode(PREFIXES["source"] + name)) for name in sorted(named))
        return self.explorer.store.select(rows.SOURCES % nodes).records()

    def _rows(self, query: str) -> list[Row]:
        return rows_of(self.explorer.store, query, self.iri)

    def summary(self) -> list[str]:
        """Say in sentences what the graph holds of it."""
        definition = self.values("definition") or self.values("title")
        named = self.name if self.names else "This"
        said = [*definition[:1], _is_a(named, self.kind), *self._roles(), *self._doubts()]
        return [sentence for sentence in said if sentence]

    def _roles(self) -> list[str]:
        said = []
        if status := self.values("status"):
            said.append(f"As far as it is stated, it is {', '.join(status)}.")
        for held, words in ((self.initiatives, "It has a role in"), (self.parties, "A role in it have")):
            if held:
                count = len({row["thing"] for row in held})
                things = "initiative" if held is self.initiatives else ("party" if count == 1 else "parties")
                plural = "s" if held is self.initiatives and count != 1 else ""
                more = "at least " if self.more_roles else ""
                said.append(f"{words} {more}{count} {things}{plural}: {_tally(held)}.")
        return said

    def _doubts(self) -> list[str]:
        if not self.claims or self.role == "claim":
            return []
        sources = len(self.sources)
        by = "one source" if sources == 1 else f"{sources} sources"
        claims = "One claim" if len(self.claims) == 1 else f"{self.many[:1].upper()}{self.many[1:]} claims"
        doubted = {row["claim"] for row in self.disagreements if row["certainty"] != "possible"}
        doubts = (
            f" {len(doubted)} of them {'is' if len(doubted) == 1 else 'are'} in doubt." if doubted else ""
        )
        return [f"{claims} by {by} speak{'s' if len(self.claims) == 1 else ''} of it.{doubts}"]


def _is_a(name: str, kind: str) -> str:
    if not kind:
        return ""
    return f"{name} is {'an' if kind[0] in 'aeiou' else 'a'} {kind}."


def _by_language(shown: Sequence[str]) -> list[tuple[str, str]]:
    pairs = [(text.rpartition(" (")[0], text.rpartition(" (")[2].rstrip(")")) for text in shown]
    return sorted(pairs, key=lambda pair: (pair[1] != "en", pair[1], pair[0]))


def _tally(held: Sequence[Row]) -> str:
    """Return the roles with how many things each has, the most frequent first."""
    counts = Counter(role for _, role in {(row["thing"], row["role"]) for row in held})
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return ", ".join(f"{role} ({count})" for role, count in ordered)


def read_thing(explorer: Explorer, iri: str) -> Thing:
    """Read what the graph says of an address.

    :raises UnknownNameError: where it says nothing.
    """
    try:
        node = NamedNode(iri)
    except ValueError:
        raise UnknownNameError("an address that is none", expected="an address of a thing") from None
    facts = tuple(facts_of(explorer.store, iri))
    found, more = some_claims(explorer.store, node, MOST_CLAIMS)
    claims = tuple(found)
    if not facts and not claims:
        raise UnknownNameError(
            f"{shorten(iri)}, of which the graph says nothing",
            expected="the address of a thing, claim or term",
        )
    return Thing(explorer, iri, facts, claims, more)


def thing_page(explorer: Explorer, request: Request, iri: str) -> Response:
    """Return the page of an address of ours: a thing, claim, source, evidence, code or term."""
    try:
        thing = read_thing(explorer, iri)
    except UnknownNameError as error:
        return error_page(request, error)
    pages = -(-len(thing.claims) // CLAIMS_PER_PAGE) or 1
    page = number(request.query_params.get("page"), most=pages)
    shown = list(thing.claims[(page - 1) * CLAIMS_PER_PAGE : page * CLAIMS_PER_PAGE])
    return respond(
        request,
        "thing.html",
        thing=thing,
        cards=explorer.cards(shown),
        first=(page - 1) * CLAIMS_PER_PAGE + 1,
        page=page,
        pages=pages,
        most=rows.MOST,
        drawn=thing.role in ("party", "initiative") and bool(thing.parties or thing.initiatives),
        passages=explorer.passages,
        documents=explorer.has_documents,
    )
