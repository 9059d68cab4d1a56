"""What the graph says of one thing: facts, roles, history, figures, disagreements, claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Annotated, Any, NamedTuple, TypeVar

from pyoxigraph import NamedNode

from pactgraph.answers import thing_queries as queries
from pactgraph.answers.ask import with_caveats
from pactgraph.answers.claim import Card
from pactgraph.answers.parameters import NAME, Offset, Parameter
from pactgraph.answers.reader import Reader
from pactgraph.errors import UnknownNameError
from pactgraph.namespaces import (
    BASE,
    FACTUAL,
    INITIATIVE_KINDS,
    ONTOLOGY,
    PARTY_KINDS,
    PREFIXES,
    kind_of,
    shorten,
)
from pactgraph.store.base import Store, Table

#: Facts of this kind come first, in this order: they say which thing it is.
FIRST = ("label", "also called", "type", "title", "definition", "ISO 3166 code")
#: Statements about a thing that :func:`show` looks at for its claims.
MOST_STATEMENTS = 2000
#: What a thing without a label is called by.
NEARLY = ("title", "explanation", "locator")

Row = TypeVar("Row")


class Value(NamedTuple):
    """One value of a fact: the IRI of what it names, or None, and its text."""

    iri: str | None
    text: str


class Name(NamedTuple):
    """One name and the code of its language."""

    text: str
    language: str


@dataclass(frozen=True)
class Role:
    """The role of a party in an initiative, by one claim; ``thing`` is the one at the other end.

    :param stated: how it is stated, in words; ``code`` is the code of that.
    :param other: on whose behalf the party acts, or who acts on its behalf.
    """

    thing: str
    name: str
    role: str
    stated: str
    code: str
    other: str
    other_name: str
    claim: str


@dataclass(frozen=True)
class RoleIn(Role):
    """The role that a party has in an initiative, with the status of the initiative."""

    status: str


@dataclass(frozen=True)
class Event:
    """A milestone of an initiative, by one claim; ``by`` names the party if it is one party's."""

    date: str
    latest: str
    event: str
    by: str
    place: str
    stated: str
    code: str
    source: str
    claim: str


@dataclass(frozen=True)
class Figure:
    """A statistic, as printed and as understood, with what else is known of it.

    ``thing`` is its indicator, or the area of an indicator.
    """

    thing: str
    name: str
    period: str
    latest: str
    printed: str
    unit: str
    understood: str
    unit_understood: str
    stated: str
    code: str
    source: str
    claim: str
    caveat: str


@dataclass(frozen=True)
class Doubt:
    """A disagreement about a claim."""

    thing: str
    kind: str
    certainty: str
    explanation: str
    claim: str


@dataclass(frozen=True)
class Tied:
    """Another thing that names this one; ``tie`` says by which properties."""

    thing: str
    name: str
    tie: str


@dataclass(frozen=True)
class Term:
    """A term of the ontology or a code of a code list."""

    thing: str
    kind: str
    name: str
    definition: str


@dataclass(frozen=True)
class Source:
    """A source that speaks of the thing."""

    thing: str
    name: str


@dataclass(frozen=True)
class Thing:
    """What the graph says of one thing.

    :param role: what it is to the graph: ``party``, ``initiative``, or its kind, such as ``claim``.
    :param names: its names, the English one first, and then its other names; ``also`` is those alone.
    :param summary: what the graph holds of it, in sentences.
    :param facts: what plain triples say of it, by the label of the property.
    :param parties: who has a role in it; at most :data:`thing_queries.MOST` rows, as in all such lists.
    :param more_roles: whether there are, or may be, more parties or initiatives than these.
    :param named_by: which things name it.
    :param total_claims: how many claims speak of it; more than that where ``more_claims`` is true.
    :param offset: how many claims come before those in ``claims``.
    :param passages: the words behind these claims, by evidence, where documents are available.
    """

    iri: str
    short: str
    name: str
    kind: str
    role: str
    names: tuple[Name, ...]
    also: tuple[Name, ...]
    summary: tuple[str, ...]
    facts: dict[str, tuple[Value, ...]]
    parties: tuple[Role, ...]
    initiatives: tuple[RoleIn, ...]
    more_roles: bool
    history: tuple[Event, ...]
    figures: tuple[Figure, ...]
    disagreements: tuple[Doubt, ...]
    named_by: tuple[Tied, ...]
    terms: tuple[Term, ...]
    sources: tuple[Source, ...]
    total_claims: int
    more_claims: bool
    offset: int
    claims: tuple[Card, ...]
    passages: dict[str, str]

    def texts(self, fact: str) -> list[str]:
        """Return the values of one fact as text, IRIs as short names."""
        return [shorten(text) for _, text in self.facts.get(fact, ())]


