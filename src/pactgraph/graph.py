"""The graph as Python sees it: ``pactgraph.load()``."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, Triple

from pactgraph.answers import ask as asking
from pactgraph.answers.catalogue import Catalogue
from pactgraph.answers.explain import Explanation, explain, explain_claims
from pactgraph.answers.names import resolve
from pactgraph.answers.search import Hit, search
from pactgraph.answers.thing import ThingCard, show
from pactgraph.build.opening import open_data
from pactgraph.build.pipeline import own_content
from pactgraph.derivation.rules import Rule, read_rules
from pactgraph.errors import UnknownNameError
from pactgraph.exports.rdf import RDF_EXPORTS
from pactgraph.exports.selection import select_quads
from pactgraph.resources import queries_dir
from pactgraph.store.base import Store, Table, table

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from pactgraph.network.participations import Participations
    from pactgraph.network.paths import Path as Path_
    from pactgraph.network.results import Result as Measured

Result: TypeAlias = Table | bool | list[Triple]


def load(data: str | Path | None = None, progress: Callable[[str], None] | None = None) -> Graph:
    """Open the graph.

    :param data: a build folder, an N-Quads file, a store on disk or the address of a SPARQL endpoint; where
        none is given, ``PACTGRAPH_DATA``, the build in ``./build``, or one made on first use.
    :param progress: told each step of a build, should one be needed.
    :raises MissingFileError: where nothing is there.
    :raises StoreError: where what is there cannot be opened.

    >>> import pactgraph
    >>> graph = pactgraph.load()
    >>> graph.show("Cuba").facts["ISO 3166 code"]
    ['CUB']
    """
    return Graph(open_data(data, progress))


class Graph:
    """The knowledge graph, whatever store holds it."""

    def __init__(self, store: Store) -> None:
        self.store = store

    @cached_property
    def questions(self) -> Catalogue:
        """The named questions."""
        return Catalogue(queries_dir())

    @cached_property
    def rules(self) -> list[Rule]:
        """The rules behind the derived layer."""
        return read_rules(own_content().ontology / "rules")

    def query(self, sparql: str) -> Result:
        """Run a SPARQL query; our prefixes need no declaration.

        :returns: a table for SELECT, a truth value for ASK, triples for CONSTRUCT and DESCRIBE.
        :raises InputSyntaxError: where the query does not parse.

        >>> import pactgraph
        >>> graph = pactgraph.load()
        >>> graph.query("ASK { country:CHN a pact:Party }")
        True
        """
        answer = self.store.query(sparql)
        if isinstance(answer, QuerySolutions):
            return table(answer)
        return bool(answer) if isinstance(answer, QueryBoolean) else answer

    def ask(self, name: str, **given: str | int) -> Table:
        """Answer a named question.

        :param name: see ``questions``.
        :param given: its parameters: labels, short names, codes, years.
        :raises UnknownNameError: where the question, or a thing that is named, is not there.
        :raises ParameterError: where a parameter is missing, unknown or of the wrong type.

        >>> import pactgraph
        >>> graph = pactgraph.load()
        >>> graph.ask("agreements_of_party", party="Cuba").columns[0]
        'agreement'
        """
        texts = {key: str(value) for key, value in given.items()}
        return asking.ask(self.store, self.questions.get(name), texts)

    def show(self, name: str) -> ThingCard:
        """Return what the graph says about a thing: plain facts, and claims with where they are stated.

        :param name: an IRI, a short name (``country:CUB``) or a label in any language.
        :raises UnknownNameError: where it stands for nothing, or for several things.

        >>> import pactgraph
        >>> pactgraph.load().show("Куба").name
        'Cuba'
        """
        return show(self.store, name)

    def search(self, words: str, limit: int = 20) -> list[Hit]:
        """Find things by their names in any language, best first.

        >>> import pactgraph
        >>> pactgraph.load().search("czech republic")[0].label
        'Czechia'
        """
        return search(self.store, words, limit)

    def explain(self, subject: str, predicate: str, value: str) -> Explanation:
        """Return why a triple holds: the rules behind it and the claims that they rest on.

        :param subject: a name as in :meth:`show`.
        :param predicate: a short name such as ``pact:cooperatesWith``.
        :param value: a name, or the text of a literal.
        :raises UnknownNameError: where a name stands for nothing or the graph has no such triple.

        >>> import pactgraph
        >>> graph = pactgraph.load()
        >>> why = graph.explain("China", "pact:cooperatesWith", "Cuba")
        >>> why.reasons[0].rule
        '60-cooperates-with'
        """
        return explain(self.store, self.rules, subject, predicate, value)

    def explain_row(self, name: str, row: int, **given: str | int) -> Explanation:
        """Return the claims behind one row of the answer to a named question.

        :param row: counted from 1.
        :raises UnknownNameError: where the answer has no such row.
        """
        table = self.ask(name, **given)
        if not 1 <= row <= len(table):
            raise UnknownNameError(f"row {row} of {name}", expected=f"1 to {len(table)}")
        record = dict(zip(table.columns, table.rows[row - 1], strict=True))
        question = self.questions.get(name)
        return explain_claims(self.store, question, record)

    @cached_property
    def participations(self) -> Participations:
        """Who takes part in what, as the projections read it; read once."""
        from pactgraph.network.participations import read_participations

        return read_participations(self.store)

    def project(
        self,
        projection: str = "two-mode",
        *,
        weight: str = "newman",
        roll_up: bool = False,
        directed: bool = False,
        **filters: Any,
    ) -> nx.Graph:
        """Return a projection as a networkx graph; see :mod:`pactgraph.network.projections`.

        :param weight: ``newman`` (1/(n−1) for each shared initiative of n) or ``count``.
        :param roll_up: count parties inside a country for it.
        :param directed: let roles make direction.
        :param filters: see :class:`pactgraph.network.filters.Filters`: ``since``, ``until``, ``as_of``,
            ``modalities``, ``statuses``, ``roles``, ``sources``, ``areas``, ``single_source``, …
        :raises UserError: where a name or a code is not known, or the filters leave nothing.

        >>> import pactgraph
        >>> graph = pactgraph.load().project("country-country", modalities=("asserted", "reported"))
        >>> graph.graph["filters"]
        ['stated as asserted or reported']
        """
        from pactgraph.network.filters import filters_of
        from pactgraph.network.projections import project

        chosen = filters_of(filters)
        held = self.participations
        return project(held, projection, filters=chosen, weight=weight, roll_up=roll_up, directed=directed)

    def to_networkx(self, projection: str = "two-mode", **choices: Any) -> nx.Graph:
        """Return a projection as a networkx graph: the old name of :meth:`project`.

        >>> import pactgraph
        >>> graph = pactgraph.load().to_networkx()
        >>> graph.nodes["https://w3id.org/pactgraph/id/country/CUB"]["label"]
        'Cuba'
        """
        return self.project(projection, **choices)

    def path(
        self,
        start: str,
        end: str,
        projection: str = "two-mode",
        *,
        best: int | None = None,
        avoid: Collection[str] = (),
        along: bool = False,
        **choices: Any,
    ) -> list[Path_]:
        """Return all shortest paths between two things, or the best, each hop with its claims.

        :param best: how many of the best; all shortest where none is given.
        :param avoid: names of things through which no path may lead.
        :param along: keep to the direction of arcs.
        :param choices: those of :meth:`project`.
        :raises UnknownNameError: where a name stands for nothing, or for nothing in this network.
        :raises UserError: where no path leads from one to the other.

        >>> import pactgraph
        >>> first = pactgraph.load().path("Russia", "Mongolia", avoid=["China"])[0]
        >>> first.labels
        ('Russia', 'Appeal to China, Russia and Mongolia to build digital government', 'Mongolia')
        """
        from pactgraph.network.paths import best_paths, shortest_paths

        network, (one, other) = self._among([start, end], projection, choices)
        closed = [self.resolve(name).value for name in avoid]
        if best is not None:
            return best_paths(network, one, other, best, avoid=closed, along=along)
        return shortest_paths(network, one, other, avoid=closed, along=along)

    def compare(self, one: str, other: str, projection: str = "two-mode", **choices: Any) -> Measured:
        """Return what both of two things are tied to, and what only one of them is.

        >>> import pactgraph
        >>> pactgraph.load().compare("Russia", "Mongolia").records()[0]["label"]
        'Appeal to China, Russia and Mongolia to build digital government'
        """
        from pactgraph.network.neighbourhoods import compare

        network, ends = self._among([one, other], projection, choices)
        return compare(network, *ends)

    def common(self, *names: str, projection: str = "two-mode", **choices: Any) -> Measured:
        """Return what several things are tied to alike.

        >>> import pactgraph
        >>> pactgraph.load().common("China", "Russia", "Mongolia").column("label")
        ['Appeal to China, Russia and Mongolia to build digital government']
        """
        from pactgraph.network.neighbourhoods import common

        return common(*self._among(list(names), projection, choices))

    def _among(
        self, names: list[str], projection: str, choices: dict[str, Any]
    ) -> tuple[nx.Graph, list[str]]:
        """Return a projection and the nodes that are named, which must be in it."""
        from pactgraph.network.neighbourhoods import check_present

        nodes = [self.resolve(name).value for name in names]
        network = self.project(projection, **choices)
        check_present(network, nodes)
        return network, nodes

    def draw(self, view: str = "two-mode", **parameters: str) -> str:
        """Return a view as one HTML page that needs nothing from anywhere.

        :param view: the name of a file in ``viz/views``.
        :param parameters: what is asked for instead of what the file names; ``from`` is given as
            ``**{"from": "Cuba"}``.
        :raises UserError: where a name is not known, or nothing is there to draw.

        >>> import pactgraph
        >>> "<title>Around Cuba" in pactgraph.load().draw("ego", party="Cuba")
        True
        """
        from pactgraph.views.definition import load_view, view_path
        from pactgraph.views.gallery import Studio

        return Studio(self.store).draw(load_view(view_path(view)), parameters).page

    def to_rdflib(self) -> rdflib.Dataset:
        """Return the named graphs as an rdflib ``Dataset`` in memory whose default graph is their union.

        >>> import pactgraph
        >>> dataset = pactgraph.load().to_rdflib()
        >>> dataset.default_union
        True
        """
        import rdflib

        dataset = rdflib.Dataset(default_union=True)
        text = RDF_EXPORTS["nq"].write(list(self.store.quads()))
        dataset.parse(data=text, format="nquads")
        return dataset

    def export(
        self, format: str = "ttl", *, sources: Collection[str] = (), without: Collection[str] = ()
    ) -> str:
        """Return the graph, or a part of it, as text.

        :param format: ``ttl``, ``trig``, ``nt``, ``nq``, ``jsonld`` or ``rdfxml``.
        :param sources: names of sources, or one name; all where empty.
        :param without: layers to leave out, or one: ``ontology``, ``things``, ``claims``, ``derived``.
        :raises UnknownNameError: where the format, a source or a layer is not known.

        >>> import pactgraph
        >>> text = pactgraph.load().export("nt", without=["ontology", "derived"])
        >>> text.startswith("<https://w3id.org/pactgraph/")
        True
        """
        if format not in RDF_EXPORTS:
            raise UnknownNameError(f"the format {format}", expected=f"one of {', '.join(RDF_EXPORTS)}")
        # A single name is a collection of letters, which nobody means.
        names = [sources] if isinstance(sources, str) else sources
        layers = [without] if isinstance(without, str) else without
        return RDF_EXPORTS[format].write(select_quads(self.store, self.rules, names, layers))

    def resolve(self, name: str) -> NamedNode:
        """Return the thing that a name stands for."""
        return resolve(self.store, name)
