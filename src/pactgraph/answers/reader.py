"""A store with all that is read of it once: what every answer is made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pyoxigraph import NamedNode

from pactgraph.answers.cache import Cache
from pactgraph.answers.catalogue import Catalogue
from pactgraph.answers.claim import Card, cards, passages_of
from pactgraph.answers.facets import Facets, read_facets
from pactgraph.answers.labels import Name, all_names, english_label
from pactgraph.answers.names import resolve
from pactgraph.derivation.rules import Rule, read_rules
from pactgraph.namespaces import CODE_LISTS, PREFIXES, expand
from pactgraph.network.filters import Filters
from pactgraph.network.participation_queries import read_participations
from pactgraph.network.participations import Participations
from pactgraph.network.projections import project
from pactgraph.resources import ontology_dir, queries_dir
from pactgraph.sources.documents import passages
from pactgraph.store.base import Store, Table
from pactgraph.store.terms import Terms

if TYPE_CHECKING:
    import networkx as nx

Value = TypeVar("Value")

#: Networks that are cached: a projection by its choices.
NETWORKS = 16
CODES = """
SELECT ?notation ?label WHERE {
  ?code skos:inScheme <%s> ; skos:notation ?notation ; skos:prefLabel ?label . FILTER(LANG(?label) = "en")
} ORDER BY ?label
"""


class Reader:
    """A store, and caches of what is read of it; the data of a store do not change while it is open.

    Many threads may use one reader: a value is computed once while the others wait for it.

    :param documents: the folder of the source documents, where it is available.
    :param select: runs the queries of named questions, such as within limits; the store where it is None.
    """

    def __init__(
        self,
        store: Store,
        *,
        documents: Path | None = None,
        select: Callable[[str], Table] | None = None,
    ) -> None:
        self.store = store
        self.documents = documents
        self.select = select or store.select
        self._values: Cache[Any] = Cache()
        self._networks: Cache[nx.Graph] = Cache(NETWORKS)

    def cached(self, key: Hashable, compute: Callable[[], Value]) -> Value:
        """Return the value of a key, which is computed once; for few keys, as nothing is ever dropped."""
        value: Value = self._values.get(key, compute)
        return value

    @cached_property
    def questions(self) -> Catalogue:
        """The named questions."""
        return Catalogue(queries_dir())

    @cached_property
    def terms(self) -> Terms:
        """The terms that the graph knows, and what is to be told of those that a query mistypes."""
        return Terms(self.store)

    @cached_property
    def rules(self) -> list[Rule]:
        """The rules behind the derived layer."""
        return read_rules(ontology_dir() / "rules")

    @property
    def names(self) -> list[Name]:
        """All names of all things."""
        return self.cached("names", lambda: all_names(self.store))

    @property
    def facets(self) -> dict[str, Facets]:
        """The facets of all things by IRI, in the order of their labels."""
        return self.cached("facets", lambda: read_facets(self.store))

    @property
    def labelled(self) -> dict[str, str]:
        """The IRIs of things by their English labels, without labels that several things have."""

        def read() -> dict[str, str]:
            counts = Counter(one.label for one in self.facets.values())
            return {one.label: iri for iri, one in self.facets.items() if counts[one.label] == 1}

        return self.cached("labelled", read)

    @property
    def passages(self) -> dict[str, str]:
        """The words of the passages by evidence; empty without a folder of documents."""
        folder = self.documents
        return {} if folder is None else self.cached("passages", lambda: passages(self.store, folder))

    @property
    def participations(self) -> Participations:
        """Who takes part in what, as all projections read it."""
        return self.cached("participations", lambda: read_participations(self.store))

    def network(
        self,
        projection: str = "two-mode",
        *,
        weight: str = "newman",
        roll_up: bool = False,
        directed: bool = False,
        filters: Filters | None = None,
    ) -> nx.Graph:
        """Return a cached projection, which is not to be changed; see :func:`network.projections.project`."""

        def make() -> nx.Graph:
            return project(
                self.participations,
                projection,
                filters=filters,
                weight=weight,
                roll_up=roll_up,
                directed=directed,
            )

        return self._networks.get((projection, weight, roll_up, directed, filters or Filters()), make)

    def codes(self, scheme: str) -> list[tuple[str, str]]:
        """Return the codes of a list with their labels, by label; nothing where there is no such list."""
        if scheme not in CODE_LISTS:
            return []
        query = CODES % PREFIXES[scheme].rstrip("/")
        return self.cached(
            ("codes", scheme),
            lambda: [(row["notation"], row["label"]) for row in self.store.select(query).records()],
        )

    def resolve(self, name: str, classes: Sequence[str] = ()) -> NamedNode:
        """Return the thing that a name stands for.

        :param name: an IRI, a short name, a label in any language, the id of a source, a claim's number.
        :param classes: IRIs of classes, of which the thing must have one; any thing where empty.
        :raises UnknownNameError: where nothing, or more than one thing, has this name.
        """
        return resolve(self.store, name, classes, lambda: self.names)

    def label(self, iri: str) -> str:
        """Return the English label of a thing or a code, or its short name."""
        return english_label(self.store, NamedNode(iri))

    def called(self, text: str) -> str:
        """Return the label of a thing that is given by its short name or IRI; other text as it is."""
        iri = expand(text) or text
        found = self.facets.get(iri)
        return found.label if found is not None and self.labelled.get(found.label) == iri else text

    def cards(self, claims: Iterable[str]) -> list[Card]:
        """Return claims as cards, in the order given."""
        return cards(self.store, claims)

    def passages_of(self, claims: Iterable[Card]) -> dict[str, str]:
        """Return the passages behind claims, by evidence, of those documents that are available."""
        return passages_of(claims, self.passages)