def show(
    reader: Reader,
    name: Annotated[str, Parameter(f"The thing: {NAME}.", example="Cuba")],
    limit: Annotated[int, Parameter("At most so many claims.", most=500)] = 100,
    offset: Offset = 0,
) -> Thing:
    """Show what is said of one thing, each claim with where it is stated.

    :raises UnknownNameError: where the name stands for nothing, or the graph says nothing of it.
    """
    return thing_at(reader, reader.resolve(name).value, limit, offset, MOST_STATEMENTS)


def thing_at(
    reader: Reader, iri: str, limit: int | None = None, offset: int = 0, most: int | None = None
) -> Thing:
    """Return what the graph says of an IRI.

    :param limit: return so many of its claims, and all of them where it is None.
    :param most: look at so many statements for its claims; at all of them where it is None.
    :raises UnknownNameError: where the graph says nothing of it.
    """
    try:
        node = NamedNode(iri)
    except ValueError:
        raise UnknownNameError("an address that is none", expected="an address of a thing") from None
    store = reader.store
    facts, (claims, more) = facts_of(store, node), some_claims(store, node, most)
    if not facts and not claims:
        raise UnknownNameError(
            f"{shorten(iri)}, of which the graph says nothing",
            expected="the address of a thing, claim or term",
        )
    kind_word = kind_of(iri) or ""
    role = (
        "party" if kind_word in PARTY_KINDS else "initiative" if kind_word in INITIATIVE_KINDS else kind_word
    )
    by, other = ("indicator", "refArea") if role == "indicator" else ("refArea", "indicator")
    parties = rows_of(store, Role, queries.PARTIES, iri) if role == "initiative" else ()
    initiatives = rows_of(store, RoleIn, queries.INITIATIVES, iri) if role == "party" else ()
    has_figures = role in ("party", "initiative", "indicator")
    figures = queries.about(store, queries.FIGURES, iri, by=by, other=other) if has_figures else None
    more_roles = max(len(parties), len(initiatives)) == queries.MOST or (
        bool(initiatives) and bool(len(queries.about(store, queries.MORE_ROLES, iri)))
    )
    # A claim has its IRI under the id of its source.
    ids = sorted({claim.removeprefix(PREFIXES["claim"]).partition("/")[0] for claim in claims})
    named = " ".join(str(NamedNode(PREFIXES["source"] + name)) for name in ids)
    end = None if limit is None else offset + limit
    shown = tuple(reader.cards(claims[offset:end]))
    texts = {label: [text for _, text in values] for label, values in facts.items()}
    labels, also = _by_language(texts.get("label", ())), _by_language(texts.get("also called", ()))
    found = Thing(
        iri=iri,
        short=shorten(iri),
        name=_name(reader, iri, role, labels, texts),
        kind=" and ".join(texts.get("type", ())),
        role=role,
        names=labels + also,
        also=also,
        summary=(),
        facts=facts,
        parties=parties,
        initiatives=initiatives,
        more_roles=more_roles,
        history=rows_of(store, Event, queries.HISTORY, iri) if role == "initiative" else (),
        figures=typed_rows(Figure, with_caveats(store.select, figures, "claim")) if figures else (),
        disagreements=rows_of(store, Doubt, queries.DISAGREEMENTS, iri),
        named_by=_ties(rows_of(store, Tied, queries.NAMED_BY, iri)),
        terms=rows_of(store, Term, queries.TERMS, iri) if iri.startswith((ONTOLOGY, f"{BASE}code/")) else (),
        sources=typed_rows(Source, store.select(queries.SOURCES % named)) if ids else (),
        total_claims=len(claims),
        more_claims=more,
        offset=offset,
        claims=shown,
        passages=reader.passages_of(shown),
    )
    return replace(found, summary=tuple(_summary(found)))


def facts_of(store: Store, node: NamedNode) -> dict[str, tuple[Value, ...]]:
    """Return the plain facts about a thing by label: first which thing it is, then what is known of it."""
    held: dict[str, dict[Value, None]] = {}
    for row in queries.about(store, queries.FACTS, node.value).records():
        iri = row["value"] if row["value"].startswith(("http://", "https://")) else None
        held.setdefault(row["key"], {})[Value(iri, row["shown"])] = None
    order = sorted(held, key=lambda key: (FIRST.index(key) if key in FIRST else len(FIRST), key))
    return {key: tuple(held[key]) for key in order}


def claims_about(store: Store, node: NamedNode) -> list[str]:
    """Return the IRIs of the claims about a thing, or by a source; of a claim, its own."""
    return some_claims(store, node, None)[0]


