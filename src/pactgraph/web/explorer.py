"""What pages and API share: the graph, and what is read of it once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from pactgraph.answers.ask import bound_query
from pactgraph.answers.catalogue import Question
from pactgraph.answers.claim import Card, cards
from pactgraph.namespaces import expand
from pactgraph.store.base import Store, Table
from pactgraph.web.cache import Kept
from pactgraph.web.facets import Facets, read_facets

if TYPE_CHECKING:
    import networkx as nx

    from pactgraph.graph import Graph
    from pactgraph.views.gallery import Page, Renderer
    from pactgraph.web.services import Services

Made = TypeVar("Made")

#: Pictures that are kept, of all that addresses can ask for.
PICTURES = 64


class Explorer:
    """The graph as pages and API read it.

    What costs more than a moment (facets, networks, pictures) is made once and kept; the store of a running
    service does not change. Many who ask at once for what is not made yet cost no more than one.

    :param services: the opened graph, the folder of documents, and what runs questions within limits.
    """

    def __init__(self, services: Services) -> None:
        self.services = services
        self._few = Kept()
        self._pictures = Kept(PICTURES)

    @property
    def graph(self) -> Graph:
        """The graph."""
        return self.services.graph

    @property
    def store(self) -> Store:
        """Its store, for what the pages themselves ask."""
        return self.services.graph.store

    def kept(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what is kept under a key; make it first where it is not there."""
        return self._few.get(key, make)

    def picture(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return a picture as :meth:`kept` does; of these, which addresses ask for, only so many are kept."""
        return self._pictures.get(key, make)

    @property
    def facets(self) -> dict[str, Facets]:
        """What things can be narrowed by, by address."""
        return self.kept("facets", lambda: read_facets(self.store))

    @property
    def labelled(self) -> dict[str, str]:
        """The addresses of things by their English labels, but for labels that several have."""

        def read() -> dict[str, str]:
            counts = Counter(held.label for held in self.facets.values())
            return {held.label: iri for iri, held in self.facets.items() if counts[held.label] == 1}

        return self.kept("labelled", read)

    def called(self, text: str) -> str:
        """Return the label of a thing that is given by its short name or address; other text as it is."""
        iri = expand(text) or text
        held = self.facets.get(iri)
        return held.label if held is not None and self.labelled.get(held.label) == iri else text

    @property
    def passages(self) -> dict[str, str]:
        """The words of the passages by evidence; empty where no documents are at hand."""
        from pactgraph.sources.documents import passages

        folder = self.services.documents
        return self.kept("passages", lambda: passages(self.store, folder) if folder is not None else {})

    @property
    def has_documents(self) -> bool:
        """Whether documents are at hand, and hold what the graph says they do."""
        return bool(self.passages)

    @cached_property
    def renderer(self) -> Renderer:
        """What draws views; their marks lead to the pages of things."""
        from pactgraph.views.gallery import Renderer

        return Renderer(self.store, web="/id/", home="/views")

    def network(self, projection: str) -> nx.Graph:
        """Return a projection.

        :raises UnknownNameError: where there is none of this name.
        """
        return self.kept(("network", projection), lambda: self.graph.project(projection))

    def drawn(self, name: str, given: Mapping[str, str]) -> Page:
        """Draw a view, of what its parameters ask for.

        :raises UserError: where there is no such view, a parameter is wrong, or nothing is there to draw.
        """
        from pactgraph.views.definition import load_view, view_path

        view = load_view(view_path(name))
        key = ("view", name, tuple(sorted(given.items())))
        return self.picture(key, lambda: self.renderer.draw(view, given))

    def answer(self, question: Question, given: Mapping[str, str]) -> Table:
        """Answer a named question within the limits of the service.

        :raises UserError: where a parameter is wrong, or the answer takes too long or too much.
        """
        return self.services.select(bound_query(self.store, question, given))

    def cards(self, claims: list[str]) -> list[Card]:
        """Return claims as cards, in the order given."""
        return cards(self.store, claims)
