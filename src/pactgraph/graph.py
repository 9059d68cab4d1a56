"""The graph as Python sees it: ``pactgraph.load()``."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from pyoxigraph import QueryBoolean, QuerySolutions, Triple

from pactgraph.answers import ask as asking
from pactgraph.answers import coverage as covering
from pactgraph.answers import disagreements as disagreeing
from pactgraph.answers import explain as explaining
from pactgraph.answers import search as searching
from pactgraph.answers import statistics as counting
from pactgraph.answers import thing as showing
from pactgraph.answers import trace
from pactgraph.answers.cache import Cache
from pactgraph.answers.coverage import Coverage
from pactgraph.answers.disagreements import Disagreements
from pactgraph.answers.explain import Explanation, Stated
from pactgraph.answers.reader import Reader
from pactgraph.answers.search import Found
from pactgraph.answers.statistics import Statistics
from pactgraph.answers.thing import Thing
from pactgraph.answers.trace import NetworkChoice, Paths
from pactgraph.build.opening import open_data
from pactgraph.errors import UnknownNameError
from pactgraph.network.filters import filters_of
from pactgraph.network.projections import project
from pactgraph.network.results import Result
from pactgraph.store.base import Store, Table, table

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from pactgraph.views.gallery import Page

#: Views that are cached, of all that can be asked for.
PICTURES = 64
Answered: TypeAlias = Table | bool | list[Triple]


def load(
    data: str | Path | None = None,
    progress: Callable[[str], None] | None = None,
    documents: Path | None = None,
) -> Graph:
    """Open the graph.

    :param data: a build folder, an N-Quads file, a store on disk or the address of a SPARQL endpoint; where
        none is given, ``PACTGRAPH_DATA``, the build in ``./build``, or one made on first use.
    :param progress: is called with each step of a build, should one be needed.
    :param documents: the folder of the source documents; results then include the passages of claims.
    :raises MissingFileError: where nothing is there.
    :raises StoreError: where what is there cannot be opened.

    >>> import pactgraph
    >>> graph = pactgraph.load()
    >>> graph.show("Cuba").texts("ISO 3166 code")
    ['CUB']
    """
    return Graph(open_data(data, progress), documents=documents)


class Graph(Reader):
    """The knowledge graph over any store, with all that can be asked of it.

    What is read of the store once (names, facets, participations, networks) is cached; the data of an open
    store do not change. Many threads may use one graph.

    :param documents: the folder of the source documents; results then include the passages of claims.
    :param select: runs the queries of named questions, such as within limits; the store where it is None.
    """

    def __init__(
        self,
        store: Store,
        *,
        documents: Path | None = None,
        select: Callable[[str], Table] | None = None,
    ) -> None:
        super().__init__(store, documents=documents, select=select)
        self._pictures: Cache[Page] = Cache(PICTURES)

    def query(self, sparql: str) -> Answered:
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

    def ask(self, name: str, /, **arguments: str | int) -> Table:
        """Answer a named question.

        :param name: see ``questions``.
        :param arguments: its parameters: labels, short names, codes, years.
        :raises UnknownNameError: where the question, or a thing that is named, is not there.
        :raises ParameterError: where a parameter is missing, unknown or of the wrong type.

        >>> import pactgraph
        >>> graph = pactgraph.load()
        >>> graph.ask("agreements_of_party", party="Cuba").columns[0]
        'agreement'
        """
        texts = {key: str(value) for key, value in arguments.items()}
        return asking.select(self, self.questions.get(name), texts)

    def show(self, name: str, limit: int | None = None, offset: int = 0, most: int | None = None) -> Thing:
        """Return what the graph says of a thing: facts, roles, history, and claims with their evidence.

        :param name: an IRI, a short name (``country:CUB``) or a label in any language.
        :param limit: return so many of its claims, all where it is None; ``offset`` of them are left out.
        :param most: look at so many statements for its claims; at all of them where it is None.
        :raises UnknownNameError: where it stands for nothing, or for several things.

        >>> import pactgraph
        >>> pactgraph.load().show("Куба").name
        'Cuba'
        """
        return showing.thing_at(self, self.resolve(name).value, limit, offset, most)

    def search(self, words: str = "", limit: int | None = 20, offset: int = 0, **narrowed: str) -> Found:
        """Find things by their names in any language, best first.

        :param narrowed: values that the things must have: ``type``, ``country``, ``year``, ``status``,
            ``area``, ``source``.

        >>> import pactgraph
        >>> pactgraph.load().search("czech republic")[0].label
        'Czechia'
        """
        return searching.search(self, words, limit=limit, offset=offset, **narrowed)

    def evidence(self, *names: str, limit: int | None = None, offset: int = 0) -> Stated:
        """Return where claims are stated: those that are named, and those that rest on what is named.

        >>> import pactgraph
        >>> pactgraph.load().evidence("ye-small-economies/070").total
        1
        """
        return explaining.evidence(self, names, limit, offset)

    def explain(
        self, subject: str, predicate: str, value: str, limit: int | None = None, offset: int = 0
    ) -> Explanation:
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
        return explaining.explain(self, subject, predicate, value, limit, offset)

    def explain_claim(self, name: str) -> Explanation:
        """Return where one claim is stated.

        :raises UnknownNameError: where there is no such claim.

        >>> import pactgraph
        >>> pactgraph.load().explain_claim("ye-small-economies/070").claims[0].id
        'ye-small-economies/070'
        """
        return explaining.explain_claim(self, name)

    def explain_row(self, name: str, row: int, /, **arguments: str | int) -> Explanation:
        """Return the claims behind one row of the answer to a named question.

        :param row: counted from 1.
        :raises UnknownNameError: where the answer has no such row, or its rows rest on no claims.
        """
        texts = {key: str(value) for key, value in arguments.items()}
        return explaining.explain_row(self, self.questions.get(name), row, texts)

    def statistics(self, source: str | None = None) -> Statistics:
        """Return the graph, or what one source states, in numbers.

        >>> import pactgraph
        >>> pactgraph.load().statistics().things[0].count > 0
        True
        """
        return counting.statistics(self, source)

    def disagreements(self, limit: int | None = None, offset: int = 0, **narrowed: str) -> Disagreements:
        """Return which claims cannot all be right, the surest first.

        :param narrowed: values by ``certainty``, ``kind`` and ``source``.

        >>> import pactgraph
        >>> pactgraph.load().disagreements(1, certainty="sure").disagreements[0].certainty
        ('sure',)
        """
        return disagreeing.disagreements(self, **narrowed, limit=limit, offset=offset)

    def coverage(self, source: str | None = None) -> Coverage:
        """Return what the graph covers of each source, and what was left out.

        >>> import pactgraph
        >>> pactgraph.load().coverage("ye-small-economies").sources[0].left_out[:8]
        'Left out'
        """
        return covering.coverage(self, source)

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

        :param weight: ``newman`` (1/(n-1) for each shared initiative of n) or ``count``.
        :param roll_up: count parties inside a country for it.
        :param directed: let roles make direction.
        :param filters: see :class:`pactgraph.network.filters.Filters`: ``since``, ``until``, ``as_of``,
            ``modalities``, ``statuses``, ``roles``, ``sources``, ``areas``, ``single_source``, …
        :raises UserError: where a name or a code is not known, or the filters leave nothing.

        >>> import pactgraph
        >>> graph = pactgraph.load().project("country-country", modalities=("asserted", "reported"))
        >>> graph.graph["filters"]
        'stated as asserted or reported'
        """
        return project(
            self.participations,
            projection,
            filters=filters_of(filters),
            weight=weight,
            roll_up=roll_up,
            directed=directed,
        )

    def path(
        self,
        a: str,
        b: str,
        projection: str = "two-mode",
        *,
        best: int | None = None,
        avoid: Collection[str] = (),
        along: bool = False,
        **choices: Any,
    ) -> Paths:
        """Return all shortest paths between two things, or the best, each hop with its claims.

        :param best: how many of the best; all shortest where none is given.
        :param avoid: names of things through which no path may lead.
        :param along: keep to the direction of arcs.
        :param choices: those of :meth:`project`.
        :raises UnknownNameError: where a name stands for nothing, or for nothing in this network.
        :raises NoPathError: where no path leads from one to the other.

        >>> import pactgraph
        >>> first = pactgraph.load().path("Russia", "Mongolia", avoid=["China"])[0]
        >>> first.labels
        ('Russia', 'Appeal to China, Russia and Mongolia to build digital government', 'Mongolia')
        """
        choice = NetworkChoice.given(projection, **choices)
        return trace.path(self, a, b, choice, best=best, avoid=avoid, along=along)

    def compare(self, a: str, b: str, projection: str = "two-mode", **choices: Any) -> Result:
        """Return what both of two things are tied to, and what only one of them is.

        >>> import pactgraph
        >>> pactgraph.load().compare("Russia", "Mongolia").records()[0]["label"]
        'Appeal to China, Russia and Mongolia to build digital government'
        """
        return trace.compare(self, a, b, NetworkChoice.given(projection, **choices))

    def common(self, *names: str, projection: str = "two-mode", **choices: Any) -> Result:
        """Return what several things are all tied to.

        >>> import pactgraph
        >>> pactgraph.load().common("China", "Russia", "Mongolia").column("label")
        ['Appeal to China, Russia and Mongolia to build digital government']
        """
        return trace.common(self, names, NetworkChoice.given(projection, **choices))

    def ego(self, name: str, projection: str = "two-mode", *, radius: int = 1, **choices: Any) -> Result:
        """Return what is within some hops of a thing, the nearest first.

        >>> import pactgraph
        >>> pactgraph.load().ego("Mongolia").column("distance")[0]
        1
        """
        return trace.ego(self, name, NetworkChoice.given(projection, **choices), radius)

    def draw(self, view: str = "two-mode", **parameters: str) -> str:
        """Return a view as one HTML page that needs no other file.

        :param view: the name of a file in ``viz/views``.
        :param parameters: what is asked for instead of what the file names; ``from`` is given as
            ``**{"from": "Cuba"}``.
        :raises UserError: where a name is not known, or nothing is there to draw.

        >>> import pactgraph
        >>> "<title>Around Cuba" in pactgraph.load().draw("ego", party="Cuba")
        True
        """
        return self.drawn(view, parameters).html

    def drawn(self, view: str, parameters: Mapping[str, str], *, web: str = "", home: str = "") -> Page:
        """Return a view as :meth:`draw` does, with its thumbnail; the last ones drawn are cached.

        :param web: the address of the pages of things; no links to them where it is empty.
        :param home: the address of the list of all views; no link to it where it is empty.
        :raises UserError: where a name is not known, or nothing is there to draw.
        """
        from pactgraph.views.definition import load_view, view_path
        from pactgraph.views.gallery import Renderer

        definition = load_view(view_path(view))
        key = (view, tuple(sorted(parameters.items())), web, home)
        return self._pictures.get(
            key, lambda: Renderer(self, web=web, home=home).draw(definition, parameters)
        )

    def export_network(
        self, format: str = "graphml", projection: str = "two-mode", **choices: Any
    ) -> str | Mapping[str, str]:
        """Return a projection as the text of a file, or the texts of several files by their names.

        :param format: ``graphml``, ``gexf``, ``json`` or ``csv``, which has a file of nodes and one of ties.
        :param choices: those of :meth:`project`.
        :raises UserError: where a name or a code is not known, or the filters leave nothing.

        >>> import pactgraph
        >>> files = pactgraph.load().export_network("csv", "country-country", since=2015)
        >>> sorted(files)
        ['csv-metadata.json', 'edges.csv', 'nodes.csv']
        """
        from pactgraph.exports.networks import export_network

        return export_network(self.project(projection, **choices), format, self.cards)

    def to_rdflib(self) -> rdflib.Dataset:
        """Return the named graphs as an rdflib ``Dataset`` in memory whose default graph is their union.

        >>> import pactgraph
        >>> dataset = pactgraph.load().to_rdflib()
        >>> dataset.default_union
        True
        """
        import rdflib

        from pactgraph.exports.rdf import RDF_EXPORTS

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
        from pactgraph.exports.rdf import RDF_EXPORTS
        from pactgraph.exports.selection import select_quads

        if format not in RDF_EXPORTS:
            raise UnknownNameError(f"the format {format}", expected=f"one of {', '.join(RDF_EXPORTS)}")
        # A single name is a collection of letters, which nobody means.
        names = [sources] if isinstance(sources, str) else sources
        layers = [without] if isinstance(without, str) else without
        return RDF_EXPORTS[format].write(select_quads(self.store, self.rules, names, layers))