def some_claims(store: Store, node: NamedNode, most: int | None) -> tuple[list[str], bool]:
    """Return claims as :func:`claims_about` does, and whether there may be more than these.

    :param most: statements about the thing that are looked at; of more, those that the store returns first.
    """
    limit = "" if most is None else f"LIMIT {most}"
    rows = store.select(queries.ABOUT % {"thing": node, "limit": limit}).records()
    return sorted(row["claim"] for row in rows if row["claim"].startswith(PREFIXES["claim"])), (
        len(rows) == most
    )


def rows_of(store: Store, kind: type[Row], query: str, iri: str, **also: str) -> tuple[Row, ...]:
    """Run one of the queries about a thing and return its rows as objects of a dataclass."""
    return typed_rows(kind, queries.about(store, query, iri, **also))


def typed_rows(kind: type[Row], table: Table) -> tuple[Row, ...]:
    """Return the rows of an answer as objects of a dataclass of texts; a cell without a value is empty.

    >>> typed_rows(Source, Table(("thing", "name"), ((NamedNode("urn:x"), None),)))
    (Source(thing='urn:x', name=''),)
    """
    names = [one.name for one in fields(kind)]  # type: ignore[arg-type]
    made: Any = kind
    return tuple(made(**{name: row.get(name, "") for name in names}) for row in table.records())


def _by_language(shown: Sequence[str]) -> tuple[Name, ...]:
    pairs = [Name(text.rpartition(" (")[0], text.rpartition(" (")[2].rstrip(")")) for text in shown]
    return tuple(sorted(pairs, key=lambda name: (name.language != "en", name.language, name.text)))


def _name(reader: Reader, iri: str, role: str, labels: Sequence[Name], texts: dict[str, list[str]]) -> str:
    """Return the English name; of a claim its sentence, of others what comes nearest to a name."""
    if labels and labels[0].language == "en":
        return labels[0].text
    if role == "claim" and (found := reader.cards([iri])):
        return found[0].text
    return next((text for key in NEARLY for text in texts.get(key, ())), shorten(iri))


def _ties(rows: Sequence[Tied]) -> tuple[Tied, ...]:
    """Return each thing once, with all that ties it."""
    held: dict[str, Tied] = {}
    for row in rows:
        known = held.get(row.thing)
        held[row.thing] = row if known is None else replace(known, tie=f"{known.tie}, {row.tie}")
    return tuple(held.values())


def _summary(found: Thing) -> list[str]:
    """Return sentences that say what the graph holds of a thing."""
    definition = found.texts("definition") or found.texts("title")
    said = definition[:1]
    if found.kind:
        article = "an" if found.kind[0] in "aeiou" else "a"
        labelled = len(found.names) > len(found.also)
        said.append(f"{found.name if labelled else 'This'} is {article} {found.kind}.")
    if status := found.texts("status"):
        said.append(f"As far as stated, its status is {', '.join(status)}.")
    more = "at least " if found.more_roles else ""
    if facts := _facts(found.initiatives):
        count = len({row.thing for row in facts})
        things = "initiative" if count == 1 else "initiatives"
        said.append(f"It has a role in {more}{count} {things}: {_tally(facts)}.")
    if facts := _facts(found.parties):
        count = len({row.thing for row in facts})
        parties = "party has" if count == 1 else "parties have"
        said.append(f"{more.capitalize()}{count} {parties} a role in it: {_tally(facts)}.")
    every = (*found.initiatives, *found.parties)
    if wished := [row for row in every if row not in _facts(every)]:
        count = len({(row.thing, row.role) for row in wished})
        roles = f"{'more ' if _facts(every) else ''}{'role is' if count == 1 else 'roles are'}"
        said.append(
            f"{more.capitalize()}{count} {roles} planned, recommended or forecast only: {_tally(wished)}."
        )
    if found.total_claims and found.role != "claim":
        one = found.total_claims == 1 and not found.more_claims
        number = f"More than {found.total_claims}" if found.more_claims else str(found.total_claims)
        claims = "One claim" if one else f"{number} claims"
        sources = "one source" if len(found.sources) == 1 else f"{len(found.sources)} sources"
        said.append(f"{claims} from {sources} mention{'s' if one else ''} it.")
        if doubted := len({row.claim for row in found.disagreements if row.certainty != "possible"}):
            said[-1] += f" {doubted} of them {'is' if doubted == 1 else 'are'} in doubt."
    return said


def _facts(rows: Sequence[Role]) -> list[Role]:
    return [row for row in rows if not row.code or row.code in FACTUAL]


def _tally(rows: Sequence[Role]) -> str:
    """Return the roles with how many things have each, the most frequent first."""
    roles = Counter(role for _, role in {(row.thing, row.role) for row in rows})
    ordered = sorted(roles.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{role} ({number})" for role, number in ordered)
