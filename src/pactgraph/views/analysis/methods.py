"""The sections of a report that say how: question, data, projection, caveats, reproduction, references."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pactgraph.network.analysis import Analysis
from pactgraph.network.elements import Info
from pactgraph.network.results import Result
from pactgraph.network.weights import weight_named
from pactgraph.views.analysis.words import FEW, figure, many
from pactgraph.views.report import (
    Block,
    Commands,
    Evidence,
    Heading,
    Listing,
    Section,
    Stated,
    TableBlock,
    Text,
    table_of,
)

QUESTION = (
    "Who has ties to whom, who stands out, which groups form, and how did this come about? And: does each "
    "answer hold when a choice is made otherwise, a document is left out, or claims are drawn by lot?"
)


def question_section(analysis: Analysis) -> Section:
    """What is asked, of which network."""
    title = Info.of(analysis.graph).title or analysis.recipe.projection
    about = (
        f"This report measures one network, made from the knowledge graph by a fixed rule: {_lower(title)}."
    )
    return Section("question", "Question", (Text(about), Text(QUESTION)))


def data_section(analysis: Analysis) -> Section:
    """The sources, how firmly they state what is measured, and what was left out of them."""
    info = Info.of(analysis.graph)
    text = (
        "The graph holds claims: statements of documents about one fact each, with the place where it is "
        f"stated. This report was made by Pactgraph {info.version} from the participations with "
        f"the digest {info.data_version or 'unknown'}; another digest is another state of the data."
    )
    shown = {"title": "document", "published": "published", "claims": "claims", "used": "used"}
    blocks: list[Block] = [
        Text(text),
        table_of(analysis.coverage.sources, columns=shown),
        table_of(analysis.coverage.ties, columns={"figure": "what", "value": "number", "meaning": "meaning"}),
        Heading("What is not in the graph"),
        Text("What was left out of each document, in the words of its curators; each opens:"),
        Evidence(tuple(_left_unread(title, words) for title, words in analysis.coverage.unread)),
    ]
    return Section("data", "Data", tuple(blocks if analysis.coverage.unread else blocks[:3]))


def _left_unread(title: str, words: str) -> Stated:
    return Stated(title, ({"text": words, "where": "", "id": ""},))


def projection_section(analysis: Analysis) -> Section:
    """The rule, the filters, and what they leave out."""
    info = Info.of(analysis.graph)
    blocks: list[Block] = [
        Text(f"The projection is called {analysis.recipe.projection}. Its rule:"),
        Listing(info.rule),
        Heading("Filters"),
    ]
    if info.filters:
        blocks += [Text("Only ties are kept that are"), Listing(info.filters)]
    else:
        blocks.append(
            Text("None: all participations count, also those that are only planned or recommended.")
        )
    return Section("projection", "How the network is made", (*blocks, *_left_out(info.left_out)))


def _left_out(counts: Mapping[str, int]) -> Iterator[Block]:
    if not counts:
        yield Text("Rule and filters leave nothing out.")
        return
    rows = tuple((reason, number) for reason, number in counts.items() if number)
    result = Result("left-out", "What rule and filters leave out", ("what", "number"), rows)
    yield table_of(result)


def caveats_section(analysis: Analysis) -> Section:
    """What must be known before anything is quoted."""
    return Section("caveats", "Caveats", (Listing(tuple(_caveats(analysis))),))


def _caveats(analysis: Analysis) -> Iterator[str]:
    graph, firm = analysis.graph, analysis.coverage.ties
    tied = len(graph) - int(figure(analysis.figures, "isolated nodes") or 0)
    yield (
        "No tie means that no document here states one. The documents were chosen, not sampled, so nothing "
        "here estimates a world beyond them, and what they dwell on looks central."
    )
    if tied < FEW:
        yield (
            f"Only {many(tied, 'node')} have ties. In so small a network one claim more or less moves "
            "shares, communities and comparisons with chance; ranks beyond the first few mean little."
        )
    yield (
        f"Of {many(figure(firm, 'ties'), 'tie')}, {figure(firm, 'stated by one source')} rest on one "
        f"document, {figure(firm, 'without a year')} have no known year, and {figure(firm, 'not yet so')} "
        "are no fact yet. Leave them out by a filter and compare."
    )
    if figure(firm, "claims in doubt"):
        doubted = many(figure(firm, "claims in doubt"), "claim")
        yield f"A disagreement is known about {doubted}: see pactgraph audit."
    yield (
        "Ranges from draws treat claims as if each had been found by itself. Claims of one passage were not, "
        "so true ranges are wider."
    )
    yield (
        "A node's stability counts runs in which it stays with the others of its community; it does not fall "
        "where two communities become one. The adjusted Rand index does."
    )
    yield "Measures of centrality go together: to lead by several of them is one finding, not several."
    yield (
        "A year says when something about a tie happened, as far as documents tell. Fewer ties in the last "
        "years mean that the documents end, not that cooperation does."
    )


def reproduce_section(analysis: Analysis, command: str, options: str) -> Section:
    """The commands that give the same numbers."""
    name = analysis.recipe.projection
    more = f" {options}" if options else ""
    commands = (
        "pip install 'pactgraph[analysis]'",
        "pactgraph build",
        command,
        f"pactgraph network measures {name}{more}",
        f"pactgraph network communities {name}{more}",
        f"pactgraph network export {name} gexf{more} -o {name}.gexf",
    )
    text = (
        f"Everything that draws at random begins with the seed {analysis.seed}; {analysis.draws} networks "
        "were drawn. The same data, versions and commands give the same file, byte for byte."
    )
    return Section("reproduce", "How to reproduce this", (Text(text), Commands(commands)))


def references_section(analysis: Analysis, results: tuple[Result, ...]) -> Section:
    """Where the methods are published."""
    sources = {part.strip() for result in results for part in result.source.split(";") if part.strip()}
    if Info.of(analysis.graph).weight:
        sources.add(weight_named(analysis.recipe.weight).source)
    return Section("references", "References", (Listing(tuple(sorted(sources))),))


def all_nodes(analysis: Analysis, shown: dict[str, str], most: int) -> TableBlock:
    """Return the table of all nodes, or of the first of very many."""
    return table_of(analysis.nodes, caption="All nodes", columns=shown, head="label", most=most, notes=())


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]
